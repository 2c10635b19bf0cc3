"""The result of a comparison: what it found in words, the changes to look at, the matrix, the classes, the report."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QSizePolicy, QToolButton, QWidget

from corina.ui.change_table import SORT_ROLE, Change, ChangeFilter
from corina.ui.compare_classes import ClassAgreementModel
from corina.ui.compare_words import facts_text, summary_text
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind


class CompareResult(QWidget):
    """Shows a compare result (docs/jobs.md) and its change polygons.

    `pair_chosen` carries from and to of a cell of the matrix, 0 for a sum.
    """

    back_requested = pyqtSignal()
    report_requested = pyqtSignal()
    zoom_requested = pyqtSignal()
    folder_requested = pyqtSignal()
    export_requested = pyqtSignal()
    layout_requested = pyqtSignal()
    swipe_toggled = pyqtSignal(bool)
    pair_chosen = pyqtSignal(int, int)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("compare_result", self)
        self.changes = self.form.changes
        self._result: Mapping[str, Any] = {}
        form = self.form
        form.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        form.title.setWordWrap(True)
        font = form.title.font()
        font.setBold(True)
        form.title.setFont(font)
        form.head.setStretch(1, 1)
        form.layout.setStretch(4, 1)
        form.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        form.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._set_up_classes()
        self._make_menu()
        form.back_button.setIcon(theme_icon("mActionArrowLeft"))
        form.report_button.setIcon(theme_icon("mIconReport"))
        form.swipe_button.setIcon(theme_icon("mActionSplitFeatures"))
        form.back_button.clicked.connect(self.back_requested)
        form.report_button.clicked.connect(self.report_requested)
        form.swipe_button.toggled.connect(self.swipe_toggled)
        form.matrix.pair_chosen.connect(self._on_pair)

    def _set_up_classes(self) -> None:
        self._classes = ClassAgreementModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self._classes)
        self._sorted.setSortRole(SORT_ROLE)
        table = self.form.classes
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
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)

    def _make_menu(self) -> None:
        menu = QMenu(self)
        entries: Tuple[Tuple[str, str, Callable[[], None]], ...] = (
            ("mActionZoomToLayer", self.tr("&Zoom to the comparison"), self.zoom_requested.emit),
            ("mActionSharingExport", self.tr("E&xport to a folder…"), self.export_requested.emit),
            ("mActionNewLayout", self.tr("Make &print layout…"), self.layout_requested.emit),
            ("mIconFolderOpen", self.tr("&Open folder"), self.folder_requested.emit),
            ("mActionEditCopy", self.tr("&Copy the matrix"), self.form.matrix.copy),
        )
        for icon, text, slot in entries:
            menu.addAction(theme_icon(icon), text).triggered.connect(lambda _=False, slot=slot: slot())
        self.form.more_button.setMenu(menu)
        self.form.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def result(self) -> Mapping[str, Any]:
        """The result that is shown; empty without one."""
        return self._result

    def set_result(
        self, result: Mapping[str, Any], changes: Sequence[Change], temporary: bool = False
    ) -> None:
        """Show a result and its change polygons; `temporary` says that its files go when QGIS closes."""
        self._result = result
        form = self.form
        form.title.setText(_title(result))
        form.summary.setText(summary_text(result))
        form.facts.setText(facts_text(result))
        self.set_temporary(temporary)
        form.changes.set_changes(changes)
        form.matrix.set_result(result)
        self._classes.set_result(result)
        self.show_updating(False)
        form.pages.setCurrentWidget(form.changes)

    def set_temporary(self, temporary: bool) -> None:
        """Say whether the files of the result go when QGIS closes, below its other warnings."""
        warnings = [str(line) for line in self._result.get("warnings") or ()]
        if temporary:
            warnings.append(self.tr("The files are temporary; export them to keep them."))
        self.form.warnings.say("\n".join(warnings), NoteKind.WARNING)

    def report(self) -> str:
        """The path of the report; empty when none was made."""
        return str((self._result.get("outputs") or {}).get("report") or "")

    def set_report(self, path: str) -> None:
        """The report was made again."""
        self._result = {**self._result, "outputs": {**(self._result.get("outputs") or {}), "report": path}}

    def show_updating(self, updating: bool) -> None:
        """Show whether the report is being brought up to date."""
        button = self.form.report_button
        button.setText(self.tr("Updating the report…") if updating else self.tr("&Open report"))
        # A report that was never made, or is gone, can be made of what else there is.
        outputs = self._result.get("outputs") or {}
        button.setEnabled(not updating and bool(outputs.get("report") or outputs.get("result_json")))

    def show_swipe(self, shown: bool) -> None:
        """Show whether the map is being swiped."""
        blocked = self.form.swipe_button.blockSignals(True)
        self.form.swipe_button.setChecked(shown)
        self.form.swipe_button.blockSignals(blocked)

    def _on_pair(self, code_from: int, code_to: int) -> None:
        if code_from and code_from == code_to:
            return  # what agrees is no change
        self.form.changes.set_filter(ChangeFilter(code_from, code_to))
        self.form.pages.setCurrentWidget(self.form.changes)
        self.pair_chosen.emit(code_from, code_to)


def _title(result: Mapping[str, Any]) -> str:
    names = (str((result.get(side) or {}).get("name") or "") for side in ("prediction", "reference"))
    return " – ".join(name for name in names if name)
