"""The figures of an accuracy assessment as CSV tables and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corina.engine.outputs import OutputFolder

REPORT_SUFFIX = "_report.html"
CLASSES_SUFFIX = "_classes.csv"
MATRIX_SUFFIX = "_matrix.csv"
JSON_SUFFIX = "_result.json"
_PARTS = ("value", "se", "low", "high")


def write_tables(folder: OutputFolder, result: dict[str, Any]) -> None:
    """Write NAME_classes.csv, NAME_matrix.csv (points; rows map, columns reference) and NAME_result.json.

    UTF-8, comma separated (RFC 4180). Raises OSError when the disk is full.
    """
    _write(folder.path(CLASSES_SUFFIX), _class_lines(result))
    _write(folder.path(MATRIX_SUFFIX), _matrix_lines(result["matrix"]))
    text = json.dumps(result, indent=1, ensure_ascii=False)
    Path(folder.path(JSON_SUFFIX)).write_text(text, encoding="utf-8")


def _class_lines(result: dict[str, Any]) -> Iterable[list[object]]:
    estimates = ("users_accuracy", "producers_accuracy", "area_ha")
    yield [
        "code", "name", *(f"{e}{'' if p == 'value' else '_' + p}" for e in estimates for p in _PARTS),
        "f1", "mapped_ha", "points_map", "points_reference",
    ]  # fmt: skip
    for row in result["classes"]:
        cells = [c for key in ("users", "producers", "area_ha") for c in _cells(row[key])]
        end = [row[key] for key in ("f1", "mapped_ha", "points_map", "points_reference")]
        yield [row["code"], row["name"], *cells, *end]
    yield ["overall", "Overall accuracy", *_cells(result["overall"])]


def _cells(estimate: dict[str, float | None] | None) -> list[float | None]:
    return [None] * len(_PARTS) if estimate is None else [estimate[part] for part in _PARTS]


def _matrix_lines(matrix: dict[str, Any]) -> Iterable[list[object]]:
    yield ["map \\ reference", *matrix["codes"], "total"]
    for code, row in zip(matrix["codes"], matrix["counts"]):
        yield [code, *row, sum(row)]
    yield ["total", *(sum(column) for column in zip(*matrix["counts"])), sum(map(sum, matrix["counts"]))]


def _write(path: str, lines: Iterable[list[object]]) -> None:
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(lines)
