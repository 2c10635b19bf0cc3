"""The list of changes to look at one by one: filters, the table, and what was found on looking at each."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import Callable, Dict, Iterator, List, Optional, Sequence

from qgis.PyQt.QtCore import QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QSizePolicy, QWidget

from corina.ui import formatting
from corina.ui.change_table import (
    AREA_COLUMN,
    CHANGE_ROLE,
    VERDICT_ICONS,
    Change,
    ChangeFilter,
    ChangeTableModel,
    Verdict,
    change_text,
    swatch,
    verdict_text,
)
from corina.ui.class_names import class_label
from corina.ui.forms import load_form, muted_colour, theme_icon
from corina.ui.table_keys import TableKeys

COLUMNS, WIDE_COLUMNS = "CCCCCS", "CSSCCS"
"""C: as wide as its contents; S: takes its share of what is left."""
WIDE_CHARACTERS = 80
"""From this width on, columns have the names of classes and not only their codes."""
ROWS_MEASURED = 60
"""Rows whose contents say how wide a column is; with Qt's thousand, long lists are slow to show."""


class ChangeList(QWidget):
    """Shows change polygons. `change_chosen` carries the fid of the change to look at, `judged` a Change with its new
    verdict and comment, `filter_changed` the fids that are shown.
    """

    change_chosen = pyqtSignal(int)
    judged = pyqtSignal(object)
    filter_changed = pyqtSignal(list)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("change_list", self)
        self.model = ChangeTableModel(self)
        self._filling = self._held = False
        self._comment_of: Optional[int] = None
        self._comment = ""
        self._undo: List[Change] = []
        self.before: Optional[Change] = None
        """The change that was judged last, as it was before."""
        self._set_up_table()
        form = self.form
        form.filters.setColumnStretch(1, 1)
        form.filters.setColumnStretch(3, 1)
        form.filters.setColumnMinimumWidth(2, form.to_label.sizeHint().width() + form.filters.spacing())
        for place in range(form.limits.count()):
            form.limits.setStretch(place, 1)
        form.count_row.setStretch(0, 1)
        for spin in (form.minimum_area, form.minimum_confidence):
            spin.setClearValue(0)
            spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for combo in (form.from_class, form.to_class, form.verdict):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(4)
        form.verdict.addItem(self.tr("all"), None)
        for verdict in Verdict:
            icon = VERDICT_ICONS.get(verdict)
            form.verdict.addItem(theme_icon(icon) if icon else theme_icon(""), verdict_text(verdict), verdict)
        self._set_icons()
        self._connect()
        self.set_changes([])

    def _set_icons(self) -> None:
        form = self.form
        form.previous_button.setIcon(theme_icon("mActionArrowUp"))
        form.next_button.setIcon(theme_icon("mActionArrowDown"))
        form.confirm_button.setIcon(theme_icon(VERDICT_ICONS[Verdict.CONFIRMED]))
        form.reject_button.setIcon(theme_icon(VERDICT_ICONS[Verdict.REJECTED]))
        form.unsure_button.setIcon(theme_icon(VERDICT_ICONS[Verdict.UNSURE]))
        form.reset_button.setIcon(theme_icon("mActionFilter2"))
        form.undo_button.setIcon(theme_icon("mActionUndo"))

    def _set_up_table(self) -> None:
        table = self.form.table
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(AREA_COLUMN, Qt.SortOrder.DescendingOrder)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(ROWS_MEASURED)
        header.setMinimumSectionSize(table.fontMetrics().height() + 8)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show names of classes where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        header = self.form.table.horizontalHeader()
        wide = self.width() > WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        self.model.show_names(wide)
        for column, kind in enumerate(WIDE_COLUMNS if wide else COLUMNS):
            mode = QHeaderView.ResizeMode.Stretch if kind == "S" else QHeaderView.ResizeMode.ResizeToContents
            if header.sectionResizeMode(column) != mode:
                header.setSectionResizeMode(column, mode)

    def _connect(self) -> None:
        form = self.form
        form.from_class.currentIndexChanged.connect(self._on_filter)
        form.to_class.currentIndexChanged.connect(self._on_filter)
        form.verdict.currentIndexChanged.connect(self._on_filter)
        form.minimum_area.valueChanged.connect(self._on_filter)
        form.minimum_confidence.valueChanged.connect(self._on_filter)
        form.reset_button.clicked.connect(self.reset_filter)
        form.table.selectionModel().currentRowChanged.connect(self._on_current)
        form.table.clicked.connect(self._on_clicked)
        form.comment.editingFinished.connect(self._save_comment)
        form.slivers.toggled.connect(self._on_filter)
        form.undo_button.clicked.connect(self.undo)
        keys: Dict[int, Callable[[], None]] = {}
        for key, button, slot in (
            (Qt.Key.Key_P, form.previous_button, lambda: self.step(-1)),
            (Qt.Key.Key_N, form.next_button, lambda: self.step(1)),
            (Qt.Key.Key_C, form.confirm_button, lambda: self.judge(Verdict.CONFIRMED)),
            (Qt.Key.Key_R, form.reject_button, lambda: self.judge(Verdict.REJECTED)),
            (Qt.Key.Key_U, form.unsure_button, lambda: self.judge(Verdict.UNSURE)),
        ):
            button.clicked.connect(slot)
            keys[int(key)] = slot
        TableKeys(form.table, keys, self.undo)

    # What is shown

    def set_changes(self, changes: Sequence[Change]) -> None:
        """Show these changes, all of them. A comment that is being typed is let go; `finish_comment` saves it."""
        self._undo.clear()
        self._comment_of = None
        self._take(changes)
        self.reset_filter()
        self._show_current()

    def update_changes(self, changes: Sequence[Change]) -> None:
        """Show the same changes as they are now in their layer; filter and place in the list stay."""
        current, kept = self.current(), self.filter()
        self._undo.clear()
        with self._holding():
            self._take(changes)
            self.set_filter(kept)
            if current is not None:
                self._go_to(current.fid)
        self._show_current()

    def update_change(self, change: Change) -> None:
        """Show a change as it is now in its layer."""
        with self._holding():
            self.model.update_change(change)
        self._show_count()
        self._show_current()

    @contextmanager
    def _holding(self) -> Iterator[None]:
        """Leave what stands below the list as it is while rows come and go: a comment may be being typed."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    def _take(self, changes: Sequence[Change]) -> None:
        self._filling = True
        self.model.set_changes(changes)
        self._fill(self.form.from_class, sorted({change.code_from for change in changes}))
        self._fill(self.form.to_class, sorted({change.code_to for change in changes}))
        self.form.minimum_confidence.setEnabled(any(change.confidence is not None for change in changes))
        self.form.slivers.setVisible(any(change.technical for change in changes))
        self._filling = False

    def _fill(self, combo: QComboBox, codes: Sequence[int]) -> None:
        combo.clear()
        combo.addItem(self.tr("any class"), 0)
        for code in codes:
            _add_class(combo, code)

    def reset_filter(self) -> None:
        """Show all changes."""
        self.set_filter(ChangeFilter())

    def set_filter(self, which: ChangeFilter) -> None:
        """Show these fields of a filter, and what it takes."""
        form = self.form
        self._filling = True
        _choose_class(form.from_class, which.code_from)
        _choose_class(form.to_class, which.code_to)
        form.minimum_area.setValue(which.minimum_ha)
        form.minimum_confidence.setValue(round(which.minimum_confidence))
        form.verdict.setCurrentIndex(0 if which.verdict is None else 1 + list(Verdict).index(which.verdict))
        form.slivers.setChecked(which.technical)
        self._filling = False
        self._on_filter()

    def filter(self) -> ChangeFilter:
        """The filter as it is set."""
        form = self.form
        return ChangeFilter(
            code_from=form.from_class.currentData() or 0,
            code_to=form.to_class.currentData() or 0,
            minimum_ha=form.minimum_area.value(),
            minimum_confidence=form.minimum_confidence.value(),
            verdict=form.verdict.currentData(),
            technical=form.slivers.isChecked(),
        )

    def _on_filter(self, *_: object) -> None:
        if self._filling:
            return
        current = self.current()
        self.model.set_filter(self.filter())
        if current is not None:
            self._go_to(current.fid, quietly=True)
        self._show_count()
        self._show_current()
        self.filter_changed.emit([change.fid for change in self.shown()])

    def shown(self) -> List[Change]:
        """The changes that are shown, in the order of the table."""
        return self.model.shown()

    def _show_count(self) -> None:
        everything, shown = self.model.changes(), self.shown()
        total = formatting.hectares(sum(change.area_ha for change in shown))
        done = sum(change.verdict is not Verdict.NONE for change in everything)
        if not everything:
            text = self.tr("No change")
        elif len(shown) == len(everything):
            text = self.tr("{} changes, {}").format(formatting.number(len(shown)), total)
        else:
            text = self.tr("{} of {} changes, {}").format(
                formatting.number(len(shown)), formatting.number(len(everything)), total
            )
        if done:
            text += self.tr("; {} looked at").format(formatting.number(done))
        self.form.count.setText(text)
        self.form.reset_button.setEnabled(len(shown) != len(everything))

    # Going from one to the next

    def current(self) -> Optional[Change]:
        """The change that is being looked at."""
        index = self.form.table.currentIndex()
        change: Optional[Change] = index.data(CHANGE_ROLE) if index.isValid() else None
        return change

    def choose(self, fid: int) -> None:
        """Look at a change, as when its polygon was clicked in the map; one that is filtered out is not chosen."""
        self._go_to(fid)

    def step(self, by: int) -> None:
        """Go to the change `by` rows below; stays at the ends."""
        current = self.form.table.currentIndex()
        row = current.row() + by if current.isValid() else 0
        if 0 <= row < self.model.rowCount():
            self._go(row)

    def _go_to(self, fid: int, quietly: bool = False) -> None:
        """quietly: the map stays where it is."""
        row = self.model.row_of(fid)
        if row >= 0:
            blocked = self.blockSignals(quietly or self.signalsBlocked())
            self._go(row)
            self.blockSignals(blocked)

    def _go(self, row: int) -> None:
        index = self.model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.form.table.selectionModel().setCurrentIndex(index, flags)
        self.form.table.scrollTo(index)

    def judge(self, verdict: Verdict) -> None:
        """Give the change that is looked at a verdict and go to the next; the same verdict again takes it back."""
        change = self.current()
        if change is None:
            return
        row = self.form.table.currentIndex().row()
        given = Verdict.NONE if change.verdict is verdict else verdict
        self._comment = self.form.comment.text().strip()
        self._update(replace(change, verdict=given, comment=self._comment))
        saved = self.model.change(change.fid)
        if given is not Verdict.NONE and saved is not None and saved.verdict is given:
            # With a filter on verdicts the judged row is gone, and the next has taken its place.
            target = min(row + (self.model.row_of(change.fid) >= 0), self.model.rowCount() - 1)
            if target >= 0:
                self._go(target)
        self._show_current()

    def undo(self) -> None:
        """Take back the last verdict or comment that was given, and go to its change."""
        if not self._undo:
            return
        before = self._undo.pop()
        self._update(before, again=True)
        self._go_to(before.fid)
        self._show_current()

    def refuse(self, change: Change, kept: Optional[Change]) -> None:
        """A verdict or comment could not be saved: show the change as it still is in its layer, or as it was here."""
        if self._undo and self._undo[-1].fid == change.fid:
            self._undo.pop()
        shown = kept or self.before
        if shown is not None:
            self.update_change(shown)
        current = self.current()
        if current is not None and current.fid == change.fid:
            self.form.comment.setText(change.comment)  # the words are not lost, they are being typed again

    def finish_comment(self) -> None:
        """Save the comment that is being typed; it is of a change of the list that is shown, and of no other."""
        self._save_comment()

    def unsaved_comment(self) -> str:
        """The comment that is being typed, as far as it is not saved; empty without one."""
        return str(self.form.comment.text().strip()) if self._is_typing() else ""

    def drop_comment(self) -> None:
        """Let go of the comment that is being typed."""
        self._comment_of = None

    def _save_comment(self) -> None:
        if not self._is_typing() or self._comment_of is None:
            return
        change = self.model.change(self._comment_of)
        self._comment = self.form.comment.text().strip()
        if change is not None and self._comment != change.comment:
            self._update(replace(change, comment=self._comment))

    def _update(self, change: Change, again: bool = False) -> None:
        before = self.before = self.model.change(change.fid)
        if before is not None and before != change and not again:
            self._undo.append(before)
        with self._holding():
            self.model.update_change(change)
        self._show_count()
        self.judged.emit(change)

    def _on_current(self, current: QModelIndex, _: QModelIndex) -> None:
        self._show_current()
        change: Optional[Change] = current.data(CHANGE_ROLE) if current.isValid() else None
        if change is not None:
            self.change_chosen.emit(change.fid)

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click on the row that is current already: the map may have been moved away meanwhile."""
        change: Optional[Change] = index.data(CHANGE_ROLE)
        if change is not None:
            self.change_chosen.emit(change.fid)

    def _show_current(self) -> None:
        if self._held:
            return
        change = self.current()
        form = self.form
        for button in (form.confirm_button, form.reject_button, form.unsure_button, form.comment):
            button.setEnabled(change is not None)
        hint = QPalette()  # else Qt goes on with the colour it had as a disabled field
        hint.setColor(QPalette.ColorRole.PlaceholderText, muted_colour(form.comment))
        form.comment.setPalette(hint)
        form.next_button.setEnabled(self.model.rowCount() > 0)
        form.previous_button.setEnabled(self.model.rowCount() > 0)
        form.undo_button.setEnabled(bool(self._undo))
        self._show_comment(change)
        form.what.setText(change_text(change) if change is not None else "")
        form.what.setVisible(change is not None)

    def _show_comment(self, change: Optional[Change]) -> None:
        """What is being typed stays while its change is shown; it is saved when another takes the place."""
        fid = change.fid if change is not None else None
        if self._is_typing():
            if fid == self._comment_of:
                return
            self._save_comment()
        self._comment_of, self._comment = fid, change.comment if change is not None else ""
        self.form.comment.setText(self._comment)

    def _is_typing(self) -> bool:
        """Whether the comment has text that is not saved yet."""
        return self._comment_of is not None and self.form.comment.text().strip() != self._comment.strip()


def _add_class(combo: QComboBox, code: int) -> None:
    combo.addItem(class_label(code), code)
    combo.setItemData(combo.count() - 1, swatch(code), Qt.ItemDataRole.DecorationRole)


def _choose_class(combo: QComboBox, code: int) -> None:
    """0: any class. One that no polygon has is chosen too, and takes none of them: so small may a change be."""
    if code and combo.findData(code) < 0:
        _add_class(combo, code)
    combo.setCurrentIndex(max(0, combo.findData(code)))
