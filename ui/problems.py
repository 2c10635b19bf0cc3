"""Which button solves which error: the remedies offered in the message bar."""

from __future__ import annotations

from enum import Enum
from typing import Dict

from qgis.PyQt.QtCore import QCoreApplication


class Remedy(Enum):
    """What a button in the message bar does about an error."""

    NONE = "none"
    MAP_BANDS = "map_bands"
    CHOOSE_FOLDER = "choose_folder"
    REPAIR_ENGINE = "repair_engine"
    OPEN_ENGINE = "open_engine"
    WHOLE_SCENE = "whole_scene"
    IMPORT_MODEL = "import_model"
    SHOW_ADVANCED = "show_advanced"


_REMEDIES: Dict[str, Remedy] = {
    "bands_missing": Remedy.MAP_BANDS,
    "bands_not_found": Remedy.MAP_BANDS,
    "product_incomplete": Remedy.MAP_BANDS,
    "scale_unknown": Remedy.MAP_BANDS,
    "output_not_writable": Remedy.CHOOSE_FOLDER,
    "disk_full": Remedy.CHOOSE_FOLDER,
    "area_outside": Remedy.WHOLE_SCENE,
    "area_invalid": Remedy.WHOLE_SCENE,
    "model_not_found": Remedy.IMPORT_MODEL,
    "model_invalid": Remedy.IMPORT_MODEL,
    "mask_unreadable": Remedy.SHOW_ADVANCED,
    "out_of_memory": Remedy.SHOW_ADVANCED,
    "engine_died": Remedy.SHOW_ADVANCED,
    "device_unavailable": Remedy.OPEN_ENGINE,
    "job_invalid": Remedy.REPAIR_ENGINE,
    "internal": Remedy.NONE,
}


def remedy_for(code: str) -> Remedy:
    """The remedy for an error code. Other codes that begin with "engine" are about the engine itself."""
    return _REMEDIES.get(code, Remedy.REPAIR_ENGINE if code.startswith("engine") else Remedy.NONE)


def remedy_text(remedy: Remedy) -> str:
    """What the button says."""

    def tr(text: str) -> str:
        return str(QCoreApplication.translate("Remedy", text))

    return {
        Remedy.NONE: "",
        Remedy.MAP_BANDS: tr("Map bands…"),
        Remedy.CHOOSE_FOLDER: tr("Choose folder…"),
        Remedy.REPAIR_ENGINE: tr("Repair engine"),
        Remedy.OPEN_ENGINE: tr("Engine…"),
        Remedy.WHOLE_SCENE: tr("Use whole scene"),
        Remedy.IMPORT_MODEL: tr("Import model…"),
        Remedy.SHOW_ADVANCED: tr("Show settings"),
    }[remedy]
