"""A pretraining on the Model page: how far it is, the figures of Ulmas and Liiv, and beginning with its encoder."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QFrame, QHeaderView, QTreeWidgetItem, QWidget

from corina.ui import formatting
from corina.ui.class_names import class_label
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind
from corina.ui.progress_text import progress_text, state_text
from corina.ui.state import RunState, RunView

MEASURES = ("exact", "partial", "incorrect", "f1_micro")
"""The columns, as docs/jobs.md names them."""


class PretrainPanel(QFrame):
    """Shows one run of a pretraining; hidden without one. `taken` carries its RunView, the others its id."""

    taken = pyqtSignal(object)
    stop_requested = pyqtSignal(str)
    resume_requested = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("pretrain_panel", self)
        form = self.form
        self._run: Optional[RunView] = None
        self._begun_with, self._stopping = "", ""
        self._shown: Optional[Mapping[str, Any]] = None
        font = form.title.font()
        font.setBold(True)
        form.title.setFont(font)
        form.title_row.setStretch(0, 1)
        form.close_button.setIcon(theme_icon("mIconClose"))
        form.stop_button.setIcon(theme_icon("mActionStop"))
        form.resume_button.setIcon(theme_icon("mActionPlay"))
        form.copy_button.setIcon(theme_icon("mActionEditCopy"))
        form.figures.setHeaderLabels(
            [self.tr("Level, class"), self.tr("Exact"), self.tr("Partial"), self.tr("Wrong"), self.tr("F1")]
        )
        for column, tip in enumerate(self._tips()):
            form.figures.headerItem().setToolTip(column, tip)
        form.figures.setIndentation(self.fontMetrics().averageCharWidth() * 2)
        header = form.figures.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 3)
        for column in range(5):
            stretch, fit = QHeaderView.ResizeMode.Stretch, QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, fit if column else stretch)
            if column:
                form.figures.headerItem().setTextAlignment(column, int(Qt.AlignmentFlag.AlignRight))
        form.close_button.clicked.connect(lambda: self.show_run(None))
        form.take_button.clicked.connect(lambda: self.taken.emit(self._run))
        form.stop_button.clicked.connect(self._on_stop)
        form.resume_button.clicked.connect(lambda: self._emit(self.resume_requested))
        form.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.show_run(None)

    def _tips(self) -> Tuple[str, ...]:
        return (
            self.tr("Labels at each level up to the one that was learned; below them the classes."),
            self.tr("Share of patches of which exactly the right classes were said, in %."),
            self.tr("Share of patches of which some classes were right, in %."),
            self.tr("Share of patches of which no class was right, in %."),
            self.tr("2 tp / (2 tp + fp + fn) over all labels, or of one class, in %."),
        )

    def run_id(self) -> str:
        """The id of the pretraining that is shown; empty without one."""
        return self._run.id if self._run is not None else ""

    def set_begun_with(self, path: str) -> None:
        """Tell which file the training is to begin with; empty for none."""
        self._begun_with = path
        self._show_state()

    def show_run(self, run: Optional[RunView]) -> None:
        """Show where a pretraining stands, and its figures; None hides the panel."""
        self._run = run
        if run is None or run.id != self._stopping or not run.state.is_active:
            self._stopping = ""
        self._show_state()
        metrics = (run.result or {}).get("metrics") if run is not None else None
        if metrics is not self._shown:
            self._shown = metrics
            self._fill(metrics or {})
        self.form.figures.setVisible(bool(metrics))
        self.form.copy_button.setVisible(bool(metrics))
        self.setVisible(run is not None)

    def encoder(self) -> str:
        """The file of the encoder; empty while there is none."""
        return str(((self._run.result if self._run is not None else None) or {}).get("encoder") or "")

    def _show_state(self) -> None:
        run, form = self._run, self.form
        if run is None:
            return
        active = run.state.is_active
        form.title.setText(run.title)
        fraction = run.progress.fraction if run.progress is not None else 0.0
        form.bar.setVisible(active)
        form.bar.setMaximum(1000 if fraction > 0 else 0)
        form.bar.setValue(round(1000 * fraction))
        form.note.say(*self._words(run))
        form.close_button.setVisible(not active)
        form.stop_button.setVisible(active)
        form.resume_button.setVisible(run.can_resume or run.state is RunState.PAUSED)
        form.take_button.setVisible(bool(self.encoder()) and self.encoder() != self._begun_with)

    def _words(self, run: RunView) -> Tuple[str, NoteKind]:
        if run.state is RunState.RUNNING:
            text = self.tr("stopping") if self._stopping else progress_text(run.progress)
            return text[:1].upper() + text[1:], NoteKind.PLAIN
        if run.state is RunState.FAILED and run.error:
            return run.error, NoteKind.MISSING
        result = run.result or {}
        if self.encoder() and self.encoder() == self._begun_with:
            return self.tr("The training begins with this encoder."), NoteKind.PLAIN
        text = state_text(run.state)
        if result.get("epoch"):
            text = self.tr("{}, epoch {}").format(text, formatting.number(float(result["epoch"])))
        return text[:1].upper() + text[1:], NoteKind.PLAIN

    def _on_stop(self) -> None:
        self._stopping = self.run_id()
        self._emit(self.stop_requested)
        self._show_state()

    def _emit(self, signal: Any) -> None:  # noqa: ANN401 - a bound signal
        if self._run is not None:
            signal.emit(self._run.id)

    # Figures

    def _fill(self, metrics: Mapping[str, Any]) -> None:
        tree = self.form.figures
        tree.clear()
        for name, figures in metrics.items():
            top = QTreeWidgetItem(tree, [self._level_text(name), *map(_share, _values(figures))])
            top.setToolTip(0, self._set_text(figures))
            for label, one in self._classes(figures):
                child = QTreeWidgetItem(top, [label, "", "", "", _share(one["f1"])])
                child.setToolTip(0, label)
                child.setToolTip(4, self._class_text(one))
                child.setTextAlignment(4, _RIGHT)
            for column in range(1, 5):
                top.setTextAlignment(column, _RIGHT)
        line = self.fontMetrics().height()
        tree.setMinimumHeight(line * 7)
        tree.setMaximumHeight(line * 12)

    @staticmethod
    def _classes(figures: Mapping[str, Any]) -> List[Tuple[str, Dict[str, Any]]]:
        """Name and figures of each class that occurs."""
        listed = (figures.get("per_class") or {}).items()
        return [
            (class_label(int(code)) if code.isdigit() else code, one)
            for code, one in listed
            if one["patches"]
        ]

    def _level_text(self, name: str) -> str:
        level = name[len("level") :]
        return self.tr("Level {}").format(level) if level.isdigit() else self.tr("Classes")

    def _set_text(self, figures: Mapping[str, Any]) -> str:
        parts = [self.tr("{} patches").format(formatting.number(float(figures["patches"])))]
        if figures.get("cardinality") is not None:
            parts.append(
                self.tr("{} labels a patch (cardinality), {} of all labels (density)").format(
                    formatting.number(float(figures["cardinality"]), 2),
                    formatting.percent(100 * float(figures["density"])),
                )
            )
        parts.append(
            self.tr("mean F1 of the classes {}").format(formatting.percent(100 * figures["f1_macro"]))
        )
        return ", ".join(parts)

    def _class_text(self, one: Mapping[str, Any]) -> str:
        return self.tr("{} patches, precision {}, recall {}").format(
            formatting.number(float(one["patches"])),
            formatting.percent(100 * float(one["precision"])),
            formatting.percent(100 * float(one["recall"])),
        )

    def text(self) -> str:
        """All figures as tab-separated lines."""
        head = self.form.figures.headerItem()
        lines = ["\t".join(head.text(column) for column in range(5))]
        for name, figures in (self._shown or {}).items():
            lines.append("\t".join([self._level_text(name), *(str(value) for value in _values(figures))]))
            lines += [f"{label}\t\t\t\t{one['f1']}" for label, one in self._classes(figures)]
        return "\n".join(lines) + "\n"


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _values(figures: Mapping[str, Any]) -> List[float]:
    return [float(figures[name]) for name in MEASURES]


def _share(value: float) -> str:
    return formatting.number(100 * float(value), 1)
