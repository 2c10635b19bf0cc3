"""The from-to matrix of a comparison: a table whose cells are shaded by area and can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QGuiApplication, QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QAction, QHeaderView, QTableView, QWidget

from corina.ui import formatting
from corina.ui.change_table import swatch
from corina.ui.class_names import class_label
from corina.ui.forms import is_dark, theme_icon

CELL_ROLE = Qt.ItemDataRole.UserRole
CHANGE_HUE, SAME_HUE = 22, 210
"""Orange for what differs and blue for what agrees: told apart with any colour vision."""


@dataclass(frozen=True)
class Cell:
    """One from-to pair: hectares, and percent of the compared area."""

    code_from: int
    code_to: int
    area_ha: float
    percent: float


class MatrixModel(QAbstractTableModel):
    """Rows: classes of the reference (from); columns: classes of the map (to); the last of each is the sum."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._cells: Dict[Tuple[int, int], Cell] = {}
        self._rows: List[int] = []
        self._columns: List[int] = []
        self._dark = False

    def set_result(self, result: Mapping[str, Any], dark: bool = False) -> None:
        """Show the matrix of a compare result (docs/jobs.md)."""
        self.beginResetModel()
        cells = [
            Cell(int(row["code_from"]), int(row["code_to"]), float(row["area_ha"]), float(row["percent"]))
            for row in result.get("from_to") or ()
        ]
        self._cells = {(cell.code_from, cell.code_to): cell for cell in cells}
        self._rows = sorted({cell.code_from for cell in cells})
        self._columns = sorted({cell.code_to for cell in cells})
        self._dark = dark
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """The pair in a row and column; with the code 0 in a sum."""
        code_from = self._rows[row] if row < len(self._rows) else 0
        code_to = self._columns[column] if column < len(self._columns) else 0
        if code_from and code_to:
            return self._cells.get((code_from, code_to), Cell(code_from, code_to, 0.0, 0.0))
        taken = [
            cell
            for (first, second), cell in self._cells.items()
            if code_from in (0, first) and code_to in (0, second)
        ]
        return Cell(
            code_from, code_to, sum(cell.area_ha for cell in taken), sum(cell.percent for cell in taken)
        )

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self._rows else len(self._rows) + 1

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or not self._columns else len(self._columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        codes = self._columns if orientation == Qt.Orientation.Horizontal else self._rows
        code = codes[section] if section < len(codes) else 0
        if role == Qt.ItemDataRole.DisplayRole:
            return str(code) if code else self.tr("Sum")
        if role == Qt.ItemDataRole.DecorationRole and code:
            return swatch(code)
        if role == Qt.ItemDataRole.ToolTipRole and code:
            name = class_label(code)
            return (
                self.tr("Map: {}") if orientation == Qt.Orientation.Horizontal else self.tr("Reference: {}")
            ).format(name)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        cell = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _short(cell.area_ha) if cell.area_ha > 0 else ""
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._shade(cell)
        if role == Qt.ItemDataRole.ForegroundRole and self._shade(cell) is not None:
            return QBrush(QColor("white" if self._dark else "black"))
        if role == Qt.ItemDataRole.FontRole and not (cell.code_from and cell.code_to):
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tooltip(cell)
        return None

    def _shade(self, cell: Cell) -> Optional[QBrush]:
        if not cell.code_from or not cell.code_to or cell.area_ha <= 0:
            return None
        largest = max(
            other.area_ha
            for (first, second), other in self._cells.items()
            if (first == second) == (cell.code_from == cell.code_to)
        )
        strength = (cell.area_ha / largest) ** 0.5
        hue = SAME_HUE if cell.code_from == cell.code_to else CHANGE_HUE
        lightness = 60 + round(50 * strength) if self._dark else 245 - round(90 * strength)
        return QBrush(QColor.fromHsl(hue, 60 + round(140 * strength), lightness))

    def _tooltip(self, cell: Cell) -> str:
        amount = f"{formatting.hectares(cell.area_ha)}, {formatting.percent(cell.percent)}"
        if cell.code_from and cell.code_to:
            if cell.code_from == cell.code_to:
                return self.tr("{} in both: {}").format(class_label(cell.code_from), amount)
            return self.tr("{} becomes {}: {}").format(
                class_label(cell.code_from), class_label(cell.code_to), amount
            )
        return amount

    def text(self) -> str:
        """The matrix as tab-separated hectares, for a spreadsheet; a point as decimal sign."""
        lines = ["\t".join(["from \\ to", *(str(code) for code in self._columns)])]
        for row, code in enumerate(self._rows):
            values = (f"{self.cell(row, column).area_ha:.2f}" for column in range(len(self._columns)))
            lines.append("\t".join([str(code), *values]))
        return "\n".join(lines) + "\n"


def _short(area_ha: float) -> str:
    decimals = 0 if area_ha >= 10 else 1
    return f"< {formatting.number(0.1, 1)}" if area_ha < 0.05 else formatting.number(area_ha, decimals)


class MatrixTable(QTableView):
    """Shows the matrix. `pair_chosen` carries from and to of a cell that was clicked or confirmed with Return."""

    pair_chosen = pyqtSignal(int, int)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.matrix = MatrixModel(self)
        self.setModel(self.matrix)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(self.tr("From-to matrix in hectares"))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)
        copy = QAction(theme_icon("mActionEditCopy"), self.tr("Copy the matrix"), self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def set_result(self, result: Mapping[str, Any]) -> None:
        """Show the matrix of a compare result."""
        self.matrix.set_result(result, is_dark(self))

    def copy(self) -> None:
        """Put the matrix on the clipboard."""
        QGuiApplication.clipboard().setText(self.matrix.text())

    def _choose(self, index: QModelIndex) -> None:
        cell: Optional[Cell] = index.data(CELL_ROLE)
        if cell is not None and cell.area_ha > 0:
            self.pair_chosen.emit(cell.code_from, cell.code_to)
