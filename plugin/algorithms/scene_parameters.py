"""The parameters that say what a scene is, for the algorithms that look at one, and reading them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from corina.engine.jobs import MaskChoice, SceneInput
from corina.plugin.algorithms.band_values import add_band_values, with_band_values
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.areas import crs_text
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
        self.add(
            QgsProcessingParameterNumber(
                "NODATA", tr("No data value"), QgsProcessingParameterNumber.Type.Double, optional=True
            ),
            tr("Stored value of pixels without data. Empty: read from the metadata."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs("CRS", tr("CRS of the scene"), optional=True),
            tr(
                "Coordinate reference system of a scene whose files state none, or a wrong one. Empty: that of the"
                " files, or the one given to the layer."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterLayer("MASK", tr("Mask layer"), optional=True),
            tr(
                "A raster of pixels to leave out, such as clouds: those with a value in MASK_VALUES, or all"
                " that are not 0."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("MASK_VALUES", tr("Mask values"), optional=True),
            tr("Values of the mask layer to leave out, separated by commas. Empty: all that are not 0."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                "USE_SCL", tr("Leave out clouds by the product's scene classification"), True
            ),
            tr(
                "Leave out cloud, shadow, defective and no-data pixels where the product has a scene "
                "classification (SCL)."
            ),
            advanced=True,
        )

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
        path = self._scene_path(parameters, context)
        mask = None
        if parameters.get("MASK"):
            values = mask_values(self.parameterAsString(parameters, "MASK_VALUES", context))
            mask = MaskChoice(self._layer_path(parameters, "MASK", context), values)
        try:
            scene = SceneInput(
                path=path,
                nodata=self.number(parameters, "NODATA", context),
                crs=self._given_crs(parameters, context),
                mask=mask,
                use_scl=self.parameterAsBool(parameters, "USE_SCL", context),
            )
            return with_band_values(self, parameters, context, scene)
        except ValueError as error:
            raise QgsProcessingException(str(error)) from error

    def _given_crs(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[str]:
        """The CRS the user says the scene is in, by the parameter or by the layer's settings; None without a word."""
        if parameters.get("CRS"):
            crs = self.parameterAsCrs(parameters, "CRS", context)
            if not crs.isValid():
                raise QgsProcessingException(
                    tr("{crs} is not a coordinate reference system: choose another.").format(
                        crs=parameters["CRS"]
                    )
                )
            return crs_text(crs)
        layer = self.parameterAsRasterLayer(parameters, "INPUT", context) if parameters.get("INPUT") else None
        if layer is None or not layer.crs().isValid() or layer.crs() == layer.dataProvider().crs():
            return None
        return crs_text(layer.crs())

    def _scene_path(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        if parameters.get("INPUT"):
            return self._layer_path(parameters, "INPUT", context)
        path = Path(self.parameterAsFile(parameters, "INPUT_FILE", context)).absolute()
        if path.name.upper().startswith("MTD_") and path.suffix.lower() == ".xml":
            path = path.parent  # the product's metadata stands for the product
        if not path.exists():
            raise QgsProcessingException(tr("{path} does not exist: choose another scene.").format(path=path))
        return str(path)


def mask_values(text: str) -> Tuple[int, ...]:
    """Read "3, 8, 9". Raises ValueError with one sentence."""
    try:
        return tuple(int(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise ValueError(
            tr("MASK_VALUES is '{text}', expected whole numbers separated by commas.").format(text=text)
        ) from None
