"""Carries out the job that describes training data: what there is to learn from, how it is divided, what is amiss."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Dict, List, Optional, Set, Tuple

import numpy as np

from corina.engine.errors import EngineProblem
from corina.engine.events import Event, Progress, Stage
from corina.engine.jobs import DataChoice, DescribeTrainingDataJob, SplitChoice
from corina.training.collection import Collection, open_collection
from corina.training.description import open_kept
from corina.training.splitlayer import TABLE, write_split_layer
from corina.training.splits import LEFT_OUT, TRAIN_ONLY, Split, split
from corina.training.statistics import ClassShare, class_shares, data_warnings

MOST_GROUPS = 10_000
"""Places that a result lists with their folds; where single patches are divided, the layer tells them."""
_EVERY = 0.3
"""Seconds between two events of progress."""


def carry_out(
    job: DescribeTrainingDataJob,
    emit: Callable[[Event], None],
    on_work_folder: Callable[[Path], None] = lambda path: None,
) -> Dict[str, Any]:
    """The result of a `describe_training_data` job, as docs/jobs.md lists it. Raises EngineProblem."""
    data, choice = _asked(job)
    report = _reporter(emit, len(data.sources))
    if job.output_dir:
        folder = Path(job.output_dir)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EngineProblem(
                "output_not_writable", f"{folder} cannot be made ({error.strerror}); choose another folder."
            ) from error
        collection = open_kept(data, folder / f"{job.name}_dataset.json", report)
    else:
        collection = open_collection(data, report)
    divided = split(collection.patches, choice, data.sources)
    result = describe(collection, divided)
    if job.output_dir:
        layer = write_split_layer(folder / f"{job.name}_split.gpkg", collection, divided)
        result["outputs"] = {
            "dataset": str(folder / f"{job.name}_dataset.json"),
            "layer": str(layer) if layer else None,
            "table": TABLE,
        }
    return result


def _asked(job: DescribeTrainingDataJob) -> Tuple[DataChoice, SplitChoice]:
    if not job.recipe:
        assert job.data is not None
        return job.data, job.split
    # Imported here: a recipe also names networks, which need torch.
    from corina.training.recipe import read_recipe

    recipe = read_recipe(Path(job.recipe))
    if recipe.data is None:
        raise EngineProblem(
            "data_invalid",
            f"The recipe {Path(job.recipe).name} names no data of its own; give it a table [data] with sources.",
        )
    return recipe.data, recipe.split


def _reporter(emit: Callable[[Event], None], sources: int) -> Callable[[str, Optional[float]], None]:
    last = [0.0]
    done: List[str] = []

    def report(text: str, fraction: Optional[float]) -> None:
        if text not in done:
            done.append(text)
        if time.monotonic() - last[0] >= _EVERY:
            last[0] = time.monotonic()
            whole = (len(done) - 1 + (fraction or 0.0)) / max(sources, len(done))
            emit(Progress(Stage.READ, min(whole, 1.0)))

    return report


def describe(collection: Collection, divided: Split) -> Dict[str, Any]:
    """What a collection and its split hold, as JSON values."""
    shares = class_shares(collection, divided)
    patches = collection.patches
    return {
        "sources": _sources(collection),
        "patches": {"kept": len(patches), "dropped": dict(sorted(collection.dropped.items()))},
        "labelled_ha": round(sum(share.area_ha for share in shares), 2),
        "patch": collection.choice.patch,
        "step": collection.choice.step,
        "codes": list(collection.codes),
        "classes": [share.to_dict() for share in shares],
        "unknown": [
            {"source": source, "value": value, "pixels": count}
            for (source, value), count in sorted(collection.unknown.items(), key=lambda item: -item[1])
        ],
        "split": _split(collection, divided, shares),
        "outputs": {"dataset": None, "layer": None, "table": TABLE},
        "warnings": data_warnings(collection, divided, shares),
    }


def _sources(collection: Collection) -> List[Dict[str, Any]]:
    """What each source brings; one pass over the patches, of which there may be half a million."""
    patches = collection.patches
    counts = np.bincount(patches.sources, minlength=len(collection.sources)).tolist()
    found: Dict[str, List[Set[str]]] = {
        name: [set() for _ in collection.sources] for name in ("scenes", "tiles", "crs")
    }
    names, scenes = patches.texts("name"), patches.texts("scene")
    texts = {
        "scenes": [scene or name for scene, name in zip(scenes, names)],
        "tiles": patches.texts("tile"),
        "crs": patches.texts("crs"),
    }
    for kind, values in texts.items():
        for number, value in zip(patches.sources.tolist(), values):
            found[kind][number].add(value)
    return [
        {
            "name": source.name,
            "kind": source.kind,
            "legend": source.legend.title,
            "patches": counts[number],
            "scenes": len(found["scenes"][number]),
            "tiles": sorted(found["tiles"][number] - {""}),
            "crs": sorted(found["crs"][number] - {""}),
            "resolution_m": source.resolution_m,
            "train_only": collection.choice.sources[number].train_only,
            "licence": source.licence,
            "citation": source.citation,
        }
        for number, source in enumerate(collection.sources)
    ]


def _split(collection: Collection, divided: Split, shares: List[ClassShare]) -> Dict[str, Any]:
    folds = []
    fold_of = np.array(divided.fold_of, np.int64)
    pixel_ha = np.array([source.resolution_m**2 / 10_000 for source in collection.sources])
    labelled = collection.patches.labelled * pixel_ha[collection.patches.sources]
    for fold in range(divided.folds):
        numbers = np.flatnonzero(fold_of == fold)
        folds.append(
            {
                "fold": fold,
                "role": divided.role(fold),
                "patches": len(numbers),
                "groups": len({divided.group_of[number] for number in numbers.tolist()}),
                "labelled_ha": round(float(labelled[numbers].sum()), 2),
                "classes": sum(share.folds[fold] > 0 for share in shares),
            }
        )
    return {
        "scheme": divided.scheme.value,
        "block_m": divided.block_m,
        "seed": divided.seed,
        "folds": folds,
        "held_out": divided.held_out,
        "validation": divided.validation_fold,
        "train_only": divided.fold_of.count(TRAIN_ONLY),
        "left_out": divided.fold_of.count(LEFT_OUT),
        "groups": divided.groups if len(divided.groups) <= MOST_GROUPS else {},
    }
