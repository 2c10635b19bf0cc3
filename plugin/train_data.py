"""Serves the pages Data and Split: has training data read, shows the split, and keeps the choice in the project."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Mapping, Optional, Tuple

from qgis.core import QgsProcessingUtils, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject

from corina.engine.jobs import DataChoice, DescribeTrainingDataJob, JobError, Recipe, SplitChoice
from corina.plugin.describer import SceneDescriber
from corina.plugin.label_sources import label_input
from corina.plugin.settings import find_engine
from corina.plugin.sources import scene_source
from corina.plugin.split_layer import add_split_layer
from corina.plugin.train_command import recipe_from_text, recipe_text
from corina.plugin.views import is_own_map
from corina.ui.dock import CorinaDock
from corina.ui.state import Problem

SCOPE, ENTRY = "corina", "/train_data"
"""Where a project file keeps what its Train tab learns from."""


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
            text = recipe_text(Recipe(data=self._tab.data.choice()))
        except JobError:
            project.removeEntry(SCOPE, ENTRY)
            return
        project.writeEntry(SCOPE, ENTRY, text)

    def restore(self, *_: object) -> None:
        """Take over what the project learned from when it was saved; nothing where it says nothing."""
        text, _found = QgsProject.instance().readEntry(SCOPE, ENTRY, "")
        try:
            data = recipe_from_text(text).data if text else None
        except JobError:  # of another version of Corina
            data = None
        if data is not None:
            self._tab.data.set_choice(data)
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
