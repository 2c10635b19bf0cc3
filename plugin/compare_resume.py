"""Going on with a comparison of an earlier session: the one a project shows, or one chosen by its folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Dict, Optional

from qgis.core import QgsLayerTree, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog

from corina.plugin.compare_folder import judged_count, read_comparison, work_lists
from corina.ui.dock import CorinaDock


class CompareResume(QObject):
    """`show` shows a result and adds those of its layers that the project does not have."""

    def __init__(self, dock: CorinaDock, show: Callable[[Dict[str, Any]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._dock, self._show = dock, show
        tab = dock.compare
        tab.resume.resumed.connect(self.go_on)
        tab.fields.open_requested.connect(self._ask)
        tab.pages.currentChanged.connect(self.offer)
        QgsProject.instance().readProject.connect(self.offer)
        QgsProject.instance().cleared.connect(self.offer)
        self.offer()

    def shutdown(self) -> None:
        """Let go of the project."""
        for signal in (QgsProject.instance().readProject, QgsProject.instance().cleared):
            with suppress(RuntimeError, TypeError):  # gone with the project, or let go before
                signal.disconnect(self.offer)

    def offer(self, *_: object) -> None:
        """Offer to go on with what the project shows, while the form is shown."""
        tab = self._dock.compare
        layer = self._work() if tab.pages.currentWidget() is tab.fields else None
        if layer is None:
            tab.resume.offer("", 0, 0)
        else:
            tab.resume.offer(_title(layer), judged_count(layer), int(layer.featureCount()))

    def go_on(self) -> None:
        """Open the comparison whose changes the project shows."""
        layer = self._work()
        if layer is not None:
            self.open(layer.source().split("|")[0])

    def _work(self) -> Optional[QgsVectorLayer]:
        """The changes the project shows: of several comparisons those looked at last, else the topmost."""
        last = str((self._dock.compare.result.result().get("outputs") or {}).get("changes") or "")
        layers = work_lists(QgsProject.instance())
        layers.sort(key=lambda layer: layer.source().split("|")[0] != last)
        return layers[0] if layers else None

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self._dock, self.tr("Open a comparison"), "", self.tr("Comparisons (*result.json *changes.gpkg)")
        )
        if path:
            self.open(path)

    def open(self, path: str) -> None:
        """Open a comparison by its folder or one of its files."""
        try:
            result = read_comparison(Path(path))
        except ValueError as error:
            self._dock.show_warning(str(error))
            return
        self._show(result)


def _title(layer: QgsVectorLayer) -> str:
    """What a comparison is called in the layer tree: by the group of its layers, or else by its folder."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    group = node.parent() if node is not None else None
    if group is not None and QgsLayerTree.isGroup(group) and group.name():
        return str(group.name())
    return Path(layer.source().split("|")[0]).parent.name
