"""Brings the .ts files up to date with the strings of ui/ and plugin/: `.venv/bin/python i18n/update.py`.

pylupdate does not know the context of a string that goes through a function such as `_tr`, so sources are read
here: `self.tr` belongs to its class, `_tr` and `tr` to the context their definition names, a form's to its class.
Translations that are there are kept; those of strings that are gone are dropped. The names of CORINE classes are
those the national agencies print. `make package` compiles the files with lrelease.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Mapping, Optional, Set, Tuple
from xml.etree import ElementTree

from corina.clc import CLASSES

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("de", "fr")
UNTRANSLATED = {"…", ""}
CLASS_NAMES = "LandCoverClass"
"""The context of corina.ui.class_names."""

Key = Tuple[str, str]
"""A context and a source string."""


def source_strings() -> List[Key]:
    """Every string a user may see, sorted."""
    found: Set[Key] = set()
    paths = sorted([*(ROOT / "ui").glob("*.py"), *(ROOT / "plugin").rglob("*.py")])
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    wrappers = {_module_name(path): _wrappers(tree) for path, tree in trees.items()}
    for tree in trees.values():
        found.update(_python_strings(tree, wrappers))
    for path in sorted((ROOT / "ui").glob("*.ui")):
        root = ElementTree.parse(path).getroot()
        context = str(root.findtext("class"))
        found.update((context, item.text or "") for item in root.iter("string"))
    found.update((CLASS_NAMES, cls.label) for cls in CLASSES.values())
    return sorted(key for key in found if key[1] not in UNTRANSLATED)


def _module_name(path: Path) -> str:
    return ".".join(("corina", *path.relative_to(ROOT).with_suffix("").parts))


def _python_strings(tree: ast.Module, wrappers: Mapping[str, Mapping[str, str]]) -> Iterator[Key]:
    contexts = _wrappers(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            imported = wrappers.get(node.module or "", {})
            contexts.update(
                {alias.name: imported[alias.name] for alias in node.names if alias.name in imported}
            )
    for node, class_name in _with_class(tree, ""):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name, on_self = _called(node)
        text = node.args[0]
        if name == "translate" and len(node.args) > 1 and _is_text(node.args[0]) and _is_text(node.args[1]):
            yield node.args[0].value, node.args[1].value  # type: ignore[attr-defined]
        elif not _is_text(text):
            continue
        elif name in contexts and (name != "tr" or not on_self):
            yield contexts[name], text.value  # type: ignore[attr-defined]
        elif name == "tr" and on_self:
            yield class_name, text.value  # type: ignore[attr-defined]


def _wrappers(tree: ast.Module) -> Dict[str, str]:
    """Functions of a module that pass their argument on to translate(CONTEXT, ...): their names and contexts."""
    contexts = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for call in ast.walk(node):
                is_translate = isinstance(call, ast.Call) and _called(call)[0] == "translate"
                if (
                    is_translate
                    and len(call.args) > 1
                    and not _is_text(call.args[1])
                    and _is_text(call.args[0])
                ):
                    contexts[node.name] = call.args[0].value
    return contexts


def _with_class(node: ast.AST, class_name: str) -> Iterator[Tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else class_name
        yield child, inside
        yield from _with_class(child, inside)


def _called(node: ast.Call) -> Tuple[Optional[str], bool]:
    """The name of the called function, and whether it is a method."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr, True
    return (node.func.id, False) if isinstance(node.func, ast.Name) else (None, False)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def read(path: Path) -> Dict[Key, str]:
    """The translations of a .ts file; empty ones are those that are missing."""
    if not path.exists():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            found[str(context.findtext("name")), str(message.findtext("source"))] = (
                message.findtext("translation") or ""
            )
    return found


def write(path: Path, language: str, strings: List[Key], translations: Dict[Key, str]) -> None:
    """Write a .ts file with these strings."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: Dict[str, ElementTree.Element] = {}
    for context, source in strings:
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        message = ElementTree.SubElement(contexts[context], "message")
        ElementTree.SubElement(message, "source").text = source
        translation = ElementTree.SubElement(message, "translation")
        translation.text = translations.get((context, source), "")
        if not translation.text:
            translation.set("type", "unfinished")
    ElementTree.indent(root, " ")
    text = ElementTree.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def main() -> int:
    """Update all languages; returns how many translations are missing."""
    strings, missing = source_strings(), 0
    for language in LANGUAGES:
        path = ROOT / "i18n" / f"corina_{language}.ts"
        translations = read(path)
        write(path, language, strings, translations)
        absent = [source for context, source in strings if not translations.get((context, source))]
        missing += len(absent)
        sys.stdout.write(f"{path.name}: {len(strings)} strings, {len(absent)} without translation\n")
    return missing


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
