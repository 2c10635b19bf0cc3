"""Wires the dock to the engine: what a click asks for is done here, and what the engine says is shown there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject

from corina.engine.jobs import AreaInput
from corina.plugin.areas import area_from_extent, area_from_layer
from corina.plugin.classification_reports import ClassificationReports
from corina.plugin.compare_controller import CompareController
from corina.plugin.describer import SceneDescriber
from corina.plugin.engine_control import EngineControl
from corina.plugin.installed_models import import_model, installed_models
from corina.plugin.label_runs import LabelRuns
from corina.plugin.run_actions import RunActions
from corina.plugin.run_manager import RunManager
from corina.plugin.settings import data_folder, find_engine, load_settings, save_settings
from corina.plugin.sources import SourceError, scene_source
from corina.plugin.temporary import temporary_folder
from corina.plugin.train_controller import TrainController
from corina.plugin.views import is_own_map
from corina.plugin.worker_task import WorkerTask
from corina.ui.area_box import AreaKind
from corina.ui.dock import CorinaDock
from corina.ui.problems import Remedy
from corina.ui.state import EngineState, EngineView, Problem


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
        self.run_actions = RunActions(iface, dock, self.runs, self)
        self.run_actions.engine_failed.connect(self.engine.refresh)
        self.reports = ClassificationReports(dock, self.engine, self)
        self.compare = CompareController(iface, dock, self.runs, self.run_actions, self.engine, self)
        self.train = TrainController(
            iface, dock, self.runs, self.run_actions, self.engine, self.list_models, self
        )
        self.labelling = LabelRuns(iface, dock, self.runs, self.run_actions, self)
        self._prepare_form()
        self._connect_form()
        self._connect_engine()
        self.list_models(load_settings().model)
        self.list_layers()
        self._choose_active_layer()
        self.run_actions.list_runs()
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
        self.train.shutdown()
        self.compare.shutdown()
        self.reports.shutdown()
        self.labelling.shutdown()
        self.engine.shutdown()
        if self._import_task is not None:
            self._import_task.cancel()
        if self._own_runs:
            self.runs.shutdown()

    # The form

    def list_layers(self, *_: object) -> None:
        """Keep Corina's own maps out of the list of scenes."""
        own = [layer for layer in QgsProject.instance().mapLayers().values() if is_own_map(layer)]
        self._form.form.scene.set_excluded_layers(own)
        self._form.form.advanced.set_excluded_layers(own)

    def _choose_active_layer(self) -> None:
        """Start with the raster that is selected in the layer tree: it is likely to be the one that is meant."""
        layer = self._iface.activeLayer()
        if isinstance(layer, QgsRasterLayer) and not is_own_map(layer):
            self._form.form.scene.set_layer(layer)

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
        self.run_actions.open_folder(str(folder))

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
            job = replace(job, output_dir=temporary_folder())
        layers = [source.layer] if source.layer is not None else []
        run = self.runs.submit(job, source.label or Path(job.scene.path).name, layers)
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
                minimum_width_m=options.minimum_width_m,
                rule=options.rule,
                priority_table=options.priority_table,
                sea_at_coast=options.sea_at_coast,
                use_scl=form.advanced.use_scl(),
                model=model.name if model else "",
                output_folder=folder,
            )
        )

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
