"""The names of CORINE classes in the user's language: German and French as their national agencies print them."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication

from corina.clc import CLASSES

CONTEXT = "LandCoverClass"
"""The context of the names in i18n/; a name's source is its English label with the code, which tells apart those that
are the same in English only, as 23 and 231 Pastures."""


def class_label(code: int) -> str:
    """Code and name as a legend shows them: "311 Broad-leaved forest"; the code alone when it is none of CORINE."""
    known = CLASSES.get(code)
    return str(code) if known is None else str(QCoreApplication.translate(CONTEXT, known.label))


def class_name(code: int) -> str:
    """The name without its code; empty when the nomenclature lacks the code."""
    return class_label(code).partition(" ")[2]
