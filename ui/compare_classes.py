"""What a comparison says of each class: areas in both maps, gain, loss, and how far they agree, as a sortable table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QModelIndex, QObject, Qt

from corina.ui import formatting
from corina.ui.change_table import SORT_ROLE, swatch
from corina.ui.class_names import class_label
from corina.ui.tables import HeadedTableModel


@dataclass(frozen=True)
class ClassAgreement:
    """One class: hectares in reference and map, gained and lost between them; F1 0..1, None without a value."""

    code: int
    reference_ha: float
    map_ha: float
    gain_ha: float
    loss_ha: float
    f1: Optional[float]


def class_agreements(result: Mapping[str, Any]) -> List[ClassAgreement]:
    """The classes of a compare result (docs/jobs.md), largest in the reference first."""
    rows = [
        ClassAgreement(
            int(row["code"]),
            float(row["reference_ha"]),
            float(row["prediction_ha"]),
            float(row["gain_ha"]),
            float(row["loss_ha"]),
            None if row.get("f1") is None else float(row["f1"]),
        )
        for row in result.get("classes") or ()
    ]
    return sorted(rows, key=lambda row: (-row.reference_ha, row.code))


class ClassAgreementModel(HeadedTableModel):
    """Class, F1, hectares in the reference, in the map, gain, loss. SORT_ROLE gives numbers."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._rows: List[ClassAgreement] = []

    def headers(self) -> List[str]:
        """The names of the columns."""
        return [
            self.tr("Class"),
            self.tr("F1"),
            self.tr("Reference"),
            self.tr("Map"),
            self.tr("Gain"),
            self.tr("Loss"),
        ]

    def set_result(self, result: Mapping[str, Any]) -> None:
        """Show the classes of a compare result."""
        self.beginResetModel()
        self._rows = class_agreements(result)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def tip(self, column: int) -> str:
        """What F1 is."""
        if column != 1:
            return ""
        return str(self.tr("Agreement of the map with the reference, 0 to 1: 2 × common / (reference + map)"))

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row)[column]
        if role == SORT_ROLE:
            f1 = -1.0 if row.f1 is None else row.f1
            return (row.code, f1, row.reference_ha, row.map_ha, row.gain_ha, row.loss_ha)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return swatch(row.code)
        if role == Qt.ItemDataRole.ToolTipRole and column == 0:
            return class_label(row.code)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        return None

    @staticmethod
    def _text(row: ClassAgreement) -> Tuple[str, ...]:
        areas = (row.reference_ha, row.map_ha, row.gain_ha, row.loss_ha)
        shown = (formatting.number(area, 0 if area >= 100 else 1) for area in areas)
        return (str(row.code), formatting.accuracy(row.f1), *shown)
