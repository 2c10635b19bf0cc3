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
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.scene_parameters import SceneAlgorithm
from corina.plugin.settings import load_settings

_TEXTS = ("NAME", "DATE", "CRS", "SUMMARY", "MASK")
"""Outputs that are fields of the description in upper case."""


class SceneInfoAlgorithm(SceneAlgorithm):
    """A dry run of the reading of a scene, for checks before a batch."""

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

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> DescribeSceneJob:
        """The job the parameters ask for."""
        return DescribeSceneJob(
            self.scene_input(parameters, context),
            self.model(parameters, context),
            load_settings().models_folder,
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        feedback.pushInfo(str(result["summary"]))
        for band in result["bands"]:
            feedback.pushInfo(f"{band['band']}: {band['path']}, {tr('band')} {band['index']} ({band['how']})")
        for warning in result["warnings"]:
            feedback.pushWarning(str(warning))
        problem = (result.get("problem") or {}).get("message", "")
        if problem:
            feedback.pushWarning(problem)
        texts = {name: str(result.get(name.lower()) or "") for name in _TEXTS}
        return {
            **texts,
            "MISSING": ",".join(result["missing"]),
            "PROBLEM": problem,
            "JSON": json.dumps(result),
        }
