"""Layers whose files a comparison or a sample is to replace: unsaved edits would be lost, or end in other data."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Iterable, List, Set

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from corina.engine.jobs import CompareJob
from corina.plugin.run_manager import RunManager
from corina.plugin.sources import SourceError

_POLYGONS = ("changes.gpkg", "polygons.gpkg", "official.gpkg")
"""What a comparison writes that can be edited; with a name, NAME_changes.gpkg and so on."""


def refuse_unsaved_edits(*files: Path) -> None:
    """Raises SourceError with one sentence when a layer has unsaved edits of a file that would be replaced."""
    for layer in _showing(files):
        if layer.isEditable() and layer.isModified():
            raise SourceError(
                _tr(
                    "“{name}” has unsaved edits, and this comparison would replace its file {path}: save or discard "
                    "them first, or choose another folder."
                ).format(name=layer.name(), path=_file(layer))
            )


def refuse_edited(file: Path) -> None:
    """As `refuse_unsaved_edits`, for what is no comparison: new sample points, a generalised map."""
    for layer in _showing([file]):
        if layer.isEditable() and layer.isModified():
            raise SourceError(
                _tr(
                    "“{name}” has unsaved edits, and its file {path} would be replaced: save or discard them first, "
                    "or choose another file."
                ).format(name=layer.name(), path=_file(layer))
            )


def replaced_by(job: CompareJob) -> List[Path]:
    """The files that can be edited which a job writes."""
    prefix = f"{job.name}_" if job.name else ""
    return [Path(job.output_dir) / f"{prefix}{name}" for name in _POLYGONS]


class ReplacedLayers(QObject):
    """While a comparison waits or runs, the layers of what it will replace cannot be edited; verdicts go on.

    `refused` carries the sentence that says so when someone begins to.
    """

    refused = pyqtSignal(str)

    def __init__(self, runs: RunManager, parent: QObject) -> None:
        super().__init__(parent)
        self._runs = runs
        self._watched: Set[str] = set()
        self._begun: List[str] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._end_begun)
        runs.run_added.connect(self._on_run)
        QgsProject.instance().layersAdded.connect(self._watch)

    def shutdown(self) -> None:
        """Let go of the project."""
        with suppress(RuntimeError, TypeError):  # gone with the project, or let go before
            QgsProject.instance().layersAdded.disconnect(self._watch)

    def _on_run(self, run_id: str) -> None:
        job = self._runs.run(run_id).job
        if not isinstance(job, CompareJob):
            return
        for layer in _showing(replaced_by(job)):
            if layer.isEditable() and not layer.isModified():
                layer.rollBack()
        self._watch(list(QgsProject.instance().mapLayers().values()))

    def _watch(self, layers: List[object]) -> None:
        for layer in layers:
            if not isinstance(layer, QgsVectorLayer) or not _file(layer).name.endswith(_POLYGONS):
                continue
            if layer.id() not in self._watched:
                self._watched.add(layer.id())
                layer.editingStarted.connect(partial(self._on_editing, layer.id()))

    def _on_editing(self, identifier: str) -> None:
        # QGIS is still beginning: what has begun can be ended when it is done with that, and nothing was edited yet.
        self._begun.append(identifier)
        self._soon.start(0)

    def _end_begun(self) -> None:
        begun, self._begun = self._begun, []
        for identifier in begun:
            layer = QgsProject.instance().mapLayer(identifier)
            if not isinstance(layer, QgsVectorLayer) or not layer.isEditable() or layer.isModified():
                continue
            if not self._is_replaced(identifier):
                continue
            layer.rollBack()
            self.refused.emit(
                self.tr(
                    "“{name}” cannot be edited now, because a comparison that is not done yet will replace its file: "
                    "wait for it, or cancel it in Runs."
                ).format(name=layer.name())
            )

    def _is_replaced(self, identifier: str) -> bool:
        jobs = [run.job for run in self._runs.active() if isinstance(run.job, CompareJob)]
        return any(layer.id() == identifier for job in jobs for layer in _showing(replaced_by(job)))


def _showing(files: Iterable[Path]) -> List[QgsVectorLayer]:
    """The layers of the project that show these files."""
    wanted = {file.resolve() for file in files}
    return [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsVectorLayer) and _file(layer).resolve() in wanted
    ]


def _file(layer: QgsVectorLayer) -> Path:
    return Path(layer.source().split("|")[0])


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("ReplacedLayers", text))
