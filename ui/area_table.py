"""The class areas of one level as values, as a table model to sort, and as text to copy or export."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QColor

from corina.clc import CLASSES, Level
from corina.ui import formatting
from corina.ui.class_names import class_name
from corina.ui.tables import HeadedTableModel

SORT_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class ClassArea:
    """The area of one class in a result: hectares, and percent of the classified area."""

    level: Level
    code: int
    name: str
    area_ha: float
    percent: float

    @property
    def colour(self) -> QColor:
        return QColor(*CLASSES[self.code].colour)


def class_areas(result: Mapping[str, Any], level: Level) -> List[ClassArea]:
    """The classes of `level` that occur in a result, largest first."""
    rows = (result.get("levels") or {}).get(str(int(level))) or ()
    areas = [
        ClassArea(
            level,
            int(row["code"]),
            class_name(int(row["code"])),
            float(row["area_ha"]),
            float(row["percent"]),
        )
        for row in rows
    ]
    return sorted(areas, key=lambda area: (-area.area_ha, area.code))


def as_text(areas: Sequence[ClassArea], header: Sequence[str]) -> str:
    """Tab-separated lines for a spreadsheet: code, name, ha, percent; a point as decimal sign, no group separators."""
    lines = ["\t".join(header)]
    lines += [f"{area.code}\t{area.name}\t{area.area_ha:.2f}\t{area.percent:.2f}" for area in areas]
    return "\n".join(lines) + "\n"


def as_csv(result: Mapping[str, Any]) -> str:
    """All three levels as CSV: level, code, name, area_ha, percent."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["level", "code", "name", "area_ha", "percent"])
    for level in Level:
        for area in class_areas(result, level):
            writer.writerow([int(level), area.code, area.name, f"{area.area_ha:.4f}", f"{area.percent:.4f}"])
    return stream.getvalue()


class AreaTableModel(HeadedTableModel):
    """Colour and code, name, hectares, percent. SORT_ROLE gives numbers, DisplayRole gives them in the locale."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._areas: List[ClassArea] = []

    def headers(self) -> List[str]:
        """The names of the columns."""
        return [self.tr("Code"), self.tr("Class"), self.tr("ha"), self.tr("%")]

    def set_areas(self, areas: Sequence[ClassArea]) -> None:
        """Show these areas."""
        self.beginResetModel()
        self._areas = list(areas)
        self.endResetModel()

    def area(self, row: int) -> ClassArea:
        """The area in `row`."""
        return self._areas[row]

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._areas)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        area, column = self._areas[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            decimals = 0 if area.area_ha >= 1000 else 1 if area.area_ha >= 10 else 2
            shown = formatting.number(area.area_ha, decimals), formatting.share(area.percent)
            return (str(area.code), area.name, *shown)[column]
        if role == SORT_ROLE:
            return (area.code, area.name, area.area_ha, area.percent)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return area.colour
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{area.code} {area.name}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        return None

    def alignment(self, column: int) -> int:
        """Code and name to the left, numbers to the right."""
        side = Qt.AlignmentFlag.AlignRight if column >= 2 else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)
