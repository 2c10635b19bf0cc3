"""What the algorithms that compare two maps ask for: the maps, or a scene to classify first, and its settings."""

from __future__ import annotations

from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from corina.clc.code_lists import codes_from_text
from corina.engine.jobs import AreaInput, ClassifyJob, ClassifyOptions, CompareJob, SceneInput
from corina.plugin.algorithms.band_values import add_band_values, has_band_values, with_band_values
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.classify_parameters import add_network, add_sea, network_options
from corina.plugin.algorithms.land_cover import LandCoverAlgorithm, given_map_value
from corina.plugin.algorithms.scene_values import (
    add_scene_values,
    given_scene_value,
    scene_file,
    with_scene_values,
)
from corina.plugin.settings import load_settings


class Comparison(LandCoverAlgorithm):
    """Two maps, or a scene and a map, and how they are compared."""

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
            QgsProcessingParameterString("CLASSES", tr("Classes the map can show"), optional=True),
            tr(
                "Their codes, such as 112,211,311. What the reference shows of others is not assessed. Empty: as the "
                "map or the record beside it says."
            ),
            advanced=True,
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
        add_band_values(self)
        add_scene_values(self)
        add_network(self)
        add_sea(self)
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
        area = self.area(parameters, context)
        return CompareJob(
            reference=self.land_cover(parameters, "REFERENCE", context),
            output_dir=folder,
            prediction=self.land_cover(parameters, "PREDICTION", context)
            if parameters.get("PREDICTION")
            else None,
            classify=self._classification(parameters, context, folder, area),
            confidence=self._confidence(parameters, context),
            codes=self._codes(parameters, context),
            area=area,
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
        if given == ["PREDICTION"] and has_band_values(parameters):
            return tr(
                "BANDS, SCALE and OFFSET say something of a scene: give SCENE or SCENE_FILE, or leave them out."
            )
        said = given_scene_value(parameters)
        if given == ["PREDICTION"] and said:
            return tr("{name} says something of a scene: give SCENE or SCENE_FILE, or leave it out.").format(
                name=said
            )
        said = "" if given == ["PREDICTION"] else given_map_value(parameters, "PREDICTION")
        if len(given) == 1 and said:
            return tr("{name} says something of a map: give PREDICTION, or leave it out.").format(name=said)
        if len(given) == 1:
            return ""
        return tr(
            "Give either a map (PREDICTION), or a scene (SCENE) or product (SCENE_FILE) to classify first."
        )

    def _codes(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[int, ...]:
        try:
            return codes_from_text(self.parameterAsString(parameters, "CLASSES", context))
        except ValueError as error:
            raise QgsProcessingException(
                tr("CLASSES has “{entry}”, which is no CORINE class; give codes such as 112,211,311.").format(
                    entry=error
                )
            ) from error

    def _confidence(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        if not parameters.get("CONFIDENCE_RASTER"):
            return ""
        if not parameters.get("PREDICTION"):
            raise QgsProcessingException(
                tr("A scene is given its own confidence: leave CONFIDENCE_RASTER empty.")
            )
        return self._layer_path(parameters, "CONFIDENCE_RASTER", context)

    def _classification(
        self,
        parameters: Dict[str, Any],
        context: QgsProcessingContext,
        folder: str,
        area: Optional[AreaInput],
    ) -> Optional[ClassifyJob]:
        """The job that makes the map first, where it is compared; None where there is a map."""
        if parameters.get("PREDICTION"):
            return None
        if parameters.get("SCENE"):
            path = self._layer_path(parameters, "SCENE", context)
        else:
            path = scene_file(self, parameters, context, "SCENE_FILE")
        try:
            scene = with_scene_values(self, parameters, context, SceneInput(path), "SCENE")
            scene = with_band_values(self, parameters, context, scene)
            options = ClassifyOptions(confidence=True, **network_options(self, parameters, context))
        except ValueError as error:  # also JobError
            raise QgsProcessingException(str(error)) from error
        return ClassifyJob(
            scene,
            folder,
            model=self.model(parameters, context),
            models_dir=load_settings().models_folder,
            area=area,
            options=options,
        )
