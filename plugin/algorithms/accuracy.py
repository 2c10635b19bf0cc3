"""The algorithm corina:accuracy: a map's accuracy and class areas from labelled points."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from corina.engine.jobs import AccuracyJob
from corina.plugin.algorithms.base import EngineAlgorithm, tr

_LEVELS = ("automatic", "1", "2", "3")
_FILES = {"REPORT": "report", "CSV": "csv", "MATRIX": "matrix_csv", "JSON": "json"}
"""Output to the name of the file in the engine's result."""


class AccuracyAlgorithm(EngineAlgorithm):
    """Reads saved points only: what is still being edited is refused with a sentence."""

    def name(self) -> str:
        return "accuracy"

    def displayName(self) -> str:
        return tr("Estimate accuracy")

    def tags(self) -> List[str]:
        return [*super().tags(), "accuracy", "validation", "error matrix", "confidence interval", "LUCAS"]

    def shortDescription(self) -> str:
        return tr("Estimates a map's accuracy and the areas of its classes from labelled sample points.")

    def shortHelpString(self) -> str:
        return tr(
            "Estimates overall, user's and producer's accuracy and the areas of the classes, each with a 95 % "
            "confidence interval, from a probability sample of labelled points (Olofsson et al. 2014; Stehman 2014 "
            "where the strata are not the classes of the map).\n\n"
            "The points come from “Draw sample points”, or are LUCAS points of Eurostat (CSV). Points that were "
            "chosen by hand, or where access is easy, give no valid interval. Writes a report (HTML), tables (CSV) "
            "and all figures (JSON)."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add(
            QgsProcessingParameterVectorLayer(
                "SAMPLES", tr("Labelled points"), [QgsProcessing.SourceType.TypeVectorPoint], optional=True
            ),
            tr("A layer of points with the class seen at each, saved in a file. Give this or SAMPLES_FILE."),
        )
        self.add(
            QgsProcessingParameterFile("SAMPLES_FILE", tr("or LUCAS table (CSV)"), optional=True),
            tr("A CSV of Eurostat's LUCAS survey (columns th_lat, th_long, lc1). Give this or SAMPLES."),
        )
        self.add(
            QgsProcessingParameterRasterLayer("MAP", tr("Map to assess")),
            tr("The classified map; it need not be the one the points were drawn from."),
        )
        self.add(
            QgsProcessingParameterEnum(
                "LEVEL", tr("Level"), list(_LEVELS), defaultValue=_LEVELS[0], usesStaticStrings=True
            ),
            tr(
                "Level to assess; automatic: the finest at which the map and nearly all labels have one class."
            ),
        )
        self.add(
            QgsProcessingParameterString("LABEL_FIELD", tr("Field with the label"), defaultValue="label"),
            tr("The field of the points that holds the class seen, as a CORINE code of any level."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "MAP_LEVEL",
                tr("Level of the map"),
                list(_LEVELS),
                defaultValue=_LEVELS[0],
                usesStaticStrings=True,
            ),
            tr(
                "Level of the map's values, where they could be read in several ways; automatic: found by them."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("POSTSTRATIFY", tr("Use the map's class areas"), True),
            tr("Make a simple random or systematic sample more precise by the areas of the map's classes."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile("LUCAS_TABLE", tr("LUCAS to CORINE table"), optional=True),
            tr(
                "A CSV with the columns lucas and clc that says which CORINE classes a LUCAS code may be. Empty: "
                "Corina's own."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("NAME", tr("Name"), defaultValue="accuracy"),
            tr("Beginning of the names of the files in the output folder."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Output folder")),
            tr("The folder that gets the report, the tables and the figures."),
        )
        self.addOutput(QgsProcessingOutputHtml("REPORT", tr("Report")))
        for name, title in (
            ("CSV", tr("Accuracy of each class")),
            ("MATRIX", tr("Error matrix")),
            ("JSON", tr("All figures")),
        ):
            self.addOutput(QgsProcessingOutputFile(name, title))
        for name, title in (
            ("OVERALL", tr("Overall accuracy")),
            ("OVERALL_SE", tr("Standard error")),
            ("POINTS_USED", tr("Points used")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, title))

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        if bool(parameters.get("SAMPLES")) == bool(parameters.get("SAMPLES_FILE")):
            return False, tr("Give either a layer of points (SAMPLES) or a LUCAS table (SAMPLES_FILE).")
        return super().checkParameterValues(parameters, context)

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> AccuracyJob:
        """The job the parameters ask for."""
        if parameters.get("SAMPLES"):
            layer = self.parameterAsVectorLayer(parameters, "SAMPLES", context)
            if layer is None:
                raise QgsProcessingException(self.invalidSourceError(parameters, "SAMPLES"))
            path, table = points_file(layer)
        else:
            path, table = self.parameterAsFile(parameters, "SAMPLES_FILE", context), ""
        return AccuracyJob(
            samples=str(Path(path).absolute()),
            map_path=self._layer_path(parameters, "MAP", context),
            output_dir=self.path(parameters, "OUTPUT_DIR", context),
            name=self.parameterAsString(parameters, "NAME", context),
            layer=table,
            label_field=self.parameterAsString(parameters, "LABEL_FIELD", context),
            level=_level(self.parameterAsEnumString(parameters, "LEVEL", context)),
            map_level=_level(self.parameterAsEnumString(parameters, "MAP_LEVEL", context)),
            poststratify=self.parameterAsBool(parameters, "POSTSTRATIFY", context),
            lucas_table=self.path(parameters, "LUCAS_TABLE", context),
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        overall = result["overall"]
        feedback.pushInfo(
            tr("Overall accuracy {value} %, from {points} points.").format(
                value=round(100 * overall["value"], 1), points=result["points"]["used"]
            )
        )
        return {
            "OUTPUT_DIR": result["output_dir"],
            **{name: result["outputs"][key] for name, key in _FILES.items() if result["outputs"][key]},
            "OVERALL": overall["value"],
            "OVERALL_SE": overall["se"],
            "POINTS_USED": result["points"]["used"],
        }


def points_file(layer: QgsVectorLayer) -> Tuple[str, str]:
    """The file of a point layer and the table in it. Raises QgsProcessingException with one sentence without one."""
    name = layer.name()
    if layer.isEditable() and layer.isModified():
        raise QgsProcessingException(
            tr("“{name}” has edits that are not saved: save them and try again.").format(name=name)
        )
    if layer.subsetString():
        raise QgsProcessingException(
            tr("“{name}” has a filter, which would leave points out of the sample: remove it.").format(
                name=name
            )
        )
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "")
    if layer.providerType() != "ogr" or not Path(path).exists():
        raise QgsProcessingException(
            tr("“{name}” is not saved in a file: export it as a GeoPackage and try again.").format(name=name)
        )
    return path, str(parts.get("layerName") or "")


def _level(text: str) -> int:
    return int(text) if text.isdigit() else 0
