"""The algorithm corina:classify: a scene to CORINE maps at three levels, for the toolbox, models, batches,
Python and qgis_process.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Callable, Dict, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProject,
)

from corina.engine.jobs import (
    AreaInput,
    ClassifyJob,
    ClassifyOptions,
)
from corina.plugin.algorithms.base import is_temporary, tr
from corina.plugin.algorithms.classify_parameters import (
    add_area,
    add_destinations,
    add_options,
    network_options,
)
from corina.plugin.algorithms.destinations import KEYS, Destinations, wanted_suffix
from corina.plugin.algorithms.rule import rule_of
from corina.plugin.algorithms.scene_parameters import SceneAlgorithm
from corina.plugin.algorithms.styles import ResultStyler
from corina.plugin.areas import area_from_extent, area_from_features
from corina.plugin.engine_process import remove_empty
from corina.plugin.environment import EngineEnvironment
from corina.plugin.settings import load_settings


class ClassifyAlgorithm(SceneAlgorithm):
    """Every file goes to OUTPUT_DIR under its name; a destination of its own gets the file itself, or a copy
    with OUTPUT_DIR.
    """

    def __init__(self, engine: Callable[[], EngineEnvironment]) -> None:
        super().__init__(engine)
        self._destinations = Destinations(None, {})

    def name(self) -> str:
        return "classify"

    def displayName(self) -> str:
        return tr("Classify land cover")

    def shortDescription(self) -> str:
        return tr(
            "Turns a Sentinel-2 scene into CORINE Land Cover maps at the three levels of the nomenclature."
        )

    def shortHelpString(self) -> str:
        return tr(
            "Turns a Sentinel-2 scene into CORINE Land Cover maps at the three levels of the nomenclature "
            "(5, 15 and 44 classes) with a "
            "neural network, in Corina's own engine.\n\n"
            "The scene is a raster layer, a folder with one file per band, or a Sentinel-2 product (L1C or "
            "L2A). Bands, scale and offset "
            "are found by names and metadata; what cannot be found is asked for and never guessed silently.\n\n"
            "With an output folder, all maps, the class areas and a record of the run are written there; "
            "each map can also have a place "
            "of its own. The three maps never contradict each other; 0 is no data."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_scene_parameters()
        add_area(self)
        add_options(self)
        add_destinations(self)
        self.addOutput(QgsProcessingOutputNumber("CLASSIFIED_HA", tr("Classified area (ha)")))
        self.addOutput(QgsProcessingOutputString("DEVICE_USED", tr("Device used")))

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        problem = self.check_scene(parameters) or self._check_destinations(parameters)
        if problem is None and parameters.get("AREA") and parameters.get("AREA_LAYER"):
            problem = tr("There are two areas: give either an extent (AREA) or polygons (AREA_LAYER).")
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    def _check_destinations(self, parameters: Dict[str, Any]) -> Optional[str]:
        if not parameters.get("OUTPUT_DIR") and not any(parameters.get(name) for name in KEYS):
            return tr(
                "Nothing would be kept: give an output folder (OUTPUT_DIR) or a place for one of the maps, "
                "such as LEVEL3."
            )
        for name in KEYS:
            value = parameters.get(name)
            place = (
                value.sink.staticValue() if isinstance(value, QgsProcessingOutputLayerDefinition) else value
            )
            if not isinstance(place, str) or not place or is_temporary(place):
                continue
            if not place.lower().endswith(wanted_suffix(name)):
                return tr("{name} is {place}; Corina writes a {suffix} file: choose such a name.").format(
                    name=name, place=place, suffix=wanted_suffix(name)
                )
        return None

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> ClassifyJob:
        """The job the parameters ask for."""
        scene = self.scene_input(parameters, context)
        self._destinations = self._read_destinations(parameters, context)
        settings = load_settings()
        options = ClassifyOptions(
            **network_options(self, parameters, context),
            confidence=bool(parameters.get("CONFIDENCE")),
            polygons=bool(parameters.get("POLYGONS")),
            minimum_unit_ha=self.parameterAsDouble(parameters, "MINIMUM_UNIT", context),
            minimum_width_m=self.parameterAsDouble(parameters, "MINIMUM_WIDTH", context),
            **rule_of(self, parameters, context),
        )
        return ClassifyJob(
            scene=scene,
            output_dir=str(self._destinations.working_folder()),
            model=self.model(parameters, context),
            models_dir=settings.models_folder,
            name=self.parameterAsString(parameters, "NAME", context),
            area=self._area(parameters, context),
            options=options,
        )

    def _read_destinations(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Destinations:
        folder = self.parameterAsFile(parameters, "OUTPUT_DIR", context)
        places: Dict[str, Path] = {}
        for name in KEYS:
            value = parameters.get(name)
            if not value or (folder and is_temporary(value)):
                continue
            read = self.parameterAsFileOutput if name == "AREAS" else self.parameterAsOutputLayer
            places[name] = Path(read(parameters, name, context)).absolute()
        return Destinations(Path(folder).absolute() if folder else None, places)

    def _area(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[AreaInput]:
        if parameters.get("AREA"):
            crs = self.parameterAsExtentCrs(parameters, "AREA", context)
            if not crs.isValid():  # numbers without a CRS are in the project's, or else in the scene's
                crs = context.project().crs() if context.project() else crs
            if not crs.isValid():
                crs = self._scene_crs(parameters, context)
            return area_from_extent(self.parameterAsExtent(parameters, "AREA", context), crs)
        if parameters.get("AREA_LAYER"):
            source = self.parameterAsSource(parameters, "AREA_LAYER", context)
            if source is None:
                raise QgsProcessingException(self.invalidSourceError(parameters, "AREA_LAYER"))
            crs = self._scene_crs(parameters, context)
            return area_from_features(source.getFeatures(), source.sourceCrs(), source.sourceName(), crs)
        return None

    def _scene_crs(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> QgsCoordinateReferenceSystem:
        layer = self.parameterAsRasterLayer(parameters, "INPUT", context) if parameters.get("INPUT") else None
        return QgsCoordinateReferenceSystem() if layer is None else layer.crs()

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In a worker thread."""
        made = self._destinations.make_folders()
        try:
            result = self.run_engine(self._job, feedback)
            paths = self._destinations.collect(result["outputs"]) if result else {}
        finally:
            if self._destinations.folder is None:
                shutil.rmtree(self._job.output_dir, ignore_errors=True)
            remove_empty(made)
        if result is None:
            return {}
        self._hand_over(parameters, context, paths, result)
        return {**paths, "CLASSIFIED_HA": result["classified_ha"], "DEVICE_USED": result["device"]["used"]}

    def _hand_over(
        self,
        parameters: Dict[str, Any],
        context: QgsProcessingContext,
        paths: Dict[str, str],
        result: Dict[str, Any],
    ) -> None:
        """Let Processing load and style the maps that were asked to be opened."""
        for name, path in paths.items():
            value = parameters.get(name)
            wanted = isinstance(value, QgsProcessingOutputLayerDefinition) and value.destinationProject
            if wanted and not context.willLoadLayerOnCompletion(
                path
            ):  # in OUTPUT_DIR instead of a temporary place
                context.addLayerToLoadOnCompletion(path, self._load_details(name, value))
            if context.willLoadLayerOnCompletion(path):
                details = context.layerToLoadOnCompletionDetails(path)
                details.setPostProcessor(ResultStyler.create(name, result))

    def _load_details(
        self, name: str, value: QgsProcessingOutputLayerDefinition
    ) -> QgsProcessingContext.LayerDetails:
        definition = self.parameterDefinition(name)
        assert isinstance(definition, QgsProcessingDestinationParameter)
        project: QgsProject = value.destinationProject
        return QgsProcessingContext.LayerDetails(
            value.destinationName or definition.description(), project, name
        )
