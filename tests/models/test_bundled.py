"""The model that comes with Corina is what its card says."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
import rasterio

from corina.clc import CODES, Level
from corina.models.export import import_onnx
from corina.models.graph import verify_graph
from corina.models.networks import NetworkConfig
from corina.models.package import find_package, verify
from corina.models.sight import receptive_field
from corina.training.recipe import network_config, plain_values, read_recipe


def probabilities(package, dn):
    """Of each code [K, H, W], for stored integers [B, H, W]."""
    session = onnxruntime.InferenceSession(str(package.model_path), providers=["CPUExecutionProvider"])
    feeds = {"scale": np.full(4, 1e-4, np.float32), "offset": np.zeros(4, np.float32)}
    return session.run(["probabilities"], {"dn": dn[None].astype(np.uint16), **feeds})[0][0]


@pytest.fixture(scope="module")
def bundled():
    return find_package("")


def test_it_is_verified_and_small_enough(bundled):
    verify(bundled)
    verify_graph(bundled)
    assert bundled.bundled
    assert bundled.card.bands == ("B02", "B03", "B04", "B08")
    assert sum(path.stat().st_size for path in bundled.path.iterdir()) <= 20_000_000


def test_its_card_holds_all_figures_above_the_majority_class(bundled):
    for level in ("level1", "level2", "level3"):
        figures = bundled.card.metrics[level]
        assert figures["overall"] > figures["majority_floor"]
        for name in ("mean_iou", "f1_macro", "f1_weighted"):
            assert 0 < figures[name] <= 1


def test_it_claims_only_classes_that_labels_name(bundled):
    assert set(bundled.card.label_support) == {str(code) for code in bundled.card.codes}
    assert all(
        entry["pixels"] > 0 for entry in bundled.card.label_support.values() if entry["source"] == "pixel"
    )
    assert set(bundled.card.codes) < set(CODES[Level.L3])


def test_its_weights_serve_retraining(bundled):
    network = import_onnx(bundled.model_path, bundled.card.training["network"])
    assert receptive_field(network) == bundled.card.receptive_field
    np.testing.assert_allclose(network.mean.flatten(), bundled.card.mean, rtol=1e-6)
    np.testing.assert_allclose(network.std.flatten(), bundled.card.std, rtol=1e-6)


@pytest.mark.parametrize("texture", ["even", "stands"])
def test_water_and_forest_are_told_apart(bundled, texture):
    """Typical reflectances of open water and of a conifer stand (Sentinel-2, B02 B03 B04 B08).

    Even surfaces differ from pixel to pixel only; stands are patches of 40 m that differ by a tenth as well.
    """
    rng = np.random.default_rng(0)
    level_1 = np.array([code // 100 for code in bundled.card.codes])
    stands = np.kron(rng.normal(1, 0.1, (32, 32)), np.ones((4, 4))) if texture == "stands" else 1
    for reflectance, expected in (((0.03, 0.025, 0.015, 0.008), 5), ((0.018, 0.033, 0.019, 0.24), 3)):
        dn = np.array(reflectance)[:, None, None] * 1e4 * stands * rng.normal(1, 0.05, (4, 128, 128))
        p = probabilities(bundled, dn)[:, 32:96, 32:96].mean(axis=(1, 2))
        assert p[level_1 == expected].sum() > 0.5


@pytest.mark.shared_data
@pytest.mark.parametrize("date", ["2020-06-21", "2020-09-14", "2021-07-21", "2022-06-01"])
def test_what_shines_in_the_near_infrared_is_not_mapped_as_water(bundled, shared_data, date):
    """Boadella, Catalonia, which no training has seen: a reservoir amid woods.

    Plants reflect more than 0.15 there, open water less than 0.05. Pixels at the shore are mixed: most that are
    mapped against their reflectance lie there.
    """
    with rasterio.open(shared_data / "boadella_timeseries" / f"Boadella_{date}.tif") as scene:
        dn = scene.read([2, 3, 4, 8])[:, :368, :368]  # the twelve bands of L2A in their order
    water = np.array(bundled.card.codes)[probabilities(bundled, dn).argmax(axis=0)] // 100 == 5
    near_infrared = dn[3] * 1e-4
    plants, open_water = near_infrared > 0.15, near_infrared < 0.05
    assert 0.15 < water.mean() < 0.25
    assert (water & plants).mean() < 0.015
    assert (~water & open_water).mean() < 0.015
    around = np.lib.stride_tricks.sliding_window_view
    inner = water[1:-1, 1:-1]
    assert (inner & around(plants, (3, 3)).all(axis=(2, 3))).mean() < 0.007
    assert (~inner & around(open_water, (3, 3)).all(axis=(2, 3))).mean() < 0.007


def test_its_recipe_is_the_one_that_comes_with_corina(bundled, checkout):
    recipe = read_recipe(checkout / "training" / "recipes" / bundled.card.training["recipe"])
    assert recipe.codes == bundled.card.codes
    assert recipe.seed == bundled.card.training["seed"]
    network = network_config(recipe.network, recipe.codes, len(recipe.bands))
    assert network == NetworkConfig.from_dict(bundled.card.training["network"])
    assert plain_values(recipe.stages) == bundled.card.training["stages"]
