"""The choices of a training recipe in words, for combo boxes: the enumerations of engine.jobs, and encoders."""

from __future__ import annotations

from enum import Enum
from typing import Dict, Type

from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy

from corina.engine.jobs import Architecture, ClassWeights, Heads, Optimiser, Precision, Rate, WeightsFrom

ENCODERS = ("tu-efficientnet_lite0", "resnet18", "resnet34", "resnet50")
"""The first is that of the model that comes with Corina, whose weights fit it."""


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("choices", text))


def words(kind: Type[Enum]) -> Dict[Enum, str]:
    """The members of an enumeration of choices, in words."""
    known: Dict[Type[Enum], Dict[Enum, str]] = {
        Architecture: {
            Architecture.RESUNET: _tr("ResUNet"),
            Architecture.UNET: _tr("U-Net"),
            Architecture.SEGNET: _tr("SegNet"),
        },
        Heads: {
            Heads.HIERARCHICAL: _tr("one for three levels"),
            Heads.SEPARATE: _tr("three networks"),
            Heads.FLAT: _tr("one, for level 3 only"),
        },
        WeightsFrom: {
            WeightsFrom.BUNDLED: _tr("the model that comes with Corina"),
            WeightsFrom.PACKAGE: _tr("another Corina model or run"),
            WeightsFrom.FILE: _tr("weights from a file"),
            WeightsFrom.IMAGENET: _tr("an encoder trained on photographs"),
            WeightsFrom.NONE: _tr("nothing (random weights)"),
        },
        ClassWeights: {
            ClassWeights.NONE: _tr("none"),
            ClassWeights.INVERSE: _tr("by inverse area"),
            ClassWeights.EFFECTIVE: _tr("by effective number"),
        },
        Optimiser: {Optimiser.ADAM: _tr("Adam"), Optimiser.ADAMW: _tr("AdamW"), Optimiser.SGD: _tr("SGD")},
        Rate: {
            Rate.COSINE: _tr("cosine"),
            Rate.ONE_CYCLE: _tr("one cycle"),
            Rate.PLATEAU: _tr("lower on a plateau"),
            Rate.CONSTANT: _tr("constant"),
        },
        Precision: {Precision.MIXED: _tr("mixed where it is faster"), Precision.FULL: _tr("full")},
    }
    return known[kind]


def fill(combo: QComboBox, kind: Type[Enum]) -> None:
    """List the members of an enumeration in a combo box, with their values as data."""
    for member, text in words(kind).items():
        combo.addItem(text, member.value)


def choose(combo: QComboBox, member: Enum) -> None:
    """Choose a member that `fill` listed."""
    combo.setCurrentIndex(combo.findData(member.value))


def let_shrink(*combos: QComboBox) -> None:
    """Let combo boxes be narrower than their longest text: the dock is narrow."""
    for combo in combos:
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class RemovalGuard:
    """Tells whether a list of layers moved on by itself because the chosen layer was removed from the project."""

    def __init__(self, combo: QgsMapLayerComboBox) -> None:
        self._combo = combo
        self._chosen = ""

    def moved_on(self) -> bool:
        """To be asked at each change: whether what is chosen now was never chosen by anybody."""
        layer = self._combo.currentLayer()
        before, self._chosen = self._chosen, layer.id() if layer is not None else ""
        if not before or layer is None or layer.id() == before:
            return False
        rows = range(self._combo.count())
        listed = {found.id() for found in map(self._combo.layer, rows) if found is not None}
        return before not in listed


def metric_text(name: str) -> str:
    """A measure of the validation data in words (the names of engine.events.Metrics)."""
    return {
        "loss": _tr("loss"),
        "overall1": _tr("agreement at level 1"),
        "overall2": _tr("agreement at level 2"),
        "overall3": _tr("agreement at level 3"),
        "f1_macro3": _tr("mean F1 at level 3"),
        "mean_iou3": _tr("mean IoU at level 3"),
        "overall3_inner": _tr("agreement at level 3 away from borders"),
    }.get(name, name)
