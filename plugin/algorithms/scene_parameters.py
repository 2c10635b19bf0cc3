"""The parameters that say what a scene is, for the algorithms that look at one, and reading them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from corina.engine.jobs import SceneInput
from corina.plugin.algorithms.band_values import add_band_values, with_band_values
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.algorithms.scene_values import (
    add_scene_values,
    mask_values,
    scene_file,
    with_scene_values,
)
from corina.plugin.command_line import bands_from_text
from corina.plugin.installed_models import installed_models
from corina.plugin.settings import load_settings


class SceneAlgorithm(EngineAlgorithm):
    """An algorithm on one scene."""

    def add_scene_parameters(self) -> None:
        """Add the parameters that say what the scene is; `scene_input` reads them."""
        models = installed_models(Path(load_settings().models_folder))
        self.add(
            QgsProcessingParameterRasterLayer("INPUT", tr("Scene layer"), optional=True),
            tr(
                "A raster layer with the bands of a Sentinel-2 scene, or one band of it with the other band"
                " files beside it. Give this or INPUT_FILE."
            ),
        )
        self.add(
            QgsProcessingParameterFile(
                "INPUT_FILE", tr("or product folder, .zip or raster file"), optional=True
            ),
            tr(
                "A Sentinel-2 product (.SAFE folder or its .zip), a folder with one file per band, or a "
                "raster file. Give this or INPUT."
            ),
        )
        self.add(
            QgsProcessingParameterString("MODEL", tr("Model"), defaultValue="", optional=True),
            tr(
                "Name of an installed model, or the path of a model package (folder or .zip); empty for the"
                " bundled one. Installed: {names}."
            ).format(names=", ".join(entry.name for entry in models) or tr("none")),
        )
        add_band_values(self)
        add_scene_values(self)

    def check_scene(self, parameters: Dict[str, Any]) -> Optional[str]:
        """One sentence on what is wrong with the scene parameters, None when they can be tried."""
        if not parameters.get("INPUT") and not parameters.get("INPUT_FILE"):
            return tr("There is no scene: give a raster layer (INPUT) or a product or file (INPUT_FILE).")
        if parameters.get("INPUT") and parameters.get("INPUT_FILE"):
            return tr(
                "There are two scenes: give either a raster layer (INPUT) or a product or file (INPUT_FILE)."
            )
        scale = parameters.get("SCALE")
        if isinstance(scale, (int, float)) and scale <= 0:
            return tr("The scale is {scale}; it must be above 0, such as 0.0001.").format(scale=scale)
        if scale is None and isinstance(parameters.get("OFFSET"), (int, float)):
            return tr("An offset needs a scale: give SCALE too, such as 0.0001.")
        try:
            if isinstance(parameters.get("BANDS"), str):
                bands_from_text(parameters["BANDS"], "scene")
            if isinstance(parameters.get("MASK_VALUES"), str):
                mask_values(parameters["MASK_VALUES"])
        except ValueError as error:
            return str(error)
        return None

    def scene_input(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> SceneInput:
        """The scene the parameters name. Raises QgsProcessingException with one sentence when there is none."""
        problem = self.check_scene(parameters)
        if problem:
            raise QgsProcessingException(problem)
        scene = SceneInput(self._scene_path(parameters, context))
        try:
            scene = with_scene_values(self, parameters, context, scene, "INPUT")
            return with_band_values(self, parameters, context, scene)
        except ValueError as error:
            raise QgsProcessingException(str(error)) from error

    def _scene_path(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        if parameters.get("INPUT"):
            return self._layer_path(parameters, "INPUT", context)
        return scene_file(self, parameters, context, "INPUT_FILE")
