"""What the algorithms on land cover maps share: their parameters, the area, and the maps they name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from corina.engine.jobs import AreaInput, CompareOptions, Encoding, JobError, LandCoverInput, Rule
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.algorithms.replacing import area_source
from corina.plugin.algorithms.rule import add_rule, rule_of
from corina.plugin.algorithms.scene_values import is_given
from corina.plugin.areas import area_from_extent, area_from_features, crs_text, file_of
from corina.plugin.land_cover_sources import land_cover_input
from corina.plugin.sources import SourceError, full_path

LEVELS = ("auto", "1", "2", "3")
_MAP_TYPES = [QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon]


_UNSAID = ("auto", 0, "0")
"""What a dialog passes of the settings of a map where nobody said anything."""


def given_map_value(parameters: Dict[str, Any], name: str) -> str:
    """The first parameter that says something of the map in the parameter `name`; empty without one."""
    names = (f"{name}_{end}" for end in ("FIELD", "ENCODING", "YEAR", "CRS"))
    return next(
        (one for one in names if is_given(parameters.get(one)) and parameters[one] not in _UNSAID), ""
    )


class LandCoverAlgorithm(EngineAlgorithm):
    """An algorithm that reads land cover maps."""

    def tags(self) -> List[str]:
        return ["corine", "clc", "land cover", "change", "comparison", "generalise"]

    # Parameters

    def add_map(self, name: str, label: str, help_text: str, optional: bool = False) -> None:
        """Add a land cover map, and the class field that a layer of polygons may need."""
        parameter = QgsProcessingParameterMapLayer(name, label, None, optional, _MAP_TYPES)
        self.add(parameter, help_text)
        self.add(
            QgsProcessingParameterString(
                f"{name}_FIELD", tr("Class field of {}").format(label), optional=True
            ),
            tr("Attribute with the CORINE code of each polygon. Empty: found by its name, such as CODE_18."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                f"{name}_ENCODING",
                tr("Values of {}").format(label),
                [encoding.value for encoding in Encoding],
                defaultValue=Encoding.AUTO.value,
                usesStaticStrings=True,
            ),
            tr(
                "How the values of a raster name classes: grid is 1 to 44, codes 111 to 523, level2 11 to 52, level1 1 "
                "to 5; auto finds it by the values, and says where they could be read in two ways."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                f"{name}_YEAR", tr("Year of {}").format(label), defaultValue=0, minValue=0, maxValue=2100
            ),
            tr(
                "Where its name does not tell it; chooses among layers and fields of several years too. 0: found."
            ),
            advanced=True,
        )
        self.add_crs(name, label)

    def add_crs(self, name: str, label: str) -> None:
        """Add the CRS of a map that states none, or a wrong one."""
        self.add(
            QgsProcessingParameterCrs(f"{name}_CRS", tr("CRS of {}").format(label), optional=True),
            tr(
                "For a file that states no coordinate reference system, or a wrong one. Empty: that of the layer."
            ),
            advanced=True,
        )

    def add_level(self) -> None:
        """Add the level of the nomenclature."""
        self.add(
            QgsProcessingParameterEnum(
                "LEVEL", tr("Level"), list(LEVELS), defaultValue="auto", usesStaticStrings=True
            ),
            tr("Level of the nomenclature: 1, 2 or 3; auto is as fine as the maps allow."),
        )

    def add_unit(self, unit_ha: float) -> None:
        """Add the minimum mapping unit and width, and the rule for what is smaller."""
        double = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(
                "MINIMUM_AREA", tr("Minimum area (ha)"), double, unit_ha, False, 0.0, 10_000.0
            ),
            tr(
                "Smaller areas join a neighbour: 5 ha is the unit of CORINE's change layers, 25 ha that of its maps."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                "MINIMUM_WIDTH", tr("Minimum width (m)"), double, 100.0, False, 0.0, 10_000.0
            ),
            tr("Narrower parts join a neighbour; CORINE's own is 100 m. 0: all stay."),
        )
        add_rule(self, Rule.PRIORITY)

    def add_confidence_raster(self) -> None:
        """Add the raster that says how sure a map is, where it has not the name that is looked for."""
        self.add(
            QgsProcessingParameterRasterLayer(
                "CONFIDENCE_RASTER", tr("Confidence of the map"), optional=True
            ),
            tr(
                "Raster in percent that was made with the map. Empty: NAME_confidence.tif beside NAME_level3.tif, "
                "if it is there."
            ),
            advanced=True,
        )

    def add_change_options(self) -> None:
        """Add what is not taken for change."""
        double = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(
                "CONFIDENCE", tr("Confidence from (%)"), double, 0.0, False, 0.0, 100.0
            ),
            tr(
                "Where the map is less sure, a difference makes no change polygon. Needs the confidence "
                "raster beside it."
            ),
            advanced=True,
        )
        self.add_confidence_raster()
        self.add(
            QgsProcessingParameterNumber(
                "BOUNDARY_BAND", tr("Ignore borders (m)"), double, 0.0, False, 0.0, 1000.0
            ),
            tr("Differences this near to a border of the reference make no change polygon."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                "RESOLUTION", tr("Pixel size (m)"), double, 0.0, False, 0.0, 10_000.0
            ),
            tr("Pixels to compare on. 0: those of the map, else of the reference; 20 m between polygons."),
            advanced=True,
        )

    def add_area(self) -> None:
        """Add the parameters that say where to look."""
        self.add(
            QgsProcessingParameterExtent("AREA", tr("Extent"), optional=True),
            tr("Only this rectangle. Empty: everywhere."),
        )
        self.add(
            QgsProcessingParameterFeatureSource(
                "AREA_LAYER", tr("Polygons"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("Only inside these polygons; with “selected features only” inside the selected ones."),
        )

    # Their values

    def land_cover(
        self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext
    ) -> LandCoverInput:
        """The map of a parameter. Raises QgsProcessingException with one sentence."""
        crs = self.crs_of(parameters, name, context)
        field = self.parameterAsString(parameters, f"{name}_FIELD", context)
        encoding = Encoding(self.parameterAsEnumString(parameters, f"{name}_ENCODING", context))
        year = self.parameterAsInt(parameters, f"{name}_YEAR", context)
        value = parameters.get(name)
        layer = self.parameterAsLayer(parameters, name, context)
        if layer is None or not layer.isValid():
            if isinstance(value, str) and Path(value).exists():
                path = str(Path(value).absolute())  # the engine reads more than QGIS
                return LandCoverInput(path, field=field, encoding=encoding, year=year, crs=crs)
            raise QgsProcessingException(
                tr("{name} is {value}, which is no map that can be read: choose another.").format(
                    name=name, value=value
                )
            )
        try:
            found = land_cover_input(layer)
        except SourceError as error:
            raise QgsProcessingException(str(error)) from error
        if isinstance(value, str) and full_path(value) == found.path:
            found = LandCoverInput(found.path)  # a file of several layers: the engine says which are there
        return replace(found, field=field, encoding=encoding, year=year, crs=crs or found.crs)

    def crs_of(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[str]:
        """The CRS that was given for a map; None without one."""
        crs = self.parameterAsCrs(parameters, f"{name}_CRS", context)
        return crs_text(crs) if crs.isValid() else None

    def level(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> int:
        """The level, 0 for as fine as possible."""
        chosen = self.parameterAsEnumString(parameters, "LEVEL", context)
        return 0 if chosen == "auto" else int(chosen)

    def compare_options(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> CompareOptions:
        """The settings of a comparison. Raises QgsProcessingException with one sentence."""
        try:
            return CompareOptions(
                level=self.level(parameters, context),
                minimum_unit_ha=self.parameterAsDouble(parameters, "MINIMUM_AREA", context),
                minimum_width_m=self.parameterAsDouble(parameters, "MINIMUM_WIDTH", context),
                **rule_of(self, parameters, context),
                confidence_threshold=self.parameterAsDouble(parameters, "CONFIDENCE", context),
                boundary_band_m=self.parameterAsDouble(parameters, "BOUNDARY_BAND", context),
                resolution_m=self.parameterAsDouble(parameters, "RESOLUTION", context),
            )
        except JobError as error:
            raise QgsProcessingException(str(error)) from error

    def area(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[AreaInput]:
        """Where to look, None for everywhere. Raises QgsProcessingException with one sentence."""
        if parameters.get("AREA") and parameters.get("AREA_LAYER"):
            raise QgsProcessingException(
                tr("There are two areas: give either an extent (AREA) or polygons (AREA_LAYER).")
            )
        try:
            if parameters.get("AREA"):
                crs = self.parameterAsExtentCrs(parameters, "AREA", context)
                if not crs.isValid() and context.project():
                    crs = context.project().crs()
                return area_from_extent(self.parameterAsExtent(parameters, "AREA", context), crs)
            if parameters.get("AREA_LAYER"):
                source = self.parameterAsSource(parameters, "AREA_LAYER", context)
                if source is None:
                    raise QgsProcessingException(self.invalidSourceError(parameters, "AREA_LAYER"))
                found = area_from_features(
                    source.getFeatures(),
                    source.sourceCrs(),
                    source.sourceName(),
                    QgsCoordinateReferenceSystem(),
                )
                return replace(found, origin=file_of(area_source(parameters, context)))
        except SourceError as error:
            raise QgsProcessingException(str(error)) from error
        return None
