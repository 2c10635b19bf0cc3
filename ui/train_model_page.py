"""Page 3 of Train: how long it may take, the network, its first weights, all settings of the fit, and what it costs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QSizePolicy, QWidget

from corina.engine.jobs import (
    JobError,
    NetworkChoice,
    Preset,
    Recipe,
    WeightsChoice,
    WeightsFrom,
    model_name,
    preset_recipe,
)
from corina.ui import choices, recipe_fields
from corina.ui.forms import align_labels, load_form
from corina.ui.model_page_texts import estimate_text, weights_problem
from corina.ui.notes import NoteKind
from corina.ui.pretrain_panel import PretrainPanel
from corina.ui.rate_test import RateTest

_OF_ENCODER = ("encoder", "depth", "decoder_channels", "skip_channels")
"""What of a network goes with its encoder."""


class TrainModelPage(QWidget):
    """Asks for a Recipe, apart from its data and split, and for the run folder.

    `estimate_requested`: a short trial is wanted; `rates_requested`, `rates_cancelled`: a test of learning rates is, or
    is not any more; `pretrain_requested`: the pretraining of an encoder is. `recipe_opened`, `recipe_saved`: with the
    path of a recipe file.
    """

    changed = pyqtSignal()
    estimate_requested = pyqtSignal()
    rates_requested = pyqtSignal()
    rates_cancelled = pyqtSignal()
    pretrain_requested = pyqtSignal()
    recipe_opened = pyqtSignal(str)
    recipe_saved = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("train_model_page", self)
        form = self.form
        self._base = preset_recipe(Preset.BALANCED)
        self._paused = True
        self.is_installed: Callable[[str], bool] = lambda name: False
        """Whether a model of a name is in the list of Classify."""
        for grid in (form.grid, form.network_grid, form.fit_grid, form.augment_grid, form.card_grid):
            grid.setColumnStretch(1, 1)
            align_labels(grid)
        form.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        form.folder.setDialogTitle(self.tr("Choose a folder for the training"))
        form.folder.lineEdit().setPlaceholderText(self.tr("a new folder in your profile"))
        recipe_fields.fill_combos(form)
        choices.let_shrink(
            form.architecture, form.encoder, form.skips, form.heads, form.weights, form.schedule, form.optimiser,
            form.monitor, form.loss, form.class_weights, form.precision,
        )  # fmt: skip
        choices.fill(form.weights, WeightsFrom)
        # In a narrow dock long labels take two lines, rather than leave less room than a rate needs.
        for label in form.fit_group.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly):
            label.setWordWrap(True)
        form.description.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        form.rate.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form.rate.setMinimumWidth(self.fontMetrics().averageCharWidth() * 9)
        self._connect()
        self.set_recipe(replace(self._base, title=self.tr("My model")))
        self.show_estimate(None)

    def _connect(self) -> None:
        form = self.form
        for preset, button in self._presets().items():
            button.clicked.connect(lambda _=False, preset=preset: self.set_preset(preset))
        for edit in (form.title, form.rate, form.level_weights, form.licence, form.description):
            edit.textChanged.connect(self._on_change)
        for combo in (
            form.architecture, form.heads, form.schedule, form.optimiser, form.class_weights, form.precision,
            form.skips, form.loss, form.monitor, form.weights,
        ):  # fmt: skip
            combo.currentIndexChanged.connect(self._on_change)
        form.encoder.currentTextChanged.connect(self._on_change)
        for spin in (
            form.epochs, form.frozen, form.batch, form.stop_early, form.dropout, form.inner_dropout, form.scale,
            form.gain, form.band_gain, form.band_dropout, form.mosaic, form.clip, form.ema, form.depth, form.block,
            form.until_flat, form.accumulate, form.weight_decay,
        ):  # fmt: skip
            spin.valueChanged.connect(self._on_change)
        for box in (form.flips, form.turns, form.positive_weights):
            box.toggled.connect(self._on_change)
        form.folder.fileChanged.connect(self._on_change)
        form.weights_file.fileChanged.connect(self._on_change)
        form.estimate_button.clicked.connect(self.estimate_requested)
        form.rate_button.clicked.connect(self.rates_requested)
        form.rate_test.cancelled.connect(self.rates_cancelled)
        form.rate_test.taken.connect(lambda rate: form.rate.setText(f"{rate:.2g}"))
        form.pretrain_button.clicked.connect(self.pretrain_requested)
        form.load_button.clicked.connect(self._ask_open)
        form.save_button.clicked.connect(self._ask_save)

    def _presets(self) -> Mapping[Preset, Any]:
        form = self.form
        return {Preset.QUICK_LOOK: form.quick, Preset.BALANCED: form.balanced, Preset.BEST: form.best}

    @property
    def rate_test(self) -> RateTest:
        """The test of learning rates and its result."""
        return self.form.rate_test

    @property
    def pretraining(self) -> PretrainPanel:
        """The pretraining of an encoder that is going on, or its figures."""
        return self.form.pretraining

    def groups(self) -> tuple[QgsCollapsibleGroupBox, ...]:
        """The groups of settings that are folded away."""
        form = self.form
        return (form.network_group, form.fit_group, form.augment_group, form.card_group)

    # What the page shows

    def set_preset(self, preset: Preset) -> None:
        """Take the settings of a preset; the name, the folder and the card stay."""
        form = self.form
        words = {
            "description": form.description.toPlainText().strip(),
            "licence": form.licence.text().strip(),
        }
        self.set_recipe(replace(preset_recipe(preset), title=form.title.text(), **words))
        self._presets()[preset].setChecked(True)

    def set_recipe(self, recipe: Recipe) -> None:
        """Show a recipe's settings."""
        form = self.form
        self._paused = True
        self._base = recipe
        recipe_fields.show(form, recipe)
        form.title.setText(recipe.title)
        choices.choose(form.weights, recipe.weights.source)
        form.weights_file.setFilePath(recipe.weights.path)
        self._paused = False
        self._on_change()

    def has_encoder(self, name: str) -> bool:
        """Whether the network that is chosen has this encoder."""
        form = self.form
        return form.encoder.isEnabled() and form.encoder.currentText().strip() == name

    def begin_with(self, encoder: str, network: NetworkChoice) -> None:
        """Let the training begin with the file of an encoder. network: the one that the encoder was made for."""
        form = self.form
        of_encoder = {name: getattr(network, name) for name in _OF_ENCODER}
        own = replace(self._base.network, **of_encoder) if not self.has_encoder(network.encoder) else None
        self._base = replace(
            self._base, weights=WeightsChoice(WeightsFrom.FILE, encoder), network=own or self._base.network
        )
        if own is not None:
            form.depth.setValue(network.depth)
        choices.choose(form.architecture, network.architecture)
        form.encoder.setCurrentText(network.encoder)
        form.weights_file.setFilePath(encoder)
        choices.choose(form.weights, WeightsFrom.FILE)

    def set_folder(self, folder: str) -> None:
        """Name the run folder; empty for a new one in the profile."""
        self.form.folder.setFilePath(folder)

    # What the page says

    def recipe(self) -> Recipe:
        """The recipe without data and split of its own. Raises JobError with one sentence."""
        problem = self.problem()
        if problem:
            raise JobError(problem)
        return self._read()

    def _read(self) -> Recipe:
        form = self.form
        source = WeightsFrom(form.weights.currentData())
        with_file = source in (WeightsFrom.PACKAGE, WeightsFrom.FILE)
        title = form.title.text().strip()
        base = replace(
            self._base,
            title=title,
            name=model_name(title),
            weights=replace(
                self._base.weights,
                source=source,
                path=form.weights_file.filePath().strip() if with_file else "",
            )
            if not with_file or form.weights_file.filePath().strip()
            else WeightsChoice(),
        )
        return recipe_fields.read(form, base)

    def folder(self) -> str:
        """The run folder; empty for a new one in the profile."""
        return str(self.form.folder.filePath().strip())

    def problem(self) -> str:
        """What is wrong or missing, in one sentence; empty when a training can start."""
        for sentence in (self._title_problem(), self._folder_problem(), weights_problem(self.form)):
            if sentence:
                return sentence
        try:
            self._read()
        except JobError as error:
            return str(error)
        return ""

    def _note_title(self) -> None:
        """Say what is wrong with the name, or that a model of it is in the list already."""
        problem, name = self._title_problem(), model_name(self.form.title.text())
        if not problem and self.is_installed(name):
            text = self.tr(
                "A model “{}” is in the list and will be replaced; give another name to keep both."
            )
            self.form.title_note.say(text.format(name), NoteKind.WARNING)
        else:
            self.form.title_note.say(problem, NoteKind.MISSING)

    def _title_problem(self) -> str:
        if model_name(self.form.title.text()):
            return ""
        return self.tr("Give the model a name of letters or digits.")

    def _folder_problem(self) -> str:
        folder = self.folder()
        if folder and not Path(folder).is_absolute():
            return self.tr("“{}” is no full path; choose a folder with the button.").format(folder)
        if folder and (Path(folder) / "job.json").exists():
            return self.tr("“{}” holds a training already; choose another folder.").format(folder)
        return ""

    # What it takes

    def show_estimating(self) -> None:
        """Say that the trial is running."""
        self.form.estimate_button.setEnabled(False)
        self.form.estimate_note.say(self.tr("Trying a few steps…"), NoteKind.BUSY)

    def show_estimate(self, estimate: Optional[Mapping[str, Any]], stale: bool = False) -> None:
        """Show the result of estimate_training (docs/jobs.md). stale: the settings have changed since."""
        form = self.form
        form.estimate_button.setEnabled(True)
        form.estimate.setVisible(estimate is not None)
        if estimate is None:
            form.estimate_note.say(self.tr("Not tried yet on this machine."))
            return
        note = self.tr("Changed since; try again.") if stale else ""
        form.estimate_note.say(note, NoteKind.WARNING)
        form.estimate.setText(estimate_text(estimate))

    def show_estimate_problem(self, sentence: str) -> None:
        """Say why the trial failed."""
        self.form.estimate_button.setEnabled(True)
        self.form.estimate_note.say(sentence, NoteKind.MISSING)

    def _on_change(self, *_: object) -> None:
        if self._paused:
            return
        form = self.form
        with_file = form.weights.currentData() in (WeightsFrom.PACKAGE.value, WeightsFrom.FILE.value)
        form.weights_file.setVisible(with_file)
        has_encoder = form.architecture.currentData() == "resunet"
        form.encoder.setEnabled(has_encoder)
        form.weights_note.say(weights_problem(self.form), NoteKind.MISSING)
        self._note_title()
        form.folder_note.say(self._folder_problem(), NoteKind.MISSING)
        form.pretrain_button.setEnabled(has_encoder)
        form.until_flat.setEnabled(form.frozen.value() > 0)
        form.positive_weights.setEnabled(recipe_fields.has_dice(form, self._base.loss))
        form.pretraining.set_begun_with(form.weights_file.filePath().strip() if with_file else "")
        self.changed.emit()

    def _ask_open(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a recipe"), "", self.tr("Recipes (*.json)"))
        if path:
            self.recipe_opened.emit(path)

    def _ask_save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the recipe"), "", self.tr("Recipes (*.json)")
        )
        if path:
            self.recipe_saved.emit(path if path.lower().endswith(".json") else f"{path}.json")
