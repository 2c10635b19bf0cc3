"""The recipe's settings in the Model page: from a recipe into the fields, and from the fields into a recipe."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Tuple

from qgis.PyQt.QtCore import QCoreApplication

from corina.engine.jobs import (
    Architecture,
    ClassWeights,
    Heads,
    JobError,
    LossChoice,
    NetworkChoice,
    Optimiser,
    Precision,
    Rate,
    Recipe,
    StageChoice,
)
from corina.engine.jobs.training import MONITORS
from corina.ui import choices

LOSSES: Dict[str, Tuple[float, float, float]] = {
    "hierarchical": (1.0, 0.0, 0.0),
    "hierarchical_dice": (0.5, 0.5, 0.0),
    "dice_bce": (0.0, 1.0, 0.0),
    "focal": (0.0, 0.0, 1.0),
    "hierarchical_focal": (0.5, 0.0, 0.5),
    "dice_focal": (0.0, 0.5, 0.5),
}
"""Shares of the hierarchical, the Dice and cross-entropy, and the focal loss."""
UNTIL_FLAT = 2
"""Epochs without a lower validation loss after which a frozen stage ends, where no recipe says it."""
AUGMENTATIONS = ("scale", "gain", "band_gain", "band_dropout", "mosaic")


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("TrainModelPage", text))


def loss_text(name: str) -> str:
    """A loss in words."""
    return {
        "hierarchical": _tr("hierarchical cross-entropy"),
        "hierarchical_dice": _tr("hierarchical and Dice, half each"),
        "dice_bce": _tr("Dice and binary cross-entropy"),
        "focal": _tr("focal"),
        "hierarchical_focal": _tr("hierarchical and focal, half each"),
        "dice_focal": _tr("Dice and focal, half each"),
    }.get(name, _tr("as in the recipe"))


def fill_combos(form: Any) -> None:  # noqa: ANN401 - the Designer form
    """List the choices of all combo boxes."""
    for combo, kind in (
        (form.architecture, Architecture), (form.heads, Heads), (form.schedule, Rate), (form.optimiser, Optimiser),
        (form.class_weights, ClassWeights), (form.precision, Precision),
    ):  # fmt: skip
        choices.fill(combo, kind)
    form.encoder.addItems(list(choices.ENCODERS))
    form.skips.addItem(_tr("full"), False)
    form.skips.addItem(_tr("compressed"), True)
    for name in LOSSES:
        form.loss.addItem(loss_text(name), name)
    for name in MONITORS:
        form.monitor.addItem(choices.metric_text(name), name)


def show(form: Any, recipe: Recipe) -> None:  # noqa: ANN401 - the Designer form
    """Show the settings of a recipe."""
    network, last, first = recipe.network, recipe.stages[-1], recipe.stages[0]
    choices.choose(form.architecture, network.architecture)
    form.encoder.setCurrentText(network.encoder)
    form.skips.setCurrentIndex(int(network.compressed))
    choices.choose(form.heads, network.heads)
    form.dropout.setValue(network.dropout)
    form.inner_dropout.setValue(network.inner_dropout)
    form.depth.setValue(network.depth)
    form.block.setValue(network.block)
    form.epochs.setValue(last.epochs)
    has_frozen = first.frozen and len(recipe.stages) > 1
    form.frozen.setValue(first.epochs if has_frozen else 0)
    form.until_flat.setValue(first.until_flat if has_frozen else UNTIL_FLAT)
    form.batch.setValue(last.batch)
    form.accumulate.setValue(last.accumulate)
    form.weight_decay.setValue(last.weight_decay)
    form.rate.setText(f"{last.learning_rate:g}")
    choices.choose(form.schedule, last.rate)
    choices.choose(form.optimiser, last.optimiser)
    form.clip.setValue(last.clip)
    form.ema.setValue(last.ema)
    form.stop_early.setValue(recipe.stop_early)
    form.monitor.setCurrentIndex(form.monitor.findData(recipe.monitor))
    shares = (recipe.loss.hierarchical, recipe.loss.dice_bce, recipe.loss.focal)
    known = next((name for name, of_it in LOSSES.items() if of_it == shares), "")
    if not known and form.loss.findData("") < 0:
        form.loss.addItem(loss_text(""), "")
    form.loss.setCurrentIndex(form.loss.findData(known))
    form.level_weights.setText(", ".join(f"{weight:g}" for weight in recipe.loss.weights))
    choices.choose(form.class_weights, recipe.loss.class_weights)
    form.positive_weights.setChecked(recipe.loss.positive_weights)
    choices.choose(form.precision, recipe.precision)
    form.flips.setChecked(recipe.augmentation.flips)
    form.turns.setChecked(recipe.augmentation.turns)
    for name in AUGMENTATIONS:
        getattr(form, name).setValue(getattr(recipe.augmentation, name))
    form.description.setPlainText(recipe.description)
    form.licence.setText(recipe.licence)


def read(form: Any, base: Recipe) -> Recipe:  # noqa: ANN401 - the Designer form
    """`base` with what the fields say. Raises JobError with one sentence when a field makes no sense."""
    architecture = Architecture(form.architecture.currentData())
    network = replace(
        base.network,
        architecture=architecture,
        encoder=form.encoder.currentText().strip() or base.network.encoder,
        compressed=bool(form.skips.currentData()),
        heads=Heads(form.heads.currentData()),
        dropout=form.dropout.value(),
        inner_dropout=form.inner_dropout.value(),
        block=form.block.value(),
        **_widths(form, base.network),
    )
    augmentation = replace(
        base.augmentation,
        flips=form.flips.isChecked(),
        turns=form.turns.isChecked(),
        **{name: getattr(form, name).value() for name in AUGMENTATIONS},
    )
    return replace(
        base,
        network=network,
        augmentation=augmentation,
        loss=_loss(form, base.loss),
        stages=_stages(form, base),
        stop_early=form.stop_early.value(),
        monitor=str(form.monitor.currentData()),
        precision=Precision(form.precision.currentData()),
        description=form.description.toPlainText().strip(),
        licence=form.licence.text().strip(),
    )


def _widths(form: Any, base: NetworkChoice) -> Dict[str, Any]:  # noqa: ANN401 - the Designer form
    """The depth; widths of a recipe are one a level, so that those of another depth are the usual ones."""
    depth = form.depth.value()
    return (
        {"depth": depth}
        if depth == base.depth
        else {"depth": depth, "decoder_channels": (), "skip_channels": ()}
    )


def has_dice(form: Any, base: LossChoice) -> bool:  # noqa: ANN401 - the Designer form
    """Whether the loss that is chosen has a share of Dice and binary cross-entropy."""
    return _shares(form, base)[1] > 0


def _shares(form: Any, base: LossChoice) -> Tuple[float, float, float]:  # noqa: ANN401 - the Designer form
    return LOSSES.get(str(form.loss.currentData()), (base.hierarchical, base.dice_bce, base.focal))


def _loss(form: Any, base: LossChoice) -> LossChoice:  # noqa: ANN401 - the Designer form
    shares = _shares(form, base)
    return replace(
        base,
        hierarchical=shares[0],
        dice_bce=shares[1],
        focal=shares[2],
        weights=_level_weights(form, base),
        positive_weights=form.positive_weights.isChecked(),
        class_weights=ClassWeights(form.class_weights.currentData()),
    )


def _level_weights(form: Any, base: LossChoice) -> Tuple[float, ...]:  # noqa: ANN401 - the Designer form
    text = form.level_weights.text().strip()
    if text == ", ".join(f"{weight:g}" for weight in base.weights):
        return base.weights  # a recipe's own, where the field shows them rounded
    try:
        weights = tuple(float(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        weights = ()
    if len(weights) != 3 or not min(weights) >= 0 or not 0 < sum(weights) < float("inf"):
        raise JobError(
            _tr(
                "“{}” does not say what levels 1, 2 and 3 count; write three numbers such as 1, 1, 1."
            ).format(text)
        )
    return weights


def _stages(form: Any, base: Recipe) -> Tuple[StageChoice, ...]:  # noqa: ANN401 - the Designer form
    text = form.rate.text().strip().replace(",", ".")
    try:
        rate = float(text)
    except ValueError as error:
        raise JobError(
            _tr("“{}” is no learning rate; write a number such as 0.0005.").format(text)
        ) from error
    if not 0 < rate < 10:
        raise JobError(_tr("The learning rate is {}, expected above 0 and below 10.").format(text))
    last = base.stages[-1]
    last = replace(
        last,
        epochs=form.epochs.value(),
        steps=last.steps if form.epochs.value() == last.epochs else 0,  # which would win over the epochs
        batch=form.batch.value(),
        accumulate=form.accumulate.value(),
        weight_decay=_number(form.weight_decay, last.weight_decay),
        learning_rate=rate,
        rate=Rate(form.schedule.currentData()),
        optimiser=Optimiser(form.optimiser.currentData()),
        clip=_number(form.clip, last.clip),
        ema=_number(form.ema, last.ema),
    )
    before = [stage for stage in base.stages[:-1] if not stage.frozen]
    epochs = form.frozen.value()
    if epochs:
        was = next((stage for stage in base.stages[:-1] if stage.frozen), None)
        taken = {stage.name.lower() for stage in base.stages}
        name = "frozen" if "frozen" not in taken else f"frozen-{len(taken)}"
        frozen = was or StageChoice(name, learning_rate=1e-3, frozen=True, ema=last.ema)
        flat = form.until_flat.value()
        # A frozen stage that had a batch of its own keeps it.
        follows = was is None or was.batch == base.stages[-1].batch
        batch = last.batch if follows else frozen.batch
        before.insert(0, replace(frozen, epochs=epochs, batch=batch, until_flat=flat))
    return (*before, last)


def _number(spin: Any, known: float) -> float:  # noqa: ANN401 - a spin box of the Designer form
    """What a field says; a recipe's own number where the field shows it rounded."""
    shown = float(spin.value())
    return known if abs(shown - known) <= 0.5000001 * 10.0 ** -spin.decimals() else shown
