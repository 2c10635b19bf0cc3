"""plugin/ and ui/ stay ready for Qt 6: scoped enumerations, no removed names, Qt only through qgis.PyQt."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import qgis.core
import qgis.gui
from qgis.PyQt import QtCore, QtGui, QtNetwork, QtWidgets

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*(CHECKOUT / "ui").glob("*.py"), *(CHECKOUT / "plugin").rglob("*.py")])
FORMS = sorted((CHECKOUT / "ui").glob("*.ui"))

REMOVED = {
    "exec_": "exec",
    "QRegExp": "QRegularExpression",
    "QDesktopWidget": "QScreen",
    "QTextCodec": "str.encode",
    "QMatrix": "QTransform",
    "setMargin": "setContentsMargins",
}
MODULES = (QtCore, QtGui, QtWidgets, QtNetwork, qgis.core, qgis.gui)


def names(path):
    return path.relative_to(CHECKOUT).as_posix()


def is_class(owner, attribute):
    """Whether OWNER.ATTRIBUTE is a class or an enumeration, and not one of its values."""
    found = next((getattr(module, owner) for module in MODULES if hasattr(module, owner)), None)
    return isinstance(getattr(found, attribute, None), type)


def unscoped_enums(tree):
    """Attributes such as Qt.AlignTop or QDialog.Accepted: a Qt class, then a name in CamelCase that is no class."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
            continue
        owner, attribute = node.value.id, node.attr
        names_enum = re.match(r"^(?:Qt|Q[A-Z]\w+|Qgs\w+|Qgis)$", owner) and re.match(
            r"^[A-Z][a-z]", attribute
        )
        if names_enum and not is_class(owner, attribute):
            yield f"line {node.lineno}: {owner}.{attribute}"


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_enumerations_are_scoped(path):
    assert list(unscoped_enums(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("text", ["x = Qt.AlignTop", "f(QDialog.Accepted)", "if a == QgsTask.OnHold: pass"])
def test_the_check_itself_finds_unscoped_enumerations(text):
    assert len(list(unscoped_enums(ast.parse(text)))) == 1


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_nothing_that_qt_6_removed_is_used(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert used & set(REMOVED) == set()


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_qt_comes_through_qgis(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    ]
    assert [name for name in imported if name.startswith(("PyQt", "PySide", "sip"))] == []


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_the_code_runs_on_python_3_9(path):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


@pytest.mark.parametrize("path", FORMS, ids=names)
def test_forms_hold_no_logic_no_fixed_size_and_load_under_both(path):
    root = ElementTree.parse(path).getroot()
    assert root.find("connections") is None
    assert root.find("slots") is None
    sizes = {item.get("name") for item in root.iter("property")} & {
        "minimumSize",
        "maximumSize",
        "fixedSize",
        "geometry",
    }
    assert sizes == set()
    # The loader of PyQt5 reads "Qt::Vertical" and fails on "Qt::Orientation::Vertical"; that of PyQt6 reads both.
    values = [item.text or "" for kind in ("enum", "set") for item in root.iter(kind)]
    assert [value for value in values if any(part.count("::") > 1 for part in value.split("|"))] == []
    assert path.with_suffix(".py").exists()


@pytest.mark.parametrize("path", FORMS, ids=names)
def test_spacers_have_a_size_or_the_loader_takes_their_policy_for_one(path):
    for spacer in ElementTree.parse(path).getroot().iter("spacer"):
        assert spacer.find("property[@name='sizeHint']") is not None, spacer.get("name")
