"""Packages are verified before use: each kind of damage is refused with a sentence that says what is wrong."""

from __future__ import annotations

import shutil
import stat
import zipfile

import onnx
import pytest

from corina.models.graph import verify_graph
from corina.models.package import (
    PackageError,
    find_package,
    install_package,
    list_packages,
    open_package,
    sha256_of,
    verify,
)
from tests.models.conftest import CODES, write_card


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def zipped(folder, target, prefix=""):
    with zipfile.ZipFile(target, "w") as archive:
        for path in folder.iterdir():
            archive.write(path, prefix + path.name)
    return target


def refusal(package_folder, check):
    with pytest.raises(PackageError) as caught:
        check(open_package(package_folder))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_sound_package_passes(package_folder):
    package = open_package(package_folder)
    verify(package)
    verify_graph(package)
    assert package.card.codes == CODES
    assert not package.bundled


@pytest.mark.parametrize("prefix", ["", "small/"])
def test_a_zip_is_opened_like_its_folder(package_folder, tmp_path, prefix):
    package = open_package(zipped(package_folder, tmp_path / "small.zip", prefix))
    verify(package)
    verify_graph(package)
    assert package.card == open_package(package_folder).card


def test_a_truncated_graph_is_refused(package_folder):
    graph = package_folder / "model.onnx"
    whole = graph.stat().st_size
    graph.write_bytes(graph.read_bytes()[:1000])
    assert f"truncated: 1000 of {whole} bytes" in refusal(package_folder, verify)


def test_an_altered_graph_is_refused_with_both_hashes(package_folder):
    graph = package_folder / "model.onnx"
    expected = sha256_of(graph)[:8]
    content = bytearray(graph.read_bytes())
    content[5000] ^= 1
    graph.write_bytes(bytes(content))
    sentence = refusal(package_folder, verify)
    assert f"begins with {sha256_of(graph)[:8]}" in sentence
    assert f"the card says {expected}" in sentence


def test_a_missing_file_is_named(package_folder):
    (package_folder / "model.onnx").unlink()
    assert "lacks its file model.onnx" in refusal(package_folder, verify)


def test_a_folder_without_a_card_is_no_package(tmp_path):
    with pytest.raises(PackageError, match=r"is not a model package: it has no card\.json"):
        open_package(tmp_path)


def test_a_file_that_is_no_archive_is_no_package(tmp_path):
    (tmp_path / "notes.zip").write_text("not an archive")
    with pytest.raises(PackageError, match=r"notes\.zip is not a model package"):
        open_package(tmp_path / "notes.zip")


def test_a_truncated_zip_is_refused(package_folder, tmp_path):
    path = zipped(package_folder, tmp_path / "small.zip")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(PackageError):
        open_package(path)


def test_a_card_that_is_no_json_is_refused(package_folder):
    (package_folder / "card.json").write_text("{")
    with pytest.raises(PackageError, match=r"card\.json of small cannot be read"):
        open_package(package_folder)


@pytest.mark.parametrize("member", ["../evil.txt", "/tmp/evil.txt", "small/../../evil.txt"])
def test_a_member_outside_the_package_is_refused(package_folder, tmp_path, member):
    path = zipped(package_folder, tmp_path / "small.zip", "small/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, "evil")
    with pytest.raises(PackageError, match="outside the package"):
        open_package(path)
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_link_in_an_archive_is_refused(package_folder, tmp_path):
    path = zipped(package_folder, tmp_path / "small.zip")
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(PackageError, match="link, which lies outside"):
        open_package(path)


def test_a_card_with_other_classes_than_the_graph_is_refused(package_folder):
    write_card(package_folder, codes=list(CODES[:-1]))
    assert "lists 5 classes, but its graph has 6" in refusal(package_folder, verify_graph)


def test_a_card_with_other_bands_than_the_graph_is_refused(package_folder):
    write_card(package_folder, bands=["B02", "B03", "B04"], mean=[0.1] * 3, std=[0.1] * 3)
    assert "lists 3 bands, but its graph has 4" in refusal(package_folder, verify_graph)


def rewrite(package_folder, change):
    path = package_folder / "model.onnx"
    graph = onnx.load(str(path))
    change(graph)
    onnx.save(graph, str(path))
    write_card(package_folder)


def test_an_operator_that_onnx_runtime_does_not_know_is_named(package_folder):
    def change(graph):
        next(node for node in graph.graph.node if node.op_type == "Softmax").op_type = "Softmaximum"

    rewrite(package_folder, change)
    assert "operator Softmaximum" in refusal(package_folder, verify_graph)


def test_a_graph_with_other_inputs_is_refused(package_folder):
    def change(graph):
        for node in graph.graph.node:
            node.input[:] = ["image" if name == "dn" else name for name in node.input]
        graph.graph.input[0].name = "image"

    rewrite(package_folder, change)
    assert "reads image, scale, offset, expected dn, scale, offset" in refusal(package_folder, verify_graph)


def test_a_graph_that_reads_another_type_is_refused(package_folder):
    def change(graph):
        graph.graph.input[0].type.tensor_type.elem_type = onnx.TensorProto.INT32

    rewrite(package_folder, change)
    assert "reads dn as tensor(int32), expected tensor(uint16)" in refusal(package_folder, verify_graph)


def test_a_graph_that_gives_no_probabilities_is_refused(package_folder):
    def change(graph):
        softmax = next(node for node in graph.graph.node if node.op_type == "Softmax")
        softmax.op_type = "Identity"
        del softmax.attribute[:]

    rewrite(package_folder, change)
    assert "not a probability for each class" in refusal(package_folder, verify_graph)


def test_a_graph_that_is_no_onnx_is_refused(package_folder):
    (package_folder / "model.onnx").write_bytes(b"something else entirely")
    write_card(package_folder)
    assert "damaged or not ONNX" in refusal(package_folder, verify_graph)


def test_an_installed_package_is_found_by_name_and_hides_a_bundled_one(package_folder, tmp_path):
    models = tmp_path / "models"
    installed = install_package(zipped(package_folder, tmp_path / "small.zip"), models)
    assert installed.path == models / "small"
    assert find_package("small", [models]).path == models / "small"
    assert "small" in [package.card.name for package in list_packages([models])]
    assert not [path for path in models.iterdir() if path.name.startswith(".")]


def test_a_broken_package_is_not_installed_and_the_old_one_stays(package_folder, tmp_path):
    models = tmp_path / "models"
    install_package(package_folder, models)
    broken = tmp_path / "broken"
    shutil.copytree(package_folder, broken)
    (broken / "model.onnx").write_bytes(b"0")
    with pytest.raises(PackageError, match="truncated"):
        install_package(broken, models)
    verify(find_package("small", [models]))
    assert [path.name for path in models.iterdir()] == ["small"]


def test_an_unknown_name_lists_what_is_installed(package_folder, tmp_path):
    install_package(package_folder, tmp_path / "models")
    with pytest.raises(PackageError, match=r"No model is called other \(installed: .*small"):
        find_package("other", [tmp_path / "models"])
