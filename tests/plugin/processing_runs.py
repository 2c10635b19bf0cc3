"""Running an algorithm as Processing does, and what it says."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
)


class Messages(QgsProcessingFeedback):
    """Feedback that keeps what it was told."""

    def __init__(self):
        super().__init__(False)
        self.info, self.warnings, self.errors, self.percent = [], [], [], []
        self.progressChanged.connect(self.percent.append)

    def pushInfo(self, info):
        self.info.append(info)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: N803
        self.errors.append(error)


def run(algorithm: QgsProcessingAlgorithm, parameters: dict, context=None, feedback=None) -> dict:
    """Run as Processing does: check, then run. Returns the results."""
    context = context or QgsProcessingContext()
    context.setProject(QgsProject.instance())
    fine, message = algorithm.checkParameterValues(parameters, context)
    if not fine:
        raise QgsProcessingException(message)
    feedback = feedback or Messages()
    results, succeeded = algorithm.run(parameters, context, feedback, {}, False)
    if not succeeded:  # Processing reports what preparing an algorithm raises
        raise QgsProcessingException("; ".join(feedback.errors))
    return results


def refusal(algorithm: QgsProcessingAlgorithm, parameters: dict) -> str:
    """What an algorithm refuses parameters with."""
    with pytest.raises(QgsProcessingException) as caught:
        run(algorithm, parameters)
    message = str(caught.value)
    assert message and "Traceback" not in message
    return message
