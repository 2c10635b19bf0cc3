"""The scene field: raster layers of the project and opened products, and the line that says what was understood."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Set

from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsMapLayerProxyModel
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QMenu, QToolButton, QWidget

from corina.ui.forms import load_form, theme_icon
from corina.ui.notes import NoteKind


@dataclass(frozen=True)
class SceneSource:
    """The scene that is chosen: what the engine opens, its name, its layer if it has one, or why it cannot be used.

    crs: the layer's CRS when the user gave it one that its file does not have.
    """

    path: str = ""
    label: str = ""
    layer: Optional[QgsMapLayer] = None
    problem: str = ""
    crs: str = ""


class SceneBox(QWidget):
    """Asks for a scene. `raster_opened` carries the path of a raster file that is to become a layer."""

    changed = pyqtSignal()
    edit_requested = pyqtSignal()
    retry_requested = pyqtSignal()
    raster_opened = pyqtSignal(str)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("scene_box", self)
        self.resolve: Callable[[QgsMapLayer], str] = lambda layer: str(layer.source())
        """Says what the engine opens for a layer; raises ValueError with one sentence for a layer it cannot open."""
        self._products: Dict[str, str] = {}
        self._known = SceneSource()
        self._watched: Set[str] = set()
        self.form.layer.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.form.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form.layer.setMinimumContentsLength(10)
        self.setFocusProxy(self.form.layer)
        self._add_menu()
        self.form.layer.currentIndexChanged.connect(self._notice)
        self.form.layer.layerChanged.connect(self._notice)
        self._retries = False
        self.form.edit_button.clicked.connect(self._on_button)
        self._known = self.source()
        self._watch(self._known.layer)
        self.form.edit_button.setEnabled(False)

    def _add_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(theme_icon("mActionAddRasterLayer"), self.tr("&Raster file…"), self._ask_raster)
        menu.addAction(theme_icon("mIconFolder"), self.tr("Product &folder (.SAFE)…"), self._ask_folder)
        menu.addAction(theme_icon("mIconZip"), self.tr("Product &zip…"), self._ask_zip)
        self.form.open_button.setMenu(menu)
        self.form.open_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def source(self) -> SceneSource:
        """The scene that is chosen now."""
        layer = self.form.layer.currentLayer()
        if layer is None:
            label = self.form.layer.currentText()
            return SceneSource(self._products.get(label, ""), label if label in self._products else "")
        try:
            return SceneSource(self.resolve(layer), layer.name(), layer, crs=_own_crs(layer))
        except ValueError as error:
            return SceneSource("", layer.name(), layer, str(error))

    def set_layer(self, layer: QgsMapLayer) -> None:
        """Choose a layer of the project."""
        self.form.layer.setLayer(layer)
        self._notice()

    def set_excluded_layers(self, layers: List[QgsMapLayer]) -> None:
        """Leave layers out of the list that are no scenes, such as the maps Corina made."""
        self.form.layer.setExceptedLayerList(layers)
        self._notice()

    def set_path(self, path: str) -> None:
        """Choose the layer that shows `path`, or else list it as a product."""
        for row in range(self.form.layer.count()):
            layer = self.form.layer.layer(row)
            if layer is not None and self._path_of(layer) == path:
                self.set_layer(layer)
                return
        self.add_product(path)

    def _path_of(self, layer: QgsMapLayer) -> str:
        try:
            return self.resolve(layer)
        except ValueError:
            return ""

    def add_product(self, path: str) -> None:
        """List a product folder, a .zip or any other path that is no layer, and choose it."""
        label = Path(path).name or path
        if self._products.get(label, path) != path:
            label = path
        self._products[label] = path
        self.form.layer.setAdditionalItems(list(self._products))
        self.form.layer.setCurrentIndex(self.form.layer.findText(label))
        self._notice()

    def show_busy(self) -> None:
        """Say that the scene is being read."""
        self.form.note.say(self.tr("Reading the scene…"), NoteKind.BUSY)
        self._set_button(enabled=False)

    def show_missing(self, sentence: str, editable: bool = False, can_retry: bool = False) -> None:
        """Say what is wrong with the scene.

        editable: the band dialog can put it right. can_retry: the user may have put it right outside of QGIS.
        """
        self.form.note.say(sentence, NoteKind.MISSING)
        self._set_button(enabled=editable or can_retry, retries=can_retry and not editable)
        self.form.edit_button.setVisible(editable or can_retry)  # else the sentence has the room

    def show_nothing(self) -> None:
        """Say nothing: nobody has read the scene."""
        self.form.note.clear()
        self._set_button(enabled=False)
        self.form.edit_button.hide()

    def _set_button(self, enabled: bool, retries: bool = False) -> None:
        self._retries = retries
        button = self.form.edit_button
        button.show()
        button.setEnabled(enabled)
        button.setText(self.tr("R&etry") if retries else self.tr("&Edit…"))
        button.setToolTip(
            self.tr("Read the scene again.")
            if retries
            else self.tr("Show how each band, the scale and the offset were found, and change what is wrong.")
        )

    def _on_button(self) -> None:
        (self.retry_requested if self._retries else self.edit_requested).emit()

    def show_description(self, description: Mapping[str, Any], to_confirm: str = "") -> None:
        """Say what the engine understood; `to_confirm` is a guess the user has to confirm first."""
        warnings = [str(warning) for warning in description.get("warnings", ())]
        summary = str(description.get("summary", ""))
        if to_confirm:
            self.form.note.say(to_confirm, NoteKind.WARNING, "\n".join([summary, *warnings]))
        elif warnings:
            more = self.tr(" (and {} more)").format(len(warnings) - 1) if len(warnings) > 1 else ""
            text = f"{summary}. {warnings[0]}{more}" if summary else warnings[0] + more
            self.form.note.say(text, NoteKind.WARNING, "\n".join([summary, *warnings]))
        else:
            notes = [description.get("scale_how"), description.get("mask"), description.get("resampled")]
            self.form.note.say(summary, NoteKind.PLAIN, "\n".join(str(note) for note in notes if note))
        self._set_button(enabled=True)

    def _notice(self, *_: object) -> None:
        source = self.source()
        self._watch(source.layer)
        if source != self._known:
            self._known = source
            self.changed.emit()

    def _watch(self, layer: Optional[QgsMapLayer]) -> None:
        """Notice when a layer is given another name or CRS."""
        if layer is not None and layer.id() not in self._watched:
            self._watched.add(layer.id())
            layer.crsChanged.connect(self._notice)
            layer.nameChanged.connect(self._notice)

    def _ask_raster(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open a raster file"),
            "",
            self.tr("Raster files (*.tif *.tiff *.vrt *.jp2 *.img);;All files (*)"),
        )
        if path:
            self.raster_opened.emit(path)

    def _ask_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("Open a Sentinel-2 product folder (.SAFE)"))
        if path:
            self.add_product(path)

    def _ask_zip(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Open a Sentinel-2 product .zip"), "", self.tr("Zipped products (*.zip)")
        )
        if path:
            self.add_product(path)


def _own_crs(layer: QgsMapLayer) -> str:
    """The CRS the user gave a layer, as text; empty when it is that of the file, or none."""
    crs, provider = layer.crs(), layer.dataProvider()
    if not crs.isValid() or (provider is not None and provider.crs() == crs):
        return ""
    authority = str(crs.authid())
    # The engine knows nothing of those that a user has defined in QGIS.
    known = authority and not authority.startswith("USER:")
    return authority if known else str(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED))
