"""Every string a user may see has its German and French translation, with the same placeholders, and they are shown."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from corina.clc import CLASSES
from corina.ui.class_names import class_label, class_name
from corina.ui.classify_form import ClassifyForm
from corina.ui.formatting import about
from corina.ui.state import EngineState, EngineView

CHECKOUT = Path(__file__).resolve().parents[2]
LRELEASE = shutil.which("lrelease", path="/usr/lib/qt5/bin:/usr/lib/qt6/bin:/usr/bin")

_spec = importlib.util.spec_from_file_location("corina_i18n_update", CHECKOUT / "i18n" / "update.py")
update = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(update)

STRINGS = update.source_strings()


def translations(language):
    return update.read(CHECKOUT / "i18n" / f"corina_{language}.ts")


def test_the_sources_are_read():
    assert len(STRINGS) > 400
    assert ("ClassifyForm", "Classif&y") in STRINGS
    assert ("gaps", "a scene") in STRINGS
    assert ("CorinaDock", "Details") in STRINGS
    assert ("Processing", "Classify land cover") in STRINGS
    assert ("EngineChip", "en&gine: problem") in STRINGS


@pytest.mark.parametrize("language", update.LANGUAGES)
def test_nothing_is_missing_and_nothing_is_left_over(language):
    """When this fails: `python i18n/update.py`, then translate what it leaves empty."""
    found = translations(language)
    assert [key for key in STRINGS if not found.get(key)] == []
    assert [key for key in found if key not in STRINGS] == []


@pytest.mark.parametrize("language", update.LANGUAGES)
def test_placeholders_and_mnemonics_are_kept(language):
    wrong = []
    for (context, source), text in translations(language).items():
        same = sorted(re.findall(r"{\w*}", source)) == sorted(re.findall(r"{\w*}", text))
        mnemonic = ("&" in source) == ("&" in text)
        if not same or not mnemonic or source.endswith("…") != text.endswith("…"):
            wrong.append((context, source, text))
    # "Reset to automatic" and the like may lose their dots, never their placeholders.
    assert wrong == []


@pytest.mark.parametrize("language", update.LANGUAGES)
def test_every_class_keeps_its_code_and_no_two_of_a_level_are_named_alike(language):
    found = {key[1]: text for key, text in translations(language).items() if key[0] == "LandCoverClass"}
    assert [text.split(" ")[0] for text in found.values()] == [label.split(" ")[0] for label in found]
    assert len(found) == len(CLASSES) == 64
    for digits in (1, 2, 3):
        names = [text.partition(" ")[2] for text in found.values() if len(text.split(" ")[0]) == digits]
        assert len(set(names)) == len(names)
        assert all(name[0].isupper() for name in names)


def test_without_a_translation_classes_have_their_english_names():
    assert [class_label(code) for code in CLASSES] == [cls.label for cls in CLASSES.values()]
    assert (class_label(999), class_name(999)) == ("999", "")


@pytest.mark.skipif(LRELEASE is None, reason="lrelease is not installed")
def test_the_windows_speak_german(qtbot, tmp_path, qgis_app):
    compiled = tmp_path / "corina_de.qm"
    source = CHECKOUT / "i18n" / "corina_de.ts"
    subprocess.run([LRELEASE, "-silent", str(source), "-qm", str(compiled)], check=True)
    translator = QTranslator()
    assert translator.load(str(compiled))
    QCoreApplication.installTranslator(translator)
    try:
        form = ClassifyForm()
        qtbot.addWidget(form)
        form.set_engine(EngineView(EngineState.READY))
        assert form.form.classify_button.text() == "&Klassifizieren"
        assert form.form.estimate.text() == "Es fehlt: eine Szene"
        assert form.form.area.form.whole.text() == "&Ganze Szene"
        assert about(98) == "etwa 1 min 40 s"
        assert class_label(231) == "231 Wiesen und Weiden" and class_label(23) == "23 Grünland"
        assert class_name(312) == "Nadelwälder"
    finally:
        QCoreApplication.removeTranslator(translator)
