"""The panel in which sample points are labelled one after the other, mostly by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional

from qgis.core import QgsMapLayerProxyModel
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap
from qgis.PyQt.QtWidgets import QAction, QListWidgetItem, QWidget

from corina.clc import CLASSES, CODES, Level
from corina.ui.class_names import class_label
from corina.ui.formatting import number
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteLabel

_CODE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class PointView:
    """What is shown of a sample and its current point. number: of the point, None when there is none to show.

    done, total: labelled points and all of them. label: code as text, empty without one.
    """

    number: Optional[int] = None
    total: int = 0
    done: int = 0
    label: str = ""
    comment: str = ""


class LabelPanel(QWidget):
    """`labelled` carries a code as text ("" takes the label back), `commented` a remark, `stepped` -1 or +1."""

    labelled = pyqtSignal(str)
    commented = pyqtSignal(str)
    stepped = pyqtSignal(int)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("label_panel", self)
        form = self.form
        self.note = NoteLabel(self)
        """What came of the last run: the panel of runs may be hidden behind this one."""
        form.layout.insertWidget(1, self.note)
        form.head.setColumnStretch(1, 1)
        form.steps.setStretch(1, 1)
        form.find.setStretch(1, 1)
        form.layer.setFilters(QgsMapLayerProxyModel.Filter.PointLayer)
        form.layer.setAllowEmptyLayer(True)
        form.search.setShowClearButton(True)
        form.previous_button.setIcon(theme_icon("mActionArrowLeft"))
        form.next_button.setIcon(theme_icon("mActionArrowRight"))
        for level in sorted(Level, reverse=True):
            form.level.addItem(self.tr("Level {}").format(int(level)), level)
        for field in (form.search, form.classes):
            field.installEventFilter(self)
        self._shown = PointView()
        self._connect()
        self._fill()
        self.show_point(PointView())

    def _connect(self) -> None:
        form = self.form
        form.level.currentIndexChanged.connect(self._fill)
        form.search.textChanged.connect(self._fill)
        form.search.returnPressed.connect(self._give)
        form.classes.itemDoubleClicked.connect(lambda _: self._give())
        form.clear_button.clicked.connect(self._take_back)
        form.comment.editingFinished.connect(self.finish_comment)
        for key, button, by in (("PgUp", form.previous_button, -1), ("PgDown", form.next_button, 1)):
            button.clicked.connect(lambda _=False, by=by: self._step(by))
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, by=by: self._step(by))
            self.addAction(action)

    def show_point(self, view: PointView) -> None:
        """Show where in the sample one is, and what its point has."""
        before, self._shown = self._shown, view
        form = self.form
        form.progress.setMaximum(max(1, view.total))
        form.progress.setValue(view.done)
        form.progress.setFormat(
            self.tr("{} of {} points labelled").format(number(view.done), number(view.total))
        )
        here = view.number is not None
        if not view.total:
            text = self.tr("No sample is chosen")
        elif here:
            known = int(view.label) if view.label.isdigit() else 0
            label = class_label(known) if known else view.label or self.tr("not labelled yet")
            text = self.tr("Point {}: {}").format(view.number, label)
        else:
            text = self.tr("All points are labelled")
        form.point.setText(text)
        form.comment.setText(view.comment)
        is_same = (view.number, view.label) == (before.number, before.label)
        if not form.search.text() and not is_same:  # else a class may be chosen while a comment is saved
            self._mark(int(view.label) if view.label.isdigit() else 0)
        for control in (form.search, form.classes, form.comment, form.level):
            control.setEnabled(here)
        form.previous_button.setEnabled(view.total > 0)
        form.next_button.setEnabled(view.total > 0)
        form.clear_button.setEnabled(here and bool(view.label))
        form.assess_button.setEnabled(view.done > 0)

    def set_level(self, level: int) -> None:
        """Offer the classes of a level: 1, 2 or 3."""
        self.form.level.setCurrentIndex(max(0, self.form.level.findData(Level(level))))

    def offered(self) -> List[int]:
        """The codes in the list, as filtered."""
        return [self.form.classes.item(row).data(_CODE) for row in range(self.form.classes.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search line move the mark in the list; Enter in the list gives the class."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and watched is self.form.classes and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
            return True
        if is_key and watched is self.form.search:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(event.key(), 0)
            if by:
                row = self.form.classes.currentRow() + by
                self.form.classes.setCurrentRow(min(max(row, 0), self.form.classes.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _fill(self, *_: object) -> None:
        """List the classes whose code begins with what is typed, else those whose name has it. A code of any level that
        is typed in full comes first: who writes 31 cannot tell level 3.
        """
        form = self.form
        typed = form.search.text().strip().lower().replace(".", "")
        exact = [int(typed)] if typed.isdigit() and int(typed) in CLASSES else []
        codes = [code for code in CODES[form.level.currentData()] if _fits(code, typed) and code not in exact]
        form.classes.clear()
        for code in exact + codes:
            item = QListWidgetItem(_icon(code), class_label(code))
            item.setData(_CODE, code)
            form.classes.addItem(item)
        if typed:
            form.classes.setCurrentRow(0)
        else:
            self._mark(int(self._shown.label) if self._shown.label.isdigit() else 0)

    def _mark(self, code: int) -> None:
        """Mark the class a point has; none for one that is not in the list."""
        codes = self.offered()
        self.form.classes.setCurrentRow(codes.index(code) if code in codes else -1)

    def _give(self) -> None:
        item = self.form.classes.currentItem()
        if item is None or self._shown.number is None or not self.finish_comment():
            return
        code = str(item.data(_CODE))
        self.form.search.clear()
        self.labelled.emit(code)

    def _take_back(self) -> None:
        if self.finish_comment():
            self.labelled.emit("")

    def _step(self, by: int) -> None:
        if self.finish_comment():
            self.stepped.emit(by)

    def finish_comment(self) -> bool:
        """Tell the comment that is being typed, which is of the point that is shown; whether all of it is saved."""
        text = self.form.comment.text().strip()
        if self._shown.number is not None and text != self._shown.comment:
            self.commented.emit(text)
            return bool(self._shown.comment == text)
        return True


def _fits(code: int, typed: str) -> bool:
    if typed.isdigit():
        return str(code).startswith(typed)
    return typed in class_label(code).lower()


def _icon(code: int) -> QIcon:
    pixmap = QPixmap(32, 32)
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    painter.setPen(QColor(0, 0, 0, 120))
    painter.setBrush(QColor(*CLASSES[code].colour))
    painter.drawRect(3, 3, 25, 25)
    painter.end()
    icon = QIcon(pixmap)
    # Without one of its own, the icon of the marked line is tinted, and its colour is no more that of the class.
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
