"""BigEarthNet as downloaded, version 1 and 2, and as stacks of bands with an index."""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Sequence, Tuple

from rasterio.crs import CRS
from rasterio.errors import CRSError

from corina.clc.legends import Legend
from corina.training.datasets import DatasetError
from corina.training.sources.base import RADAR, Patch, tile_in
from corina.training.sources.cloudy import cloudy_patches
from corina.training.sources.files import FileSet, Rules, Where, described_bands, first_folder

S2_BANDS = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")
EDGE = 120
S2_FOLDERS = ("BigEarthNet-S2", "BigEarthNet-v1.0", "BigEarthNet-S2-v1.0")
S1_FOLDERS = ("BigEarthNet-S1", "BigEarthNet-S1-v1.0")
MAPS_FOLDER = "Reference_Maps"

_PATCH = re.compile(r"^S2[ABC]_MSIL2A_\d{8}T\d{5,6}_.*\d{1,2}_\d{1,2}$")
_S1_PLACE = re.compile(r"_(\d{8})T\d{6}_(\d{2}[A-Z]{3})_(\d{1,2})_(\d{1,2})$")
_S2_PLACE = re.compile(r"_(\d{8})T.*_(\d{1,2})_(\d{1,2})$")


class BigEarthNet(FileSet):
    """A folder a patch, a file a band; version 2 with reference maps of CLC 2018 codes, version 1 with label names.

    The radar patch is the one of the same tile and place nearest in time. Patches that the set's own lists name as
    cloudy or under snow, where these lie beside it, are left out.
    """

    kind = "bigearthnet"
    licence = "CDLA-Permissive-1.0"
    citation = "BigEarthNet: Sumbul et al. 2019, 2021; Clasen et al. 2024"

    def __init__(self, path: str, maps: Legend, names: Legend, rules: Rules) -> None:
        root = Path(path)
        self._s2 = first_folder(root, S2_FOLDERS) or root
        # Whoever points at the folder of images means what lies beside it too.
        self._base = self._s2.parent if self._s2.name in S2_FOLDERS else root
        self._maps = self._base / MAPS_FOLDER
        super().__init__(path, maps if self._maps.is_dir() else names, rules)
        self._radar: Dict[str, List[Tuple[str, str]]] | None = None

    def listed(self) -> List[Patch]:
        cloudy, warnings = cloudy_patches([self._base, self._s2, self._maps])
        self.warnings += warnings
        read = self._second if self._maps.is_dir() else self._first
        listed = []
        for folder in patch_folders(self._s2):
            if folder.name in cloudy:
                self.dropped["cloud"] += 1
            else:
                listed.append(read(folder))
        return listed

    def _second(self, folder: Path) -> Patch:
        return Patch(
            folder.name,
            0,
            EDGE,
            EDGE,
            path=str(folder),
            scene=scene_of(folder.name),
            tile=tile_in(folder.name),
        )

    def _first(self, folder: Path) -> Patch:
        metadata = _metadata(folder / f"{folder.name}_labels_metadata.json")
        bounds, crs = _place(metadata)
        source = str(metadata.get("tile_source", ""))
        return Patch(
            folder.name, 0, EDGE, EDGE,
            path=str(folder), bounds=bounds, crs=crs, scene=Path(source).stem or scene_of(folder.name),
            tile=tile_in(source), names=tuple(str(name) for name in metadata.get("labels", ())),
        )  # fmt: skip

    def label_file(self, patch: Patch) -> str:
        if not self._maps.is_dir():
            return ""
        name = f"{patch.name}_reference_map.tif"
        return str(self._maps / scene_of(patch.name) / patch.name / name)

    def files(self, patch: Patch, bands: Sequence[str]) -> Mapping[str, Where]:
        folder = Path(patch.path)
        found = {band: folder / f"{patch.name}_{band}.tif" for band in S2_BANDS}
        if set(bands) & set(RADAR):
            radar = self._radar_folder(patch)
            if radar is not None:
                found |= {band: radar / f"{radar.name}_{band}.tif" for band in RADAR}
        return {band: (str(file), 1) for band, file in found.items() if file.is_file()}

    def _radar_folder(self, patch: Patch) -> Path | None:
        if self._radar is None:
            self._radar = _radar_index(first_folder(self._base, S1_FOLDERS))
        match = _S2_PLACE.search(patch.name)
        if match is None:
            return None
        day, across, down = match.groups()
        # Some versions write the place as 7, others as 07.
        places = {f"{across}_{down}", f"{int(across)}_{int(down)}", f"{int(across):02d}_{int(down):02d}"}
        scenes = self._radar.get(patch.tile, [])
        for folder, scene in sorted(scenes, key=lambda found: abs(_day(found[1]) - _ordinal(day))):
            for place in sorted(places):
                path = Path(folder) / f"{scene}_{patch.tile}_{place}"
                if path.is_dir():
                    return path
        return None


