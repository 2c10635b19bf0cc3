"""Corina's settings: one dataclass with defaults, read and written in one place, overridable by CORINA_* variables."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from pathlib import Path
from typing import Any, Callable, Dict, Optional

from qgis.core import QgsApplication, QgsSettings

from corina.engine.jobs import ClassifyOptions, Device, JobError, Rule
from corina.plugin.engine_folder import default_root
from corina.plugin.environment import EngineEnvironment

GROUP = "corina"
"""The group in QGIS's settings that holds ours."""

ENVIRONMENT = {
    "CORINA_DEVICE": "device",
    "CORINA_THREADS": "threads",
    "CORINA_BATCH": "batch",
    "CORINA_TILE": "tile",
    "CORINA_OVERLAP": "overlap",
    "CORINA_OUTPUT": "output_folder",
    "CORINA_MODELS": "models_folder",
    "CORINA_ENGINE": "engine_root",
    "CORINA_MODEL": "model",
}
"""Environment variables that win over the stored settings, for servers and tests."""


def data_folder() -> Path:
    """Corina's folder in the QGIS profile: the history of runs and, by default, models and the engine."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "corina"


@dataclass(frozen=True)
class Settings:
    """What Corina remembers. Numbers mean what they mean in ClassifyOptions; an empty output_folder is a temporary one.

    models_folder: where imported model packages are. engine_root: the engine's environment. model: the one used last.
    """

    device: Device = Device.AUTO
    threads: int = 0
    batch: int = 0
    tile: int = 0
    overlap: Optional[float] = None
    confidence: bool = False
    polygons: bool = False
    minimum_unit_ha: float = 0.0
    minimum_width_m: float = 0.0
    rule: Rule = Rule.LARGEST
    priority_table: str = ""
    sea_at_coast: bool = True
    use_scl: bool = True
    model: str = ""
    output_folder: str = ""
    models_folder: str = field(default_factory=lambda: str(data_folder() / "models"))
    engine_root: str = field(default_factory=lambda: str(default_root(data_folder().parent)))

    def options(self) -> ClassifyOptions:
        """The options of a classification with these settings; values out of range fall back to the defaults."""
        try:
            return ClassifyOptions(
                device=self.device,
                threads=self.threads,
                batch=self.batch,
                tile=self.tile,
                overlap=self.overlap,
                confidence=self.confidence,
                polygons=self.polygons,
                minimum_unit_ha=self.minimum_unit_ha,
                minimum_width_m=self.minimum_width_m,
                rule=self.rule,
                priority_table=self.priority_table,
                sea_at_coast=self.sea_at_coast,
            )
        except JobError:
            return ClassifyOptions(device=self.device, confidence=self.confidence, polygons=self.polygons)


def load_settings(environment: Optional[Mapping[str, str]] = None) -> Settings:
    """The stored settings, with CORINA_* variables on top. A value that cannot be read is replaced by its default."""
    stored = QgsSettings()
    settings = Settings()
    for item in fields(Settings):
        value = stored.value(f"{GROUP}/{item.name}")
        if value is not None:
            settings = _with(settings, item.name, value)
    for variable, name in ENVIRONMENT.items():
        value = (os.environ if environment is None else environment).get(variable)
        if value:
            settings = _with(settings, name, value)
    return settings


def save_settings(settings: Settings, environment: Optional[Mapping[str, str]] = None) -> None:
    """Store the settings; those given by an environment variable are not written, so that it ends with its session."""
    given = os.environ if environment is None else environment
    overridden = {name for variable, name in ENVIRONMENT.items() if given.get(variable)}
    defaults = Settings()
    stored = QgsSettings()
    for item in fields(Settings):
        if item.name in overridden:
            continue
        value = getattr(settings, item.name)
        if value == getattr(defaults, item.name):
            stored.remove(f"{GROUP}/{item.name}")
        else:
            stored.setValue(f"{GROUP}/{item.name}", value.value if isinstance(value, Enum) else value)


def find_engine() -> EngineEnvironment:
    """The engine's environment that the settings name; it may not be set up yet."""
    return EngineEnvironment(Path(load_settings().engine_root), package_folder())


def package_folder() -> Path:
    """The folder of the package `corina`: the installed plugin, or the checkout."""
    return Path(__file__).resolve().parent.parent


def _truth(value: Any) -> bool:  # noqa: ANN401 - a stored value
    return value if isinstance(value, bool) else str(value).strip().lower() in {"true", "1", "yes", "on"}


_READERS: Dict[str, Callable[[Any], Any]] = {
    "device": Device,
    "threads": int,
    "batch": int,
    "tile": int,
    "overlap": float,
    "confidence": _truth,
    "polygons": _truth,
    "minimum_unit_ha": float,
    "minimum_width_m": float,
    "rule": Rule,
    "priority_table": str,
    "sea_at_coast": _truth,
    "use_scl": _truth,
}


def _with(settings: Settings, name: str, value: Any) -> Settings:  # noqa: ANN401 - a stored value
    try:
        return replace(settings, **{name: _READERS.get(name, str)(value)})
    except (TypeError, ValueError):
        return settings
