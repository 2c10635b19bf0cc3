"""The algorithm corina:samplesize: how many points a sample of a map needs, before it is drawn."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from corina.engine.jobs import SampleSizeJob
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.sample_points import SampleAlgorithm


class SampleSizeAlgorithm(SampleAlgorithm):
    """The calculator of the window; nothing is written."""

    def name(self) -> str:
        return "samplesize"

    def displayName(self) -> str:
        return tr("Sample size")

    def shortDescription(self) -> str:
        return tr("Calculates how many points a sample of a classified map needs.")

    def shortHelpString(self) -> str:
        return tr(
            "Calculates how many points a stratified sample of a classified map needs for the standard error that its "
            "overall accuracy is to have (Olofsson et al. 2014), how they are divided among the classes, the standard "
            "error that these points reach, and how many a simple random sample needs for a margin (Cochran). Nothing "
            "is written; “Draw sample points” draws them."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer("INPUT", tr("Classified map")),
            tr("A map of level 1, 2 or 3 made by Corina, or a CORINE raster, in metres."),
        )
        self.add_size()
        self.add_map_level()
        self.add_strata_level()
        self.add(
            QgsProcessingParameterNumber(
                "MARGIN",
                tr("Margin"),
                QgsProcessingParameterNumber.Type.Double,
                0.05,
                minValue=0.0001,
                maxValue=0.9999,
            ),
            tr("Half width of the 95 % interval of a simple random sample, as a share: 0.05 is ± 5 %."),
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputNumber("POINT_COUNT", tr("Number of points")))
        self.addOutput(QgsProcessingOutputNumber("ACHIEVED_ERROR", tr("Standard error of these points")))
        self.addOutput(QgsProcessingOutputNumber("COCHRAN_POINTS", tr("Points of a simple random sample")))
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> SampleSizeJob:
        """The job the parameters ask for."""
        return SampleSizeJob(
            map_path=self._layer_path(parameters, "INPUT", context),
            level=self.map_level(parameters, context),
            strata_level=self.strata_level(parameters, context),
            size=self.size(parameters, context),
            margin=self.parameterAsDouble(parameters, "MARGIN", context),
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        self.show_strata(result["strata"], feedback)
        if result["enough_points"]:
            feedback.pushWarning(
                tr(
                    "The standard error is {reached}; for {asked} type {count} as the number of points."
                ).format(
                    reached=round(result["achieved_se"], 4),
                    asked=result["standard_error"],
                    count=result["enough_points"],
                )
            )
        return {
            "POINT_COUNT": result["points"],
            "ACHIEVED_ERROR": result["achieved_se"],
            "COCHRAN_POINTS": result["cochran_points"],
            "JSON": json.dumps(result),
        }
