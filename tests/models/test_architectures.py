"""Every architecture a recipe can name: its size, what it predicts, what its graph computes, and how it comes back."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import torch
from segmentation_models_pytorch.encoders import get_encoder

from corina.models.bodies import pool_with_places, unpool
from corina.models.encoders import build_encoder, compressed_widths
from corina.models.export import export_onnx, import_onnx
from corina.models.networks import (
    NetworkConfig,
    SeparateNetworks,
    build_network,
    default_widths,
    parameter_count,
)
from corina.models.sight import receptive_field

CODES = (112, 211, 231, 311, 312, 512)

SMALL = {
    "unet": NetworkConfig(CODES, bands=3, depth=3, decoder_channels=(16, 8, 8), architecture="unet"),
    "unet of 100 m": NetworkConfig(
        CODES, bands=3, depth=2, decoder_channels=(8, 8), architecture="unet", block=10
    ),
    "segnet": NetworkConfig(CODES, bands=3, depth=3, decoder_channels=(16, 8, 8), architecture="segnet"),
    "three networks": NetworkConfig(
        CODES, bands=3, depth=3, decoder_channels=(16, 8, 8), architecture="unet", heads="separate"
    ),
    "classes that share nothing": NetworkConfig(
        CODES, bands=3, depth=3, decoder_channels=(16, 8, 8), architecture="unet", heads="flat"
    ),
    "mobilenet, compressed": NetworkConfig(
        CODES, bands=5, depth=3, encoder="mobilenet_v2", decoder_channels=(16, 8, 8), skip_channels=(8, 8)
    ),
}


def make(config):
    torch.manual_seed(1)
    return build_network(config, [0.1] * config.bands, [0.1] * config.bands).eval()


@pytest.fixture(params=SMALL, scope="module")
def built(request):
    """One network of each architecture."""
    return make(SMALL[request.param])


def test_the_graph_computes_what_torch_computes_and_gives_the_weights_back(built, tmp_path):
    config = built.config
    path = tmp_path / "model.onnx"
    export_onnx(built, path)
    edge = 3 * config.stride
    dn = np.random.default_rng(0).integers(0, 6000, (2, config.bands, edge, 2 * edge)).astype(np.uint16)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feeds = {
        "dn": dn,
        "scale": np.full(config.bands, 1e-4, np.float32),
        "offset": np.zeros(config.bands, np.float32),
    }
    found = session.run(["probabilities"], feeds)[0]
    image = torch.from_numpy(dn.astype(np.float32)) * 1e-4
    with torch.no_grad():
        expected = built(image).softmax(dim=1).numpy()
        again = import_onnx(path, config.to_dict())(image).softmax(dim=1).numpy()
    assert found.shape == (2, len(CODES), edge, 2 * edge)
    np.testing.assert_allclose(found, expected, atol=1e-5)
    np.testing.assert_allclose(again, expected, atol=1e-6)


def test_a_network_sees_further_than_its_stride_and_not_everything(built):
    assert built.config.stride < receptive_field(built) < 24 * built.config.stride


def test_gradients_reach_every_weight_that_counts(built):
    built.train()
    edge = 2 * built.config.stride
    scores = built.scores(torch.rand(2, built.config.bands, edge, edge))
    total = sum(s.square().sum() for s in scores) if isinstance(scores, tuple) else scores.square().sum()
    total.backward()
    heads = [weight.grad for head in built.heads() for weight in head.parameters()]
    assert all(grad is not None and grad.abs().sum() > 0 for grad in heads)
    built.zero_grad()
    built.eval()


def test_a_block_shares_one_prediction():
    network = make(SMALL["unet of 100 m"])
    with torch.no_grad():
        logits = network(torch.rand(1, 3, 40, 40))
    blocks = logits.unfold(2, 10, 10).unfold(3, 10, 10)
    assert torch.equal(blocks.amax(dim=(4, 5)), blocks.amin(dim=(4, 5)))
    assert len(torch.unique(logits[0, 0])) == 16
    assert network.config.stride == 20


def test_three_networks_multiply_what_they_say():
    network = make(SMALL["three networks"])
    assert isinstance(network, SeparateNetworks)
    image = torch.rand(1, 3, 16, 16)
    with torch.no_grad():
        first, second, third = (scores.log_softmax(dim=1) for scores in network.scores(image))
        logits = network(image)
    assert [s.shape[1] for s in (first, second, third)] == [4, 5, 6]
    # 312 is class 3 at level 1 (of 1, 2, 3, 5), 31 at level 2 (of 11, 21, 23, 31, 51).
    torch.testing.assert_close(logits[:, 4], first[:, 2] + second[:, 3] + third[:, 4])


def test_unpooling_puts_each_maximum_where_it_was():
    x = torch.tensor([[1.0, 5, 0, 0], [2, 3, 0, 0], [7, 7, 1, 2], [0, 0, 3, 4]]).view(1, 1, 4, 4)
    values, places = pool_with_places(x)
    expected, indices = torch.nn.functional.max_pool2d(x, 2, return_indices=True)
    assert torch.equal(values, expected)
    assert torch.equal(unpool(values, places), torch.nn.functional.max_unpool2d(expected, indices, 2))


@pytest.mark.parametrize(
    ("encoder", "millions"), [("resnet18", 11.2), ("resnet34", 21.3), ("resnet50", 23.5)]
)
def test_encoders_have_their_published_size(encoder, millions):
    network = make(
        NetworkConfig(CODES, encoder=encoder, depth=5, decoder_channels=default_widths(5), bands=3)
    )
    assert parameter_count(network.encoders()[0]) / 1e6 == pytest.approx(millions, abs=0.06)


@pytest.mark.parametrize(
    ("encoder", "depth", "thousands"),
    [
        ("tu-efficientnet_lite0", 4, 701),
        ("efficientnet-b4", 3, 270),
        ("resnet18", 4, 2786),
        ("mobilenet_v2", 3, 56),
    ],
)
def test_an_encoder_is_built_to_its_depth_and_no_deeper(encoder, depth, thousands):
    """What no feature map depends on is left out; the others are what the library's whole encoder computes."""
    whole = get_encoder(encoder, in_channels=4, depth=depth, weights=None).eval()
    built = build_encoder(encoder, 4, depth)
    assert built.training
    assert round(parameter_count(built) / 1000) == thousands < parameter_count(whole) / 1000
    built.load_state_dict(whole.state_dict(), strict=False)
    x = torch.rand(1, 4, 64, 64)
    for mine, theirs in zip(built.eval()(x), whole(x)):
        assert torch.equal(mine, theirs)
    sum(feature.sum() for feature in built(x)[1:]).backward()
    assert all(weight.grad is not None for weight in built.parameters())


