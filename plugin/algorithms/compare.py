"""The algorithms corina:compare and corina:changepolygons: where a map differs from a reference, and how much."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

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
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from corina.engine.jobs import ClassifyJob, ClassifyOptions, CompareJob, SceneInput
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.destinations import bring
from corina.plugin.algorithms.land_cover import LandCoverAlgorithm
from corina.plugin.algorithms.styles import ResultStyler
from corina.plugin.areas import crs_text
from corina.plugin.engine_process import new_run_id
from corina.plugin.land_cover_sources import change_layer_input
from corina.plugin.replaced_layers import refuse_unsaved_edits, replaced_by
from corina.plugin.settings import load_settings

_LAYERS = {
    "CHANGES": "changes",
    "POLYGON_AGREEMENT": "polygon_agreement",
    "DIFFERENCE": "difference",
    "FROM_TO": "from_to_raster",
    "FROM_TO_CSV": "from_to_csv",
    "REPORT": "report",
}
"""Output to the name of the file in the engine's result."""


class _Comparison(LandCoverAlgorithm):
    """What both algorithms ask for."""

    def add_maps(self) -> None:
        """Add the two maps."""
        self.add_map(
            "PREDICTION",
            tr("Map"),
            tr(
                "The map to compare, the state “to”: a map Corina made, or any raster or polygons of CORINE classes."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterRasterLayer("SCENE", tr("or scene to classify first"), optional=True),
            tr("A Sentinel-2 scene in place of the map: it is classified first, then compared."),
        )
        self.add(
            QgsProcessingParameterFile("SCENE_FILE", tr("or product to classify first"), optional=True),
            tr("A Sentinel-2 product (.SAFE folder or its .zip), or a raster file, in place of SCENE."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("MODEL", tr("Model"), optional=True),
            tr("Name of an installed model, or the path of a package, for a scene. Empty: the bundled one."),
            advanced=True,
        )
        self.add_map(
            "REFERENCE",
            tr("Reference"),
            tr(
                "What it is compared with, the state “from”: CORINE polygons or a raster of any year, or an older map."
            ),
        )

    def comparison(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, folder: str, name: str = ""
    ) -> CompareJob:
        """The job the parameters ask for. Raises QgsProcessingException with one sentence."""
        problem = self._choice_problem(parameters)
        if problem:
            raise QgsProcessingException(problem)
        return CompareJob(
            reference=self.land_cover(parameters, "REFERENCE", context),
            output_dir=folder,
            prediction=self.land_cover(parameters, "PREDICTION", context)
            if parameters.get("PREDICTION")
            else None,
            classify=self._classification(parameters, context, folder),
            area=self.area(parameters, context),
            options=self.compare_options(parameters, context),
            name=name,
        )

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        problem = self._choice_problem(parameters)
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    @staticmethod
    def _choice_problem(parameters: Dict[str, Any]) -> str:
        given = [name for name in ("PREDICTION", "SCENE", "SCENE_FILE") if parameters.get(name)]
        if len(given) == 1:
            return ""
        return tr(
            "Give either a map (PREDICTION), or a scene (SCENE) or product (SCENE_FILE) to classify first."
        )

    def _classification(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, folder: str
    ) -> Optional[ClassifyJob]:
        """The job that makes the map first; None where there is a map."""
        if parameters.get("PREDICTION"):
            return None
        crs = None
        if parameters.get("SCENE"):
            path = self._layer_path(parameters, "SCENE", context)
            layer = self.parameterAsRasterLayer(parameters, "SCENE", context)
            if layer is not None and layer.crs().isValid() and layer.crs() != layer.dataProvider().crs():
                crs = crs_text(layer.crs())
        else:
            path = str(Path(self.parameterAsFile(parameters, "SCENE_FILE", context)).absolute())
        return ClassifyJob(
            SceneInput(path, crs=crs),
            folder,
            model=self.model(parameters, context),
            models_dir=load_settings().models_folder,
            options=ClassifyOptions(confidence=True),
        )


class CompareAlgorithm(_Comparison):
    """Everything of a comparison in one folder: layers, tables, report."""

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
            job = replace(job, changes=replace(found, crs=crs or found.crs))
        refuse_unsaved_edits(*replaced_by(job))
        return job

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        feedback.pushInfo(str(result["summary"]))
        files = {name: result["outputs"].get(key) for name, key in _LAYERS.items()}
        return {
            **{name: path for name, path in files.items() if path},
            "OUTPUT_DIR": self._job.output_dir,
            "SUMMARY": result["summary"],
            "AGREEMENT": result["agreement"]["overall"],
            "CHANGED_HA": result["changes"]["area_ha"],
        }


class ChangePolygonsAlgorithm(_Comparison):
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
            tr("GeoPackage with the change polygons."),
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
        return self.comparison(parameters, context, str(self._place.parent / f".corina-{new_run_id()}"))

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In a worker thread."""
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            result = self.run_engine(self._job, feedback)
            if result is None:
                return {}
            bring(Path(result["outputs"]["changes"]), self._place)
        except OSError as error:
            raise QgsProcessingException(
                tr("{place} cannot be written ({reason}): choose another place.").format(
                    place=self._place, reason=error.strerror or error
                )
            ) from error
        finally:
            shutil.rmtree(self._job.output_dir, ignore_errors=True)
        feedback.pushInfo(str(result["summary"]))
        path = str(self._place)
        if context.willLoadLayerOnCompletion(path):
            details = context.layerToLoadOnCompletionDetails(path)
            details.setPostProcessor(ResultStyler.create("CHANGES", result))
        changes = result["changes"]
        return {"CHANGES": path, "COUNT": changes["count"], "CHANGED_HA": changes["area_ha"]}
