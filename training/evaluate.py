"""Measures a package again on the tiles that its card says were held out."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from corina.models.graph import verify_graph
from corina.models.package import ModelPackage, verify
from corina.training.bundle import metrics_of
from corina.training.datasets import DatasetError, read_bigearthnet
from corina.training.labels import CORINE, LabelTable
from corina.training.predict import compare, package_predictor
from corina.training.prepare import held_out_tiles


def evaluate(package: ModelPackage, root: Path, threads: int = 0) -> Dict[str, Any]:
    """The `metrics` of the package's card, measured anew with its graph as it is.

    Raises PackageError for a package that was altered, DatasetError when none of its tiles is in the data.
    """
    verify(package)
    verify_graph(package)
    tiles = set(package.card.metrics.get("tiles", ()))
    table = LabelTable.build(package.card.codes, [CORINE])
    chips = [chip for chip in read_bigearthnet(root, table, package.card.bands) if chip.group in tiles]
    if not chips:
        raise DatasetError(
            f"{root} holds no patch of the tiles held out for {package.card.name}: {sorted(tiles)}."
        )
    matrix = compare(package_predictor(package, threads), chips, table)
    return metrics_of(matrix, len(chips), held_out_tiles(chips))
