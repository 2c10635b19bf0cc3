"""Page 2 of Train: how the data are held out, what each fold holds, and the way to see it on the map."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from corina.engine.jobs import SplitChoice, SplitScheme
from corina.ui.choices import let_shrink
from corina.ui.forms import align_labels, load_form
from corina.ui.notes import NoteKind
from corina.ui.tables import fill_table

M_PER_KM = 1000.0


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("TrainSplitPage", text))


def scheme_texts(scheme: SplitScheme) -> Tuple[str, str]:
    """A scheme's name, and what it means for the figures of the report."""
    return {
        SplitScheme.AUTO: (
            _tr("Automatically"),
            _tr("Sentinel-2 tiles where there are several, else blocks."),
        ),
        SplitScheme.TILES: (_tr("Sentinel-2 tiles"), _tr("The most honest: whole tiles are never seen.")),
        SplitScheme.SCENES: (_tr("Scenes"), _tr("Whole scenes are never seen.")),
        SplitScheme.BLOCKS: (
            _tr("Blocks"),
            _tr("Squares of the scene are never seen; their neighbours are."),
        ),
        SplitScheme.RANDOM: (
            _tr("Random patches"),
            _tr(
                "This flatters: neighbouring patches are alike, so figures will be better than on a new scene."
            ),
        ),
        SplitScheme.STRATIFIED: (
            _tr("Random patches, each class in each fold"),
            _tr("This flatters as well; it only sees to it that rare classes are in every part."),
        ),
    }[scheme]


def role_text(role: str) -> str:
    """What a fold is for, in words."""
    known = {"training": _tr("training"), "validation": _tr("validation"), "test": _tr("test (report)")}
    return known.get(role, role)


class TrainSplitPage(QWidget):
    """Asks for a SplitChoice. `look_requested`: the split is to be drawn; `map_requested`: shown on the map."""

    changed = pyqtSignal()
    look_requested = pyqtSignal()
    map_requested = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("train_split_page", self)
        form = self.form
        form.grid.setColumnStretch(1, 1)
        align_labels(form.grid)
        form.block.setClearValue(5.12)
        form.folds.setClearValue(5)
        form.held_out.setClearValue(1)
        form.seed.setClearValue(1)
        form.folds_table.setMinimumHeight(self.fontMetrics().height() * 9)
        let_shrink(form.scheme, form.validation)
        for scheme in SplitScheme:
            form.scheme.addItem(scheme_texts(scheme)[0], scheme.value)
        form.scheme.currentIndexChanged.connect(self._on_scheme)
        form.folds.valueChanged.connect(self._on_folds)
        for spin in (form.held_out, form.block, form.seed):
            spin.valueChanged.connect(self.changed)
        form.validation.currentIndexChanged.connect(self.changed)
        form.each_fold.toggled.connect(self.changed)
        form.look_button.clicked.connect(self.look_requested)
        form.map_button.clicked.connect(self.map_requested)
        self._on_folds()
        self._on_scheme()
        self.show_description(None)

    def choice(self) -> SplitChoice:
        """The split."""
        form = self.form
        return SplitChoice(
            scheme=SplitScheme(form.scheme.currentData()),
            folds=form.folds.value(),
            held_out=form.held_out.value() - 1,
            validation=form.validation.currentData(),
            block_m=form.block.value() * M_PER_KM,
            seed=form.seed.value(),
        )

    def each_fold(self) -> bool:
        """Whether each fold is to be held out in turn."""
        return bool(self.form.each_fold.isChecked())

    def set_choice(self, split: SplitChoice) -> None:
        """Show this split."""
        form = self.form
        form.scheme.setCurrentIndex(form.scheme.findData(split.scheme.value))
        form.folds.setValue(split.folds)
        form.held_out.setValue(split.held_out + 1)
        form.validation.setCurrentIndex(max(0, form.validation.findData(split.validation)))
        form.block.setValue(split.block_m / M_PER_KM)
        form.seed.setValue(split.seed)

    def show_looking(self, text: str) -> None:
        """Say that the split is being drawn."""
        self.form.look_button.setEnabled(False)
        self.form.map_button.setEnabled(False)
        self.form.note.say(text or self.tr("Dividing the patches…"), NoteKind.BUSY)

    def show_problem(self, sentence: str) -> None:
        """Say why there is no split."""
        self.form.look_button.setEnabled(True)
        self.form.note.say(sentence, NoteKind.MISSING)

    def show_description(self, description: Optional[Mapping[str, Any]], stale: bool = False) -> None:
        """Show the folds of a description of training data. stale: the settings have changed since."""
        form = self.form
        form.look_button.setEnabled(True)
        form.folds_table.setVisible(description is not None)
        split = (description or {}).get("split") or {}
        layer = ((description or {}).get("outputs") or {}).get("layer")
        form.map_button.setEnabled(bool(layer) and not stale)
        if description is None:
            form.note.say(self.tr("The split is drawn when the data have been read."))
        elif stale:
            form.note.say(self.tr("Changed since; divide again."), NoteKind.WARNING)
        else:
            form.note.say(self.tr("Divided by: {}").format(self._scheme_title(str(split.get("scheme")))))
        headers = (
            self.tr("Fold"), self.tr("Used for"), self.tr("Patches"), self.tr("ha"), self.tr("Classes"),
            self.tr("Groups"),
        )  # fmt: skip
        fill_table(form.folds_table, headers, [self._row(fold) for fold in split.get("folds") or ()])
        form.warnings.say("\n".join(str(text) for text in split.get("warnings") or ()), NoteKind.WARNING)

    @staticmethod
    def _row(fold: Mapping[str, Any]) -> List[Any]:
        classes, groups = fold.get("classes"), fold.get("groups", "")
        return [
            int(fold["fold"]) + 1,
            role_text(str(fold["role"])),
            int(fold["patches"]),
            round(float(fold["labelled_ha"]), 1),
            len(classes) if isinstance(classes, (list, dict)) else classes,
            len(groups) if isinstance(groups, list) else groups,
        ]

    @staticmethod
    def _scheme_title(scheme: str) -> str:
        try:
            return scheme_texts(SplitScheme(scheme))[0]
        except ValueError:
            return scheme

    def _on_scheme(self, *_: object) -> None:
        scheme = SplitScheme(self.form.scheme.currentData())
        flatters = scheme in (SplitScheme.RANDOM, SplitScheme.STRATIFIED)
        self.form.scheme_note.say(scheme_texts(scheme)[1], NoteKind.WARNING if flatters else NoteKind.PLAIN)
        blocks = scheme in (SplitScheme.AUTO, SplitScheme.BLOCKS)
        self.form.block.setEnabled(blocks)
        self.form.block_label.setEnabled(blocks)
        self.changed.emit()

    def _on_folds(self, *_: object) -> None:
        form = self.form
        folds, chosen = form.folds.value(), form.validation.currentData()
        form.held_out.setMaximum(folds)
        form.validation.blockSignals(True)
        form.validation.clear()
        form.validation.addItem(self.tr("the fold after the one held out"), None)
        for fold in range(folds):
            form.validation.addItem(self.tr("fold {}").format(fold + 1), fold)
        form.validation.setCurrentIndex(max(0, form.validation.findData(chosen)) if chosen is not None else 0)
        form.validation.blockSignals(False)
        self.changed.emit()
