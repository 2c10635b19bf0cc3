"""Going on with a comparison of an earlier session: the one a project shows, or one chosen by its folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Dict

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog

from corina.plugin.compare_folder import read_comparison, work_list
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
        found = work_list(QgsProject.instance()) if tab.pages.currentWidget() is tab.fields else None
        tab.resume.offer(*((found[1], int(found[0].featureCount())) if found is not None else (0, 0)))

    def go_on(self) -> None:
        """Open the comparison whose changes the project shows."""
        found = work_list(QgsProject.instance())
        if found is not None:
            self.open(found[0].source().split("|")[0])

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
