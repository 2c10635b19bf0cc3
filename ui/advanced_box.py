"""The advanced settings of a classification, collapsed until someone needs them."""

from __future__ import annotations

import sys
from typing import Callable, List, Optional, Tuple

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QWidget

from corina.engine.jobs import ClassifyOptions, Device, MaskChoice, Rule
from corina.ui.forms import load_form
from corina.ui.notes import NoteKind
from corina.ui.priority_field import PriorityField

TILE_SIZES = (0, 128, 256, 512, 768, 1024, 2048)


def platform_devices() -> Tuple[Device, ...]:
    """The devices this operating system can have."""
    if sys.platform == "win32":
        return (Device.AUTO, Device.CPU, Device.CUDA, Device.DIRECTML)
    if sys.platform == "darwin":
        return (Device.AUTO, Device.CPU, Device.COREML)
    return (Device.AUTO, Device.CPU, Device.CUDA)


class AdvancedBox(QWidget):
    """Asks for the mask and for the values of ClassifyOptions."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("advanced_box", self)
        self.resolve: Callable[[QgsMapLayer], str] = lambda layer: str(layer.source())
        """Says what the engine opens for a layer; raises ValueError with one sentence for a layer it cannot open."""
        self._kept_mask: Optional[MaskChoice] = None
        form = self.form
        form.group.setCollapsed(True)
        form.mask_layer.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        form.mask_layer.setLayer(None)
        for combo in (form.mask_layer, form.tile, form.device, form.rule):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        for control in (
            form.overlap,
            form.batch,
            form.threads,
            form.minimum_unit,
            form.minimum_width,
            form.mask_values,
        ):
            # Words such as "as the model recommends" must not set the width of the dock.
            control.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form.overlap.setClearValue(-1)
        form.batch.setClearValue(0)
        form.threads.setClearValue(0)
        form.minimum_unit.setClearValue(0)
        form.minimum_width.setClearValue(0)
        form.rule.addItem(self.tr("to the largest"), Rule.LARGEST)
        form.rule.addItem(self.tr("to the most similar"), Rule.PRIORITY)
        for size in TILE_SIZES:
            self._add_tile(size)
        for device in platform_devices():
            form.device.addItem(self._device_name(device), device.value)
        for control in (form.minimum_unit, form.minimum_width, form.rule):
            form.polygons.toggled.connect(control.setEnabled)
            control.setEnabled(False)
        self._table = PriorityField(form.rule, form.priority_table_label, form.priority_table)
        form.polygons.toggled.connect(self._table.refresh)
        self._connect()
        self._show_mask()

    def _connect(self) -> None:
        form = self.form
        form.mask_layer.layerChanged.connect(self._on_mask)
        form.mask_values.textChanged.connect(self._on_mask)
        for signal in (
            form.use_scl.toggled,
            form.sea_at_coast.toggled,
            form.overlap.valueChanged,
            form.tile.currentIndexChanged,
            form.batch.valueChanged,
            form.device.currentIndexChanged,
            form.threads.valueChanged,
            form.confidence.toggled,
            form.polygons.toggled,
            form.minimum_unit.valueChanged,
            form.minimum_width.valueChanged,
            form.rule.currentIndexChanged,
            form.priority_table.fileChanged,
        ):
            signal.connect(self._emit)

    def _emit(self, *_: object) -> None:
        self.changed.emit()

    def _device_name(self, device: Device) -> str:
        return {
            Device.AUTO: self.tr("Fastest that works"),
            Device.CPU: self.tr("CPU"),
            Device.CUDA: self.tr("NVIDIA graphics card (CUDA)"),
            Device.DIRECTML: self.tr("Graphics card (DirectML)"),
            Device.COREML: self.tr("Apple Neural Engine (Core ML)"),
        }[device]

    def _add_tile(self, size: int) -> None:
        self.form.tile.addItem(
            self.tr("{} px").format(size) if size else self.tr("as the model recommends"), size
        )

    def options(self) -> ClassifyOptions:
        """The settings as chosen."""
        form = self.form
        overlap = form.overlap.value()
        polygons = form.polygons.isChecked()
        return ClassifyOptions(
            device=Device(form.device.currentData()),
            threads=form.threads.value(),
            batch=form.batch.value(),
            tile=form.tile.currentData(),
            overlap=None if overlap < 0 else overlap / 100,
            confidence=form.confidence.isChecked(),
            polygons=polygons,
            minimum_unit_ha=form.minimum_unit.value() if polygons else 0.0,
            minimum_width_m=float(form.minimum_width.value()) if polygons else 0.0,
            rule=form.rule.currentData() if polygons else Rule.LARGEST,
            priority_table=self._table.path() if polygons else "",
            sea_at_coast=form.sea_at_coast.isChecked(),
        )

    def table_problem(self) -> str:
        """What is wrong with the priority table, in one sentence; empty when nothing is."""
        return self._table.problem() if self.form.polygons.isChecked() else ""

    def set_options(self, options: ClassifyOptions) -> None:
        """Show these settings; a tile size or device that is not listed is added to its list."""
        form = self.form
        if form.tile.findData(options.tile) < 0:
            self._add_tile(options.tile)
        if form.device.findData(options.device.value) < 0:
            form.device.addItem(self._device_name(options.device), options.device.value)
        form.tile.setCurrentIndex(form.tile.findData(options.tile))
        form.device.setCurrentIndex(form.device.findData(options.device.value))
        form.overlap.setValue(-1 if options.overlap is None else round(options.overlap * 100))
        form.batch.setValue(options.batch)
        form.threads.setValue(options.threads)
        form.confidence.setChecked(options.confidence)
        form.polygons.setChecked(options.polygons)
        form.minimum_unit.setValue(options.minimum_unit_ha)
        form.minimum_width.setValue(round(options.minimum_width_m))
        form.rule.setCurrentIndex(form.rule.findData(options.rule))
        self._table.set_path(options.priority_table)
        form.sea_at_coast.setChecked(options.sea_at_coast)

    def use_scl(self) -> bool:
        """Whether the product's own scene classification is used."""
        return bool(self.form.use_scl.isChecked())

    def mask(self) -> Optional[MaskChoice]:
        """The mask as chosen, None without one. Raises ValueError with one sentence when it cannot be used."""
        layer = self.form.mask_layer.currentLayer()
        if layer is None:
            return self._kept_mask
        return MaskChoice(self.resolve(layer), self._values())

    def set_mask(self, mask: Optional[MaskChoice]) -> None:
        """Show the mask of a run that is being repeated: its layer when the project has it, else its path is kept."""
        self.form.mask_layer.setLayer(None)
        self.form.mask_values.setText("" if mask is None else ", ".join(str(value) for value in mask.values))
        for row in range(self.form.mask_layer.count()):
            layer = self.form.mask_layer.layer(row)
            if mask is not None and layer is not None and layer.source() == mask.path:
                self.form.mask_layer.setLayer(layer)
                mask = None
        self._kept_mask = mask
        self._show_mask()

    def set_excluded_layers(self, layers: List[QgsMapLayer]) -> None:
        """Leave layers out of the list of masks."""
        self.form.mask_layer.setExceptedLayerList(layers)

    def _values(self) -> Tuple[int, ...]:
        parts = [part.strip() for part in self.form.mask_values.text().replace(";", ",").split(",")]
        try:
            return tuple(int(part) for part in parts if part)
        except ValueError as error:
            raise ValueError(
                self.tr("“{}” is no list of mask values; write whole numbers with commas: 3, 8, 9.").format(
                    self.form.mask_values.text()
                )
            ) from error

    def mask_problem(self) -> str:
        """What is wrong with the mask, in one sentence; empty when it can be used."""
        try:
            self.mask()
        except ValueError as error:
            return str(error)
        return ""

    def _on_mask(self, *_: object) -> None:
        self._kept_mask = None
        self._show_mask()
        self.changed.emit()

    def _show_mask(self) -> None:
        self.form.mask_values.setEnabled(self.form.mask_layer.currentLayer() is not None)
        problem = self.mask_problem()
        if problem:
            self.form.note.say(problem, NoteKind.MISSING)
        elif self._kept_mask is not None:
            self.form.note.say(self.tr("Mask of the repeated run: {}").format(self._kept_mask.path))
        else:
            self.form.note.clear()
