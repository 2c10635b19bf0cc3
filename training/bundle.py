"""From trained weights to a model package: export, evaluation of exactly that graph on held-out tiles, and the card."""

from __future__ import annotations

import json
import math
import os
import subprocess
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence

import numpy as np
from torch import Tensor

from corina.clc import CODES, Level
from corina.engine.errors import EngineProblem
from corina.engine.jobs import Recipe
from corina.models.card import CARD_FILE, MODEL_FILE, FileEntry, ModelCard
from corina.models.export import export_onnx
from corina.models.graph import verify_graph
from corina.models.networks import Network
from corina.models.package import ModelPackage, install_package, sha256_of, verify
from corina.models.sight import receptive_field
from corina.training.datasets import SCALE, Chip
from corina.training.metrics import Matrix, agreement_by_level
from corina.training.predict import compare, network_predictor, package_predictor
from corina.training.prepare import PIXELS, About, Prepared
from corina.training.recipe import plain_values

MOST_DIFFERENT = 1e-3
"""Probabilities of graph and network may differ by so much; more means that the export went wrong."""
_COMPARED_PATCHES = 4
TILE_SIZE = 512
OVERLAP = 64


@dataclass(frozen=True)
class Wording:
    """Words for a card that replace the recipe's; empty ones do not."""

    name: str = ""
    title: str = ""
    description: str = ""
    licence: str = ""


def make_package(
    recipe: Recipe,
    recipe_name: str,
    prepared: Prepared,
    network: Network,
    models_dir: Path,
    wording: Optional[Wording] = None,
    first: Sequence[Dict[str, str]] = (),
) -> ModelPackage:
    """Export, compare with torch on real patches, measure on the held-out ones, write the card, verify, install.

    recipe_name: the recipe's file, for the card. wording: words that replace the recipe's. first: the sets that the
    first weights were learned from (ancestry.sets_behind).
    Raises EngineProblem("model_invalid") when graph and network do not say the same: nothing is installed then.
    """
    with tempfile.TemporaryDirectory() as work:
        values = card_values(recipe, recipe_name, prepared, network, wording or Wording())
        values["training"]["sets"] += first
        folder = Path(work) / values["name"]
        folder.mkdir()
        graph = folder / MODEL_FILE
        export_onnx(network, graph)
        values["files"] = {MODEL_FILE: asdict(FileEntry(sha256_of(graph), graph.stat().st_size))}
        package = ModelPackage(folder, ModelCard.from_dict(values))
        verify_graph(package)
        difference = largest_difference(package, network, real_patches(prepared))
        if not difference <= MOST_DIFFERENT:  # no number is no agreement either
            raise EngineProblem(
                "model_invalid",
                f"The exported graph differs from the network by {difference:.3g} in a probability, expected at most "
                f"{MOST_DIFFERENT:g}, so no model was made; the checkpoint is kept: export it with another engine, by "
                "corina export-model.",
            )
        if len(prepared.held_out):
            matrix = compare(package_predictor(package), prepared.held_out, prepared.training.table)
            values["metrics"] = metrics_of(matrix, len(prepared.held_out), prepared.about)
        package = ModelPackage(folder, ModelCard.from_dict(values))
        text = json.dumps(package.card.to_dict(), indent=1, ensure_ascii=False) + "\n"
        (folder / CARD_FILE).write_text(text, encoding="utf-8")
        verify(package)
        return install_package(folder, models_dir)


def replaced_model(name: str, models_dir: str) -> List[str]:
    """What to warn of before a package of this name is installed: the one that it will take the place of."""
    if not models_dir or not (Path(models_dir) / name / CARD_FILE).is_file():
        return []
    return [
        f"A model called {name} is installed and will be replaced; give this one another name to keep both."
    ]


def real_patches(prepared: Prepared) -> List[Chip]:
    """A few patches to compare on: held out, or of the training where nothing is."""
    sets = [prepared.held_out, *prepared.training.sets.values()]
    chips = next((chips for chips in sets if len(chips)), ())
    return [chips[number] for number in range(min(_COMPARED_PATCHES, len(chips)))]


def largest_difference(package: ModelPackage, network: Network, chips: Sequence[Chip]) -> float:
    """The largest difference of a probability between the package's graph and the torch network on real patches."""
    ours, theirs = network_predictor(network), package_predictor(package)
    return max((float(np.abs(ours(c.image) - theirs(c.image)).max()) for c in chips), default=0.0)


