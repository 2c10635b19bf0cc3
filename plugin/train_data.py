"""Serves the pages Data and Split: has training data read, shows the split, and keeps the choice in the project."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Tuple

from qgis.core import QgsProcessingUtils, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject

from corina.engine.jobs import (
    DataChoice,
    DescribeTrainingDataJob,
    JobError,
    Recipe,
    SplitChoice,
    TrainingSource,
)
from corina.plugin.describer import SceneDescriber
from corina.plugin.label_sources import label_input
from corina.plugin.land_cover_sources import path_of
from corina.plugin.settings import find_engine
from corina.plugin.sources import SourceError, scene_source
from corina.plugin.split_layer import add_split_layer
from corina.plugin.train_command import recipe_from_text, recipe_text
from corina.plugin.views import is_own_map
from corina.ui.dock import CorinaDock
from corina.ui.state import Problem

SCOPE, ENTRY, LAYERS = "corina", "/train_data", "/train_layers"
"""Where a project file keeps what its Train tab learns from, and which layers show the files of it."""


class TrainData(QObject):
    """Lives in the GUI thread, with the Train tab."""

    def __init__(self, iface: Any, dock: CorinaDock, parent: QObject) -> None:  # noqa: ANN401 - QgisInterface
        super().__init__(parent)
        self._iface, self._dock, self._tab = iface, dock, dock.train
        self._described: Optional[Mapping[str, Any]] = None
        self._described_choice: Optional[Tuple[DataChoice, SplitChoice]] = None
        self.counts = SceneDescriber(find_engine, self)
        self.scenes = SceneDescriber(find_engine, self)
        self._connect()
        self.list_layers()
        self.restore()

    def _connect(self) -> None:
        tab = self._tab
        editor = tab.data.form.editor
        editor.form.scene.resolve = scene_source
        editor.form.labels.resolve = label_input
        editor.form.scene.raster_opened.connect(self.open_raster)
        editor.bands.wanted.connect(self.scenes.describe)
        editor.bands.unwanted.connect(self.scenes.cancel)
        self.scenes.described.connect(editor.bands.set_description)
        self.scenes.failed.connect(lambda error: editor.bands.set_problem(error.message))
        tab.data.refresh()
        tab.data.look_requested.connect(self.look)
        tab.split.look_requested.connect(self.look)
        tab.split.map_requested.connect(self.show_split)
        self.counts.described.connect(self._on_described)
        self.counts.failed.connect(self._on_not_described)
        for signal, slot in self._project_signals():
            signal.connect(slot)

    def _project_signals(self) -> Tuple[Tuple[Any, Any], ...]:
        project = QgsProject.instance()
        return (
            (project.layersAdded, self.list_layers),
            (project.layersRemoved, self.list_layers),
            (project.writeProject, self.keep),
            (project.readProject, self.restore),
            (project.cleared, self.restore),
        )

    def shutdown(self) -> None:
        """End what was asked."""
        for signal, slot in self._project_signals():
            try:
                signal.disconnect(slot)
            except (RuntimeError, TypeError):  # already gone with the project
                continue
        self.counts.shutdown()
        self.scenes.shutdown()

    # Layers and projects

    def list_layers(self, *_: object) -> None:
        """Keep Corina's own maps out of the list of scenes."""
        own = [layer for layer in QgsProject.instance().mapLayers().values() if is_own_map(layer)]
        self._tab.data.form.editor.form.scene.set_excluded_layers(own)

    def open_raster(self, path: str) -> None:
        """Add a raster file to the project and choose it as the scene."""
        layer = QgsRasterLayer(path, Path(path).stem, "gdal")
        if not layer.isValid():
            sentence = self.tr("“{}” is no raster file that QGIS can read.").format(path)
            self._dock.show_problem(Problem("scene_unreadable", sentence))
            return
        QgsProject.instance().addMapLayer(layer)
        self._tab.data.form.editor.form.scene.set_layer(layer)

    def keep(self, *_: object) -> None:
        """Write the choice of data into the project, which is being saved."""
        project = QgsProject.instance()
        try:
            data = self._tab.data.choice()
        except JobError:
            for entry in (ENTRY, LAYERS):
                project.removeEntry(SCOPE, entry)
            return
        project.writeEntry(SCOPE, ENTRY, recipe_text(Recipe(data=data)))
        project.writeEntry(SCOPE, LAYERS, json.dumps(layers_of(data)))

    def restore(self, *_: object) -> None:
        """Take over what the project learned from when it was saved; nothing where it says nothing."""
        project = QgsProject.instance()
        text, layers = (project.readEntry(SCOPE, entry, "")[0] for entry in (ENTRY, LAYERS))
        try:
            data = recipe_from_text(text).data if text else None
            shown = json.loads(layers or "{}")
        except ValueError:  # a JobError: of another version of Corina
            data = None
        if data is not None:
            self._tab.data.set_choice(with_files_of(data, shown))
        else:
            self._tab.data.reset_sources()

    # Counting and dividing

    def look(self) -> None:
        """Count patches and classes, and draw the split."""
        try:
            data, split = self._tab.data.choice(), self._tab.split.choice()
        except JobError as error:
            self._tab.data.show_problem(str(error))
            self._tab.split.show_problem(str(error))
            return
        self._described_choice = data, split
        self._tab.data.show_looking("")
        self._tab.split.show_looking("")
        folder = str(Path(QgsProcessingUtils.tempFolder()) / f"corina-split-{int(time.time() * 1000)}")
        self.counts.describe(DescribeTrainingDataJob(data=data, split=split, output_dir=folder))

    def check(self, recipe: Optional[Recipe]) -> None:
        """Say of what was counted whether it still holds for the recipe that the pages ask for now."""
        if self._described is not None and not self.counts.is_busy():
            same = recipe is not None and (recipe.data, recipe.split) == self._described_choice
            self._tab.show_description(self._described, stale=not same)

    def _on_described(self, description: Mapping[str, Any]) -> None:
        self._described = description
        self._tab.show_description(description)
        self._tab.changed.emit()

    def _on_not_described(self, error: Any) -> None:  # noqa: ANN401 - an EngineError
        self._described = None
        self._tab.show_description(None)
        self._tab.data.show_problem(error.message)
        self._tab.split.show_problem(error.message)

    def show_split(self) -> None:
        """Show the patches on the map."""
        path = ((self._described or {}).get("outputs") or {}).get("layer")
        name = self.tr("Training patches")
        layer = add_split_layer(QgsProject.instance(), str(path), name) if path else None
        if layer is None:
            self._dock.show_warning(self.tr("The patches have no place that could be shown on the map."))
            return
        canvas = self._iface.mapCanvas()
        canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
        canvas.refresh()


