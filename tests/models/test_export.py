"""The exported graph computes what the network computes, and gives the network back."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
import rasterio
import torch

from corina.models.export import import_onnx


def run(path, dn, scale=1e-4, offset=0.0):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    bands = dn.shape[1]
    feeds = {
        "dn": dn,
        "scale": np.full(bands, scale, np.float32),
        "offset": np.full(bands, offset, np.float32),
    }
    return session.run(["probabilities"], feeds)[0]


def torch_probabilities(network, dn, scale=1e-4, offset=0.0):
    with torch.no_grad():
        return network(torch.from_numpy(dn.astype(np.float32)) * scale + offset).softmax(dim=1).numpy()


@pytest.mark.parametrize("shape", [(1, 16, 16), (1, 128, 128), (3, 64, 208)])
def test_torch_and_onnx_agree_at_any_batch_and_size(network, exported, shape):
    dn = np.random.default_rng(1).integers(0, 6000, (shape[0], 4, *shape[1:])).astype(np.uint16)
    np.testing.assert_allclose(run(exported, dn), torch_probabilities(network, dn), atol=1e-5)


@pytest.mark.shared_data
@pytest.mark.parametrize("size", [256, 240, 96])
def test_torch_and_onnx_agree_on_real_imagery(network, exported, shared_data, size):
    with rasterio.open(shared_data / "s2glc_chips" / "images" / "1.tif") as source:
        dn = source.read()[None, :, :size, :size]
    np.testing.assert_allclose(run(exported, dn), torch_probabilities(network, dn), atol=1e-5)


def test_scale_and_offset_are_applied_inside_the_graph(network, exported):
    dn = np.random.default_rng(2).integers(1000, 6000, (1, 4, 32, 32)).astype(np.uint16)
    np.testing.assert_allclose(
        run(exported, dn, 2e-4, -0.1), torch_probabilities(network, dn, 2e-4, -0.1), atol=1e-5
    )
    assert np.abs(run(exported, dn, 2e-4, -0.1) - run(exported, dn)).max() > 1e-3


def test_stored_integers_above_the_signed_range_are_not_negative(exported):
    high = run(exported, np.full((1, 4, 32, 32), 65535, np.uint16))
    np.testing.assert_array_equal(
        high, run(exported, np.full((1, 4, 32, 32), 32767, np.uint16))
    )  # both at the clip


def test_probabilities_add_to_one(exported):
    dn = np.random.default_rng(3).integers(0, 10000, (2, 4, 48, 32)).astype(np.uint16)
    np.testing.assert_allclose(run(exported, dn).sum(axis=1), 1, atol=1e-5)


def test_the_network_comes_back_from_its_graph_with_every_weight(network, exported):
    again = import_onnx(exported, network.config.to_dict())
    for name, value in network.state_dict().items():
        if not name.endswith("num_batches_tracked"):
            torch.testing.assert_close(again.state_dict()[name], value, rtol=0, atol=0)


def test_a_graph_without_named_weights_is_refused(network, exported, tmp_path):
    graph = onnx.load(str(exported))
    for tensor in graph.graph.initializer:
        if tensor.name == "network.head.scores.weight":
            tensor.name = "other"
    onnx.save(graph, str(tmp_path / "other.onnx"))
    with pytest.raises(ValueError, match=r"no weights called head\.scores\.weight"):
        import_onnx(tmp_path / "other.onnx", network.config.to_dict())
