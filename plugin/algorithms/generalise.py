"""The algorithm corina:generalise: a land cover map at CORINE's minimum unit and width."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
)

from corina.engine.jobs import GeneraliseJob
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.destinations import bring, folders_of
from corina.plugin.algorithms.land_cover import LandCoverAlgorithm
from corina.plugin.algorithms.replacing import refuse_replacing
from corina.plugin.algorithms.rule import rule_of
from corina.plugin.algorithms.styles import ResultStyler
from corina.plugin.engine_process import new_run_id
from corina.plugin.replaced_layers import refuse_edited


class GeneraliseAlgorithm(LandCoverAlgorithm):
    """The map and, when asked for, its polygons, each at a place of its own."""

    _places: Dict[str, Path]

    def name(self) -> str:
        return "generalise"

    def displayName(self) -> str:
        return tr("Generalise land cover")

    def shortDescription(self) -> str:
        return tr(
            "Brings a land cover map to a minimum mapping unit and width, such as CORINE's 25 ha and 100 m."
        )

    def shortHelpString(self) -> str:
        return tr(
            "Areas smaller than the minimum unit, and parts narrower than the minimum width, join a "
            "neighbour: the one of "
            "the most similar class, as CORINE's rules have it, or the largest. A classified map of 10 "
            "m pixels becomes "
            "comparable with CORINE's status layers this way."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_map(
            "INPUT", tr("Map"), tr("A map Corina made, or any raster or polygons of CORINE classes.")
        )
        self.add_unit(25.0)
        self.add_confidence_raster()
        self.add_area()
        self.add(
            QgsProcessingParameterRasterDestination("OUTPUT", tr("Generalised map")),
            tr("GeoTIFF with the generalised classes."),
        )
        self.add(
            QgsProcessingParameterVectorDestination(
                "POLYGONS",
                tr("Polygons of classes"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                None,
                True,
                False,
            ),
            tr("GeoPackage with a polygon per area."),
        )
        self.addOutput(QgsProcessingOutputNumber("LEVEL", tr("Level of the map")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> GeneraliseJob:
        """The job the parameters ask for."""
        self._places = {
            name: Path(self.parameterAsOutputLayer(parameters, name, context)).absolute()
            for name in ("OUTPUT", "POLYGONS")
            if parameters.get(name)
        }
        for name, suffix in (("OUTPUT", ".tif"), ("POLYGONS", ".gpkg")):
            if name in self._places and self._places[name].suffix.lower() != suffix:
                raise QgsProcessingException(
                    tr("{name} is {place}; Corina writes a {suffix} file: choose such a name.").format(
                        name=name, place=self._places[name], suffix=suffix
                    )
                )
        for place in self._places.values():
            refuse_edited(place)
        job = GeneraliseJob(
            map=self.land_cover(parameters, "INPUT", context),
            output_dir=str(self._places["OUTPUT"].parent / f".corina-{new_run_id()}"),
            minimum_unit_ha=self.parameterAsDouble(parameters, "MINIMUM_AREA", context),
            minimum_width_m=self.parameterAsDouble(parameters, "MINIMUM_WIDTH", context),
            **rule_of(self, parameters, context),
            polygons="POLYGONS" in self._places,
            confidence=self._layer_path(parameters, "CONFIDENCE_RASTER", context)
            if parameters.get("CONFIDENCE_RASTER")
            else "",
            area=self.area(parameters, context),
        )
        refuse_replacing(self._places.values(), job, parameters, context)
        return job

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In a worker thread."""
        try:
            with folders_of(self._places.values(), self._job.output_dir):
                result = self.run_engine(self._job, feedback)
                if result is None:
                    return {}
                level = int(result["level"])
                made = {"OUTPUT": f"level{level}", "POLYGONS": "polygons"}
                for name, place in self._places.items():
                    bring(Path(result["outputs"][made[name]]), place)
        except OSError as error:
            raise QgsProcessingException(
                tr("{place} cannot be written ({reason}): choose another place.").format(
                    place=error.filename, reason=error.strerror or error
                )
            ) from error
        for name, kind in (("OUTPUT", "GENERALISED"), ("POLYGONS", "GENERALISED_POLYGONS")):
            path = str(self._places.get(name, ""))
            if path and context.willLoadLayerOnCompletion(path):
                details = context.layerToLoadOnCompletionDetails(path)
                details.setPostProcessor(ResultStyler.create(f"{kind}{level}", result))
        return {**{name: str(place) for name, place in self._places.items()}, "LEVEL": level}
