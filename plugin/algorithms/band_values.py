"""The parameters that say what the bands of a scene are and hold, for every algorithm that takes a scene."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber, QgsProcessingParameterString

from corina.engine.jobs import SceneInput
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.command_line import bands_from_text
from corina.plugin.sources import full_path

_DOUBLE = QgsProcessingParameterNumber.Type.Double


def add_band_values(algorithm: EngineAlgorithm) -> None:
    """Add BANDS, SCALE and OFFSET; `with_band_values` reads them."""
    algorithm.add(
        QgsProcessingParameterString("BANDS", tr("Band mapping"), optional=True),
        tr(
            "Which raster band is which spectral band, such as B02=1;B03=2;B04=3;B08=4, or "
            "B02=/path/file.tif:1 for a band in another file. Bands not named here are found by name "
            "and metadata."
        ),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber("SCALE", tr("Scale"), _DOUBLE, optional=True),
        tr(
            "Reflectance = stored value x scale + offset; 0.0001 for usual Sentinel-2 data. Empty: read"
            " from the metadata."
        ),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber("OFFSET", tr("Offset"), _DOUBLE, optional=True),
        tr(
            "Reflectance = stored value x scale + offset; -0.1 for products of baseline 04.00 and "
            "later. Empty: read from the metadata."
        ),
        advanced=True,
    )


def has_band_values(parameters: Dict[str, Any]) -> bool:
    """Whether anything is said of a scene's bands."""
    return any(parameters.get(name) not in (None, "") for name in ("BANDS", "SCALE", "OFFSET"))


def with_band_values(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext, scene: SceneInput
) -> SceneInput:
    """The scene with what the parameters say of its bands. Raises ValueError (also JobError) with one sentence."""
    text = algorithm.parameterAsString(parameters, "BANDS", context)
    return replace(
        scene,
        bands=tuple(replace(b, path=full_path(b.path)) for b in bands_from_text(text, scene.path)),
        scale=algorithm.number(parameters, "SCALE", context),
        offset=algorithm.number(parameters, "OFFSET", context),
    )