class BigEarthNetStacks(FileSet):
    """All bands of a patch in one file: s2/, s1/ and clc/ with files of the same names, and index.json."""

    kind = "bigearthnet_stacks"
    licence = BigEarthNet.licence
    citation = BigEarthNet.citation

    def listed(self) -> List[Patch]:
        try:
            rows = json.loads((self.root / "index.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DatasetError(f"{self.root / 'index.json'} cannot be read: {error}.") from error
        return [
            Patch(
                row["patch_id"], 0, EDGE, EDGE,
                path=str(self.root / "s2" / f"{row['patch_id']}.tif"), scene=scene_of(row["patch_id"]),
                tile=tile_in(row["patch_id"]), country=row.get("country", ""),
            )
            for row in rows
        ]  # fmt: skip

    def label_file(self, patch: Patch) -> str:
        return str(self.root / "clc" / f"{patch.name}.tif")

    def files(self, patch: Patch, bands: Sequence[str]) -> Mapping[str, Where]:
        found = described_bands(patch.path, ())
        radar = self.root / "s1" / f"{patch.name}.tif"
        if set(bands) & set(RADAR) and radar.is_file():
            found |= described_bands(str(radar), (), RADAR)
        return found


def patch_folders(root: Path) -> Iterator[Path]:
    """The patch folders below `root`, directly (version 1) or in a folder a scene (version 2), in order of name."""
    for path in _folders(root):
        if (path / f"{path.name}_B02.tif").is_file() or (
            path / f"{path.name}_labels_metadata.json"
        ).is_file():
            yield path
        elif path.name.startswith("S2"):
            yield from (inner for inner in _folders(path) if _PATCH.match(inner.name))


def scene_of(patch: str) -> str:
    """The scene a patch was cut from: its name less the place in the grid."""
    return patch.rsplit("_", 2)[0]


def _folders(root: Path) -> List[Path]:
    try:
        with os.scandir(root) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir())
    except OSError as error:
        raise DatasetError(f"The folder {root} cannot be read ({error}); choose another.") from error


def _metadata(path: Path) -> Dict[str, Any]:
    try:
        found: Dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DatasetError(
            f"{path} cannot be read ({error}): a version 1 patch needs its labels, a version 2 set its {MAPS_FOLDER}."
        ) from error
    return found


def _place(metadata: Mapping[str, Any]) -> Tuple[Tuple[float, float, float, float] | None, str]:
    corner = metadata.get("coordinates", {})
    try:
        crs = CRS.from_user_input(metadata["projection"]).to_string()
        return (float(corner["ulx"]), float(corner["lry"]), float(corner["lrx"]), float(corner["uly"])), str(
            crs
        )
    except (KeyError, TypeError, ValueError, CRSError):
        return None, ""


def _radar_index(root: Path | None) -> Dict[str, List[Tuple[str, str]]]:
    """Tile to the radar scenes that hold patches of it: the folder they lie in, and the begin of their names.

    Not one entry a patch: of half a million, each worker process would have its own.
    """
    index: Dict[str, Dict[Tuple[str, str], None]] = {}
    for outer in _folders(root) if root is not None else ():
        for folder in [outer] if _S1_PLACE.search(outer.name) else _folders(outer):
            match = _S1_PLACE.search(folder.name)
            if match is not None:
                scene = folder.name.rsplit("_", 3)[0]
                index.setdefault(match[2], {})[str(folder.parent), scene] = None
    return {tile: list(scenes) for tile, scenes in index.items()}


def _day(scene: str) -> int:
    """The day of a radar scene such as S1A_IW_GRDH_1SDV_20170613T165043."""
    match = re.search(r"_(\d{8})T", scene)
    return _ordinal(match[1]) if match else 0


def _ordinal(day: str) -> int:
    """A date such as 20171231 as a number of days."""
    return date(int(day[:4]), int(day[4:6]), int(day[6:])).toordinal()