def layers_of(data: DataChoice) -> Dict[str, str]:
    """Path to the id of the layer of the project that shows it, for the scenes and labels of training data."""
    wanted = {source.scene.path for source in data.sources if source.scene is not None}
    wanted |= {source.labels.path for source in data.sources if source.labels is not None}
    found = {path_of(layer): identifier for identifier, layer in QgsProject.instance().mapLayers().items()}
    return {path: identifier for path, identifier in found.items() if path in wanted}


def with_files_of(data: DataChoice, layers: Mapping[str, str]) -> DataChoice:
    """Training data with the files that layers have now, where they have moved or were copies for one session.

    layers: as of `layers_of`. What cannot be found stays as it is; the page says that it is not there.
    """
    return replace(data, sources=tuple(_with_files(source, layers) for source in data.sources))


def _with_files(source: TrainingSource, layers: Mapping[str, str]) -> TrainingSource:
    scene, labels = source.scene, source.labels
    project = QgsProject.instance()
    try:
        layer = (
            project.mapLayer(layers.get(scene.path, ""))
            if scene is not None and _is_gone(scene.path)
            else None
        )
        if scene is not None and layer is not None:
            path = scene_source(layer)
            bands = tuple(
                replace(band, path=path) if band.path == scene.path else band for band in scene.bands
            )
            source = replace(source, scene=replace(scene, path=path, bands=bands))
        layer = (
            project.mapLayer(layers.get(labels.path, ""))
            if labels is not None and _is_gone(labels.path)
            else None
        )
        if labels is not None and layer is not None:
            now = label_input(layer)
            source = replace(source, labels=replace(labels, path=now.path, layer=now.layer))
    except SourceError:  # the page says what is wrong with the layer, once it is chosen
        return source
    return source


def _is_gone(path: str) -> bool:
    return not path.startswith("/vsi") and not Path(path).exists()
