"""Changes held against an official CORINE change (CHA) layer: which were found, which were missed, which are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES, Level, parent
from corina.engine.errors import EngineProblem
from corina.engine.grid import Grid
from corina.engine.jobs import ChangeLayerInput, LandCoverInput
from corina.engine.reference.base import year_in
from corina.engine.reference.burning import burn
from corina.engine.reference.layers import LayerInfo, describe_layer, openable, polygon_layers
from corina.engine.reference.values import parse
from corina.engine.reference.vector import PolygonReference
from corina.engine.regions import Regions
from corina.engine.tiles import Window

LAYER = "official_changes"
FOUND, PARTLY, MISSED = "found", "partly", "missed"
KNOWN, NEW = "known", "new"
_HALF = 0.5


class OfficialChanges:
    """A CHA layer beside the changes of a comparison."""

    def __init__(self, source: ChangeLayerInput, level: Level) -> None:
        """level: at which classes are held against those of our changes.

        Raises EngineProblem as open_reference does, and field_ambiguous where the two dates are not clear.
        """
        self._level = level
        path = openable(source.path)
        layer = _layer(path, source)
        self._from, self._to = _fields(layer, source)
        self._file = source.origin or source.path
        self._layer = PolygonReference(
            LandCoverInput(source.path, layer=layer.name, field=self._to, crs=source.crs, name=source.name)
        )
        self._copied = bool(source.origin)
        self._type = self._layer.info.field("chtype")
        # By polygon id: pixels inside the comparison, those of them that lie in a change of ours, and in one of ours of
        # the same two classes.
        self._inside: dict[int, int] = {}
        self._covered: dict[int, int] = {}
        self._same: dict[int, int] = {}
        self._codes: dict[int, tuple[int, int]] = {}
        self._technical: set[int] = set()
        self._unseen: set[int] = set()
        self._passed_over: set[int] = set()  # those of the two that lie where the maps are compared
        self._ours: Counter[str] = Counter()

    def against(
        self,
        regions: Regions,
        kept: npt.NDArray[np.bool_],
        pair_of: Callable[[int], tuple[int, int]],
        grid: Grid,
    ) -> list[str]:
        """Hold our changes (labels with kept[label]) against it; "known", "partly" or "new" by label.

        pair_of: the two codes that a value of the regions stands for.
        """
        known = np.zeros(len(kept), np.int64)
        pairs = np.zeros(len(kept), np.int64)
        pairs[kept] = [_pair(*pair_of(int(value))) for value in regions.values[kept]]
        for first, last in regions.file.strips():
            window = Window(first, last, 0, grid.width)
            columns = (self._from, *((self._type,) if self._type else ()))
            polygons = self._layer.polygons(grid, window, columns)
            if not len(polygons.fids):
                continue
            self._note(polygons.fids, polygons.columns, polygons.codes)
            left_out = self._technical | self._unseen
            real = np.array([int(f) not in left_out for f in polygons.fids], np.bool_)
            numbers = np.arange(1, len(polygons.fids) + 1)
            index = burn(polygons.shapes[real], numbers[real], grid, window, np.int32)
            labels = regions.rows(first, last)
            # Nobody can find a change outside the area, or where a map has no class or none that can be compared.
            index[labels == 0] = 0
            if not real.all():
                others = burn(polygons.shapes[~real], numbers[~real], grid, window, np.int32)
                met = np.unique(others[(labels > 0) & (others > 0)])
                self._passed_over |= {int(fid) for fid in polygons.fids[met - 1]}
            ours = kept[labels]
            theirs = np.array([0, *(self._pair_at_level(int(f)) for f in polygons.fids)])
            self._count(polygons.fids, index, ours, ours & (theirs[index] == pairs[labels]))
            known += np.bincount(labels[(index > 0) & ours], minlength=len(known))
        share = known / np.maximum(regions.sizes, 1)
        verdicts = [KNOWN if s >= _HALF else PARTLY if s > 0 else NEW for s in share.tolist()]
        self._ours = Counter(verdict for verdict, shown in zip(verdicts, kept.tolist()) if shown)
        return verdicts

    def warning(self) -> str:
        """A sentence where no official change was there to be found; empty otherwise."""
        if self._inside:
            return ""
        left_out = len(self._passed_over)
        why = f" but {left_out} that are technical or within one class" if left_out else ""
        return (
            f"{self._layer.name} has no change where the maps are compared{why}; choose the change layer of this "
            "place, if it is of another."
        )

    def write(self, path: Path, grid: Grid) -> dict[str, Any]:
        """Write each official change with the share found; the result's `official`, less what is counted elsewhere."""
        import pyogrio
        import shapely

        order = np.array(sorted(self._inside), np.int64)
        fids, shapes = self._layer.fetch(order) if len(order) else (order, np.zeros(0, object))
        rows = [self._row(int(fid), grid.pixel_ha) for fid in fids]
        kinds = {
            "share": np.float64,
            "share_same": np.float64,
            "area_ha": np.float64,
            "code_from": np.int32,
            "code_to": np.int32,
        }
        names = ["code_from", "code_to", "name_from", "name_to", "area_ha", "share", "share_same", "verdict"]
        columns = [np.array([r[n] for r in rows], kinds.get(n, object)) for n in names]
        pyogrio.raw.write(
            path, shapely.to_wkb(shapes), columns, fields=names, layer=LAYER, driver="GPKG",
            geometry_type="MultiPolygon", promote_to_multi=True, crs=str(self._layer.crs.to_wkt()),
        )  # fmt: skip
        counts = {verdict: sum(r["verdict"] == verdict for r in rows) for verdict in (FOUND, PARTLY, MISSED)}
        return {
            "name": self._layer.name,
            **self._source(),
            "count": len(rows),
            **counts,
            "found_same": sum(r["share_same"] >= _HALF for r in rows),
            "known": self._ours[KNOWN],
            "known_partly": self._ours[PARTLY],
            "new": self._ours[NEW],
            "technical_left_out": len(self._technical & self._passed_over),
            "unseen_left_out": len(self._unseen & self._passed_over),
            "official_ha": round(sum(r["area_ha"] for r in rows), 4),
            "found_ha": round(sum(r["area_ha"] * r["share"] for r in rows), 4),
            "found_same_ha": round(sum(r["area_ha"] * r["share_same"] for r in rows), 4),
            "rule": "An official change is found when at least half of it lies in changes of ours, whatever their "
            "classes, and found with the same classes when at least half of it lies in changes of ours from and to the "
            f"classes of its own at level {int(self._level)}; partly found when less than half of it lies in any. A "
            "change of ours is known when at least half of it lies in official ones, new when nothing of it does.",
        }

    def _source(self) -> dict[str, Any]:
        """Where the changes come from, and the years they lie between; null where a field does not tell its year."""
        return {
            "path": self._file,
            "layer": None if self._copied else self._layer.info.name,
            "from_field": self._from,
            "to_field": self._to,
            "years": [year_in(field) or None for field in (self._from, self._to)],
        }

    def _note(self, fids: Any, columns: Any, codes: Any) -> None:  # noqa: ANN401 - numpy arrays
        for i, fid in enumerate(fids.tolist()):
            before = parse(columns[self._from][i]).code
            self._codes[fid] = (before, int(codes[i]))
            kind = columns[self._type][i] if self._type else None
            # Technical changes correct the older layer; they are no change on the ground.
            if str(kind or "").strip().upper() == "T" or before == int(codes[i]):
                self._technical.add(fid)
            elif (
                len({_at(code, self._level) for code in self._codes[fid] if code in CLASSES}) == 1 and before
            ):
                self._unseen.add(fid)

    def _pair_at_level(self, fid: int) -> int:
        """The two classes of an official change at the level compared, as one number; -1 where one is not known."""
        before, after = self._codes[fid]
        if before not in CLASSES or after not in CLASSES:
            return -1
        return _pair(_at(before, self._level), _at(after, self._level))

    def _count(self, fids: Any, index: Any, ours: Any, same: Any) -> None:  # noqa: ANN401
        inside = np.bincount(index.ravel(), minlength=len(fids) + 1)
        covered = np.bincount(index[ours], minlength=len(fids) + 1)
        alike = np.bincount(index[same], minlength=len(fids) + 1)
        for i, fid in enumerate(fids.tolist(), start=1):
            if inside[i]:
                self._inside[fid] = self._inside.get(fid, 0) + int(inside[i])
                self._covered[fid] = self._covered.get(fid, 0) + int(covered[i])
                self._same[fid] = self._same.get(fid, 0) + int(alike[i])

    def _row(self, fid: int, pixel_ha: float) -> dict[str, Any]:
        share = self._covered[fid] / self._inside[fid]
        before, after = self._codes[fid]
        return {
            "code_from": before,
            "code_to": after,
            "name_from": CLASSES[before].name if before else "",
            "name_to": CLASSES[after].name,
            "area_ha": round(self._inside[fid] * pixel_ha, 4),
            "share": round(share, 4),
            "share_same": round(self._same[fid] / self._inside[fid], 4),
            "verdict": FOUND if share >= _HALF else PARTLY if share > 0 else MISSED,
        }


