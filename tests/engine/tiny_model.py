"""Small real model packages whose every output is known: networks that look at one band in a window of a known size."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

BANDS = ("B02", "B03", "B04", "B08")
NO_METRICS = dict.fromkeys(("overall", "mean_iou", "f1_macro", "f1_weighted", "majority_floor"), 0.0) | {
    "classes": 0,
    "per_class": {},
}
CODES = (112, 211, 312, 512)
STEPS = (0.05, 0.15, 0.30)
"""Near infrared up to 0.05 is water (512), to 0.15 urban (112), to 0.30 arable (211), above that forest (312)."""


def true_code(nir: np.ndarray) -> np.ndarray:
    """The code the tiny model gives each near-infrared reflectance."""
    return np.array([512, 112, 211, 312])[np.digitize(nir, STEPS)]


def make_package(
    folder: Path,
    *,
    kernel: int = 1,
    name: str = "tiny",
    codes: tuple[int, ...] = CODES,
    operator: str = "Softmax",
    batch: str | int = "N",
    **card: object,
) -> Path:
    """Write a package that classifies the mean near infrared over kernel x kernel px.

    batch: the number of tiles its graph takes, or a name for any number. card: fields to overwrite.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(_graph(kernel, codes, operator, batch).SerializeToString())
    values = {
        "schema": 1,
        "name": name,
        "title": "Tiny near-infrared model",
        "version": "1",
        "description": "For tests.",
        "bands": list(BANDS),
        "resolution_m": 10.0,
        "input": {"dtype": "uint16", "scale": 1e-4, "offset": 0.0},
        "mean": [0.05, 0.07, 0.06, 0.25],
        "std": [0.03, 0.03, 0.04, 0.1],
        "tile_size": 128,
        "stride": 16,
        "receptive_field": kernel,
        "overlap": 32,
        "codes": list(codes),
        "licence": "none",
        "created": "2026-01-01",
        "label_support": {},
        "training": {"sets": [], "recipe": "none", "seed": 0, "git_revision": "", "stages": []},
        "metrics": {
            "split": "none",
            "groups": [],
            "pixels": 0,
            **{f"level{n}": NO_METRICS for n in (1, 2, 3)},
        },
        "files": {"model.onnx": _entry(folder / "model.onnx")},
        **card,
    }
    (folder / "card.json").write_text(json.dumps(values))
    return folder


def _entry(file: Path) -> dict[str, object]:
    content = file.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def _graph(kernel: int, codes: tuple[int, ...], operator: str, batch: str | int) -> onnx.ModelProto:
    """probabilities = softmax over lines in the near infrared whose upper hull changes at STEPS.

    With both 512 and 523 among the codes all water is sea (523): the logit of 512 lies 8 below it.
    """
    by_code = {512: 0, 523: 0, 112: 1, 211: 2, 312: 3}
    slopes = np.array([by_code[c] for c in codes], np.float32) * 4000
    starts = np.array([-4000 * sum(STEPS[: by_code[c]]) for c in codes], np.float32)
    if 523 in codes and 512 in codes:
        starts[codes.index(512)] = -8
    mean = np.zeros((1, 4, kernel, kernel), np.float32)
    mean[0, 3] = 1 / kernel**2
    constants = {
        "kernel": mean,
        "slopes": slopes.reshape(1, -1, 1, 1),
        "starts": starts.reshape(1, -1, 1, 1),
        "per_band": np.array([4, 1, 1], np.int64),
    }
    nodes = [
        helper.make_node("Cast", ["dn"], ["dn_float"], to=TensorProto.FLOAT),
        helper.make_node("Reshape", ["scale", "per_band"], ["scale_3"]),
        helper.make_node("Reshape", ["offset", "per_band"], ["offset_3"]),
        helper.make_node("Mul", ["dn_float", "scale_3"], ["scaled"]),
        helper.make_node("Add", ["scaled", "offset_3"], ["reflectance"]),
        helper.make_node("Conv", ["reflectance", "kernel"], ["nir"], pads=[kernel // 2] * 4),
        helper.make_node("Mul", ["nir", "slopes"], ["rising"]),
        helper.make_node("Add", ["rising", "starts"], ["logits"]),
        helper.make_node(
            operator, ["logits"], ["probabilities"], **({"axis": 1} if operator == "Softmax" else {})
        ),
    ]
    shape = [batch, 4, "H", "W"]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info("dn", TensorProto.UINT16, shape),
            helper.make_tensor_value_info("scale", TensorProto.FLOAT, [4]),
            helper.make_tensor_value_info("offset", TensorProto.FLOAT, [4]),
        ],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [batch, len(codes), "H", "W"])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
