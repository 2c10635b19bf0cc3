"""The result of a run: a bar chart and a table of class areas at three levels, what computed it, and its warnings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Mapping, Optional

from qgis.PyQt.QtCore import QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFileDialog,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QWidget,
)

from corina.clc import Level
from corina.ui import formatting
from corina.ui.area_table import SORT_ROLE, AreaTableModel, ClassArea, as_csv, as_text, class_areas
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind


class ResultPanel(QWidget):
    """Shows a classify result (docs/jobs.md). `failed` carries a sentence when a file cannot be written."""

    back_requested = pyqtSignal()
    zoom_requested = pyqtSignal()
    folder_requested = pyqtSignal()
    compare_requested = pyqtSignal()
    saved = pyqtSignal(str)
    failed = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("result_panel", self)
        self._result: Mapping[str, Any] = {}
        self._model = AreaTableModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._model)
        self._sorted.setSortRole(SORT_ROLE)
        form = self.form
        form.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        form.title.setWordWrap(True)
        font = form.title.font()
        font.setBold(True)
        form.title.setFont(font)
        form.head.setStretch(1, 1)
        self._set_up_table()
        self._levels = QButtonGroup(self)
        for level, button in zip(Level, (form.level_1, form.level_2, form.level_3)):
            self._levels.addButton(button, int(level))
        self._levels.button(int(Level.L3)).setChecked(True)
        form.back_button.setIcon(theme_icon("mActionArrowLeft"))
        form.copy_button.setIcon(theme_icon("mActionEditCopy"))
        form.export_button.setIcon(theme_icon("mActionSharingExport"))
        form.zoom_button.setIcon(theme_icon("mActionZoomToLayer"))
        form.folder_button.setIcon(theme_icon("mIconFolderOpen"))
        self._connect()

    def _set_up_table(self) -> None:
        table = self.form.table
        table.setModel(self._sorted)
        table.setSortingEnabled(True)
        table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        for column, mode in enumerate("CSCC"):
            stretch = mode == "S"
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            )
        self.form.splitter.setStretchFactor(0, 1)
        self.form.splitter.setStretchFactor(1, 1)
        self.form.splitter.setSizes([1000, 1000])

    def _connect(self) -> None:
        form = self.form
        self._levels.buttonClicked.connect(self._show_level)
        form.back_button.clicked.connect(self.back_requested)
        form.zoom_button.clicked.connect(self.zoom_requested)
        form.folder_button.clicked.connect(self.folder_requested)
        form.compare_button.clicked.connect(self.compare_requested)
        form.copy_button.clicked.connect(self.copy)
        form.export_button.clicked.connect(self._ask_export)
        copy = QMenu(self).addAction(theme_icon("mActionEditCopy"), self.tr("Copy the table"))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        form.table.addAction(copy)
        form.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def result(self) -> Mapping[str, Any]:
        """The result that is shown; empty without one."""
        return self._result

    def set_result(self, result: Mapping[str, Any], temporary: bool = False) -> None:
        """Show a result; `temporary` says that its files go when QGIS closes."""
        self._result = result
        form = self.form
        title = [str(result.get("scene") or result.get("name") or "")]
        if result.get("date"):
            title.append(str(result["date"])[:10])
        form.title.setText(", ".join(title))
        form.facts.setText(self._facts(result))
        warnings = [str(line) for line in result.get("warnings", ())]
        if temporary:
            warnings.append(self.tr("The files are temporary; save the layers to keep them."))
        form.warnings.say("\n".join(warnings), NoteKind.WARNING)
        self._show_level()

    def level(self) -> Level:
        """The level that is shown."""
        return Level(self._levels.checkedId())

    def set_level(self, level: Level) -> None:
        """Show another level."""
        self._levels.button(int(level)).setChecked(True)
        self._show_level()

    def _facts(self, result: Mapping[str, Any]) -> str:
        timing, device = result.get("timing") or {}, result.get("device") or {}
        parts = [
            self.tr("{} classified").format(formatting.hectares(float(result.get("classified_ha") or 0)))
        ]
        left_out = float(result.get("left_out_ha") or 0)
        if left_out > 0:
            parts.append(self.tr("{} without data or masked").format(formatting.hectares(left_out)))
        if timing.get("seconds") is not None:
            parts.append(
                self.tr("{} on {}").format(
                    formatting.duration(float(timing["seconds"])), self._device(device)
                )
            )
        return ", ".join(parts)

    def _device(self, device: Mapping[str, Any]) -> str:
        used = str(device.get("used") or "").upper() or "?"
        threads = device.get("threads")
        return self.tr("{} ({} threads)").format(used, threads) if threads and used == "CPU" else used

    def _show_level(self, *_: object) -> None:
        areas = class_areas(self._result, self.level())
        self.form.chart.set_areas(areas)
        self._model.set_areas(areas)

    def shown(self) -> List[ClassArea]:
        """The rows of the table in the order they are shown."""
        return [
            self._model.area(self._sorted.mapToSource(self._sorted.index(row, 0)).row())
            for row in range(self._sorted.rowCount())
        ]

    def text(self) -> str:
        """The table as it is shown, tab-separated."""
        return as_text(self.shown(), self._model.headers())

    def copy(self) -> None:
        """Put the table of this level on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def _ask_export(self) -> None:
        name = f"{self._result.get('name') or 'corina'}_areas.csv"
        start = str(Path.home() / name)
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the class areas"), start, self.tr("CSV files (*.csv)")
        )
        if path:
            self.export(path)

    def export(self, path: str) -> None:
        """Write the areas of all three levels to a CSV file."""
        try:
            # The byte order mark makes spreadsheets read the names as UTF-8.
            Path(path).write_text(as_csv(self._result), encoding="utf-8-sig")
        except OSError as error:
            self.failed.emit(self.tr("“{}” cannot be written: {}.").format(path, error.strerror))
            return
        self.saved.emit(path)
