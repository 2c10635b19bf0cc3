"""The algorithms corina:compare and corina:changepolygons: where a map differs from a reference, and how much."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterField,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
    QgsProject,
)

from corina.clc.change_style import is_own_style
from corina.engine.jobs import CompareJob
from corina.plugin import compare_layers
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.comparison import Comparison
from corina.plugin.algorithms.destinations import bring, folders_of
from corina.plugin.algorithms.replacing import refuse_judged, refuse_replacing
from corina.plugin.algorithms.styles import ResultStyler
from corina.plugin.engine_process import new_run_id
from corina.plugin.land_cover_sources import change_layer_input
from corina.plugin.replaced_layers import refuse_unsaved_edits, replaced_by

_LAYERS = {
    "CHANGES": "changes",
    "POLYGON_AGREEMENT": "polygon_agreement",
    "DIFFERENCE": "difference",
    "FROM_TO": "from_to_raster",
    "FROM_TO_CSV": "from_to_csv",
    "REPORT": "report",
}
"""Output to the name of the file in the engine's result."""


class CompareAlgorithm(Comparison):
    """Everything of a comparison in one folder: layers, tables, report."""

    _load = False
    _result: Optional[Dict[str, Any]] = None

    def name(self) -> str:
        return "compare"

    def displayName(self) -> str:
        return tr("Compare with CORINE")

    def shortDescription(self) -> str:
        return tr(
            "Finds where a land cover map differs from CORINE or an older map, what became what, and how much."
        )

    def shortHelpString(self) -> str:
        return tr(
            "Compares a land cover map with CORINE polygons, a CORINE raster or an older map: a raster "
            "of differences, a "
            "from-to raster and matrix, change polygons above a minimum unit, the agreement of each polygon of the "
            "reference, gains and losses, and a report of one page.\n\n"
            "It is agreement with CORINE, not accuracy: CORINE itself aims at 85 % and shows nothing below 25 ha. "
            "Classes the map cannot show are not assessed and never counted as change."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_maps()
        self.add_level()
        self.add_unit(5.0)
        self.add_change_options()
        self.add(
            QgsProcessingParameterVectorLayer(
                "OFFICIAL",
                tr("Official changes"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            tr(
                "A CORINE change layer (CHA), to say which of its changes were found or missed, and which are new."
            ),
            advanced=True,
        )
        for name, label in (
            ("OFFICIAL_FROM", tr("Field with the old class")),
            ("OFFICIAL_TO", tr("Field with the new class")),
        ):
            self.add(
                QgsProcessingParameterField(name, label, parentLayerParameterName="OFFICIAL", optional=True),
                tr(
                    "Of the official changes. Give both, or none: found by the years in their names, as CODE_18."
                ),
                advanced=True,
            )
        self.add_crs("OFFICIAL", tr("Official changes"))
        self.add_area()
        self.add(
            QgsProcessingParameterString("NAME", tr("Name of the files"), optional=True),
            tr("First part of the file names. Empty: none."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Output folder")),
            tr(
                "Folder that gets changes.gpkg, polygons.gpkg, difference.tif, from_to.tif, from_to.csv "
                "and report.html."
            ),
        )
        self.add(
            QgsProcessingParameterBoolean("LOAD", tr("Add the layers to the project"), False),
            tr(
                "Changes, agreement of each polygon, difference, from–to raster and the two maps, in one group and in "
                "their colours, as the Compare tab adds them."
            ),
        )
        for output in (
            QgsProcessingOutputVectorLayer("CHANGES", tr("Changes")),
            QgsProcessingOutputVectorLayer("POLYGON_AGREEMENT", tr("Agreement of each polygon")),
            QgsProcessingOutputRasterLayer("DIFFERENCE", tr("Difference")),
            QgsProcessingOutputRasterLayer("FROM_TO", tr("From – to")),
            QgsProcessingOutputString("FROM_TO_CSV", tr("From-to matrix")),
            QgsProcessingOutputHtml("REPORT", tr("Report")),
            QgsProcessingOutputString("SUMMARY", tr("Summary")),
            QgsProcessingOutputNumber("AGREEMENT", tr("Agreement, 0 to 1")),
            QgsProcessingOutputNumber("CHANGED_HA", tr("Area of the change polygons (ha)")),
        ):
            self.addOutput(output)

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> CompareJob:
        """The job the parameters ask for."""
        name = self.parameterAsString(parameters, "NAME", context)
        job = self.comparison(parameters, context, self.path(parameters, "OUTPUT_DIR", context), name)
        if parameters.get("OFFICIAL"):
            layer = self.parameterAsVectorLayer(parameters, "OFFICIAL", context)
            if layer is None:
                raise QgsProcessingException(self.invalidSourceError(parameters, "OFFICIAL"))
            found = change_layer_input(layer)
            crs = self.crs_of(parameters, "OFFICIAL", context)
            fields = [
                self.parameterAsString(parameters, f"OFFICIAL_{side}", context) for side in ("FROM", "TO")
            ]
            if bool(fields[0]) != bool(fields[1]):
                raise QgsProcessingException(
                    tr("Give both fields of the official changes, OFFICIAL_FROM and OFFICIAL_TO, or none.")
                )
            found = replace(found, from_field=fields[0], to_field=fields[1], crs=crs or found.crs)
            job = replace(job, changes=found)
        elif any(parameters.get(f"OFFICIAL_{end}") for end in ("FROM", "TO")):
            raise QgsProcessingException(
                tr(
                    "OFFICIAL_FROM and OFFICIAL_TO say something of official changes: give OFFICIAL, or leave them out."
                )
            )
        refuse_unsaved_edits(*replaced_by(job))
        self._load = self.parameterAsBool(parameters, "LOAD", context)
        return job

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        self._result = result
        feedback.pushInfo(str(result["summary"]))
        files = {name: result["outputs"].get(key) for name, key in _LAYERS.items()}
        return {
            **{name: path for name, path in files.items() if path},
            "OUTPUT_DIR": self._job.output_dir,
            "SUMMARY": result["summary"],
            "AGREEMENT": result["agreement"]["overall"],
            "CHANGED_HA": result["changes"]["area_ha"],
        }

    def postProcessAlgorithm(
        self, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In the GUI thread, to which the project belongs."""
        if self._load and self._result is not None:
            try:
                compare_layers.add_comparison(context.project() or QgsProject.instance(), self._result)
            except FileNotFoundError as error:
                feedback.reportError(str(error))
        return {}


class ChangePolygonsAlgorithm(Comparison):
    """Only the change polygons, to a place of their own."""

    _place: Path

    def name(self) -> str:
        return "changepolygons"

    def displayName(self) -> str:
        return tr("Change polygons")

    def shortDescription(self) -> str:
        return tr(
            "Makes polygons of what changed between two land cover maps, above a minimum unit and width."
        )

    def shortHelpString(self) -> str:
        return tr(
            "Makes polygons of what changed from the reference to the map, one for each change from "
            "one class to another, "
            "with both codes and names, hectares, the map's confidence, and fields for a verdict and a comment.\n\n"
            "5 ha and 100 m are the unit and width of CORINE's own change layers."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_maps()
        self.add_level()
        self.add_unit(5.0)
        self.add_change_options()
        self.add_area()
        self.add(
            QgsProcessingParameterVectorDestination(
                "CHANGES", tr("Changes"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr(
                "GeoPackage with the change polygons; its style is put beside it, where there is none of yours."
            ),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of changes")))
        self.addOutput(QgsProcessingOutputNumber("CHANGED_HA", tr("Area of the change polygons (ha)")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> CompareJob:
        """The job the parameters ask for."""
        self._place = Path(self.parameterAsOutputLayer(parameters, "CHANGES", context)).absolute()
        if self._place.suffix.lower() != ".gpkg":
            raise QgsProcessingException(
                tr("CHANGES is {place}; Corina writes a .gpkg file: choose such a name.").format(
                    place=self._place
                )
            )
        refuse_unsaved_edits(self._place)
        refuse_judged(self._place)
        job = self.comparison(parameters, context, str(self._place.parent / f".corina-{new_run_id()}"))
        refuse_replacing([self._place], job, parameters, context)
        return job

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In a worker thread."""
        try:
            with folders_of([self._place], self._job.output_dir):
                result = self.run_engine(self._job, feedback)
                if result is None:
                    return {}
                refuse_judged(self._place)  # while the engine was at work
                made, style = Path(result["outputs"]["changes"]), self._place.with_suffix(".qml")
                if made.with_suffix(".qml").is_file() and (not style.exists() or is_own_style(style)):
                    bring(made.with_suffix(".qml"), style)
                bring(made, self._place)
        except OSError as error:
            raise QgsProcessingException(
                tr("{place} cannot be written ({reason}): choose another place.").format(
                    place=self._place, reason=error.strerror or error
                )
            ) from error
        feedback.pushInfo(str(result["summary"]))
        path = str(self._place)
        if context.willLoadLayerOnCompletion(path):
            details = context.layerToLoadOnCompletionDetails(path)
            details.setPostProcessor(ResultStyler.create("CHANGES", result))
        changes = result["changes"]
        return {"CHANGES": path, "COUNT": changes["count"], "CHANGED_HA": changes["area_ha"]}
