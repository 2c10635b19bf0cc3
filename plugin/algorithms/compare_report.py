"""The algorithm corina:comparereport: the report of a comparison again, with the verdicts on its changes."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
)

from corina.engine.jobs import CompareReportJob
from corina.plugin.algorithms.base import EngineAlgorithm, tr

_COUNTS = {"CONFIRMED": "confirmed", "REJECTED": "rejected", "UNSURE": "unsure", "NOT_LOOKED_AT": "none"}
"""Output to the verdict whose polygons it counts."""


class CompareReportAlgorithm(EngineAlgorithm):
    """Writes into the folder of the comparison itself."""

    def name(self) -> str:
        return "comparereport"

    def displayName(self) -> str:
        return tr("Report of a judged comparison")

    def shortDescription(self) -> str:
        return tr("Makes the report of a comparison again, with the verdicts and comments on its changes.")

    def shortHelpString(self) -> str:
        return tr(
            "Reads which changes of a comparison were confirmed, rejected or left unsure, and the comments, and makes "
            "its report again with them: polygons and hectares by verdict, what became what by the confirmed changes, "
            "and the verdict of each of the largest.\n\n"
            "report.html and result.json in the folder of the comparison are replaced. Edits of the changes that are "
            "not saved are not seen."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FOLDER", tr("Folder of the comparison"), QgsProcessingParameterFile.Behavior.Folder
            ),
            tr("The folder with result.json and changes.gpkg that a comparison left."),
        )
        for output in (
            QgsProcessingOutputHtml("REPORT", tr("Report")),
            QgsProcessingOutputString("SUMMARY", tr("Summary")),
            QgsProcessingOutputNumber("CONFIRMED", tr("Changes confirmed")),
            QgsProcessingOutputNumber("REJECTED", tr("Changes rejected")),
            QgsProcessingOutputNumber("UNSURE", tr("Changes left unsure")),
            QgsProcessingOutputNumber("NOT_LOOKED_AT", tr("Changes not looked at")),
            QgsProcessingOutputNumber("CONFIRMED_HA", tr("Area of the confirmed changes (ha)")),
        ):
            self.addOutput(output)

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> CompareReportJob:
        """The job the parameters ask for."""
        return CompareReportJob(self.path(parameters, "FOLDER", context))

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        feedback.pushInfo(str(result["summary"]))
        verdicts = result["judged"]["verdicts"]
        return {
            "REPORT": result["outputs"]["report"],
            "SUMMARY": result["summary"],
            **{name: verdicts[verdict]["count"] for name, verdict in _COUNTS.items()},
            "CONFIRMED_HA": verdicts["confirmed"]["area_ha"],
        }