def write_zip(package: ModelPackage, path: Path) -> Path:
    """The package as one .zip, written beside its final name first; nothing is left of one that cannot be written."""
    partial = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in (CARD_FILE, *package.card.files):
                archive.write(package.path / name, f"{package.card.name}/{name}")
        os.replace(partial, path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    return path


def metrics_of(matrix: Matrix, patches: int, about: About) -> Dict[str, Any]:
    """The `metrics` entry of a card: agreement per level with the labels of patches that were not trained on."""
    pixels = int(matrix.sum())
    split = f"{patches} {about.what.replace(PIXELS, str(pixels))}"
    base: Dict[str, Any] = {"split": split, "tiles": list(about.groups), "pixels": pixels}
    if not pixels:  # labels that are sets only: there is nothing to count
        return base
    levels = {f"level{int(level)}": found.to_dict() for level, found in agreement_by_level(matrix).items()}
    return {**base, **levels}


def card_values(
    recipe: Recipe, recipe_name: str, prepared: Prepared, network: Network, wording: Wording
) -> Dict[str, Any]:
    """The card less its files and metrics."""
    about, config = prepared.about, network.config
    sets = prepared.training.table.sets  # the largest is that of pixels without a label
    grouped = {code for allowed in sets if 1 < len(allowed) < len(prepared.codes) for code in allowed}
    sees = receptive_field(network)
    training = {
        "sets": list(about.sets),
        "countries": list(about.countries),
        "recipe": recipe_name,
        "seed": recipe.seed,
        "git_revision": git_revision(),
        "stages": plain_values(recipe.stages),
        "loss": plain_values(recipe.loss),
        "network": config.to_dict(),
    }
    if about.split:
        training["split"] = about.split
    if about.area is not None:
        training["area"] = about.area
    return {
        "schema": 1,
        "name": wording.name or recipe.name,
        "title": wording.title or recipe.title,
        "version": recipe.version,
        "description": wording.description or recipe.description or describe(recipe, prepared, network),
        "bands": list(recipe.input_bands),
        "resolution_m": recipe.resolution_m,
        "input": {"dtype": "uint16", "scale": SCALE, "offset": 0.0},
        # Those of the first weights where a model gave them; they may differ from those of these patches.
        "mean": _plain(network.mean),
        "std": _plain(network.std),
        "tile_size": math.ceil(TILE_SIZE / config.stride) * config.stride,
        "stride": config.stride,
        "receptive_field": sees,
        "overlap": OVERLAP,
        "codes": list(prepared.codes),
        "label_support": {
            str(code): {
                "pixels": prepared.counts.get(code, 0),
                "patches": prepared.patches.get(code, 0),
                "source": "pixel" if prepared.counts.get(code) else "group" if code in grouped else "none",
            }
            for code in prepared.codes
        },
        "training": training,
        "metrics": {},
        "licence": wording.licence or recipe.licence or "GPL-2.0-or-later",
        "created": datetime.now(timezone.utc).date().isoformat(),
    }


def _plain(values: Tensor) -> List[float]:
    """Numbers of single precision as they were written down: 0.03806, not 0.03805999830365181."""
    return [float(f"{value:.7g}") for value in values.flatten().tolist()]


def describe(recipe: Recipe, prepared: Prepared, network: Network) -> str:
    """What a model is, in sentences made from its recipe."""
    config, about = network.config, prepared.about
    kind = {"resunet": f"ResUNet ({config.encoder} encoder)", "unet": "plain U-Net", "segnet": "SegNet"}
    name = kind[config.architecture]
    first = {
        "separate": f"Three separate networks, each a {name},",
        "flat": f"{name[0].upper()}{name[1:]}",
    }.get(config.heads, f"Hierarchical {name}")
    absent = [code for code in CODES[Level.L3] if code not in prepared.codes]
    sets = "; ".join(entry["name"] for entry in about.sets) or "the user's own data"
    where = f" in {len(about.countries)} countries: {', '.join(about.countries)}" if about.countries else ""
    return (
        f"{first} for bands {', '.join(recipe.input_bands)} at {recipe.resolution_m:g} m. Tells "
        f"{len(prepared.codes)} of {len(CODES[Level.L3])} CORINE classes apart; trained on {sets}{where}. "
        f"Classes that it cannot predict: {', '.join(map(str, absent)) or 'none'}."
    )


def git_revision() -> str:
    """The commit the code was at, "unknown" outside a git checkout."""
    command = ["git", "-C", str(Path(__file__).resolve().parent), "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
