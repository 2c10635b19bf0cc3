"""The rules of the repository's layout that no other tool checks."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
from pathlib import Path

import pytest

import corina

ROOMS = ("clc", "engine", "models", "training", "plugin", "ui")
QGIS_PYTHON = ("clc", "plugin", "ui")


def sources(checkout: Path, rooms=ROOMS):
    return sorted(path for room in rooms for path in (checkout / room).rglob("*.py"))


def test_version_has_one_home(checkout):
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(checkout / "metadata.txt", encoding="utf-8")
    assert metadata["general"]["version"] == corina.__version__
    assert f"## {corina.__version__}" in (checkout / "CHANGELOG.md").read_text(encoding="utf-8")


def test_loading_the_package_imports_nothing_at_module_level(checkout):
    body = ast.parse((checkout / "__init__.py").read_text(encoding="utf-8")).body
    imported = [a.name for node in body if isinstance(node, ast.Import) for a in node.names]
    imported += [node.module for node in body if isinstance(node, ast.ImportFrom)]
    assert set(imported) <= {"__future__", "typing"}


def test_every_module_says_what_it_is_for(checkout):
    silent = [p for p in sources(checkout) if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert not silent


def test_every_folder_of_modules_is_a_package(checkout):
    folders = {p.parent for p in sources(checkout)}
    assert all((folder / "__init__.py").is_file() for folder in folders)


@pytest.mark.parametrize("room", QGIS_PYTHON)
def test_what_qgis_loads_parses_on_python_3_9(checkout, room):
    for path in sources(checkout, (room,)):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


def test_qt_is_imported_through_qgis(checkout):
    for path in sources(checkout):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [n for n in names if n.split(".")[0] in {"PyQt5", "PyQt6", "PySide2", "PySide6"}], path


def test_modules_do_not_touch_sys_path(checkout):
    for path in sources(checkout):
        assert "sys.path" not in path.read_text(encoding="utf-8"), path


def test_the_wheel_holds_every_package_of_the_engine(checkout):
    text = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    listed = set(ast.literal_eval(re.search(r"^packages = (\[.*?\])", text, re.M | re.S)[1]))
    rooms = ("clc", "engine", "models", "training")
    found = {path.parent.relative_to(checkout) for path in sources(checkout, rooms)}
    assert listed == {"corina", *(".".join(("corina", *folder.parts)) for folder in found)}


def test_the_wheel_holds_every_file_the_engine_reads(checkout):
    """What is no module lies in a room because something reads it."""
    text = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    section = text.split("[tool.setuptools.package-data]")[1].split("\n[")[0]
    wanted = {
        name.replace(".", "/").replace("corina", "", 1).lstrip("/"): ast.literal_eval(globs)
        for name, globs in re.findall(r'^"([a-z.]+)" = (\[.*\])$', section, re.M)
    }
    taken = {
        path
        for folder, globs in wanted.items()
        for pattern in globs
        for path in (checkout / folder).glob(pattern)
        if path.is_file()
    }
    listed = subprocess.run(
        ["git", "ls-files", "clc", "engine", "models", "training"],
        cwd=checkout, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    assert [name for name in listed if not name.endswith(".py") and checkout / name not in taken] == []


def test_every_make_target_of_the_documents_is_there(checkout):
    makefile = (checkout / "Makefile").read_text(encoding="utf-8")
    for document in [*checkout.glob("*.md"), *(checkout / "docs").glob("*.md")]:
        for target in re.findall(r"`make ([a-z-]+)`", document.read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.M), f"{document.name}: make {target}"


def test_every_link_and_picture_of_the_documents_is_there(checkout):
    documents = [*checkout.glob("*.md"), *(checkout / "docs").glob("*.md")]
    for document in documents:
        for link in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
            if not link.startswith(("http", "mailto:")):
                assert (document.parent / link).exists(), f"{document.name}: {link}"
