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
from corina.ui.extras_card import ExtrasCard
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind
from corina.ui.state import EngineView

EXTRA = "compare"
"""The engine's extra that draws reports."""


class ResultPanel(QWidget):
    """Shows a classify result (docs/jobs.md). `failed` carries a sentence when a file cannot be written.

    `report_requested` comes only when the engine has what draws reports; until then `setup` offers to add it.
    `replaced`: another result is shown, a report that is being made is nobody's any more.
    """

    back_requested = pyqtSignal()
    zoom_requested = pyqtSignal()
    folder_requested = pyqtSignal()
    compare_requested = pyqtSignal()
    report_requested = pyqtSignal()
    report_stopped = pyqtSignal()
    replaced = pyqtSignal()
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
        self.setup = ExtrasCard(
            (EXTRA,),
            self.tr("Report"),
            self.tr(
                "To draw maps and charts into a report, Corina adds three libraries to its own engine, which comparing "
                "with CORINE needs too. QGIS itself is left as it is."
            ),
            self.tr("Add &reports"),
            self,
        )
        form.layout.insertWidget(form.layout.indexOf(form.splitter), self.setup)
        self.setup.hide()
        self._lacking = self._reporting = False
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
        form.next.setStretch(0, 1)
        form.next.setStretch(1, 1)
        self._connect()
        self.show_reporting(False)

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
        form.report_button.clicked.connect(self._on_report)
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
        self._show_setup(False)
        self.show_reporting(False)
        self.replaced.emit()
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

    def set_engine(self, engine: EngineView) -> None:
        """Whether the engine can make reports; the report that was asked for is made when it then can."""
        self.setup.set_engine(engine)
        self._lacking = self.setup.is_needed(engine)
        if not self._lacking and not self.setup.isHidden():
            self._show_setup(False)
            self.report_requested.emit()

    def show_reporting(self, reporting: bool) -> None:
        """Show whether the report is being made; the button then stops it."""
        button = self.form.report_button
        self._reporting = reporting
        button.setText(self.tr("&Stop the report") if reporting else self.tr("Repor&t"))
        button.setIcon(theme_icon("mTaskCancel" if reporting else "mIconReport"))
        button.setToolTip(
            self.tr("The report is being made; it opens when it is ready. Click to stop.")
            if reporting
            else self.tr(
                "Make one page of this map, to read, print and hand on: pictures, class areas, confidence, the model "
                "behind it and what to keep in mind. It opens in the browser."
            )
        )

    def _on_report(self) -> None:
        if self._reporting:
            self.report_stopped.emit()
        elif self._lacking:
            self._show_setup(self.setup.isHidden())
        else:
            self.report_requested.emit()

    def _show_setup(self, shown: bool) -> None:
        """Show the card that adds what reports need in place of chart and table."""
        self.setup.setVisible(shown)
        self.form.splitter.setVisible(not shown)

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
