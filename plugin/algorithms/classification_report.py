"""The algorithm corina:classificationreport: one page on a classified map."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from corina.engine.jobs import ClassificationReportJob, SceneInput
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.land_cover import LandCoverAlgorithm
from corina.plugin.settings import load_settings


class ClassificationReportAlgorithm(LandCoverAlgorithm):
    """Page, table and record go into one folder."""

    def name(self) -> str:
        return "classificationreport"

    def displayName(self) -> str:
        return tr("Report of a classified map")

    def shortDescription(self) -> str:
        return tr("Makes one page of a classified map, to read, print and hand on.")

    def shortHelpString(self) -> str:
        return tr(
            "One HTML page with everything in it: the map at each level with its legend, the scene beside it, class "
            "areas in hectares and percent, where the model is unsure, the settings of the run, what the model was "
            "trained on and how it was tested, and what to keep in mind. The areas are in a CSV file beside it, "
            "everything in a JSON file.\n\n"
            "What Corina left beside the map (NAME_result.json, NAME_confidence.tif) is found by itself; a map without "
            "it gets a report that says what is not known. A report of the same map in the folder is replaced, one of "
            "another map is not."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_map(
            "INPUT", tr("Map"), tr("A map Corina made, or any raster or polygons of CORINE classes.")
        )
        self.add(
            QgsProcessingParameterRasterLayer("SCENE", tr("Scene"), optional=True),
            tr(
                "To show beside the map. Empty: the scene that the map was made from, where it is still there."
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer("CONFIDENCE", tr("Confidence"), optional=True),
            tr("Raster of the confidence in percent. Empty: the one beside the map."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("NAME", tr("Name of the files"), optional=True),
            tr("Empty: the name of the map."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Folder of the report")),
            tr("Gets NAME_report.html, NAME_report.csv and NAME_report.json."),
        )
        for output in (
            QgsProcessingOutputHtml("REPORT", tr("Report")),
            QgsProcessingOutputFile("AREAS", tr("Class areas")),
            QgsProcessingOutputFile("RESULT", tr("Result as JSON")),
            QgsProcessingOutputString("SUMMARY", tr("Summary")),
            QgsProcessingOutputNumber("TOTAL_HA", tr("Area with a class (ha)")),
            QgsProcessingOutputNumber("CONFIDENCE_MEAN", tr("Mean confidence (%)")),
        ):
            self.addOutput(output)

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> ClassificationReportJob:
        """The job the parameters ask for."""
        scene, confidence = (
            self._layer_path(parameters, name, context) if parameters.get(name) else ""
            for name in ("SCENE", "CONFIDENCE")
        )
        return ClassificationReportJob(
            self.land_cover(parameters, "INPUT", context),
            self.path(parameters, "OUTPUT_DIR", context),
            confidence=confidence,
            scene=SceneInput(scene) if scene else None,
            models_dir=load_settings().models_folder,
            name=self.parameterAsString(parameters, "NAME", context).strip(),
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        feedback.pushInfo(str(result["summary"]))
        if result["not_known"]:
            feedback.pushInfo(str(result["not_known"]))
        found: Dict[str, Any] = {
            "OUTPUT_DIR": result["output_dir"],
            "REPORT": result["outputs"]["report"],
            "AREAS": result["outputs"]["areas_csv"],
            "RESULT": result["outputs"]["result_json"],
            "SUMMARY": result["summary"],
            "TOTAL_HA": result["total_ha"],
        }
        if result["confidence"]:
            found["CONFIDENCE_MEAN"] = result["confidence"]["mean"]
        return found
