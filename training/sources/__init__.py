"""Sources of training patches: scenes with label layers, and ready-made sets as they lie on disk."""

from __future__ import annotations

import re
import zipfile
from itertools import islice
from pathlib import Path

from corina.clc.legends import Legend
from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice, SourceKind, TrainingSource
from corina.training.file_state import expanded
from corina.training.sources.base import Patch, PatchSource, check_resolution
from corina.training.sources.bigearthnet import MAPS_FOLDER, S2_FOLDERS, BigEarthNet, BigEarthNetStacks
from corina.training.sources.files import FileSet, Rules
from corina.training.sources.labels import legend_of
from corina.training.sources.small_sets import Chips, EuroSat, SeasoNet

__all__ = ["Patch", "PatchSource", "kind_of", "open_source"]

_OWN_LEGEND = {
    SourceKind.BIGEARTHNET: "corine",
    SourceKind.BIGEARTHNET_STACKS: "corine",
    SourceKind.EUROSAT_RGB: "eurosat",
    SourceKind.EUROSAT_MS: "eurosat",
    SourceKind.CHIPS: "s2glc-chips",
    SourceKind.SEASONET: "seasonet",
}


def open_source(source: TrainingSource, choice: DataChoice) -> PatchSource:
    """Open one source of `choice`. Raises EngineProblem when it is not what it should be."""
    if source.kind is SourceKind.SCENE:
        # Imported here: a ready-made set needs nothing that reads polygons.
        from corina.training.sources.scene import SceneSource

        return SceneSource(source, choice)
    path = Path(expanded(source.path))
    if "$" in str(path) and not path.exists():
        raise EngineProblem(
            "data_invalid",
            f"The folder {source.path} names a variable that is not set; set it, or write the folder into the recipe.",
        )
    if not path.exists():
        raise EngineProblem("data_invalid", f"{path} does not exist; choose the folder of a training set.")
    path = _zip_inside(path) or path
    kind = kind_of(path) if source.kind is SourceKind.AUTO else source.kind
    opened = _ready_made(kind, str(path), source.legend, Rules(choice.min_labelled, choice.drop_sea))
    opened.name = source.name or opened.name
    # Chips that do not say how large their pixels are have those that the recipe says.
    opened.resolution_m = opened.pixel_m() or choice.resolution_m
    check_resolution(opened.name, opened.resolution_m, choice.resolution_m)
    return opened


def _ready_made(kind: SourceKind, path: str, legend: str, rules: Rules) -> FileSet:
    own: Legend = legend_of(legend or _OWN_LEGEND[kind])
    if kind is SourceKind.BIGEARTHNET:
        return BigEarthNet(path, own, legend_of(legend or "bigearthnet-43"), rules)
    if kind is SourceKind.BIGEARTHNET_STACKS:
        return BigEarthNetStacks(path, own, rules)
    if kind in (SourceKind.EUROSAT_RGB, SourceKind.EUROSAT_MS):
        return EuroSat(path, own, rules, rgb=kind is SourceKind.EUROSAT_RGB)
    return Chips(path, own, rules) if kind is SourceKind.CHIPS else SeasoNet(path, own, rules)


def _zip_inside(path: Path) -> Path | None:
    """The archive in a folder that holds nothing else: a set as it was downloaded, into a folder of its own."""
    if not path.is_dir():
        return None
    entries = [entry for entry in islice(path.iterdir(), 20) if entry.suffix.lower() not in (".md", ".txt")]
    only = entries[0] if len(entries) == 1 else None
    return only if only is not None and only.suffix.lower() == ".zip" and zipfile.is_zipfile(only) else None


def kind_of(path: Path) -> SourceKind:
    """Which ready-made set lies at a path, by its layout. Raises EngineProblem when it is none that is known."""
    if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        if any(name.lower().endswith((".jpg", ".jpeg")) for name in names):
            return SourceKind.EUROSAT_RGB
        if any(name.lower().endswith((".tif", ".tiff")) for name in names):
            return SourceKind.EUROSAT_MS
    elif path.is_dir():
        found = _kind_of_folder(path)
        if found is not None:
            return found
    raise EngineProblem(
        "data_invalid",
        f"{path.name} is no training set that is known (BigEarthNet, EuroSAT, images and masks, SeasoNet); choose the "
        "folder it was unpacked into, or add it as a scene with labels.",
    )


def _kind_of_folder(path: Path) -> SourceKind | None:
    if (path / "index.json").is_file() and (path / "clc").is_dir():
        return SourceKind.BIGEARTHNET_STACKS
    if path.name in S2_FOLDERS or any((path / name).is_dir() for name in (*S2_FOLDERS, MAPS_FOLDER)):
        return SourceKind.BIGEARTHNET
    if (path / "images").is_dir() and (path / "masks").is_dir():
        return SourceKind.CHIPS
    if (path / "meta.csv").is_file() or any(
        (path / s).is_dir() for s in ("spring", "summer", "fall", "winter", "snow")
    ):
        return SourceKind.SEASONET
    folders = sorted(entry for entry in path.iterdir() if entry.is_dir())
    if any(re.match(r"S2[ABC]_MSIL2A_", folder.name) for folder in folders):
        return SourceKind.BIGEARTHNET
    classes = [folder for folder in folders if folder.name in ("AnnualCrop", "SeaLake", "Highway")]
    for folder in classes:
        suffixes = {file.suffix.lower() for file in folder.iterdir()}
        return SourceKind.EUROSAT_RGB if suffixes & {".jpg", ".jpeg"} else SourceKind.EUROSAT_MS
    return _kind_of_folder(folders[0]) if len(folders) == 1 else None
