"""The Compare tab's other half: describes maps, queues comparisons, adds their layers, and keeps the list and the map
together.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog

from corina.engine.jobs import AreaInput, ClassifyJob, CompareJob, DescribeReferenceJob, JobError
from corina.plugin.areas import area_from_extent, area_from_layer
from corina.plugin.change_review import ChangeReview
from corina.plugin.compare_export import export_files
from corina.plugin.compare_layers import add_comparison
from corina.plugin.compare_reports import CompareReports
from corina.plugin.compare_resume import CompareResume
from corina.plugin.describer import SceneDescriber
from corina.plugin.engine_control import EngineControl
from corina.plugin.land_cover_sources import change_layer_input, land_cover_input
from corina.plugin.print_layout import open_print_layout
from corina.plugin.replaced_layers import ReplacedLayers, refuse_unsaved_edits, replaced_by
from corina.plugin.run_actions import KindActions, RunActions
from corina.plugin.run_manager import RunManager
from corina.plugin.runs import Run
from corina.plugin.settings import find_engine
from corina.plugin.sources import SourceError
from corina.plugin.swiping import Swiping
from corina.plugin.temporary import is_temporary, temporary_folder
from corina.ui.area_box import AreaKind
from corina.ui.change_table import Change
from corina.ui.compare_tab import EXTRA
from corina.ui.coverage import crs_from_text
from corina.ui.dock import CorinaDock
from corina.ui.state import Problem

BOTH = ("prediction", "reference")


class CompareController(QObject):
    """`classification` of the Controller makes the job that classifies a scene first."""

    def __init__(
        self,
        iface: Any,  # noqa: ANN401 - QgisInterface
        dock: CorinaDock,
        runs: RunManager,
        actions: RunActions,
        engine: EngineControl,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._iface, self._dock, self._runs = iface, dock, runs
        self._actions, self._engine = actions, engine
        self._tab = dock.compare
        self._form = self._tab.fields
        self._describers = {name: SceneDescriber(find_engine, self) for name in BOTH}
        self._review = ChangeReview(self)
        self.reports = CompareReports(dock, self._review.is_edited, self)
        self.swiping = Swiping(iface, dock, self)
        self.resume = CompareResume(dock, self.show, self)
        self.replaced = ReplacedLayers(runs, self)
        actions.kinds["compare"] = KindActions(
            finished=self._on_finished, open=self._open, repeat=self._repeat, folder=_folder
        )
        dock.progresses[("compare",)] = self._tab.progress
        for box in self._form.boxes.values():
            box.resolve = land_cover_input
        self._connect()
        self.offer_scene()

    def _connect(self) -> None:
        form, result = self._form, self._tab.result
        form.description_wanted.connect(self._describe)
        form.compare_requested.connect(self.compare)
        for name, describer in self._describers.items():
            describer.described.connect(lambda found, name=name: form.set_description(name, found))
            describer.failed.connect(lambda error, name=name: self._on_description_failed(name, error))
        self._tab.setup.setup_requested.connect(lambda: self._engine.set_up(extras=(EXTRA,)))
        self._tab.setup.cancel_requested.connect(self._engine.cancel)
        self._engine.output.connect(self._tab.setup.add_output)
        self._tab.progress.cancel_requested.connect(self._runs.cancel)
        result.report_requested.connect(self.reports.open)
        self._tab.pages.currentChanged.connect(self._on_page)
        QgsProject.instance().cleared.connect(self._review.let_go)
        result.zoom_requested.connect(self.zoom_to_result)
        result.folder_requested.connect(self._open_folder)
        result.export_requested.connect(self._ask_export)
        result.layout_requested.connect(lambda: open_print_layout(self._iface))
        result.pair_chosen.connect(self._on_pair)
        result.changes.filter_changed.connect(self._on_filter)
        result.changes.judged.connect(self._save)
        result.changes.change_chosen.connect(self._show_change)
        self._review.picked.connect(result.changes.choose)
        self._review.edited.connect(result.changes.update_change)
        self._review.reloaded.connect(result.changes.update_changes)
        self._review.failed.connect(self._dock.show_warning)
        self.replaced.refused.connect(self._dock.show_warning)
        self._dock.classify.result.compare_requested.connect(self.compare_classification)
        self._dock.classify.fields.form.scene.changed.connect(self.offer_scene)
        self._dock.classify.fields.refreshed.connect(self.offer_scene)

    def shutdown(self) -> None:
        """End what is going on."""
        for describer in self._describers.values():
            describer.shutdown()
        self._tab.result.changes.finish_comment()
        with suppress(TypeError):  # it was shut down before
            QgsProject.instance().cleared.disconnect(self._review.let_go)
        self._review.close()
        self.replaced.shutdown()
        self.reports.shutdown()
        self.resume.shutdown()
        self.swiping.close()

    # The form

    def _describe(self, name: str, job: Optional[DescribeReferenceJob]) -> None:
        if job is None:
            self._describers[name].cancel()
        else:
            self._describers[name].describe(job)

    def _on_description_failed(self, name: str, error: Any) -> None:  # noqa: ANN401 - an EngineError
        problem = Problem(error.code, error.message, error.details)
        if error.code == "extra_missing":
            self._engine.refresh()
        elif error.code.startswith("engine"):
            self._engine.report_broken(problem)
        self._form.set_description_error(name, problem)

    def offer_scene(self, *_: object) -> None:
        """Offer the scene of the Classify tab in place of a map."""
        fields = self._dock.classify.fields
        source = fields.form.scene.source()
        if not source.path:
            self._form.set_scene("")
            return
        gaps = fields.gaps()
        text = self.tr("Classify first: {}").format(source.label or Path(source.path).name)
        self._form.set_scene(text, gaps[0].sentence if gaps else "")

    def compare_classification(self) -> None:
        """Go to the Compare tab with the level-3 map of the classification that is shown."""
        result = self._dock.classify.result.result()
        path = str((result.get("outputs") or {}).get("level3") or "")
        layer = next(
            (
                layer
                for layer in QgsProject.instance().mapLayers().values()
                if path and layer.source() == path
            ),
            None,
        )
        if layer is not None:
            self._form.form.prediction.set_layer(layer)
        elif path:
            self._form.form.prediction.add_file(path)
        self._tab.show_form()
        self._dock.show_compare()

    def compare(self) -> None:
        """Queue what the form asks for."""
        form = self._form
        try:
            official, fields = form.official_layer(), form.official_fields()
            area = self._area()
            job = form.job(
                area,
                self._classification(area) if form.form.prediction.choice().scene else None,
                form.official_kept()
                if official is None
                else replace(change_layer_input(official), from_field=fields[0], to_field=fields[1]),
            )
        except (SourceError, JobError, ValueError) as error:
            self._dock.show_problem(
                Problem("area_invalid" if isinstance(error, SourceError) else "", str(error))
            )
            return
        self._tab.result.changes.finish_comment()  # it may be of what is replaced
        try:
            refuse_unsaved_edits(*replaced_by(job))
        except SourceError as error:
            self._dock.show_problem(Problem("", str(error)))
            return
        folder = job.output_dir or temporary_folder()
        if job.classify is not None and not job.classify.output_dir:
            job = replace(job, classify=replace(job.classify, output_dir=folder))
        choices = [form.boxes[name].choice() for name in BOTH]
        title = self.tr("{} with {}").format(*(choice.label for choice in choices))
        layers = [choice.layer for choice in choices if choice.layer is not None]
        run = self._runs.submit(replace(job, output_dir=folder), title, layers)
        self._dock.runs.select(run.id)

    def _classification(self, area: Optional[AreaInput]) -> ClassifyJob:
        job = self._dock.classify.fields.job(area)  # where it is compared, and no farther
        return replace(job, options=replace(job.options, confidence=True))  # for the list of changes

    def _area(self) -> Optional[AreaInput]:
        choice = self._form.form.area.choice()
        if choice.kind is AreaKind.KEPT:
            return choice.kept
        if choice.kind is AreaKind.VIEW:
            canvas = self._iface.mapCanvas()
            return area_from_extent(canvas.extent(), canvas.mapSettings().destinationCrs())
        if choice.kind is AreaKind.POLYGONS and choice.layer is not None:
            return area_from_layer(choice.layer, choice.selected_only, QgsCoordinateReferenceSystem())
        return None

    # The result

    def _on_page(self, *_: object) -> None:
        """Without the list, nothing takes its line and the picture that is swiped in off the map."""
        if self._tab.pages.currentWidget() is self._form:
            self._review.let_go()
            self.swiping.close()

    def _on_finished(self, run: Run) -> None:
        result = dict(run.result or {})
        if self._dock.is_typing_in(self._tab):
            there = self._add_layers(result, True)
        else:
            self._say_what_is_lost(run)
            there = self._show(result, True, is_temporary(run.job.output_dir))
        if not there:
            return  # which was said
        if self._actions.is_elsewhere(run, self._tab):
            self._actions.tell_done(run)  # and the map stays where the user looks
        else:
            self._dock.show_compare()
            self._look_there()
            self._review.make_active(self._iface)

    def _say_what_is_lost(self, run: Run) -> None:
        """A comment typed while its change was replaced has no polygon any more: its words are given back."""
        changes, before = self._tab.result.changes, self._tab.result.result().get("outputs") or {}
        text, after = changes.unsaved_comment(), (run.result or {}).get("outputs") or {}
        if not text or not before.get("changes") or before["changes"] != after.get("changes"):
            return
        changes.drop_comment()
        self._dock.show_warning(
            self.tr(
                "The comment “{}” was not saved, because the new comparison replaced its change: add it to the new "
                "one, if there is one."
            ).format(text)
        )

    def _open(self, run: Run) -> None:
        """Show the result of a run, and add its layers unless the project has them."""
        self.show(dict(run.result or {}), False, is_temporary(run.job.output_dir))

    def show(self, result: Dict[str, Any], add_layers: bool = False, temporary: bool = False) -> None:
        """Show a result. add_layers: also when the project has some of its layers already."""
        if self._show(result, add_layers, temporary):
            self._dock.show_compare()
            self._review.make_active(self._iface)

    def _show(self, result: Dict[str, Any], add_layers: bool, temporary: bool) -> bool:
        """Show a result in the Compare tab, which stays where it is; whether that was possible."""
        self._tab.result.changes.finish_comment()  # while the layer of its change is the one that is looked at
        if not self._add_layers(result, add_layers):
            return False
        self.reports.forget()
        changes = self._review.open(result)
        self._tab.show_result(result, changes, temporary)
        self._say_what_is_missing(result, len(changes))
        self.swiping.follow()
        return True

    def _say_what_is_missing(self, result: Mapping[str, Any], listed: int) -> None:
        hidden = self._review.hidden(listed)
        if hidden:
            self._dock.show_warning(
                self.tr(
                    "The layer of the changes has a filter in QGIS; changes that are not listed: {}."
                ).format(hidden)
            )
        elif not listed and (result.get("changes") or {}).get("count"):
            self._dock.show_warning(
                self.tr("The polygons of the changes are not in “{}” any more, so none is listed.").format(
                    result.get("output_dir")
                )
            )

    def _add_layers(self, result: Dict[str, Any], add_layers: bool) -> bool:
        wanted = {Path(str(path)) for path in (result.get("outputs") or {}).values() if path}
        there = {Path(layer.source().split("|")[0]) for layer in QgsProject.instance().mapLayers().values()}
        if add_layers or not wanted & there:
            try:
                add_comparison(QgsProject.instance(), result)
            except FileNotFoundError as error:
                self._dock.show_problem(Problem("result_missing", str(error)))
                return False
        return True

    def _repeat(self, run: Run) -> None:
        job: CompareJob = run.job
        if is_temporary(job.output_dir):
            job = replace(job, output_dir="")
        if job.classify is not None:
            first = replace(job.classify, area=None)  # it is that of the comparison
            self._dock.classify.fields.set_job(
                replace(first, output_dir="") if is_temporary(first.output_dir) else first
            )
        self.offer_scene()
        self._form.set_job(job)
        self._tab.show_form()
        self._dock.show_compare()

    def _show_change(self, fid: int) -> None:
        self._review.show(fid, self._iface.mapCanvas())

    def _save(self, change: Change) -> None:
        """Save a verdict; where that is not possible, the list shows what is in the layer."""
        changes = self._tab.result.changes
        saved = self._review.save(change, changes.before)
        kept = self._review.read(change.fid)
        if not saved:
            changes.refuse(change, kept)
        elif kept is not None and kept != change:
            changes.update_change(kept)  # someone else had judged it too

    def _on_pair(self, _from: int, _to: int) -> None:
        self._review.select([change.fid for change in self._tab.result.changes.shown()])

    def _on_filter(self, fids: List[int]) -> None:
        """What a cell of the matrix selected is let go when all changes are shown again."""
        if len(fids) == len(self._tab.result.changes.model.changes()):
            self._review.select([])

    def _open_folder(self) -> None:
        """Open the folder of the comparison; its report is brought up to date meanwhile."""
        self._actions.open_folder(str(self._tab.result.result().get("output_dir") or ""))
        self.reports.update()

    def _ask_export(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._dock, self.tr("Export the comparison to a folder"))
        if folder:
            self.reports.update(lambda: self.export(folder))

    def export(self, folder: str) -> None:
        """Copy all files of the comparison as they are, with the verdicts given so far, into a folder."""
        try:
            copied, target = export_files(self._tab.result.result(), Path(folder))
        except OSError as error:
            self._dock.show_warning(
                self.tr("“{}” cannot be written: {}.").format(
                    folder, getattr(error, "strerror", None) or error
                )
            )
            return
        self._dock.show_done(self.tr("{} files were saved to “{}”.").format(copied, target))
        self._tab.result.set_temporary(False)

    def zoom_to_result(self) -> None:
        """Show the whole comparison on the map."""
        extent = self._extent()
        if extent is not None:
            self._iface.mapCanvas().setExtent(extent)
            self._iface.mapCanvas().refresh()

    def _look_there(self) -> None:
        """Show the comparison that was just made where the map shows something quite different."""
        extent = self._extent()
        if extent is not None and not self._iface.mapCanvas().extent().intersects(extent):
            self.zoom_to_result()

    def _extent(self) -> Optional[QgsRectangle]:
        """Where the comparison lies, in the CRS of the map."""
        grid = self._tab.result.result().get("grid") or {}
        if not grid.get("bounds"):
            return None
        transform = QgsCoordinateTransform(
            crs_from_text(str(grid["crs"])),
            self._iface.mapCanvas().mapSettings().destinationCrs(),
            QgsProject.instance(),
        )
        try:
            return transform.transformBoundingBox(QgsRectangle(*(float(v) for v in grid["bounds"])))
        except QgsCsException:
            return None


def _folder(run: Run) -> str:
    result: Mapping[str, Any] = run.result or {}
    return str(result.get("output_dir") or "")
