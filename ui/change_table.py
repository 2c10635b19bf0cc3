"""The change polygons of a comparison as values, as a table model to sort, and as a filter on it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)
from qgis.PyQt.QtGui import QColor, QIcon

from corina.clc import CLASSES
from corina.ui import formatting
from corina.ui.class_names import class_label
from corina.ui.forms import theme_icon

SORT_ROLE = Qt.ItemDataRole.UserRole
CHANGE_ROLE = Qt.ItemDataRole.UserRole + 1


class Verdict(Enum):
    """What a photo-interpreter found on looking at a change; the value is what the layer's field `status` holds."""

    NONE = ""
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"


VERDICT_ICONS = {
    Verdict.CONFIRMED: "mIconSuccess",
    Verdict.REJECTED: "mIconClearText",
    Verdict.UNSURE: "mIconWarning",
}


@dataclass(frozen=True)
class Change:
    """One change polygon. confidence: mean percent, None where the map has none; technical: a sliver."""

    fid: int
    code_from: int
    code_to: int
    area_ha: float
    confidence: Optional[float] = None
    technical: bool = False
    verdict: Verdict = Verdict.NONE
    comment: str = ""


def swatch(code: int) -> QColor:
    """The official colour of a class; transparent for a code that is none of CORINE."""
    known = CLASSES.get(code)
    return QColor(*known.colour) if known is not None else QColor(0, 0, 0, 0)


class ChangeTableModel(QAbstractTableModel):
    """Verdict, from, to, hectares, confidence, comment. SORT_ROLE gives numbers, CHANGE_ROLE the Change."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._changes: List[Change] = []

    def headers(self) -> List[str]:
        """The names of the columns."""
        return ["", self.tr("From"), self.tr("To"), self.tr("ha"), self.tr("Sure %"), self.tr("Comment")]

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Show these changes."""
        self.beginResetModel()
        self._changes = list(changes)
        self.endResetModel()

    def changes(self) -> List[Change]:
        """All changes, unsorted."""
        return list(self._changes)

    def row_of(self, fid: int) -> int:
        """The row of a change, -1 when it is not there."""
        return next((row for row, change in enumerate(self._changes) if change.fid == fid), -1)

    def update_change(self, change: Change) -> None:
        """Show a change that has a new verdict or comment."""
        row = self.row_of(change.fid)
        if row >= 0:
            self._changes[row] = change
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._changes)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headers()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole and section == 0:
            return self.tr("What you found on looking at it")
        if role == Qt.ItemDataRole.ToolTipRole and section == 4:
            return self.tr("Mean confidence of the map in this polygon, in percent")
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        change, column = self._changes[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(change)[column]
        if role == SORT_ROLE:
            return _sort_keys(change)[column]
        if role == CHANGE_ROLE:
            return change
        if role == Qt.ItemDataRole.DecorationRole:
            return _decoration(change, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(change)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    @staticmethod
    def _text(change: Change) -> Tuple[str, ...]:
        decimals = 0 if change.area_ha >= 1000 else 1 if change.area_ha >= 10 else 2
        confidence = "" if change.confidence is None else formatting.number(change.confidence)
        return (
            "",
            str(change.code_from),
            str(change.code_to),
            formatting.number(change.area_ha, decimals),
            confidence,
            change.comment,
        )

    def _tooltip(self, change: Change) -> str:
        lines = [
            change_text(change),
            verdict_text(change.verdict),
        ]
        if change.technical:
            lines.append(self.tr("A sliver: probably not a change but lines that do not meet"))
        if change.comment:
            lines.append(change.comment)
        return "\n".join(lines)


def verdict_text(verdict: Verdict) -> str:
    """A verdict in words."""
    return {
        Verdict.NONE: _tr("not looked at"),
        Verdict.CONFIRMED: _tr("confirmed"),
        Verdict.REJECTED: _tr("rejected"),
        Verdict.UNSURE: _tr("unsure"),
    }[verdict]


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("ChangeTableModel", text))


def change_text(change: Change) -> str:
    """What becomes what, in words."""
    return _tr("{} becomes {}").format(class_label(change.code_from), class_label(change.code_to))


def _decoration(change: Change, column: int) -> Any:  # noqa: ANN401 - an icon, a colour or None
    if column == 0:
        icon = VERDICT_ICONS.get(change.verdict)
        return theme_icon(icon) if icon else QIcon()
    if column in (1, 2):
        return swatch((change.code_from, change.code_to)[column - 1])
    return None


def _sort_keys(change: Change) -> Tuple[object, ...]:
    confidence = -1.0 if change.confidence is None else change.confidence
    order = list(Verdict).index(change.verdict)
    return order, change.code_from, change.code_to, change.area_ha, confidence, change.comment.lower()


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (3, 4) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class ChangeFilter:
    """Which changes are shown. 0 as a code: any class. verdict: None for all."""

    code_from: int = 0
    code_to: int = 0
    minimum_ha: float = 0.0
    minimum_confidence: float = 0.0
    verdict: Optional[Verdict] = None
    technical: bool = True

    def takes(self, change: Change) -> bool:
        """Whether a change is shown. Without a confidence it passes any threshold."""
        return (
            (not self.code_from or change.code_from == self.code_from)
            and (not self.code_to or change.code_to == self.code_to)
            and change.area_ha >= self.minimum_ha
            and (change.confidence is None or change.confidence >= self.minimum_confidence)
            and (self.verdict is None or change.verdict is self.verdict)
            and (self.technical or not change.technical)
        )


class ChangeProxy(QSortFilterProxyModel):
    """Sorts by SORT_ROLE and shows what the filter takes."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self.filter = ChangeFilter()
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(True)

    def set_filter(self, which: ChangeFilter) -> None:
        """Show other changes."""
        self.filter = which
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        model = self.sourceModel()
        change: Optional[Change] = model.index(row, 0, parent).data(CHANGE_ROLE)
        return change is not None and self.filter.takes(change)
