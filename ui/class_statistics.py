"""What there is to learn from: patches kept and left out, the classes as a chart and as a table, and warnings."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAbstractItemView, QWidget

from corina.ui import formatting
from corina.ui.class_shares import class_counts
from corina.ui.forms import load_form
from corina.ui.notes import NoteKind
from corina.ui.tables import fill_table

MAX_WARNINGS = 6


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("ClassStatistics", text))


def dropped_text(dropped: Mapping[str, int]) -> str:
    """The patches that were left out, and why: "12 only sea, 3 cloud"."""
    words = {
        "sea": _tr("{} only sea"),
        "nodata": _tr("{} without data"),
        "cloud": _tr("{} cloud"),
        "unlabelled": _tr("{} without labels"),
        "outside": _tr("{} outside the labels"),
    }
    return ", ".join(
        words.get(reason, "{} " + reason).format(formatting.number(count))
        for reason, count in dropped.items()
        if count
    )


class ClassStatistics(QWidget):
    """Shows a description of training data; hidden without one."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("class_statistics", self)
        self.form.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.form.views.setMinimumHeight(self.fontMetrics().height() * 16)
        self.hide()

    def set_description(self, description: Optional[Mapping[str, Any]]) -> None:
        """Show the result of describe_training_data (docs/jobs.md); None hides the widget."""
        self.setVisible(description is not None)
        if description is None:
            return
        patches = description["patches"]
        text = _tr("{} patches of {} px, {} labelled").format(
            formatting.number(patches["kept"]),
            description["patch"],
            formatting.hectares(description["labelled_ha"]),
        )
        left_out = dropped_text(patches.get("dropped") or {})
        self.form.summary.setText(text + (_tr("; left out: {}").format(left_out) if left_out else ""))
        counts = class_counts(description)
        self.form.chart.set_counts(counts)
        headers = (
            _tr("Code"), _tr("Class"), _tr("ha"), _tr("%"), _tr("Pixels"), _tr("Patches"), _tr("Blocks"), _tr("Remark"),
        )  # fmt: skip
        rows = [
            (
                c.code or "",
                c.name,
                round(c.area_ha, 1),
                round(c.percent, 2),
                c.pixels,
                c.patches,
                c.blocks,
                c.warning,
            )
            for c in counts
        ]
        fill_table(self.form.table, headers, rows, stretch=1)
        self._warn(description)

    def _warn(self, description: Mapping[str, Any]) -> None:
        warnings = [str(warning) for warning in description.get("warnings") or ()]
        warnings += [
            _tr("{}: the value {} ({} pixels) is not in the legend.").format(
                row["source"], row["value"], formatting.number(row["pixels"])
            )
            for row in description.get("unknown") or ()
        ]
        shown = list(dict.fromkeys(warnings))
        more = len(shown) - MAX_WARNINGS
        text = "\n".join(shown[:MAX_WARNINGS]) + (
            ("\n" + _tr("and {} more").format(more)) if more > 0 else ""
        )
        self.form.warnings.say(text, NoteKind.WARNING, "\n".join(shown))