def _pair(before: int, after: int) -> int:
    return 1000 * before + after


def _at(code: int, level: Level) -> int:
    """The class of a code at a level; a code of a coarser one stands for itself."""
    return parent(code, level) if CLASSES[code].level >= level else code


def _layer(path: str, source: ChangeLayerInput) -> LayerInfo:
    try:
        layers = [describe_layer(path, name, geometry) for name, geometry in polygon_layers(path)]
    except EngineProblem as error:
        name = source.name or Path(path).name
        raise EngineProblem(
            error.code,
            f"{name} cannot be read as polygons; choose a CORINE change layer (CHA).",
            error.details,
        ) from error
    if source.layer:
        match = [layer for layer in layers if layer.name.lower() == source.layer.lower()]
    elif source.from_field and source.to_field:
        match = [layer for layer in layers if layer.field(source.from_field) and layer.field(source.to_field)]
    else:
        match = [layer for layer in layers if layer.is_change]
        named = [layer for layer in match if "cha" in layer.name.lower()]
        match = named if len(named) == 1 else match
    if len(match) == 1:
        return match[0]
    listed = "; ".join(f"{layer.name} ({', '.join(layer.fields)})" for layer in layers) or "none"
    wanted = ""
    if source.layer:
        wanted = f" named {source.layer}"
    elif source.from_field and source.to_field:
        wanted = f" with the fields {source.from_field} and {source.to_field}"
    raise EngineProblem(
        "layer_ambiguous" if match else "reference_unreadable",
        f"{source.name or Path(path).name} has {len(match)} change layers{wanted}, expected one; choose it among "
        f"{listed}.",
    )


def _fields(layer: LayerInfo, source: ChangeLayerInput) -> tuple[str, str]:
    if source.from_field and source.to_field:
        found = layer.field(source.from_field), layer.field(source.to_field)
        if found[0] and found[1]:
            return found[0], found[1]
        raise EngineProblem(
            "field_missing",
            f"Layer {layer.name} has not both of the fields {source.from_field} and {source.to_field} (found "
            f"{', '.join(layer.fields)}); choose the fields with the old and the new class.",
        )
    dated = sorted((year_in(name), name) for name in layer.fields if year_in(name))
    dated = [item for item in dated if item[1].lower().startswith(("code", "clc"))]
    if len(dated) != 2:
        raise EngineProblem(
            "field_ambiguous",
            f"Layer {layer.name} does not say which fields hold the old and the new class (found "
            f"{', '.join(layer.fields)}); choose both.",
        )
    return dated[0][1], dated[1][1]
