"""Folders that QGIS deletes when it closes, for runs that were given none."""

from __future__ import annotations

import tempfile
from pathlib import Path

from qgis.core import QgsProcessingUtils

TEMPORARY_PREFIX = "corina-"
QGIS_PREFIX = "processing_"
"""How QGIS names its temporary folder, anew each time."""


def temporary_folder() -> str:
    """A new folder in QGIS's own temporary folder, which QGIS deletes when it closes."""
    return tempfile.mkdtemp(prefix=TEMPORARY_PREFIX, dir=QgsProcessingUtils.tempFolder())


def is_temporary(folder: str) -> bool:
    """Whether a run's folder is a temporary one, of this QGIS or of an earlier one."""
    path = Path(folder)
    of_qgis = path.parent == Path(QgsProcessingUtils.tempFolder()) or path.parent.name.startswith(QGIS_PREFIX)
    return of_qgis and path.name.startswith(TEMPORARY_PREFIX)
