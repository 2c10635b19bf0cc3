"""The sentence that says how many points a sample will have, and why that is not the number asked for."""

from __future__ import annotations

from typing import Any, Mapping, Tuple

from qgis.PyQt.QtCore import QCoreApplication

from corina.engine.jobs import Allocation, SampleDesign, SampleSize
from corina.engine.jobs.accuracy import DEFAULT_MINIMUM
from corina.ui.formatting import number
from corina.ui.notes import NoteKind

_Z = 1.96
"""Standard errors in half of a 95 % interval."""


def drawn_note(
    design: SampleDesign, asked: int, size: SampleSize, counted: Mapping[str, Any]
) -> Tuple[str, NoteKind]:
    """The sentence and its kind. asked: points asked for, 0 for as many as are needed.

    size, counted: of the SampleSizeJob that was carried out, and its result (docs/jobs.md).
    """
    if design is not SampleDesign.STRATIFIED:
        return _over_map(design, asked, int(counted["cochran_points"])), NoteKind.PLAIN
    text, kind = _in_classes(asked, size, counted)
    strata = {str(stratum["code"]) for stratum in counted["strata"]}
    unused = [code for code in size.expected if code not in strata]
    if unused:
        said = _tr("What is expected of {} changes nothing: it is none of these classes.")
        return f"{text} {said.format(', '.join(unused))}", NoteKind.WARNING
    return text, kind


def _in_classes(asked: int, size: SampleSize, counted: Mapping[str, Any]) -> Tuple[str, NoteKind]:
    drawn, classes = int(counted["points"]), number(len(counted["strata"]))
    least = number(min(int(stratum["points"]) for stratum in counted["strata"]))
    if not asked and counted.get("enough_points"):
        text = _tr(
            "{} points in {} classes give ± {} %, as each takes {} or more; for ± {} % type {} points."
        )
        reached, wanted = (
            number(100 * _Z * float(error), 1) for error in (counted["achieved_se"], size.standard_error)
        )
        enough = number(int(counted["enough_points"]))
        return text.format(number(drawn), classes, reached, least, wanted, enough), NoteKind.WARNING
    if not asked:
        text = _tr(
            "{} points in {} classes, {} or more in each (Olofsson et al. 2014); {} where they are drawn over the "
            "whole map (Cochran 1977)."
        ).format(number(drawn), classes, least, number(int(counted["cochran_points"])))
        return text, NoteKind.PLAIN
    if drawn > asked and size.allocation is Allocation.ADJUSTED and size.minimum > 2:
        text = _tr("{} points instead of {}: each of the {} classes takes its minimum of {}.")
        return text.format(number(drawn), number(asked), classes, number(size.minimum)), NoteKind.WARNING
    if drawn > asked:
        text = _tr(
            "{} points instead of {}: each of the {} classes takes two, as one says nothing of the spread."
        )
        return text.format(number(drawn), number(asked), classes), NoteKind.WARNING
    if drawn < asked:
        text = _tr("{} points instead of {}: the map has no more pixels.")
        return text.format(number(drawn), number(asked)), NoteKind.WARNING
    if drawn < DEFAULT_MINIMUM * len(counted["strata"]):
        text = _tr(
            "{} points in {} classes, {} or more in each; {} in each are advised (Olofsson et al. 2014)."
        )
        return text.format(number(drawn), classes, least, DEFAULT_MINIMUM), NoteKind.PLAIN
    return _tr("{} points in {} classes, {} or more in each.").format(
        number(drawn), classes, least
    ), NoteKind.PLAIN


def _over_map(design: SampleDesign, asked: int, calculated: int) -> str:
    points = number(asked or calculated)
    if design is SampleDesign.SYSTEMATIC:
        return _tr("About {} points on a square grid over the whole map.").format(points)
    if asked:
        return _tr("{} points over the whole map.").format(points)
    return _tr("{} points over the whole map (Cochran 1977).").format(points)


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("SampleDialog", text))
