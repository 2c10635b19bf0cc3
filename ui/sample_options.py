"""The settings of a sample that few need: how classes share the points, of which level they are, and the seed."""

from __future__ import annotations

from typing import Dict, Optional

from qgis.gui import QgsCollapsibleGroupBox, QgsSpinBox
from qgis.PyQt.QtCore import QTimer, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from corina.engine.jobs import Allocation, SampleDesign, SamplePointsJob, SampleSize
from corina.engine.jobs.accuracy import DEFAULT_MINIMUM, MAX_POINTS, is_class

AUTOMATIC = -1
"""What a number shows that is not given."""
_FEWEST = 2
"""Points that the engine draws in each class at least."""


class SampleOptions(QgsCollapsibleGroupBox):
    """Folded at first; `changed` when something else is asked for."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("M&ore"))
        self.allocation = QComboBox(self)
        for allocation, words in (
            (Allocation.ADJUSTED, self.tr("a minimum in each class, the rest by area")),
            (Allocation.PROPORTIONAL, self.tr("by area")),
            (Allocation.EQUAL, self.tr("the same in each class")),
        ):
            self.allocation.addItem(words, allocation)
        self.allocation.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.allocation.setMinimumContentsLength(20)
        self.allocation.setToolTip(
            self.tr("How the classes share the points of a sample drawn in each class.")
        )
        self.minimum = self._number(
            MAX_POINTS,
            self.tr("{}, or what the number leaves").format(DEFAULT_MINIMUM),
            self.tr("Points each class gets at least; 50 to 100 are advised."),
        )
        self.single = QLineEdit(self)
        self.single.setPlaceholderText("111=60; 512=95")
        self.single.setToolTip(
            self.tr(
                "Accuracy expected of single classes in percent, by their code; it holds in place of the other."
            )
        )
        self.level = self._levels(
            self.tr("found automatically"),
            self.tr("Level of the map's classes, where its values do not tell."),
        )
        self.strata_level = self._levels(
            self.tr("the classes of the map"),
            self.tr("Classes in each of which points are drawn; those of a coarser level need fewer points."),
        )
        self.seed = self._number(
            2**31 - 1,
            self.tr("a new one each time"),
            self.tr(
                "The same seed draws the same points from the same map again; it is stored with the points."
            ),
        )
        rows = QFormLayout(self)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("Poin&ts shared"), self.allocation),
            (self.tr("M&inimum in each"), self.minimum),
            (self.tr("Expected of single &classes"), self.single),
            (self.tr("&Level of the map"), self.level),
            (self.tr("Drawn in e&ach of"), self.strata_level),
            (self.tr("Seed (&random numbers)"), self.seed),
        ):
            rows.addRow(text, field)
        for signal in (
            self.allocation.currentIndexChanged,
            self.minimum.valueChanged,
            self.single.textChanged,
            self.level.currentIndexChanged,
            self.strata_level.currentIndexChanged,
            self.seed.valueChanged,
        ):
            signal.connect(self._on_change)
        self._design = SampleDesign.STRATIFIED
        self._repeated = False
        self.setCollapsed(True)
        self.collapsedStateChanged.connect(self._fit_soon)
        self.set_design(self._design)

    def _number(self, most: int, without: str, tip: str) -> QgsSpinBox:
        spin = QgsSpinBox(self)
        spin.setRange(AUTOMATIC, most)
        spin.setSpecialValueText(without)
        spin.setClearValue(AUTOMATIC)
        spin.setValue(AUTOMATIC)
        spin.setToolTip(tip)
        return spin

    def _levels(self, without: str, tip: str) -> QComboBox:
        combo = QComboBox(self)
        combo.addItem(without, 0)
        for level in (1, 2, 3):
            combo.addItem(self.tr("Level {}").format(level), level)
        combo.setToolTip(tip)
        return combo

    def showEvent(self, event: QShowEvent) -> None:
        """A group that is folded at first is so from here on."""
        super().showEvent(event)
        self._fit_soon()

    def _fit_soon(self, *_: object) -> None:
        QTimer.singleShot(0, self._fit)

    def _fit(self) -> None:
        """Let the window be as high as what is unfolded."""
        window = self.window()
        window.resize(window.width(), window.sizeHint().height())

    # What the fields are told

    def set_design(self, design: SampleDesign) -> None:
        """Let only be chosen what this design has."""
        self._design = design
        self._enable()

    def set_job(self, job: SamplePointsJob) -> None:
        """Show what an earlier run asked for; unfolded where that is not what all begin with."""
        self._repeated = True
        self.allocation.setCurrentIndex(self.allocation.findData(job.size.allocation))
        self.minimum.setValue(job.size.minimum)
        self.single.setText("; ".join(f"{code}={100 * u:.10g}" for code, u in job.size.expected.items()))
        self.level.setCurrentIndex(max(0, self.level.findData(job.level)))
        self.strata_level.setCurrentIndex(max(0, self.strata_level.findData(job.strata_level)))
        self.seed.setValue(AUTOMATIC if job.seed is None else min(job.seed, self.seed.maximum()))
        usual = SampleSize(minimum=job.size.minimum)
        self.setCollapsed(
            not (job.size.expected or job.level or job.strata_level)
            and job.seed is None
            and job.size.allocation is usual.allocation
            and job.size.minimum == usual.minimum
        )

    def settle(self, points: int, classes: int) -> None:
        """Where the minimum of a run that is repeated is the one that would be taken anyway, leave it to the number."""
        if self._repeated and classes:
            self._repeated = False
            if self.minimum.value() == lowered_minimum(points, classes):
                self.minimum.setValue(AUTOMATIC)

    # What the fields say

    def problem(self) -> str:
        """What is wrong, in one sentence; empty when nothing is."""
        try:
            self._expected()
        except ValueError:
            return self.tr(
                "“{}” is no accuracy of single classes: write codes and percent, such as 111=60; 512=95."
            ).format(self.single.text().strip())
        if self.level.currentData() and self.strata_level.currentData() > self.level.currentData():
            return self.tr("Points can be drawn in each class of the map's level or of a coarser one.")
        return ""

    def sample_size(self, points: int, classes: int, standard_error: float, expected: float) -> SampleSize:
        """How many points are asked for; only where there is no problem.

        points: the number, 0 for as many as are needed. classes: of the map, 0 where they are not counted yet.
        standard_error, expected: as in SampleSize, of all classes.
        """
        minimum = self.minimum.value()
        return SampleSize(
            points=points,
            standard_error=standard_error,
            expected_default=expected,
            expected=self._expected() if self._stratified() and not self.problem() else {},
            allocation=self.allocation.currentData(),
            minimum=lowered_minimum(points, classes) if minimum == AUTOMATIC else minimum,
        )

    def seed_given(self) -> Optional[int]:
        """The seed, None for a new one."""
        return None if self.seed.value() == AUTOMATIC else self.seed.value()

    def _expected(self) -> Dict[str, float]:
        found = {}
        for entry in self.single.text().split(";"):
            if entry.strip():
                code, _, value = entry.partition("=")
                share = float(value.replace(",", ".").strip().rstrip("%")) / 100
                if not is_class(code.strip()) or not 0 <= share <= 1:
                    raise ValueError(entry)
                found[code.strip()] = share
        return found

    def _stratified(self) -> bool:
        return self._design is SampleDesign.STRATIFIED

    def _on_change(self, *_: object) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        stratified = self._stratified()
        for field in (self.allocation, self.single, self.strata_level):
            field.setEnabled(stratified)
        self.minimum.setEnabled(stratified and self.allocation.currentData() is Allocation.ADJUSTED)


def lowered_minimum(points: int, classes: int) -> int:
    """Points each class gets at least: the minimum gives way to the number that is asked for, as far as it can."""
    return min(DEFAULT_MINIMUM, max(_FEWEST, points // classes)) if points and classes else DEFAULT_MINIMUM
