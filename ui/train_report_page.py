"""Page 5 of Train: how good the model is on data it has never seen, and what to do with it."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QSizePolicy, QToolButton, QWidget

from corina.clc import Level
from corina.ui import formatting
from corina.ui.class_names import class_label
from corina.ui.export_dialog import ExportDialog
from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind
from corina.ui.state import RunState, RunView
from corina.ui.tables import fill_table, table_text

MEASURES = ("precision", "recall", "f1", "iou")
SUMMARY = ("overall", "mean_iou", "f1_macro", "f1_micro", "f1_weighted", "majority_floor")


class TrainReportPage(QWidget):
    """Shows the result of a training, or of an evaluation (docs/jobs.md).

    `use_requested`: the model is to be used in Classify. `export_requested` carries what ("html", "csv", "json") and
    the path of the file to write; `model_requested` the ExportModelJob of a dialog; `open_requested`: the report is to
    be opened; `review_requested`: the labels that the model believes least are to be listed; `measure_requested`: the
    model is to be measured on the data of the Data page; `cancel_requested`: neither any longer.
    """

    use_requested = pyqtSignal()
    open_requested = pyqtSignal()
    review_requested = pyqtSignal()
    measure_requested = pyqtSignal()
    cancel_requested = pyqtSignal()
    export_requested = pyqtSignal(str, str)
    model_requested = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("train_report_page", self)
        form = self.form
        self._run: Optional[RunView] = None
        self._busy = ""
        self.export_dialog: Optional[ExportDialog] = None
        self.is_installed: Callable[[str], bool] = lambda name: False
        """Whether a model of a name is in the list of Classify."""
        font = form.title.font()
        font.setBold(True)
        form.title.setFont(font)
        self._buttons = {Level.L1: form.level1, Level.L2: form.level2, Level.L3: form.level3}
        for button in self._buttons.values():
            button.toggled.connect(self._show_level)
        form.copy_button.setIcon(theme_icon("mActionEditCopy"))
        form.use_button.setIcon(theme_icon("mIconSuccess"))
        form.layout.setStretchFactor(form.views, 1)
        form.note_row.setStretch(0, 1)
        form.cancel_button.hide()
        form.export_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.views.setMinimumHeight(self.fontMetrics().height() * 14)
        menu = QMenu(self)
        self.exports: Dict[str, Any] = {}
        for kind, text in (
            ("html", self.tr("Report as &HTML…")),
            ("csv", self.tr("Figures as &CSV…")),
            ("json", self.tr("Figures as &JSON…")),
            ("zip", self.tr("&Model…")),
        ):
            action = menu.addAction(text)
            action.triggered.connect(lambda _=False, kind=kind: self._ask_path(kind))
            self.exports[kind] = action
        form.export_button.setMenu(menu)
        form.export_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        form.use_button.clicked.connect(self.use_requested)
        form.report_button.clicked.connect(self.open_requested)
        form.review_button.clicked.connect(self.review_requested)
        form.measure_button.clicked.connect(self.measure_requested)
        form.cancel_button.clicked.connect(self._cancel)
        form.copy_button.clicked.connect(self._copy)
        self.show_run(None)

    def show_run(self, run: Optional[RunView]) -> None:
        """Show the result of a training; one that is going on, or none, has none yet."""
        self._run = run
        form, result = self.form, self.result()
        metrics = result.get("metrics") or {}
        form.title.setText(run.title if run is not None else self.tr("No training yet."))
        if run is None:
            note = self.tr("The report of a training is shown here when it is done.")
        elif run.state.is_active:
            note = self.tr("The training is going on; its report comes at its end.")
        elif not metrics and run.state is RunState.DONE:
            note = self.tr(
                "The model is made, but how well it agrees is not known: no label of the patches held out names a "
                "single CORINE class."
            )
        elif not metrics:
            note = self.tr(
                "The training has no report yet: resume it, or use the best model so far as it is."
            )
        else:
            note = ""
        if not self._busy:  # which goes on, whatever is shown meanwhile
            form.note.say(note)
        report = result.get("report") or {}
        for kind, action in self.exports.items():
            action.setEnabled(bool(report.get(kind)) if kind != "zip" else self._has_model())
        form.report_button.setEnabled(bool(report.get("html")))
        form.export_button.setEnabled(bool(report) or self._has_model())
        for button in (form.use_button, form.review_button, form.measure_button):
            button.setEnabled(self._has_model() and not self._busy)
        for widget in (form.views, form.level_label, form.copy_button, *self._buttons.values()):
            widget.setVisible(bool(metrics))
        self._show_level()

    def show_busy(self, text: str, can_cancel: bool = False) -> None:
        """Say what is going on with the model; empty when it is done. can_cancel: with a button to end it."""
        form, self._busy = self.form, text
        for button in (form.use_button, form.review_button, form.measure_button):
            button.setEnabled(not text and self._has_model())
        form.cancel_button.setVisible(bool(text) and can_cancel)
        if not text:
            form.cancel_button.setEnabled(True)
        form.note.say(text, NoteKind.BUSY)

    def say(self, text: str) -> None:
        """Say what has become of something that is over."""
        self.form.note.say(text)

    def _cancel(self) -> None:
        self.form.cancel_button.setEnabled(False)  # it takes a moment
        self.cancel_requested.emit()

    def result(self) -> Mapping[str, Any]:
        """The result of the run that is shown; empty without one."""
        return (self._run.result if self._run is not None else None) or {}

    def level(self) -> Level:
        """The level that is shown."""
        return next((level for level, button in self._buttons.items() if button.isChecked()), Level.L1)

    def _has_model(self) -> bool:
        """Whether there is a checkpoint a model can be made of."""
        if self._run is None or self._run.state.is_active:
            return False
        result = self.result()
        stopped = (
            self._run.state is RunState.STOPPED and result.get("step", 1) > 0
        )  # not before its first step
        return bool(result.get("model")) or (bool(result) and (stopped or self._run.state is RunState.DONE))

    def _show_level(self, *_: object) -> None:
        figures = (self.result().get("metrics") or {}).get(f"level{int(self.level())}") or {}
        inner = (self.result().get("inner") or {}).get(f"level{int(self.level())}") or {}
        lines = [self._summary(figures)]
        if inner:
            lines.append(self.tr("Away from borders: {}").format(self._summary(inner)))
        self.form.summary.setText("\n".join(lines))
        matrix = figures.get("matrix") or {}
        codes, counts = list(matrix.get("codes") or ()), list(matrix.get("counts") or ())
        self.form.matrix.set_matrix(codes, counts)
        rows = [[class_label(code), *row] for code, row in zip(codes, counts)]
        fill_table(self.form.counts, [self.tr("Label \\ map"), *(str(code) for code in codes)], rows)
        self._show_folds()
        headers = (
            self.tr("Class"), self.tr("Pixels"), self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("IoU"),
        )  # fmt: skip
        fill_table(self.form.classes, headers, self._class_rows(figures), stretch=0)

    def _show_folds(self) -> None:
        """The figures of each fold at the level that is shown, and their mean, when each was held out in turn."""
        page, level, others = (
            self.form.folds_page,
            f"level{int(self.level())}",
            self.result().get("folds") or [],
        )
        views = self.form.views
        views.setTabEnabled(views.indexOf(page), bool(others))
        if hasattr(views, "setTabVisible"):  # Qt 5.15
            views.setTabVisible(views.indexOf(page), bool(others))
        if not others or self._run is None:
            return
        held_out = self._run.job.recipe.split.held_out
        folds = sorted(
            [{"fold": held_out, "metrics": self.result()["metrics"]}, *others],
            key=lambda fold: int(fold["fold"]),
        )
        rows: List[List[Any]] = [
            [int(fold["fold"]) + 1, *(round(float(fold["metrics"][level][name]), 3) for name in SUMMARY)]
            for fold in folds
        ]
        means = [round(sum(column) / len(rows), 3) for column in zip(*(row[1:] for row in rows))]
        headers = [self.tr("Fold"), *(text for text, _ in self._measures())]
        fill_table(self.form.folds, headers, [*rows, [self.tr("mean"), *means]])

    @staticmethod
    def _class_rows(figures: Mapping[str, Any]) -> List[List[Any]]:
        rows = []
        for code, values in (figures.get("per_class") or {}).items():
            shares = ["–" if values.get(name) is None else round(float(values[name]), 3) for name in MEASURES]
            rows.append([class_label(int(code)), int(values.get("pixels") or 0), *shares])
        return rows

    def _summary(self, figures: Mapping[str, Any]) -> str:
        if not figures:
            return ""
        parts = [
            f"{text} {formatting.number(100 * float(figures[key]), 1)}\u00a0%"  # never on two lines
            for text, key in self._measures()
            if figures.get(key) is not None
        ]
        return ", ".join(parts)

    def _measures(self) -> Tuple[Tuple[str, str], ...]:
        """The summary figures in words, and their names in the result."""
        words = (
            self.tr("agreement"), self.tr("mean IoU"), self.tr("F1 macro"), self.tr("F1 micro"),
            self.tr("F1 weighted"), self.tr("largest class alone"),
        )  # fmt: skip
        return tuple(zip(words, SUMMARY))

    def _copy(self) -> None:
        text = table_text(self.form.counts) + "\n" + table_text(self.form.classes)
        if self.result().get("folds"):
            text += "\n" + table_text(self.form.folds)
        QGuiApplication.clipboard().setText(text)

    def _ask_path(self, kind: str) -> None:
        if kind == "zip":
            self._ask_model()
            return
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), f"report.{kind}", f"*.{kind}")
        if path:
            known = path.lower().endswith(f".{kind}")
            self.export_requested.emit(kind, path if known else f"{path}.{kind}")

    def _ask_model(self) -> None:
        """Open the dialog for a model of the training that is shown."""
        if self._run is None:
            return
        self.export_dialog = ExportDialog(self._run.job, self.is_installed, self)
        self.export_dialog.started.connect(self.model_requested)
        self.export_dialog.finished.connect(self._on_dialog_closed)
        self.export_dialog.open()

    def close_dialog(self) -> None:
        """Close the dialog for a model, where it is open."""
        if self.export_dialog is not None:
            self.export_dialog.reject()

    def _on_dialog_closed(self, *_: object) -> None:
        self.export_dialog = None
