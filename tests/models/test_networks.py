"""The network: what its head adds up, what it normalises, and how far it sees."""

from __future__ import annotations

import pytest
import torch

from corina.models.networks import HierarchicalHead, HierarchicalResUNet, NetworkConfig
from corina.models.sight import receptive_field
from tests.models.conftest import CODES, MEAN, STD


def test_a_leaf_logit_is_the_sum_of_its_own_score_and_its_parents_scores():
    head = HierarchicalHead(3, CODES)
    features = torch.randn(1, 3, 2, 2)
    scores = head.scores(features)[0]
    # Columns: level 1 (1, 2, 3, 5), level 2 (11, 21, 23, 31, 51), then the six leaves.
    coniferous = scores[2] + scores[4 + 3] + scores[4 + 5 + CODES.index(312)]
    torch.testing.assert_close(head(features)[0, CODES.index(312)], coniferous)


def test_a_label_that_only_names_a_group_teaches_all_leaves_of_the_group():
    head = HierarchicalHead(3, CODES)
    head(torch.ones(1, 3, 1, 1))[0, CODES.index(311)].sum().backward()
    touched = head.scores.bias.grad
    shared_with_coniferous = touched * head.gather[CODES.index(312)]
    assert shared_with_coniferous.sum() == 2  # forest at level 1 and at level 2
    assert (touched * head.gather[CODES.index(512)]).sum() == 0


def test_the_mean_reflectance_is_what_the_encoder_sees_as_zero(network):
    seen = []
    hook = network.encoder.register_forward_pre_hook(lambda module, args: seen.append(args[0]))
    image = network.mean.expand(1, 4, 32, 32) + 0.5 * network.std
    network(image)
    hook.remove()
    torch.testing.assert_close(seen[0], torch.full((1, 4, 32, 32), 0.5))


def test_a_reflectance_beyond_all_measure_is_limited(network):
    with torch.no_grad():
        assert torch.equal(
            network(torch.full((1, 4, 32, 32), 50.0)), network(torch.full((1, 4, 32, 32), 5e3))
        )


@pytest.mark.parametrize("size", [(16, 16), (48, 80)])
def test_every_pixel_gets_a_logit_per_code(network, size):
    assert network(torch.rand(2, 4, *size)).shape == (2, len(CODES), *size)


def test_compressed_shortcuts_make_a_smaller_network_of_the_same_output():
    wide = HierarchicalResUNet(NetworkConfig(CODES), MEAN, STD)
    narrow = HierarchicalResUNet(NetworkConfig(CODES, skip_channels=(16, 16, 32)), MEAN, STD)
    count = [sum(p.numel() for p in n.parameters()) for n in (wide, narrow)]
    assert count[1] < count[0]
    assert narrow.eval()(torch.rand(1, 4, 32, 32)).shape == (1, len(CODES), 32, 32)


def test_a_wrong_number_of_compressed_shortcuts_is_said():
    with pytest.raises(ValueError, match="2 widths, but a network of depth 4 has 3 shortcuts"):
        HierarchicalResUNet(NetworkConfig(CODES, skip_channels=(16, 16)), MEAN, STD)


def test_a_network_is_built_again_from_its_plain_values():
    config = NetworkConfig(CODES, skip_channels=(16, 16, 32), dropout=0.2)
    plain = {
        key: list(value) if isinstance(value, tuple) else value for key, value in config.to_dict().items()
    }
    assert NetworkConfig.from_dict(plain) == config


def test_nothing_beyond_the_receptive_field_influences_a_pixel():
    torch.manual_seed(0)
    network = HierarchicalResUNet(NetworkConfig(CODES, depth=2, decoder_channels=(16, 8)), MEAN, STD).eval()
    side = receptive_field(network)
    image = torch.rand(1, 4, 256, 256)
    changed = image.clone()
    inside = slice(128 - side, 128 + side + 1)
    keep = changed[:, :, inside, inside].clone()
    changed[:] = torch.rand(1, 4, 256, 256)
    changed[:, :, inside, inside] = keep
    with torch.no_grad():
        torch.testing.assert_close(network(image)[..., 128, 128], network(changed)[..., 128, 128])
        near = image.clone()
        near[:, :, 128 + side // 2 - 8 : 128 + side // 2, 128] += 1
        assert not torch.equal(network(image)[..., 128, 128], network(near)[..., 128, 128])
