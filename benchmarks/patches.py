"""Memory and processor time of describing a very large training set: made patches like those of BigEarthNet v2.

    .engine/bin/python benchmarks/patches.py [NUMBER]

Prints, for each step, seconds of processor time and the memory of the whole process. Nothing is read from images.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corina.clc import CODES, Level
from corina.engine.jobs import DataChoice, SourceKind, SplitChoice, SplitScheme, TrainingSource
from corina.training import description
from corina.training.collection import Collection
from corina.training.describe import describe
from corina.training.sources.base import Patch, PatchSource
from corina.training.sources.labels import legend_of
from corina.training.splits import split

BIGEARTHNET = 549_488
TILES = 115
ACROSS = 70
_MB = 2**20


class Made(PatchSource):
    """Patches without files: a grid of 1200 m squares a tile, in six UTM zones, with one to six classes each."""

    name, kind, resolution_m = "made", "bigearthnet", 10.0
    legend = legend_of("corine")

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def patches(self, number: int, report: object) -> Iterator[Patch]:  # type: ignore[override]
        rng = np.random.default_rng(1)
        sets = [frozenset({code}) for code in CODES[Level.L3]]
        for place in range(self._count):
            tile, inside = divmod(place, -(-self._count // TILES))
            row, column = divmod(inside, ACROSS)
            scene = f"S2A_MSIL2A_2017{1 + tile % 12:02d}13T101031_N9999_R022_T{29 + tile % 6}U{tile:03d}"
            left, bottom = 300_000.0 + 1200 * column, 4e6 + 1e5 * (tile // 6) + 1200 * row
            held = rng.choice(len(sets), rng.integers(1, 7), replace=False)
            yield Patch(
                f"{scene}_{row:02d}_{column:02d}", number, 120, 120,
                path=f"/data/bigearthnet/BigEarthNet-S2/{scene}/{scene}_{row:02d}_{column:02d}",
                bounds=(left, bottom, left + 1200, bottom + 1200), crs=f"EPSG:326{29 + tile % 6}",
                scene=scene, tile=scene[-6:], counts={sets[k]: 14_400 // len(held) for k in held.tolist()},
            )  # fmt: skip

    def image(self, patch: Patch, bands: object) -> np.ndarray:  # type: ignore[override,type-arg]
        return np.ones((4, 120, 120), np.uint16)

    def classes(self, patch: Patch) -> np.ndarray:  # type: ignore[override,type-arg]
        return np.ones((120, 120), np.uint8)


def resident() -> float:
    """Memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / _MB


def main() -> None:
    """Go through the steps of `corina dataset`."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else BIGEARTHNET
    source, choice = Made(count), DataChoice((TrainingSource(SourceKind.BIGEARTHNET, "made"),))
    description.open_source = lambda *_: source  # type: ignore[assignment]
    begun = time.process_time()

    def say(step: str) -> None:
        nonlocal begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        spent = time.process_time() - begun
        print(f"{step:<24}{spent:8.1f} s {resident():8.0f} MB now {peak:8.0f} MB at most", flush=True)
        begun = time.process_time()

    say("libraries")
    collection = Collection(choice, [source], source.patches(0, None), {}, {})  # type: ignore[arg-type]
    say(f"{count} patches")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made_dataset.json"
        description.write_description(path, collection)
        say(f"written, {path.stat().st_size / _MB:.0f} MB")
        collection = description.read_description(path)
        say("read again")
    for scheme in (SplitScheme.TILES, SplitScheme.STRATIFIED):
        divided = split(collection.patches, SplitChoice(scheme), choice.sources)
        say(f"divided by {scheme.value}")
        describe(collection, divided)
        say("class statistics")


if __name__ == "__main__":
    main()
