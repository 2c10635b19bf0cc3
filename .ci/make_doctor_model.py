"""Makes engine/data/doctor.onnx, the tiny network of the engine's check: a 3 x 3 mean of an image, then ReLU.

Run it in .engine after `make training-setup` (it needs the package onnx); tests/engine/test_doctor.py compares its
result with the committed file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper


def doctor_model() -> onnx.ModelProto:
    """The network: input and output `x`, `y` float32 [1, 1, 8, 8]. Opset 13 is read by all our ONNX Runtimes."""
    weight = numpy_helper.from_array(np.full((1, 1, 3, 3), 1 / 9, np.float32), "mean")
    nodes = [
        helper.make_node("Conv", ["x", "mean"], ["z"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["z"], ["y"]),
    ]
    shape = [1, 1, 8, 8]
    graph = helper.make_graph(
        nodes,
        "doctor",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)],
        [weight],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], producer_name="corina")
    model.ir_version = 7
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    target = Path(__file__).resolve().parents[1] / "engine" / "data" / "doctor.onnx"
    target.write_bytes(doctor_model().SerializeToString(deterministic=True))
    print(f"{target}: {target.stat().st_size} bytes")
