"""Where the files of a classification go in Processing: one folder with all of them, a place of its own for
each, or both.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional

from qgis.core import QgsProcessingException, QgsProcessingUtils

from corina.plugin.algorithms.base import tr
from corina.plugin.engine_process import missing_folders, new_run_id, remove_empty

KEYS: Dict[str, str] = {
    "LEVEL3": "level3",
    "LEVEL2": "level2",
    "LEVEL1": "level1",
    "CONFIDENCE": "confidence",
    "POLYGONS": "polygons",
    "AREAS": "areas_csv",
}
"""Parameter to the name of the file in the engine's result."""
_SUFFIXES: Dict[str, str] = {"POLYGONS": ".gpkg", "AREAS": ".csv"}
_SIDECARS = ("", ".aux.xml", ".ovr", ".msk")


def wanted_suffix(name: str) -> str:
    """The file name ending of a destination, such as ".tif"."""
    return _SUFFIXES.get(name, ".tif")


@dataclass(frozen=True)
class Destinations:
    """folder: gets every file under its own name, None when there is none. places: parameter to the path of its own."""

    folder: Optional[Path]
    places: Mapping[str, Path]

    def working_folder(self) -> Path:
        """Where the engine writes: the folder, else a hidden one beside the first place, so that moving is
        only renaming.
        """
        if self.folder is not None:
            return self.folder
        if not self.places:
            return Path(QgsProcessingUtils.tempFolder()) / f"corina-{new_run_id()}"
        return next(iter(self.places.values())).parent / f".corina-{new_run_id()}"

    def make_folders(self) -> List[Path]:
        """Make the folders of the places and return the new ones, deepest first. Raises
        QgsProcessingException when it fails.
        """
        made: List[Path] = []
        for folder in sorted({place.parent for place in self.places.values()}):
            absent = missing_folders(str(folder))
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                remove_empty(made)
                raise QgsProcessingException(
                    tr("The folder {folder} cannot be made ({reason}): choose another.").format(
                        folder=folder, reason=error.strerror or error
                    )
                ) from error
            made = absent + made
        return made

    def collect(self, outputs: Mapping[str, Optional[str]]) -> Dict[str, str]:
        """Bring finished files to their places: moved, or copied where the folder keeps its own. Returns
        parameter to path.

        outputs: as in the engine's result. Raises QgsProcessingException when a place cannot be written; then
        none of the places has a half-written file.
        """
        paths: Dict[str, str] = {}
        for name, key in KEYS.items():
            made = outputs.get(key)
            if not made:
                continue
            place = self.places.get(name)
            if place is not None:
                try:
                    _bring(Path(made), place, keep=self.folder is not None)
                except OSError as error:
                    raise QgsProcessingException(
                        tr("{place} cannot be written ({reason}): choose another place.").format(
                            place=place, reason=error.strerror or error
                        )
                    ) from error
                paths[name] = str(place)
            elif self.folder is not None:
                paths[name] = made
        return paths


@contextmanager
def folders_of(places: Iterable[Path], work: str) -> Iterator[None]:
    """The folders of these places are there; at the end the folder `work`, in which the engine writes, is gone, and so
    are those that were made and got nothing.

    Raises OSError when one cannot be made.
    """
    made: List[List[Path]] = []
    try:
        for place in places:
            made.append(missing_folders(str(place.parent)))
            place.parent.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        shutil.rmtree(work, ignore_errors=True)
        for folders in reversed(made):
            remove_empty(folders)


def bring(made: Path, place: Path) -> None:
    """Move a file and its sidecars to `place`; the file itself comes last and by renaming. Raises OSError."""
    _bring(made, place, keep=False)


def _bring(made: Path, place: Path, keep: bool) -> None:
    """Put a file and its sidecars at `place`; the file itself comes last and by renaming."""
    if made == place:
        return
    parts: List[Any] = []
    try:
        for sidecar in _SIDECARS:
            source = made.with_name(made.name + sidecar)
            if source.exists():
                part = place.with_name(f"{place.name}{sidecar}.part")
                parts.append((part, place.with_name(place.name + sidecar)))
                if keep:
                    shutil.copyfile(source, part)
                else:
                    shutil.move(str(source), str(part))
        for part, final in reversed(parts):
            part.replace(final)
    finally:
        for part, _ in parts:
            part.unlink() if part.exists() else None
