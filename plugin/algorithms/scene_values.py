"""The parameters that say which pixels of a scene count and where it lies, for every algorithm that takes one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from corina.engine.jobs import MaskChoice, SceneInput
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.areas import crs_text

_NAMES = ("MODEL", "NODATA", "CRS", "MASK", "MASK_VALUES")


def add_scene_values(algorithm: EngineAlgorithm) -> None:
    """Add NODATA, CRS, MASK, MASK_VALUES and USE_SCL; `with_scene_values` reads them."""
    algorithm.add(
        QgsProcessingParameterNumber(
            "NODATA", tr("No data value"), QgsProcessingParameterNumber.Type.Double, optional=True
        ),
        tr("Stored value of pixels without data. Empty: read from the metadata."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterCrs("CRS", tr("CRS of the scene"), optional=True),
        tr(
            "Coordinate reference system of a scene whose files state none, or a wrong one. Empty: that of the"
            " files, or the one given to the layer."
        ),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterRasterLayer("MASK", tr("Mask layer"), optional=True),
        tr(
            "A raster of pixels to leave out, such as clouds: those with a value in MASK_VALUES, or all"
            " that are not 0."
        ),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterString("MASK_VALUES", tr("Mask values"), optional=True),
        tr("Values of the mask layer to leave out, separated by commas. Empty: all that are not 0."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterBoolean(
            "USE_SCL", tr("Leave out clouds by the product's scene classification"), True
        ),
        tr(
            "Leave out cloud, shadow, defective and no-data pixels where the product has a scene "
            "classification (SCL)."
        ),
        advanced=True,
    )


def given_scene_value(parameters: Dict[str, Any]) -> str:
    """The first parameter that says something of a scene; empty without one."""
    return next((name for name in _NAMES if is_given(parameters.get(name))), "")


def is_given(value: Any) -> bool:  # noqa: ANN401 - a parameter's value
    """Whether a parameter has a value: a dialog may pass a CRS that was not chosen as an invalid one."""
    return not (
        value is None
        or value == ""
        or (isinstance(value, QgsCoordinateReferenceSystem) and not value.isValid())
    )


def scene_file(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext, name: str
) -> str:
    """The product or file that a parameter names. Raises QgsProcessingException with one sentence when it is gone."""
    path = Path(algorithm.parameterAsFile(parameters, name, context)).absolute()
    if path.name.upper().startswith("MTD_") and path.suffix.lower() == ".xml":
        path = path.parent  # the product's metadata stands for the product
    if not path.exists():
        raise QgsProcessingException(tr("{path} does not exist: choose another scene.").format(path=path))
    return str(path)


def with_scene_values(
    algorithm: EngineAlgorithm,
    parameters: Dict[str, Any],
    context: QgsProcessingContext,
    scene: SceneInput,
    layer: str,
) -> SceneInput:
    """The scene with what the parameters say of its pixels and place. layer: the parameter that may be its layer.

    Raises ValueError or QgsProcessingException with one sentence.
    """
    mask = None
    if parameters.get("MASK"):
        values = mask_values(algorithm.parameterAsString(parameters, "MASK_VALUES", context))
        mask = MaskChoice(algorithm._layer_path(parameters, "MASK", context), values)
    return replace(
        scene,
        nodata=algorithm.number(parameters, "NODATA", context),
        crs=_given_crs(algorithm, parameters, context, layer),
        mask=mask,
        use_scl=algorithm.parameterAsBool(parameters, "USE_SCL", context),
    )


def _given_crs(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext, name: str
) -> Optional[str]:
    """The CRS the user says the scene is in, by the parameter or by the layer's settings; None without a word."""
    if is_given(parameters.get("CRS")):
        crs = algorithm.parameterAsCrs(parameters, "CRS", context)
        if not crs.isValid():
            raise QgsProcessingException(
                tr("{crs} is not a coordinate reference system: choose another.").format(
                    crs=parameters["CRS"]
                )
            )
        return crs_text(crs)
    layer = algorithm.parameterAsRasterLayer(parameters, name, context) if parameters.get(name) else None
    if layer is None or not layer.crs().isValid() or layer.crs() == layer.dataProvider().crs():
        return None
    return crs_text(layer.crs())


def mask_values(text: str) -> Tuple[int, ...]:
    """Read "3, 8, 9". Raises ValueError with one sentence."""
    try:
        return tuple(int(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise ValueError(
            tr("MASK_VALUES is '{text}', expected whole numbers separated by commas.").format(text=text)
        ) from None
