"""What a training reads for a label layer, and copies of temporary files that outlive QGIS."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from glob import escape
from pathlib import Path
from typing import Callable

from qgis.core import QgsMapLayer, QgsProcessingUtils
from qgis.PyQt.QtCore import QCoreApplication

from corina.engine.jobs import DataChoice, JobError, LabelInput, SceneInput
from corina.plugin.file_copies import copy_file
from corina.plugin.land_cover_sources import land_cover_input

LABELS_FOLDER, SCENES_FOLDER = "labels", "scenes"
MAX_COPIED_BYTES = 500 * 2**20
"""A temporary scene that is larger is refused: QGIS would stand still while it is copied."""
_REFERRING = (".vrt", ".gti", ".xml")
"""Files that say where others are, which may be temporary too."""


def label_input(layer: QgsMapLayer) -> LabelInput:
    """The labels a layer shows. Raises SourceError with one sentence for a layer that cannot be used."""
    found = land_cover_input(layer)
    return LabelInput(found.path, layer=found.layer, crs=found.crs)


def keep_labels(data: DataChoice, folder: Path) -> DataChoice:
    """Keep labels and scenes of QGIS's temporary folder in the run folder, where they are after QGIS has closed.

    Raises OSError when they cannot be copied, and JobError with one sentence for a scene that is too large for it.
    """
    sources = []
    for number, source in enumerate(data.sources, start=1):
        if source.labels is not None:
            path = _kept(source.labels.path, folder / LABELS_FOLDER / str(number), _copied)
            source = replace(source, labels=replace(source.labels, path=path))
        if source.scene is not None:
            source = replace(source, scene=_kept_scene(source.scene, folder / SCENES_FOLDER / str(number)))
        sources.append(source)
    return replace(data, sources=tuple(sources))


def _kept_scene(scene: SceneInput, folder: Path) -> SceneInput:
    mask = scene.mask
    return replace(
        scene,
        path=_kept(scene.path, folder, _linked),
        bands=tuple(replace(band, path=_kept(band.path, folder, _linked)) for band in scene.bands),
        mask=mask if mask is None else replace(mask, path=_kept(mask.path, folder, _linked)),
    )


def _kept(path: str, folder: Path, keep: Callable[[Path, Path], None]) -> str:
    """The path of a file, or of what was kept in `folder` of one that QGIS deletes when it closes."""
    file, temporary = Path(path), Path(QgsProcessingUtils.tempFolder()).resolve()
    if path.startswith("/vsi") or temporary not in file.resolve().parents:
        return path
    folder.mkdir(parents=True, exist_ok=True)
    # A shapefile is several files, and a raster may have its statistics or its mask beside it.
    beside = file.parent.glob(f"{escape(file.stem)}.*")
    for part in {file, *(part for part in beside if part.is_file())}:
        keep(part, folder / part.name)
    return str(folder / file.name)


def _copied(file: Path, target: Path) -> None:
    if not file.suffix.lower().endswith(("-wal", "-shm", "-journal")):
        copy_file(file, target)


def _linked(file: Path, target: Path) -> None:
    """Keep a file of a scene: as another name of the same file where that is possible, else as a copy."""
    if file.is_dir() or (file.suffix.lower() in _REFERRING and not file.name.endswith(".aux.xml")):
        raise JobError(_only_temporary(file))
    target.unlink(missing_ok=True)
    try:
        os.link(file, target)
    except OSError:  # on another disk
        if file.stat().st_size > MAX_COPIED_BYTES:
            raise JobError(_only_temporary(file)) from None
        shutil.copyfile(file, target)


def _only_temporary(file: Path) -> str:
    return _tr(
        "“{file}” is deleted when QGIS closes, and a training goes on: export the scene to a file of your own first."
    ).format(file=file.name)


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("Sources", text))
