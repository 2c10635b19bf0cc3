"""The algorithm corina:samplepoints: a probability sample of a classified map, to be labelled by eye."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from corina.engine.jobs import Allocation, SampleDesign, SamplePointsJob, SampleSize
from corina.plugin.algorithms.base import EngineAlgorithm, is_temporary, tr
from corina.plugin.algorithms.styles import ResultStyler
from corina.plugin.replaced_layers import refuse_edited

_LEVELS = ("automatic", "1", "2", "3")
_DECIMAL_COMMA = re.compile(r"(?<=\b[01]),(?=\d+\s*(;|$))")


class SampleAlgorithm(EngineAlgorithm):
    """An algorithm on a sample of a map: the parameters that say how many points it has, and reading them."""

    def tags(self) -> List[str]:
        return [*super().tags(), "sample", "validation", "accuracy", "stratified"]

    def add_size(self) -> None:
        """Add the parameters that `size` reads."""
        double = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber("POINTS", tr("Number of points"), defaultValue=0, minValue=0),
            tr("How many points to draw; 0 calculates it from the standard error below."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "STANDARD_ERROR", tr("Standard error"), double, 0.01, minValue=0.0001, maxValue=0.4999
            ),
            tr(
                "Standard error the overall accuracy is to have, as a share: 0.01 gives an interval of ± 2 %."
            ),
        )
        self.add(
            QgsProcessingParameterString(
                "EXPECTED", tr("Expected accuracy"), defaultValue="0.8", optional=True
            ),
            tr(
                "User's accuracy expected of the classes, as a share, and of single classes by their code, such as"
                " 0.8;111=0.6;512=0.95."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "ALLOCATION",
                tr("Allocation"),
                [allocation.value for allocation in Allocation],
                defaultValue=Allocation.ADJUSTED.value,
                usesStaticStrings=True,
            ),
            tr(
                "How the classes share the points of a stratified sample. proportional: by area; equal: the same for "
                "each; adjusted: a minimum for each, the rest by area."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber("MINIMUM", tr("Minimum of each class"), defaultValue=50, minValue=0),
            tr("Points each class gets at least under the adjusted allocation; 50 to 100 are advised."),
            advanced=True,
        )

    def add_level(self, name: str, title: str, text: str) -> None:
        """Add a parameter for a level, or the map's own."""
        self.add(
            QgsProcessingParameterEnum(
                name, title, list(_LEVELS), defaultValue=_LEVELS[0], usesStaticStrings=True
            ),
            text,
            advanced=True,
        )

    def add_map_level(self) -> None:
        """Add LEVEL, which `map_level` reads."""
        self.add_level(
            "LEVEL", tr("Level of the classes"), tr("Level of the map's classes; automatic: the map's own.")
        )

    def add_strata_level(self) -> None:
        """Add STRATA_LEVEL, which `strata_level` reads."""
        self.add_level(
            "STRATA_LEVEL",
            tr("Level of the strata"),
            tr("Level whose classes are the strata; a coarser one than the map's needs fewer points."),
        )

    def size(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> SampleSize:
        """How many points the parameters ask for. Raises ValueError (also JobError) with one sentence."""
        expected = expected_accuracies(self.parameterAsString(parameters, "EXPECTED", context))
        return SampleSize(
            points=self.parameterAsInt(parameters, "POINTS", context),
            standard_error=self.parameterAsDouble(parameters, "STANDARD_ERROR", context),
            expected_default=expected.pop("", 0.8),
            expected=expected,
            allocation=Allocation(self.parameterAsEnumString(parameters, "ALLOCATION", context)),
            minimum=self.parameterAsInt(parameters, "MINIMUM", context),
        )

    def map_level(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> int:
        """The level of the map's classes, 0 for its own."""
        return _level(self.parameterAsEnumString(parameters, "LEVEL", context))

    def strata_level(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> int:
        """The level of the strata, 0 for that of the classes."""
        return _level(self.parameterAsEnumString(parameters, "STRATA_LEVEL", context))

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        try:
            expected_accuracies(str(parameters.get("EXPECTED") or ""))
        except ValueError as error:
            return False, str(error)
        return super().checkParameterValues(parameters, context)

    def show_strata(self, strata: Iterable[Mapping[str, Any]], feedback: QgsProcessingFeedback) -> None:
        """Write the points of each stratum into the log."""
        for stratum in strata:
            feedback.pushInfo(
                tr("{code} {name}: {points} points for {area} ha").format(
                    code=stratum["code"] or "",
                    name=stratum["name"],
                    points=stratum["points"],
                    area=round(stratum.get("area_ha", stratum.get("weight", 0.0)), 1),
                )
            )


class SamplePointsAlgorithm(SampleAlgorithm):
    """Draws the points; the layer it loads offers the classes of the map as labels."""

    def name(self) -> str:
        return "samplepoints"

    def displayName(self) -> str:
        return tr("Draw sample points")

    def shortDescription(self) -> str:
        return tr("Draws a probability sample of points from a classified map, to be labelled by eye.")

    def shortHelpString(self) -> str:
        return tr(
            "Draws a probability sample of points from a classified map. Fill in the field “label” of each point with "
            "the class you see there (311, 31 or 3), without looking at the map, and run “Estimate accuracy”.\n\n"
            "A stratified sample gives rare classes enough points; a simple random or systematic one is easier to "
            "explain. Without a number of points it is calculated from the standard error that the overall accuracy "
            "is to have (Olofsson et al. 2014). The seed, the strata and their areas are stored in the file."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer("INPUT", tr("Classified map")),
            tr("A map of level 1, 2 or 3 made by Corina, or a CORINE raster, in metres."),
        )
        self.add(
            QgsProcessingParameterEnum(
                "DESIGN",
                tr("Design"),
                [design.value for design in SampleDesign],
                defaultValue=SampleDesign.STRATIFIED.value,
                usesStaticStrings=True,
            ),
            tr(
                "stratified: at random within each class; simple: at random over the whole map; systematic: a square"
                " grid with a random start."
            ),
        )
        self.add_size()
        self.add_map_level()
        self.add_strata_level()
        self.add(
            QgsProcessingParameterNumber("SEED", tr("Seed"), optional=True, minValue=0),
            tr(
                "The same seed draws the same points from the same map. Empty: a new one, stored in the file."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterVectorDestination(
                "OUTPUT", tr("Sample points"), QgsProcessing.SourceType.TypeVectorPoint
            ),
            tr("The GeoPackage (.gpkg) the points go into, with the strata and their areas."),
        )
        self.addOutput(QgsProcessingOutputNumber("POINT_COUNT", tr("Number of points")))
        self.addOutput(QgsProcessingOutputNumber("SEED_USED", tr("Seed")))

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        place = parameters.get("OUTPUT")
        if (
            isinstance(place, str)
            and place
            and not is_temporary(place)
            and not place.lower().endswith(".gpkg")
        ):
            return False, tr("OUTPUT is {place}; Corina writes a .gpkg file: choose such a name.").format(
                place=place
            )
        return super().checkParameterValues(parameters, context)

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> SamplePointsJob:
        """The job the parameters ask for."""
        place = Path(self.parameterAsOutputLayer(parameters, "OUTPUT", context)).absolute()
        refuse_edited(place)
        return SamplePointsJob(
            map_path=self._layer_path(parameters, "INPUT", context),
            output=str(place),
            design=SampleDesign(self.parameterAsEnumString(parameters, "DESIGN", context)),
            size=self.size(parameters, context),
            level=self.map_level(parameters, context),
            strata_level=self.strata_level(parameters, context),
            seed=None if parameters.get("SEED") is None else self.parameterAsInt(parameters, "SEED", context),
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        self.show_strata(result["strata"], feedback)
        path = result["output"]
        if context.willLoadLayerOnCompletion(path):
            details = context.layerToLoadOnCompletionDetails(path)
            details.setPostProcessor(ResultStyler.create("SAMPLE", result))
        return {"OUTPUT": path, "POINT_COUNT": result["points"], "SEED_USED": result["seed"]}


def expected_accuracies(text: str) -> Dict[str, float]:
    """Read "0.8;111=0.6": the accuracy of all classes under "", of single ones under their code.

    Raises ValueError with one sentence.
    """
    found: Dict[str, float] = {}
    # "0,8" is a share with a decimal comma, "0.8,111=0.6" a list.
    for entry in (part.strip() for part in _DECIMAL_COMMA.sub(".", text).replace(",", ";").split(";")):
        if not entry:
            continue
        code, _, value = entry.rpartition("=")
        try:
            found[code.strip()] = float(value)
        except ValueError:
            raise ValueError(
                tr("EXPECTED has the entry '{entry}', expected shares such as 0.8 or 111=0.6.").format(
                    entry=entry
                )
            ) from None
    return found


def _level(text: str) -> int:
    return int(text) if text.isdigit() else 0
