"""From trained weights to a model package: export, evaluation of exactly that graph on held-out tiles, and the card."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import asdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, List, Sequence

from corina.clc import CODES, Level
from corina.models.card import CARD_FILE, MODEL_FILE, FileEntry, ModelCard
from corina.models.export import export_onnx
from corina.models.graph import verify_graph
from corina.models.networks import HierarchicalResUNet, receptive_field
from corina.models.package import ModelPackage, install_package, sha256_of, verify
from corina.training.datasets import SCALE, Chip
from corina.training.labels import LabelTable
from corina.training.metrics import agreement_by_level
from corina.training.predict import Predictor, compare, package_predictor
from corina.training.prepare import Prepared
from corina.training.recipe import Recipe

TILE_SIZE = 512
OVERLAP = 64

SETS = {
    "bigearthnet": {
        "name": "BigEarthNet v2 (87 patches)",
        "licence": "CDLA-Permissive-1.0",
        "citation": "Clasen et al. 2024, reBEN: Refined BigEarthNet Dataset; CORINE Land Cover 2018 of the EEA; "
        "modified Copernicus Sentinel data 2017-2018",
        "use": "fine-tuning and evaluation: Sentinel-2 L2A with CLC2018 level-3 labels",
    },
    "s2glc": {
        "name": "S2GLC chips (353 chips)",
        "licence": "labels free with citation; the chips come from a public data challenge whose terms are not stated",
        "citation": "Malinowski et al. 2020, doi 10.3390/rs12213523; modified Copernicus Sentinel data",
        "use": "pretraining: six land cover classes as sets of CLC level-3 codes",
    },
}


def make_package(
    recipe: Recipe, recipe_name: str, prepared: Prepared, network: HierarchicalResUNet, models_dir: Path
) -> ModelPackage:
    """Export, measure on the held-out chips, write the card, verify, and put the package into `models_dir`."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / recipe.name
        folder.mkdir()
        graph = folder / MODEL_FILE
        export_onnx(network, graph)
        values = card_values(recipe, recipe_name, prepared, network)
        values["files"] = {MODEL_FILE: asdict(FileEntry(sha256_of(graph), graph.stat().st_size))}
        package = ModelPackage(folder, ModelCard.from_dict(values))
        verify_graph(package)
        values["metrics"] = metrics_of(package_predictor(package), prepared.held_out, prepared.training.table)
        package = ModelPackage(folder, ModelCard.from_dict(values))
        text = json.dumps(package.card.to_dict(), indent=1, ensure_ascii=False) + "\n"
        (folder / CARD_FILE).write_text(text, encoding="utf-8")
        verify(package)
        return install_package(folder, models_dir)


def metrics_of(predict: Predictor, held_out: Sequence[Chip], table: LabelTable) -> Dict[str, Any]:
    """The `metrics` entry of a card: agreement per level with CLC2018 on chips that were not trained on."""
    matrix = compare(predict, held_out, table)
    tiles = sorted({chip.group for chip in held_out})
    countries = sorted({chip.country for chip in held_out})
    split = (
        f"{len(held_out)} BigEarthNet v2 patches ({int(matrix.sum())} pixels) of {len(tiles)} Sentinel-2 tiles in "
        f"{', '.join(countries)} that were not trained on: {', '.join(tiles)}"
    )
    levels = {f"level{int(level)}": found.to_dict() for level, found in agreement_by_level(matrix).items()}
    return {"split": split, "tiles": tiles, "pixels": int(matrix.sum()), **levels}


def card_values(
    recipe: Recipe, recipe_name: str, prepared: Prepared, network: HierarchicalResUNet
) -> Dict[str, Any]:
    """The card less its files and metrics."""
    absent = [code for code in CODES[Level.L3] if code not in recipe.codes]
    chips = prepared.training.sets["bigearthnet"]
    countries = sorted({chip.country for chip in chips})
    return {
        "schema": 1,
        "name": recipe.name,
        "title": recipe.title,
        "version": recipe.version,
        "description": (
            f"Hierarchical ResUNet ({recipe.network.encoder} encoder) for Sentinel-2 L2A bands "
            f"{', '.join(recipe.bands)} at 10 m. Tells {len(recipe.codes)} of 44 CORINE classes apart; pretrained on "
            f"S2GLC land cover, fine-tuned on CLC2018 labels in {len(countries)} countries: {', '.join(countries)}. "
            f"Classes that it cannot predict: {', '.join(map(str, absent))}."
        ),
        "bands": list(recipe.bands),
        "resolution_m": 10.0,
        "input": {"dtype": "uint16", "scale": SCALE, "offset": 0.0},
        "mean": list(prepared.mean),
        "std": list(prepared.std),
        "tile_size": TILE_SIZE,
        "stride": recipe.network.stride,
        "receptive_field": receptive_field(network),
        "overlap": OVERLAP,
        "codes": list(recipe.codes),
        "label_support": label_support(chips, prepared.training.table),
        "training": {
            "sets": _sets(recipe),
            "countries": countries,
            "recipe": recipe_name,
            "seed": recipe.seed,
            "git_revision": git_revision(),
            "stages": [asdict(stage) for stage in recipe.stages],
            "network": network.config.to_dict(),
        },
        "metrics": {},
        "licence": "GPL-2.0-or-later",
        "created": datetime.now(timezone.utc).date().isoformat(),
    }


def _sets(recipe: Recipe) -> List[Dict[str, str]]:
    """The distinct sets of all stages; the same chips under another legend are the same set."""
    names = {name.split("_")[0] for stage in recipe.stages for name in stage.sets}
    return [SETS[name] for name in sorted(names)]


def label_support(chips: Sequence[Chip], table: LabelTable) -> Dict[str, Dict[str, Any]]:
    """Per code the pixels and patches that name exactly this code in training."""
    result: Dict[str, Dict[str, Any]] = {}
    for code in table.codes:
        row = table.row(frozenset({code}))
        counts: List[int] = [int((chip.labels == row).sum()) for chip in chips]
        pixels = sum(counts)
        source = "pixel" if pixels else "group"
        result[str(code)] = {"pixels": pixels, "patches": sum(n > 0 for n in counts), "source": source}
    return result


def git_revision() -> str:
    """The commit the code was at, "unknown" outside a git checkout."""
    command = ["git", "-C", str(Path(__file__).resolve().parent), "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
