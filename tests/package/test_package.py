"""The zip that QGIS's plugin manager installs: what is in it, and that a QGIS with nothing else loads it."""

from __future__ import annotations

import configparser
import importlib.util
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

import corina
from corina.demo.desktop import make_profile, qgis_environment, run_script

REQUIRED = (
    "name",
    "description",
    "about",
    "version",
    "qgisMinimumVersion",
    "author",
    "email",
    "tracker",
    "repository",
)
REFUSED = re.compile(
    r"(^|/)(\.|__pycache__|tests?/|docs/|build/|demo/|benchmarks/)|\.(so|pyd|dll|exe|tif|jp2|safetensors)$"
)


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    """The package of the checkout as it is committed."""
    script = Path(__file__).resolve().parents[2] / ".ci" / "package.py"
    spec = importlib.util.spec_from_file_location("package_script", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    target = tmp_path_factory.mktemp("package") / "corina.zip"
    module.compile_translations()
    module.write_package(target)
    again = target.with_name("again.zip")
    module.write_package(again)
    assert target.read_bytes() == again.read_bytes(), "two packages of one commit differ"
    return target


@pytest.fixture(scope="module")
def metadata(package) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.read_string(zipfile.ZipFile(package).read("corina/metadata.txt").decode("utf-8"))
    return parser["general"]


def test_it_holds_one_folder_without_tests_data_and_binaries(package):
    names = zipfile.ZipFile(package).namelist()
    assert all(name.startswith("corina/") for name in names)
    assert not [name for name in names if REFUSED.search(name)]
    assert len(names) == len(set(names))


def test_it_holds_what_the_engine_and_the_plugin_need(package):
    names = set(zipfile.ZipFile(package).namelist())
    assert {
        "corina/__init__.py",
        "corina/LICENSE",
        "corina/README.md",
        "corina/icon.svg",
        "corina/plugin/main.py",
        "corina/ui/dock.ui",
        "corina/engine/bootstrap.py",
        "corina/engine/data/doctor.onnx",
        "corina/engine/requirements/cpu.txt",
        "corina/clc/nomenclature.py",
    } <= names
    models = {Path(name).parent for name in names if name.startswith("corina/models/bundled/")}
    for folder in models:
        files = json.loads(zipfile.ZipFile(package).read(f"{folder}/card.json"))["files"]
        assert f"{folder}/model.onnx" in names and "model.onnx" in files
    assert models, "there is no bundled model"


def test_it_is_small_enough_for_the_plugin_repository(package):
    assert package.stat().st_size <= 25e6


def test_its_metadata_is_what_the_plugin_repository_asks_for(metadata):
    assert not [key for key in REQUIRED if not metadata.get(key, "").strip()]
    assert metadata["version"] == corina.__version__
    assert metadata["qgisMinimumVersion"] == "3.22"
    assert metadata["qgisMaximumVersion"] == "4.99"
    assert metadata["supportsQt6"] == "True"
    assert metadata["hasProcessingProvider"] == "yes"
    assert "plugin" not in metadata["name"].lower()
    assert len(metadata["description"]) < 200 and "<" not in metadata["about"]
    assert all(metadata[key].startswith("https://") for key in ("tracker", "repository", "homepage"))
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", metadata["email"])
    assert metadata["category"] in {"Raster", "Vector", "Database", "Mesh", "Web"}


def test_its_icon_and_its_licence_are_real(package, metadata):
    archive = zipfile.ZipFile(package)
    assert archive.read(f"corina/{metadata['icon']}").lstrip().startswith(b"<?xml")
    assert b"GNU GENERAL PUBLIC LICENSE" in archive.read("corina/LICENSE")
    assert b"Version 2, June 1991" in archive.read("corina/LICENSE")


@pytest.fixture(scope="module")
def installed(package, tmp_path_factory) -> Path:
    """A profile with the unpacked package in it, as the plugin manager leaves it; its folder."""
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(package).extractall(folder / "unpacked")
    make_profile(folder / "profile", folder / "unpacked" / "corina")
    return folder


def test_qgis_process_offers_its_algorithm(installed, checkout):
    environment = {
        **qgis_environment(os.environ, checkout),
        "QGIS_CUSTOM_CONFIG_PATH": str(installed / "profile"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    environment.pop("CORINA_ENGINE", None)
    run = subprocess.run(
        ["qgis_process.bin", "help", "corina:classify", "--json"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    document = json.loads(run.stdout[run.stdout.index("{") :])
    parameters = document["parameters"]
    assert {"INPUT", "OUTPUT_DIR", "LEVEL3", "DEVICE"} <= set(parameters), run.stderr
    silent = [
        name for name, value in parameters.items() if not (value.get("help") or value.get("description"))
    ]
    assert not silent


@pytest.mark.desktop
def test_a_qgis_without_an_engine_loads_it_and_opens_its_dock(installed, checkout):
    script = installed / "look.py"
    script.write_text(
        "import json, os\n"
        "from qgis.PyQt.QtCore import QTimer\n"
        "from qgis.utils import iface, plugins\n"
        "def look():\n"
        "    seen = {'loaded': 'corina' in plugins}\n"
        "    try:\n"
        "        plugins['corina'].open_dock()\n"
        "        dock = plugins['corina'].dock\n"
        "        seen['dock'] = dock.isVisible()\n"
        "        seen['models'] = [str(p) for p in __import__('corina').__path__]\n"
        "        from corina.plugin.settings import find_engine\n"
        "        seen['engine'] = find_engine().state().value\n"
        "        seen['messages'] = [i.text() for i in iface.messageBar().items()]\n"
        "    except Exception as error:\n"
        "        seen['error'] = repr(error)\n"
        "    open(os.environ['CORINA_LOOK'], 'w').write(json.dumps(seen))\n"
        "    iface.actionExit().trigger()\n"
        "QTimer.singleShot(1500, look)\n"
    )
    environment = {**qgis_environment(os.environ, checkout), "CORINA_LOOK": str(installed / "seen.json")}
    environment.pop("CORINA_ENGINE", None)
    run_script(script, installed / "profile", environment, installed / "qgis.log", timeout=120)
    seen = json.loads((installed / "seen.json").read_text())
    assert seen.get("error") is None, seen["error"]
    assert seen["loaded"] and seen["dock"]
    assert seen["models"] == [
        str(installed / "profile" / "profiles" / "default" / "python" / "plugins" / "corina")
    ]
    assert seen["engine"] == "missing"
    # QGIS may have messages of its own, on fonts it could not fetch for one.
    assert not [message for message in seen["messages"] if "corina" in message.lower()]
    assert "Traceback" not in (installed / "qgis.log").read_text(errors="replace")
