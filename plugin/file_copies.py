"""Copies of files that QGIS may have open."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path


def copy_file(file: Path, target: Path) -> None:
    """Copy a file; a GeoPackage with what QGIS has written to it and keeps in a file beside it until it is closed.

    A target that is the file itself, under whatever name, is left alone. Raises OSError.
    """
    if target.exists() and target.samefile(file):
        return
    if file.suffix.lower() not in (".gpkg", ".sqlite"):
        shutil.copyfile(file, target)
        return
    target.unlink(missing_ok=True)
    try:
        # Not as an address with "mode=ro", which SQLite does not understand of a file on a Windows share.
        with closing(sqlite3.connect(str(file))) as source, closing(sqlite3.connect(str(target))) as copy:
            source.backup(copy)
    except sqlite3.Error as error:
        raise OSError(f"{file} cannot be copied: {error}") from error
