"""The algorithm corina:sceneinfo: says what Corina understands of a scene without classifying it."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
)

from corina.engine.jobs import DescribeSceneJob
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.settings import load_settings

_TEXTS = ("NAME", "DATE", "CRS", "SUMMARY", "MASK")
"""Outputs that are fields of the description in upper case."""


class SceneInfoAlgorithm(EngineAlgorithm):
    """A dry run of the reading of a scene, for checks before a batch."""

    _job: Optional[DescribeSceneJob] = None

    def name(self) -> str:
        return "sceneinfo"

    def displayName(self) -> str:
        return tr("Describe scene")

    def shortHelpString(self) -> str:
        return tr(
            "Says what Corina understands of a scene without classifying it: which band is which and how "
            "each was found, scale and offset, "
            "size, masks, and what is missing for the model."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_scene_parameters()
        for name in _TEXTS:
            self.addOutput(QgsProcessingOutputString(name, name.capitalize()))
        self.addOutput(QgsProcessingOutputString("MISSING", tr("Missing bands")))
        self.addOutput(QgsProcessingOutputString("PROBLEM", tr("What would stop a classification")))
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        problem = self.check_scene(parameters)
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the thread that owns the layers: reads all parameters."""
        self._job = DescribeSceneJob(
            self.scene_input(parameters, context),
            self.model(parameters, context),
            load_settings().models_folder,
        )
        return True

    def processAlgorithm(
        self,
        parameters: Dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Dict[str, Any]:
        """In a worker thread."""
        assert self._job is not None
        found = self.run_engine(self._job, feedback)
        if found is None:
            return {}
        feedback.pushInfo(str(found["summary"]))
        for band in found["bands"]:
            feedback.pushInfo(f"{band['band']}: {band['path']}, {tr('band')} {band['index']} ({band['how']})")
        for warning in found["warnings"]:
            feedback.pushWarning(str(warning))
        problem = (found.get("problem") or {}).get("message", "")
        if problem:
            feedback.pushWarning(problem)
        texts = {name: str(found.get(name.lower()) or "") for name in _TEXTS}
        return {**texts, "MISSING": ",".join(found["missing"]), "PROBLEM": problem, "JSON": json.dumps(found)}
