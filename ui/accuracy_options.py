"""The settings of an estimate of accuracy that few need: the field of the labels, the map's level, its class areas."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from corina.engine.jobs import AccuracyJob


class AccuracyOptions(QgsCollapsibleGroupBox):
    """Folded at first. labelled: whether the points are a layer, whose labels may be in any field."""

    def __init__(self, labelled: bool, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("M&ore"))
        self._labelled = labelled
        self.label_field = QLineEdit(self)
        self.label_field.setPlaceholderText(AccuracyJob.label_field)
        self.label_field.setToolTip(
            self.tr("Field of the points with the class seen, as a code of any level.")
        )
        self.label_field.setVisible(labelled)
        self.map_level = QComboBox(self)
        self.map_level.addItem(self.tr("found automatically"), 0)
        for level in (1, 2, 3):
            self.map_level.addItem(self.tr("Level {}").format(level), level)
        self.map_level.setToolTip(self.tr("Level of the map's classes, where its values do not tell."))
        self.poststratify = QCheckBox(self.tr("&Use the map's class areas"), self)
        self.poststratify.setChecked(True)
        self.poststratify.setToolTip(
            self.tr("Makes a simple random or systematic sample more precise (Olofsson et al. 2014).")
        )
        rows = QFormLayout(self)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if labelled:
            rows.addRow(self.tr("&Field of the labels"), self.label_field)
        rows.addRow(self.tr("Level of the ma&p"), self.map_level)
        rows.addRow(self.poststratify)
        self.setCollapsed(True)

    def show_job(self, job: AccuracyJob) -> None:
        """Show what an earlier run asked for."""
        self.label_field.setText("" if job.label_field == AccuracyJob.label_field else job.label_field)
        self.map_level.setCurrentIndex(max(0, self.map_level.findData(job.map_level)))
        self.poststratify.setChecked(job.poststratify)

    def applied(self, job: AccuracyJob) -> AccuracyJob:
        """The job with what is chosen here."""
        field = self.label_field.text().strip() if self._labelled else ""
        return replace(
            job,
            label_field=field or AccuracyJob.label_field,
            map_level=self.map_level.currentData(),
            poststratify=self.poststratify.isChecked(),
        )
