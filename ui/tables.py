"""What tables share: models with named columns, and tables of values that sort by number and are copied as text."""

from __future__ import annotations

from typing import Any, List, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem


class HeadedTableModel(QAbstractTableModel):
    """A table model whose columns have the names of `headers`, aligned as `alignment` says."""

    def headers(self) -> List[str]:
        """The names of the columns."""
        raise NotImplementedError

    def alignment(self, column: int) -> int:
        """How a column is aligned: the first to the left, the others, which hold numbers, to the right."""
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def tip(self, column: int) -> str:
        """What the header of a column explains; empty where its name says all."""
        return ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - what Qt takes for the role
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headers()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tip(section) or None
        return None


class ValueItem(QTableWidgetItem):
    """A cell that sorts by its value."""

    def __init__(self, value: Any) -> None:  # noqa: ANN401 - text or a number
        super().__init__()
        self.value = value
        # Qt shows a number in the user's locale, and edits none: the table is to read.
        self.setData(Qt.ItemDataRole.DisplayRole, value)
        if isinstance(value, (int, float)) or value == "–":  # a number that there is not
            self.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))

    def __lt__(self, other: QTableWidgetItem) -> bool:
        mine, others = self.value, getattr(other, "value", "")
        numbers = isinstance(mine, (int, float)) and isinstance(others, (int, float))
        return bool(mine < others) if numbers else str(mine) < str(others)


def fill_table(
    table: QTableWidget, headers: Sequence[str], rows: Sequence[Sequence[Any]], stretch: int = -1
) -> None:
    """Show rows under headers, sortable. stretch: the column that takes the room that is left."""
    table.setSortingEnabled(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setColumnCount(len(headers))
    table.setHorizontalHeaderLabels(list(headers))
    table.setRowCount(len(rows))
    table.verticalHeader().hide()
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            item = ValueItem(value)
            item.setToolTip(str(value))
            table.setItem(number, column, item)
    header = table.horizontalHeader()
    for column in range(len(headers)):
        mode = (
            QHeaderView.ResizeMode.Stretch if column == stretch else QHeaderView.ResizeMode.ResizeToContents
        )
        header.setSectionResizeMode(column, mode)
    table.setSortingEnabled(True)
    table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)


def table_text(table: QTableWidget) -> str:
    """The whole table as tab-separated lines, for a spreadsheet."""
    columns = range(table.columnCount())
    lines = ["\t".join(table.horizontalHeaderItem(c).text() for c in columns)]
    lines += [
        "\t".join(str(getattr(table.item(row, c), "value", "")) for c in columns)
        for row in range(table.rowCount())
    ]
    return "\n".join(lines) + "\n"
