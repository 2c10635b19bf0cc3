"""Parameters that the algorithms of training share."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from qgis.core import QgsProcessingContext, QgsProcessingParameterEnum, QgsProcessingParameterNumber

from corina.engine.jobs import MAX_THREADS, Device
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.settings import load_settings


def add_machine(algorithm: EngineAlgorithm) -> None:
    """Add the parameters that say where the network runs; `machine` reads them."""
    settings = load_settings()
    algorithm.add(
        QgsProcessingParameterEnum(
            "DEVICE",
            tr("Device"),
            [device.value for device in Device],
            defaultValue=settings.device.value,
            usesStaticStrings=True,
        ),
        tr("Where the network runs. auto takes the fastest device that works; the log says which it was."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber(
            "THREADS",
            tr("CPU threads"),
            QgsProcessingParameterNumber.Type.Integer,
            settings.threads,
            False,
            0,
            MAX_THREADS,
        ),
        tr("CPU threads of the network; 0 for all cores."),
        advanced=True,
    )


def machine(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext
) -> Tuple[Device, int]:
    """The device and the number of threads."""
    device = Device(algorithm.parameterAsEnumString(parameters, "DEVICE", context))
    return device, algorithm.parameterAsInt(parameters, "THREADS", context)
