"""The algorithm corina:areas: hectares of each class of a land cover map, as a whole or in zones."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterVectorLayer,
)

from corina.engine.jobs import AreasJob
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.destinations import bring, folders_of
from corina.plugin.algorithms.land_cover import LandCoverAlgorithm
from corina.plugin.engine_process import new_run_id
from corina.plugin.land_cover_sources import land_cover_input
from corina.plugin.sources import SourceError


class AreasAlgorithm(LandCoverAlgorithm):
    """One table at a place of its own."""

    _place: Path

    def name(self) -> str:
        return "areas"

    def displayName(self) -> str:
        return tr("Class areas")

    def shortDescription(self) -> str:
        return tr("Adds up the hectares of each class of a land cover map, as a whole or in each zone.")

    def shortHelpString(self) -> str:
        return tr(
            "Adds up pixels, hectares and percent of each CORINE class of a map at each level, for the whole map or in "
            "each polygon of another layer, such as municipalities. The areas are those of the pixels: for areas with "
            "a margin of error draw sample points and estimate the accuracy."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_map(
            "INPUT", tr("Map"), tr("A map Corina made, or any raster or polygons of CORINE classes.")
        )
        self.add(
            QgsProcessingParameterVectorLayer(
                "ZONES", tr("Zones"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("Polygons to add up in, one by one. Empty: only the whole map."),
        )
        self.add(
            QgsProcessingParameterField(
                "ZONE_FIELD", tr("Name of a zone"), parentLayerParameterName="ZONES", optional=True
            ),
            tr("Attribute that names a zone. Empty: zones are numbered."),
        )
        self.add_level()
        self.add_area()
        self.add(
            QgsProcessingParameterFileDestination("AREAS", tr("Class areas"), tr("CSV files (*.csv)")),
            tr("Table with zone, level, code, name, pixels, hectares and percent."),
        )
        self.addOutput(QgsProcessingOutputNumber("TOTAL_HA", tr("Area with a class (ha)")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> AreasJob:
        """The job the parameters ask for."""
        self._place = Path(self.parameterAsFileOutput(parameters, "AREAS", context)).absolute()
        if self._place.suffix.lower() != ".csv":
            raise QgsProcessingException(
                tr("{name} is {place}; Corina writes a {suffix} file: choose such a name.").format(
                    name="AREAS", place=self._place, suffix=".csv"
                )
            )
        zones, zone_layer, zone_crs = "", "", None
        if parameters.get("ZONES"):
            layer = self.parameterAsVectorLayer(parameters, "ZONES", context)
            if layer is None:
                raise QgsProcessingException(self.invalidSourceError(parameters, "ZONES"))
            try:
                found = land_cover_input(layer)
            except SourceError as error:
                raise QgsProcessingException(str(error)) from error
            zones, zone_layer, zone_crs = found.path, found.layer, found.crs
        return AreasJob(
            map=self.land_cover(parameters, "INPUT", context),
            output_dir=str(self._place.parent / f".corina-{new_run_id()}"),
            zones=zones,
            zone_layer=zone_layer,
            zone_field=self.parameterAsString(parameters, "ZONE_FIELD", context),
            zone_crs=zone_crs,
            level=self.level(parameters, context),
            area=self.area(parameters, context),
        )

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In a worker thread."""
        try:
            with folders_of([self._place], self._job.output_dir):
                result = self.run_engine(self._job, feedback)
                if result is None:
                    return {}
                bring(Path(result["outputs"]["areas_csv"]), self._place)
        except OSError as error:
            raise QgsProcessingException(
                tr("{place} cannot be written ({reason}): choose another place.").format(
                    place=self._place, reason=error.strerror or error
                )
            ) from error
        return {"AREAS": str(self._place), "TOTAL_HA": result["total_ha"]}
