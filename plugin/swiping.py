"""Swiping in the Compare tab: which layers can be drawn on one side of the line, starting and ending it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, List, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolButton

from corina.plugin.scene_layers import missing_scenes
from corina.plugin.side_layers import missing_sides, shows, styled_reference
from corina.plugin.swipe import SwipeTool
from corina.ui.dock import CorinaDock


class Swiping(QObject):
    """The button "Swipe" and its menu."""

    def __init__(self, iface: Any, dock: CorinaDock, parent: QObject) -> None:  # noqa: ANN401 - QgisInterface
        super().__init__(parent)
        self._iface, self._dock, self._tab = iface, dock, dock.compare
        self._swipe: Optional[SwipeTool] = None
        self._before_swipe: Any = None
        self._own: List[QgsMapLayer] = []
        """The maps of the result that is shown, and their scenes, where the project does not have them."""
        self._offered: List[QgsMapLayer] = []
        """What the menu lists."""
        self._tab.result.swipe_toggled.connect(self.swipe)
        self._make_swipe_menu()

    def _make_swipe_menu(self) -> None:
        button = self._tab.result.form.swipe_button
        self._swipe_menu = QMenu(button)
        self._swipe_menu.aboutToShow.connect(self._fill_swipe_menu)
        self._swipe_menu.triggered.connect(self._on_chosen)
        button.setMenu(self._swipe_menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)

    def _fill_swipe_menu(self) -> None:
        self._swipe_menu.clear()
        self._offered = self.swipe_layers()
        names = [layer.name() for layer in self._offered]
        for number, (layer, name) in enumerate(zip(self._offered, names)):
            # A map is often called as its scene is.
            file = Path(layer.source().split("|")[0]).name if names.count(name) > 1 else ""
            text = f"{name} ({file})" if file else name
            self._swipe_menu.addAction(text.replace("&", "&&")).setData(number)

    def _on_chosen(self, action: QAction) -> None:
        self.swipe(True, self._offered[int(action.data())])

    def swipe_layers(self) -> List[QgsMapLayer]:
        """What can be swiped in: the reference first, then the map, then scenes and other layers of the project.

        The two maps are among them, and the scenes they were made from, whether the project has them or not.
        """
        result = self._tab.result.result()
        project = QgsProject.instance()
        self._own = [*missing_sides(project, result), *missing_scenes(project, result)]
        sides = [result.get(side) or {} for side in ("reference", "prediction")]
        own = {str(path) for path in (result.get("outputs") or {}).values() if path}

        def rank(layer: QgsMapLayer) -> int:
            shown = [place for place, side in enumerate(sides) if shows(layer, side)]
            return shown[0] if shown else 2 if isinstance(layer, QgsRasterLayer) else 3

        layers = [
            layer
            for layer in [*self._own, *QgsProject.instance().mapLayers().values()]
            if isinstance(layer, (QgsRasterLayer, QgsVectorLayer)) and layer.source().split("|")[0] not in own
        ]
        return sorted(layers, key=lambda layer: (rank(layer), layer.name()))

    def swipe(self, on: bool, layer: Optional[QgsMapLayer] = None) -> None:
        """Start or end swiping. layer: what is drawn on one side; None for the reference."""
        canvas = self._iface.mapCanvas()
        if not on:
            if self._swipe is not None and canvas.mapTool() is self._swipe:
                canvas.unsetMapTool(self._swipe)
                with suppress(RuntimeError):  # the tool went with its plugin
                    if self._before_swipe is not None:
                        canvas.setMapTool(self._before_swipe)
            return
        layers = self.swipe_layers()
        if not layers:
            self._dock.show_warning(self.tr("The project has no layer to swipe in; add the scene or CORINE."))
            self._tab.result.show_swipe(False)
            return
        if self._swipe is None:
            self._swipe = SwipeTool(canvas)
            self._swipe.lost.connect(lambda: self.swipe(False))
            self._swipe.ended.connect(lambda: self._tab.result.show_swipe(False))
        self._swipe.set_layer(self._as_swiped(layer or layers[0]))
        if canvas.mapTool() is not self._swipe:
            self._before_swipe = canvas.mapTool()
            canvas.setMapTool(self._swipe)
        self._tab.result.show_swipe(True)

    def follow(self) -> None:
        """Another result is shown: swipe in its reference in place of the one before."""
        if self._swipe is not None and self._iface.mapCanvas().mapTool() is self._swipe:
            self.swipe(True)

    def close(self) -> None:
        """End swiping and let go of all layers: QGIS must not be left before those that the project does not have."""
        if self._swipe is not None:
            self.swipe(False)
            self._swipe.forget_layer()
        self._own, self._offered = [], []

    def _as_swiped(self, layer: QgsMapLayer) -> QgsMapLayer:
        """The layer itself, or CORINE polygons that have no style yet in the official colours."""
        result = self._tab.result.result()
        if not isinstance(layer, QgsVectorLayer) or layer.renderer().type() != "singleSymbol":
            return layer
        for side in (result.get("reference") or {}, result.get("prediction") or {}):
            if side.get("field") and shows(layer, side):
                return styled_reference(layer, str(side["field"]))
        return layer
