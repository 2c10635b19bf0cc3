"""Wires the dock to the engine: what a click asks for is done here, and what the engine says is shown there."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any, List, Optional

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication

from corina.engine.jobs import AreaInput, ClassifyJob
from corina.plugin.areas import area_from_extent, area_from_layer
from corina.plugin.describer import SceneDescriber
from corina.plugin.engine_control import EngineControl
from corina.plugin.installed_models import import_model, installed_models
from corina.plugin.layers import add_classification
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import RunState as PluginRunState
from corina.plugin.settings import data_folder, find_engine, load_settings, save_settings
from corina.plugin.sources import SourceError, scene_source
from corina.plugin.views import is_own_map, run_view
from corina.plugin.worker_task import WorkerTask
from corina.ui.area_box import AreaKind
from corina.ui.coverage import crs_from_text
from corina.ui.dock import CorinaDock
from corina.ui.log_dialog import LogDialog
from corina.ui.problems import Remedy
from corina.ui.state import EngineState, EngineView, Problem

TEMPORARY_PREFIX = "corina-"


class Controller(QObject):
    """The dock's other half. `iface` is QGIS's interface; the dock is given and not owned."""

    def __init__(self, iface: Any, dock: CorinaDock, runs: Optional[RunManager] = None) -> None:  # noqa: ANN401
        super().__init__(dock)
        self._iface = iface
        self._dock = dock
        self._form = dock.classify.fields
        self._own_runs = runs is None
        self.runs = runs or RunManager(find_engine, data_folder() / "runs", self)
        self.describer = SceneDescriber(find_engine, self)
        self.engine = EngineControl(self)
        self._import_task: Optional[WorkerTask] = None
        self._temporary: List[str] = []
        self._shown_run = ""
        self._prepare_form()
        self._connect_form()
        self._connect_runs()
        self._connect_engine()
        self.list_models(load_settings().model)
        self.list_layers()
        self._list_runs()
        self.engine.refresh()

    # Wiring

    def _prepare_form(self) -> None:
        settings = load_settings()
        form = self._form
        form.form.scene.resolve = scene_source
        form.form.advanced.resolve = scene_source
        form.models_dir = settings.models_folder
        form.estimate = self.runs.estimate
        form.set_options(settings.options(), settings.output_folder, settings.use_scl)
        canvas = self._iface.mapCanvas()
        if canvas is not None:
            form.set_canvas(canvas)

    def _connect_form(self) -> None:
        form = self._form
        form.description_wanted.connect(self.describer.describe)
        form.description_unwanted.connect(self.describer.cancel)
        form.classify_requested.connect(self.classify)
        form.form.scene.raster_opened.connect(self.open_raster)
        form.form.model.import_requested.connect(self.import_model)
        form.form.model.folder_requested.connect(self.open_models_folder)
        self.describer.described.connect(form.set_description)
        self.describer.failed.connect(self._on_description_failed)
        project = QgsProject.instance()
        project.layersAdded.connect(self.list_layers)
        project.layersRemoved.connect(self.list_layers)

    def _connect_runs(self) -> None:
        dock, tab = self._dock, self._dock.runs
        self.runs.run_added.connect(self._list_runs)
        self.runs.run_removed.connect(self._list_runs)
        self.runs.run_changed.connect(self._on_run_changed)
        self.runs.run_finished.connect(self._on_run_finished)
        dock.classify.progress.cancel_requested.connect(self.runs.cancel)
        dock.classify.result.zoom_requested.connect(self.zoom_to_result)
        dock.classify.result.folder_requested.connect(self._open_result_folder)
        dock.classify.result.failed.connect(dock.show_warning)
        dock.classify.result.saved.connect(self._on_saved)
        tab.cancel_requested.connect(self.runs.cancel)
        tab.open_requested.connect(self.open_result)
        tab.repeat_requested.connect(self.repeat)
        tab.command_requested.connect(self.copy_command)
        tab.log_requested.connect(self.show_log)
        tab.folder_requested.connect(self._open_run_folder)
        tab.delete_requested.connect(self.delete)

    def _connect_engine(self) -> None:
        dock, engine = self._dock, self.engine
        engine.changed.connect(self._on_engine)
        engine.failed.connect(dock.show_problem)
        engine.output.connect(dock.classify.setup.add_output)
        dock.classify.setup.setup_requested.connect(engine.set_up)
        dock.classify.setup.cancel_requested.connect(engine.cancel)
        dock.engine_requested.connect(self.open_engine)
        dock.remedy_requested.connect(self.solve)

    def shutdown(self) -> None:
        """End what is going on and let go of QGIS's objects."""
        self._remember()
        project = QgsProject.instance()
        for signal in (project.layersAdded, project.layersRemoved):
            try:
                signal.disconnect(self.list_layers)
            except (RuntimeError, TypeError):  # already gone with the project
                continue
        self.describer.shutdown()
        self.engine.shutdown()
        if self._import_task is not None:
            self._import_task.cancel()
        if self._own_runs:
            self.runs.shutdown()
        for folder in self._temporary:
            shutil.rmtree(folder, ignore_errors=True)

    # The form

    def list_layers(self, *_: object) -> None:
        """Keep Corina's own maps out of the list of scenes."""
        own = [layer for layer in QgsProject.instance().mapLayers().values() if is_own_map(layer)]
        self._form.form.scene.set_excluded_layers(own)
        self._form.form.advanced.set_excluded_layers(own)

    def list_models(self, choose: str = "") -> None:
        """Read the installed models anew."""
        self._form.form.model.set_entries(installed_models(Path(load_settings().models_folder)), choose)

    def open_raster(self, path: str) -> None:
        """Add a raster file to the project and choose it."""
        layer = QgsRasterLayer(path, Path(path).stem, "gdal")
        if not layer.isValid():
            self._dock.show_problem(
                Problem(
                    "scene_unreadable", self.tr("“{}” is no raster file that QGIS can read.").format(path)
                )
            )
            return
        QgsProject.instance().addMapLayer(layer)
        self._form.form.scene.set_layer(layer)

    def import_model(self, path: str) -> None:
        """Verify a model package in the engine and install it."""
        if self._import_task is not None:
            return
        engine, folder = find_engine(), Path(load_settings().models_folder)
        task = WorkerTask(
            self.tr("Corina: importing a model"),
            lambda is_cancelled: import_model(engine, path, folder, is_cancelled),
        )
        task.succeeded.connect(self._on_imported)
        task.failed.connect(self._on_import_failed)
        task.cancelled.connect(self._on_import_failed)
        self._import_task = task
        self._form.form.model.show_importing(True)
        QgsApplication.taskManager().addTask(task)

    def _on_imported(self, name: str) -> None:
        self._import_task = None
        self._form.form.model.show_importing(False)
        self.list_models(name)
        self._dock.show_done(self.tr("The model “{}” was verified and imported.").format(name))

    def _on_import_failed(self, error: Any = None) -> None:  # noqa: ANN401 - an EngineError
        self._import_task = None
        self._form.form.model.show_importing(False)
        if error is not None:
            self._dock.show_problem(Problem(error.code, error.message, error.details))

    def open_models_folder(self) -> None:
        """Show the models folder in the file manager."""
        folder = Path(load_settings().models_folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._dock.show_warning(self.tr("“{}” cannot be made: {}.").format(folder, error.strerror))
            return
        self._open(str(folder))

    def _on_description_failed(self, error: Any) -> None:  # noqa: ANN401 - an EngineError
        problem = Problem(error.code, error.message, error.details)
        if error.code.startswith("engine"):
            self.engine.report_broken(problem)
        elif error.code == "internal":
            self._dock.show_problem(problem)
        self._form.set_description_error(problem)

    def classify(self) -> None:
        """Queue what the form asks for."""
        form = self._form
        try:
            job = form.job(self._area())
        except ValueError as error:  # a SourceError, or options the engine would refuse
            self._dock.show_problem(
                Problem("area_invalid" if isinstance(error, SourceError) else "", str(error))
            )
            return
        self._remember()
        source = form.form.scene.source()
        if not job.output_dir:
            job = replace(job, output_dir=self._temporary_folder())
        layers = [source.layer] if source.layer is not None else []
        run = self.runs.classify(job, source.label or Path(job.scene.path).name, layers)
        self._dock.runs.select(run.id)

    def _area(self) -> Optional[AreaInput]:
        choice = self._form.form.area.choice()
        if choice.kind is AreaKind.KEPT:
            return choice.kept
        if choice.kind is AreaKind.VIEW:
            canvas = self._iface.mapCanvas()
            return area_from_extent(canvas.extent(), canvas.mapSettings().destinationCrs())
        if choice.kind is AreaKind.POLYGONS and choice.layer is not None:
            source = self._form.form.scene.source().layer
            target = source.crs() if source is not None else None
            return area_from_layer(choice.layer, choice.selected_only, target)
        return None

    def _temporary_folder(self) -> str:
        folder = tempfile.mkdtemp(prefix=TEMPORARY_PREFIX)
        self._temporary.append(folder)
        return folder

    def _is_temporary(self, job: ClassifyJob) -> bool:
        return job.output_dir in self._temporary or Path(job.output_dir).name.startswith(TEMPORARY_PREFIX)

    def _remember(self) -> None:
        """Keep the settings of the form for the next time."""
        form, options = self._form.form, self._form.form.advanced.options()
        model = form.model.entry()
        folder = form.output.filePath().strip()
        save_settings(
            replace(
                load_settings(),
                device=options.device,
                threads=options.threads,
                batch=options.batch,
                tile=options.tile,
                overlap=options.overlap,
                confidence=options.confidence,
                polygons=options.polygons,
                minimum_unit_ha=options.minimum_unit_ha,
                use_scl=form.advanced.use_scl(),
                model=model.name if model else "",
                output_folder=folder,
            )
        )

    # Runs

    def _list_runs(self, *_: object) -> None:
        self._dock.set_runs([run_view(run) for run in self.runs.runs()])

    def _on_run_changed(self, run_id: str) -> None:
        self._dock.update_run(run_view(self.runs.run(run_id)))

    def _on_run_finished(self, run_id: str) -> None:
        run = self.runs.run(run_id)
        if run.state is PluginRunState.DONE and run.result is not None:
            self._show_result(run_id, add_layers=True)
            self._form.refresh()
        elif run.state is PluginRunState.FAILED and run.error is not None:
            details = "\n".join([*run.log, run.error.details]).strip()
            self._dock.show_problem(Problem(run.error.code, run.error.message, details))
            if run.error.code.startswith("engine"):
                self.engine.refresh()
        elif run.error is not None:
            self._dock.show_warning(run.error.message)

    def _show_result(self, run_id: str, add_layers: bool) -> None:
        run = self.runs.run(run_id)
        result = dict(run.result or {})
        if add_layers:
            try:
                add_classification(QgsProject.instance(), result)
            except (FileNotFoundError, KeyError) as error:
                self._dock.show_problem(Problem("result_missing", str(error)))
                return
        self._shown_run = run_id
        self._dock.classify.show_result(result, self._is_temporary(run.job))
        self._dock.show_classify()

    def open_result(self, run_id: str) -> None:
        """Show the areas of a run and add its layers unless the project has them."""
        outputs = ((self.runs.run(run_id).result or {}).get("outputs") or {}).values()
        wanted = {str(Path(path)) for path in outputs if path}
        there = {
            str(Path(layer.source().split("|")[0])) for layer in QgsProject.instance().mapLayers().values()
        }
        self._show_result(run_id, add_layers=not wanted & there)

    def repeat(self, run_id: str) -> None:
        """Fill the form with the inputs of a run."""
        job = self.runs.run(run_id).job
        if self._is_temporary(job):
            job = replace(job, output_dir="")
        self._form.set_job(job)
        self._dock.classify.show_form()
        self._dock.show_classify()

    def copy_command(self, run_id: str) -> None:
        """Put a run on the clipboard as a qgis_process command."""
        QGuiApplication.clipboard().setText(self.runs.command(run_id))
        self._dock.show_done(self.tr("The command is on the clipboard."))

    def show_log(self, run_id: str) -> None:
        """Open the log of a run."""
        run = self.runs.run(run_id)
        lines = [*run.log, *([run.error.details] if run.error else [])]
        sentence = run.error.message if run.error else ""
        LogDialog(
            self.tr("Log of {}").format(run.title), "\n".join(lines).strip(), sentence, self._dock
        ).open()

    def delete(self, run_id: str) -> None:
        """Forget a run; its files stay."""
        self.runs.remove(run_id)

    def zoom_to_result(self) -> None:
        """Show the whole extent of the result's maps, or of its scene when they are not in the project."""
        result = self._dock.classify.result.result()
        canvas = self._iface.mapCanvas()
        paths = {str(path) for path in (result.get("outputs") or {}).values() if path}
        for layer in QgsProject.instance().mapLayers().values():
            if layer.source().split("|")[0] in paths:
                canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
                canvas.refresh()
                return
        description = result.get("description") or {}
        if description.get("bounds"):
            transform = QgsCoordinateTransform(
                crs_from_text(str(description["crs"])),
                canvas.mapSettings().destinationCrs(),
                QgsProject.instance(),
            )
            canvas.setExtent(transform.transformBoundingBox(QgsRectangle(*description["bounds"])))
            canvas.refresh()

    def _open_result_folder(self) -> None:
        self._open(str(self._dock.classify.result.result().get("output_dir") or ""))

    def _open_run_folder(self, run_id: str) -> None:
        self._open(str((self.runs.run(run_id).result or {}).get("output_dir") or ""))

    def _open(self, folder: str) -> None:
        if not folder or not Path(folder).is_dir():
            self._dock.show_warning(self.tr("The folder “{}” is not there any more.").format(folder))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self._dock.show_warning(self.tr("No file manager opened “{}”.").format(folder))

    def _on_saved(self, path: str) -> None:
        self._dock.show_done(self.tr("The class areas were saved to “{}”.").format(path))

    # The engine

    def _on_engine(self, view: EngineView) -> None:
        self._dock.set_engine(view)
        if view.state is EngineState.READY:
            self.list_models()

    def open_engine(self) -> None:
        """Open the engine's window."""
        self.engine.open_dialog(self._dock)

    def solve(self, remedy: Remedy) -> None:
        """Do what the button in the message bar promised."""
        form = self._form
        self._dock.show_classify()
        if remedy is Remedy.REPAIR_ENGINE:
            self.engine.repair()
        elif remedy is Remedy.OPEN_ENGINE:
            self.open_engine()
        else:
            self._dock.classify.show_form()
        if remedy is Remedy.MAP_BANDS:
            form.edit_bands()
        elif remedy is Remedy.CHOOSE_FOLDER:
            form.choose_folder()
        elif remedy is Remedy.WHOLE_SCENE:
            form.form.area.set_kind(AreaKind.WHOLE)
        elif remedy is Remedy.SHOW_ADVANCED:
            form.form.advanced.form.group.setCollapsed(False)
        elif remedy is Remedy.IMPORT_MODEL:
            form.form.model.form.more_button.showMenu()