def test_the_papers_two_sizes_can_be_built():
    """91 million weights with full shortcuts, 66 with compressed ones; how wide its decoder is it does not say."""
    paper = {"encoder": "resnet50", "depth": 5, "bands": 10}
    full = NetworkConfig(CODES, decoder_channels=(1264, 632, 316, 158, 79), **paper)
    assert parameter_count(make(full)) / 1e6 == pytest.approx(91, abs=0.5)
    narrow = NetworkConfig(
        CODES, decoder_channels=(1024, 512, 256, 128, 64), skip_channels=(24, 96, 192, 384), **paper
    )
    assert parameter_count(make(narrow)) / 1e6 == pytest.approx(66, abs=0.6)


def test_shortcuts_are_compressed_to_half_their_width():
    assert compressed_widths("resnet50", 5) == (32, 128, 256, 512)
    assert compressed_widths("resnet18", 4) == (32, 32, 64)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"encoder": "resnet1000"}, "encoder 'resnet1000' cannot be built"),
        ({"architecture": "pyramid"}, "no architecture 'pyramid'"),
        ({"decoder_channels": (8, 8)}, "2 widths, but the network has depth 4"),
    ],
)
def test_a_network_that_cannot_be_built_is_said(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        make(NetworkConfig(CODES, **changes))
