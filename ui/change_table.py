"""The change polygons of a comparison as values, a filter on them, and a table model that sorts and filters them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
)
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap

from corina.clc import CLASSES
from corina.ui import formatting
from corina.ui.class_names import class_label
from corina.ui.forms import theme_icon
from corina.ui.tables import HeadedTableModel

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


def swatch_icon(code: int) -> QIcon:
    """The colour of a class as an icon; Qt would tint a mere colour in the row that is selected."""
    pixmap = QPixmap(32, 32)
    pixmap.fill(swatch(code))
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


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


_VERDICTS = {verdict: place for place, verdict in enumerate(Verdict)}
_SORT_KEYS: Tuple[Callable[[Change], Any], ...] = (
    lambda change: _VERDICTS[change.verdict],
    lambda change: change.code_from,
    lambda change: change.code_to,
    lambda change: change.area_ha,
    lambda change: -1.0 if change.confidence is None else change.confidence,
    lambda change: change.comment.lower(),
)
"""What each column sorts by."""
AREA_COLUMN = 3


class ChangeTableModel(HeadedTableModel):
    """Verdict, from, to, hectares, confidence, comment; CHANGE_ROLE gives the Change.

    It sorts and filters by itself: a proxy would ask for a cell through Python at every comparison, which takes seconds
    with 20,000 changes.
    """

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._changes: Dict[int, Change] = {}
        self._fids: List[int] = []
        """Of the changes that are shown, in their order."""
        self._filter = ChangeFilter()
        self._order = (AREA_COLUMN, True)
        """The column and whether the largest comes first."""
        self._names = False
        self._icons: Dict[int, QIcon] = {}

    def headers(self) -> List[str]:
        """The names of the columns."""
        return ["", self.tr("From"), self.tr("To"), self.tr("ha"), self.tr("Sure %"), self.tr("Comment")]

    def show_names(self, shown: bool) -> None:
        """Name the classes beside their codes, where there is room for it."""
        if shown is not self._names:
            self._names = shown
            if self._fids:
                self.dataChanged.emit(self.index(0, 1), self.index(len(self._fids) - 1, 2))

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Take these changes, and show those the filter takes."""
        self._changes = {change.fid: change for change in changes}
        self._show()

    def set_filter(self, which: ChangeFilter) -> None:
        """Show other changes."""
        self._filter = which
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        column, falling = self._order
        shown = [change for change in self._changes.values() if self._filter.takes(change)]
        shown.sort(key=_SORT_KEYS[column], reverse=falling)
        self._fids = [change.fid for change in shown]
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the changes in another order; those that are alike stay as they were."""
        if column < 0:
            return
        self._order = (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self._fids[index.row()], index.column()) for index in before]
        key, changes = _SORT_KEYS[column], self._changes
        self._fids.sort(key=lambda fid: key(changes[fid]), reverse=self._order[1])
        rows = {fid: row for row, fid in enumerate(self._fids)} if kept else {}
        self.changePersistentIndexList(before, [self.index(rows[fid], place) for fid, place in kept])
        self.layoutChanged.emit()

    def changes(self) -> List[Change]:
        """All changes, also those that are not shown."""
        return list(self._changes.values())

    def shown(self) -> List[Change]:
        """The changes that are shown, in their order."""
        return [self._changes[fid] for fid in self._fids]

    def change(self, fid: int) -> Optional[Change]:
        """A change, shown or not."""
        return self._changes.get(fid)

    def row_of(self, fid: int) -> int:
        """The row of a change, -1 when it is not shown."""
        try:
            return self._fids.index(fid)
        except ValueError:
            return -1

    def update_change(self, change: Change) -> None:
        """Show a change that has a new verdict or comment: where it was, or no more when the filter leaves it out."""
        if change.fid not in self._changes:
            return
        self._changes[change.fid] = change
        row, taken = self.row_of(change.fid), self._filter.takes(change)
        if row >= 0 and taken:
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        elif row >= 0:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._fids[row]
            self.endRemoveRows()
        elif taken:
            self._insert(change)

    def _insert(self, change: Change) -> None:
        key, falling = _SORT_KEYS[self._order[0]], self._order[1]
        place = key(change)

        def before(fid: int) -> bool:
            other = key(self._changes[fid])
            return bool(other >= place if falling else other <= place)

        row = next((row for row, fid in enumerate(self._fids) if not before(fid)), len(self._fids))
        self.beginInsertRows(QModelIndex(), row, row)
        self._fids.insert(row, change.fid)
        self.endInsertRows()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._fids)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def tip(self, column: int) -> str:
        """What a header says when the mouse rests on it."""
        if column == 0:
            return self.tr("What you found on looking at it")
        return self.tr("Mean confidence of the map in this polygon, in percent") if column == 4 else ""

    def alignment(self, column: int) -> int:
        """How a column and its header are aligned."""
        return _alignment(column)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        change, column = self._changes[self._fids[index.row()]], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(change)[column]
        if role == CHANGE_ROLE:
            return change
        if role == Qt.ItemDataRole.DecorationRole:
            return self._decoration(change, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(change)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def _text(self, change: Change) -> Tuple[str, ...]:
        decimals = 0 if change.area_ha >= 1000 else 1 if change.area_ha >= 10 else 2
        confidence = "" if change.confidence is None else formatting.number(change.confidence)
        return (
            "",
            class_label(change.code_from) if self._names else str(change.code_from),
            class_label(change.code_to) if self._names else str(change.code_to),
            formatting.number(change.area_ha, decimals),
            confidence,
            change.comment,
        )

    def _decoration(self, change: Change, column: int) -> Optional[QIcon]:
        if column == 0:
            icon = VERDICT_ICONS.get(change.verdict)
            return theme_icon(icon) if icon else QIcon()
        if column not in (1, 2):
            return None
        code = (change.code_from, change.code_to)[column - 1]
        if code not in self._icons:
            self._icons[code] = swatch_icon(code)
        return self._icons[code]

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


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (3, 4) else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)
