"""Working through changes as people do: layers that go, edits elsewhere, files that cannot be written, another day."""

# ruff: noqa: F811 - the fixtures of test_compare are arguments here

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer, edit
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QLabel

from corina.engine.jobs import CompareJob, LandCoverInput
from corina.plugin.compare_folder import read_comparison, work_lists
from corina.plugin.compare_layers import add_comparison
from corina.plugin.engine_process import run_job
from corina.plugin.replaced_layers import refuse_unsaved_edits, replaced_by
from corina.plugin.runs import RunState
from corina.plugin.views import is_own_map
from corina.ui.change_table import ChangeFilter, Verdict

from .test_compare import (  # noqa: F401 - fixtures
    by_name,
    compared,
    controller,
    dock,
    finished,
    layers,
    maps,
    run,
)


def said(dock):
    """The messages of the window."""
    return [
        label.text()
        for item in dock.form.messages.items()
        for label in item.findChildren(QLabel)
        if label.text()
    ]


def statuses(path):
    layer = QgsVectorLayer(str(path), "fresh", "ogr")
    return {feature["code_to"]: feature["status"] for feature in layer.getFeatures()}


def test_the_list_goes_on_when_its_layer_or_the_project_is_removed(compared, controller, run):
    changes = compared.compare.result.changes
    changes.step(1)
    assert controller.compare._review.highlight is not None
    QgsProject.instance().removeMapLayer(by_name("Changes").id())
    assert controller.compare._review.highlight is None, "the line goes with its layer"
    changes.judge(Verdict.CONFIRMED)
    QgsProject.instance().clear()
    changes.judge(Verdict.REJECTED)
    assert statuses(run.result["outputs"]["changes"]) == {112: "confirmed", 211: "rejected"}
    assert compared.form.messages.items() == []


def test_a_verdict_on_a_read_only_file_is_refused_and_not_shown(compared, controller, run, tmp_path):
    """A GeoPackage in a zip cannot be written, whoever asks; a file without permission can, by an administrator."""
    path = Path(run.result["outputs"]["changes"])
    with zipfile.ZipFile(tmp_path / "handed on.zip", "w") as archive:
        archive.write(path, path.name)
    place = f"/vsizip/{tmp_path / 'handed on.zip'}/{path.name}"
    QgsProject.instance().removeMapLayer(by_name("Changes").id())
    result = {**run.result, "outputs": {**run.result["outputs"], "changes": place}}
    compared.compare.show_result(result, controller.compare._review.open(result))
    changes = compared.compare.result.changes
    changes.step(1)
    changes.judge(Verdict.CONFIRMED)
    assert [change.verdict for change in changes.shown()] == [Verdict.NONE, Verdict.NONE]
    assert len(compared.form.messages.items()) == 1
    assert not changes.form.undo_button.isEnabled()


def test_a_verdict_is_undone_in_the_file_too(compared, run):
    changes = compared.compare.result.changes
    changes.step(1)
    changes.judge(Verdict.CONFIRMED)
    changes.undo()
    assert not any(statuses(run.result["outputs"]["changes"]).values())


def test_edits_in_the_attribute_table_are_in_the_list(compared):
    changes, layer = compared.compare.result.changes, by_name("Changes")
    changes.set_filter(ChangeFilter(code_from=211))
    (town,) = changes.shown()
    layer.startEditing()
    layer.changeAttributeValue(town.fid, layer.fields().indexOf("comment"), "by hand")
    assert changes.shown()[0].comment == "by hand"
    changes.choose(town.fid)
    changes.judge(Verdict.UNSURE)
    assert layer.isModified(), "given into the edits that are open"
    layer.rollBack()
    assert (changes.shown()[0].verdict, changes.shown()[0].comment) == (Verdict.NONE, "")
    with edit(layer):
        layer.deleteFeature(town.fid)
    changes.reset_filter()
    assert [change.code_to for change in changes.shown()] == [211]


def test_a_project_that_is_opened_again_offers_its_unfinished_list(compared, controller, run, tmp_path):
    tab = compared.compare
    tab.result.changes.step(1)
    tab.result.changes.judge(Verdict.CONFIRMED)
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "work.qgz"))
    project.clear()
    tab.show_form()
    assert tab.resume.isHidden()
    assert project.read(str(tmp_path / "work.qgz"))
    assert not tab.resume.isHidden()
    assert tab.resume.note.text() == (
        "This project shows “new 2018 compared with old 2012”: 1 of 2 changes looked at."
    )
    count = len(project.mapLayers())
    tab.resume.button.click()
    assert tab.pages.currentWidget() is tab.result and tab.resume.isHidden()
    assert [change.verdict for change in tab.result.changes.shown()] == [Verdict.CONFIRMED, Verdict.NONE]
    assert len(project.mapLayers()) == count, "the layers are there already"
    assert tab.result.report().endswith("report.html")


def test_a_folder_that_was_moved_is_opened_with_its_files_where_they_are(compared, controller, run, tmp_path):
    folder = tmp_path / "from a colleague"
    shutil.move(run.job.output_dir, folder)
    QgsProject.instance().clear()
    controller.compare.resume.open(str(folder / "changes.gpkg"))
    assert Path(by_name("Changes").source().split("|")[0]) == folder / "changes.gpkg"
    assert len(compared.compare.result.changes.shown()) == 2
    assert read_comparison(folder)["outputs"] == read_comparison(folder / "result.json")["outputs"]
    (folder / "report.html").unlink()
    assert read_comparison(folder)["outputs"]["report"] is None


def test_a_folder_with_the_record_of_a_classification_too_is_opened(controller, run):
    folder = Path(run.job.output_dir)
    (folder / "S2A_result.json").write_text("{}")
    assert read_comparison(folder)["changes"]["count"] == 2
    for name in ("result.json", "changes.gpkg"):
        (folder / name).rename(folder / f"north_{name}")
    assert read_comparison(folder)["changes"]["count"] == 2


@pytest.fixture
def browsed(monkeypatch):
    """What was opened in a browser, or in a file manager."""
    seen = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())) or True)
    return seen


def test_the_report_that_is_opened_has_the_verdicts(compared, run, browsed, until):
    result, report = compared.compare.result, Path(run.result["outputs"]["report"])
    button = result.form.report_button
    first = report.read_bytes()
    button.click()
    assert browsed == [report] and report.read_bytes() == first, "nothing was judged yet"
    result.changes.step(1)
    result.changes.judge(Verdict.CONFIRMED)
    button.click()
    assert (button.isEnabled(), button.text()) == (False, "Updating the report…")
    until(lambda: len(browsed) == 2)
    assert (button.isEnabled(), button.text()) == (True, "&Open report")
    assert "What was judged" in report.read_text(encoding="utf-8")
    judged = json.loads(report.with_name("result.json").read_text(encoding="utf-8"))["judged"]
    assert judged["verdicts"]["confirmed"] == {"count": 1, "area_ha": 25.0}
    again = report.stat().st_mtime_ns
    button.click()
    assert len(browsed) == 3 and report.stat().st_mtime_ns == again, "it is up to date"
    result.changes.undo()
    report.unlink()
    button.click()
    until(lambda: len(browsed) == 4)
    assert "None of" not in report.read_text(encoding="utf-8") and "0 of 2" in report.read_text(
        encoding="utf-8"
    )
    assert compared.form.messages.items() == []


def test_edits_that_are_not_saved_and_a_lost_layer_are_said(
    compared, controller, run, browsed, until, monkeypatch
):
    said: list[str] = []
    monkeypatch.setattr(compared, "show_warning", said.append)
    result, layer = compared.compare.result, by_name("Changes")
    layer.startEditing()
    result.changes.step(1)
    result.changes.judge(Verdict.REJECTED)
    controller.compare.reports.open()
    until(lambda: len(browsed) == 1)
    (warning,) = said
    assert "edits that are not saved" in warning
    layer.rollBack()
    result.changes.judge(Verdict.UNSURE)
    Path(run.result["outputs"]["changes"]).unlink()
    controller.compare.reports.open()
    until(lambda: len(browsed) == 2)
    assert said[1].startswith("The report is not up to date, what was judged is not in it. ")
    assert "has no changes.gpkg" in said[1] and "?" not in said[1]


def test_export_and_folder_have_the_report_of_now(
    compared, controller, run, browsed, until, monkeypatch, tmp_path
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "hand in"))
    compared.compare.result.changes.step(1)
    compared.compare.result.changes.judge(Verdict.CONFIRMED)
    compared.compare.result.export_requested.emit()
    until(lambda: (tmp_path / "hand in" / "report.html").exists())
    assert "What was judged" in (tmp_path / "hand in" / "report.html").read_text(encoding="utf-8")
    compared.compare.result.changes.judge(Verdict.UNSURE)
    compared.compare.result.folder_requested.emit()
    assert browsed == [Path(run.job.output_dir)]
    until(lambda: compared.compare.result.form.report_button.isEnabled())
    judged = json.loads(Path(run.result["outputs"]["result_json"]).read_text(encoding="utf-8"))["judged"]
    assert judged["verdicts"]["unsure"]["count"] == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "holds no comparison"),
        ("{", "cannot be read"),
        ("[]", "not the result"),
        ("{}", "not the result"),
    ],
)
def test_what_is_no_comparison_is_said_in_one_sentence(content, sentence, tmp_path, controller, dock):
    if content is not None:
        (tmp_path / "result.json").write_text(content)
    with pytest.raises(ValueError, match=sentence):
        read_comparison(tmp_path)
    controller.compare.resume.open(str(tmp_path))
    assert len(dock.form.messages.items()) == 1 and dock.compare.pages.currentWidget() is dock.compare.fields


def test_other_layers_are_no_work_list(layers, tmp_path):
    assert work_lists(QgsProject.instance()) == []
    own = QgsVectorLayer("Polygon?crs=EPSG:32634&field=status:string&field=code_from:int", "x", "memory")
    QgsProject.instance().addMapLayer(own)
    assert work_lists(QgsProject.instance()) == [], "without a comparison beside it"


def test_the_two_maps_come_with_a_comparison_where_the_project_lacks_them(qgis_app, run):
    group = add_comparison(QgsProject.instance(), run.result)
    names = [node.name() for node in group.findLayers()]
    assert names[-2:] == ["new 2018", "old 2012"]
    assert [node.itemVisibilityChecked() for node in group.findLayers()] == [True] + 4 * [False]
    assert not any(node.isExpanded() for node in group.findLayers())
    reference = by_name("old 2012")
    assert {c.value: c.label[:3] for c in reference.renderer().classes()}[41] == "512"
    assert all(is_own_map(node.layer()) for node in group.findLayers()), "none is offered as a scene"


def test_swiping_follows_the_change_that_is_looked_at(compared, controller, layers, until):
    canvas = controller._iface.canvas
    canvas.setDestinationCrs(layers[0].crs())
    canvas.setExtent(layers[0].extent())
    canvas.show()
    controller.compare.swiping.swipe(True, layers[0])
    tool = canvas.mapTool()
    until(lambda: tool.item.image is not None)
    whole = tool.item.image.copy()
    compared.compare.result.changes.step(1)
    until(lambda: tool.item.image != whole)
    assert canvas.mapTool() is tool, "one goes on swiping"
    controller.compare.swiping.swipe(False)


def test_swiping_ends_when_its_layer_is_removed(compared, controller, layers):
    canvas = controller._iface.canvas
    before = canvas.mapTool()
    controller.compare.swiping.swipe(True, layers[0])
    tool = canvas.mapTool()
    assert tool is not before
    QgsProject.instance().removeMapLayer(layers[0].id())
    assert canvas.mapTool() is not tool and not compared.compare.result.form.swipe_button.isChecked()
    canvas.zoomByFactor(2)
    assert "old 2012" in [layer.name() for layer in controller.compare.swiping.swipe_layers()], (
        "from its file"
    )


def test_removing_a_map_ends_the_comparison_that_reads_it(
    controller, dock, layers, maps, until, manager, tmp_path
):
    job = CompareJob(LandCoverInput(str(maps[0])), str(tmp_path / "out"), LandCoverInput(str(maps[1])))
    made = manager.submit(job, "new with old", layers)
    QgsProject.instance().removeMapLayer(layers[0].id())
    until(lambda: not manager.run(made.id).state.is_active)
    assert manager.run(made.id).state is RunState.CANCELLED
    assert manager.run(made.id).error.message.startswith("A layer the run reads was removed")
    assert not (tmp_path / "out").exists()


def test_layers_of_a_comparison_know_whom_to_name(qgis_app, run):
    rights = add_comparison(QgsProject.instance(), run.result).findLayers()[0].layer().metadata().rights()
    assert any("European Environment Agency" in text for text in rights)
    named = json.loads(json.dumps({**run.result, "model": {"name": "m"}}))
    QgsProject.instance().clear()
    rights = add_comparison(QgsProject.instance(), named).findLayers()[0].layer().metadata().rights()
    assert "Contains modified Copernicus Sentinel data" in rights
    assert isinstance(by_name("Difference"), QgsRasterLayer)


def test_comparing_again_keeps_what_was_judged_and_begins_a_new_list(compared, controller, engine, run):
    """The layers of the first comparison are in the project all the time, as they are when one compares again."""
    changes = compared.compare.result.changes
    changes.step(1)
    changes.judge(Verdict.CONFIRMED)
    path = Path(run.result["outputs"]["changes"])
    again = run_job(engine.command(), engine.child_environment(), run.job, lambda event: None, lambda: False)
    kept = path.with_name("changes_judged_1.gpkg")
    assert [warning for warning in again["warnings"] if kept.name in warning]
    assert sorted(filter(None, statuses(kept).values())) == ["confirmed"]
    assert not any(statuses(path).values())
    controller.run_actions.kinds["compare"].finished(replace(run, id="2", result=again))
    assert [change.verdict for change in changes.shown()] == [Verdict.NONE, Verdict.NONE]
    changes.choose(changes.shown()[0].fid)
    changes.judge(Verdict.REJECTED)
    assert sorted(filter(None, statuses(path).values())) == ["rejected"]
    assert sorted(filter(None, statuses(kept).values())) == ["confirmed"]
    QgsProject.instance().clear()
    assert sorted(filter(None, statuses(path).values())) == ["rejected"]
    assert not [file.name for file in path.parent.iterdir() if file.name.endswith(("-wal", "-shm"))]


def test_a_comment_being_typed_is_saved_to_its_change_when_another_result_is_shown(
    compared, controller, run, tmp_path, qtbot
):
    changes, first = compared.compare.result.changes, run.result["outputs"]["changes"]
    changes.choose(changes.shown()[0].fid)
    code_to = changes.current().code_to
    qtbot.keyClicks(changes.form.comment, "under roof")
    shutil.copytree(run.job.output_dir, tmp_path / "second")
    shutil.copyfile(first, tmp_path / "second" / "changes.gpkg")
    moved = json.dumps(run.result).replace(json.dumps(run.job.output_dir)[1:-1], str(tmp_path / "second"))
    other = replace(run, id="2", job=replace(run.job, output_dir="x"), result=json.loads(moved))
    controller.run_actions.kinds["compare"].finished(other)
    assert {code: text for code, text in comments(first).items() if text} == {code_to: "under roof"}
    assert not any(comments(tmp_path / "second" / "changes.gpkg").values())
    assert changes.form.comment.text() == "" and compared.form.messages.items() == []
    changes.choose(changes.shown()[1].fid)
    qtbot.keyClicks(changes.form.comment, "a shadow")
    controller.run_actions.kinds["compare"].open(run)
    assert "a shadow" in comments(tmp_path / "second" / "changes.gpkg").values()
    assert "a shadow" not in comments(first).values()


def comments(path):
    layer = QgsVectorLayer(str(path), "fresh", "ogr")
    return {feature["code_to"]: feature["comment"] for feature in layer.getFeatures()}


def test_a_comment_typed_while_its_change_is_replaced_is_given_back(compared, controller, run, qtbot):
    changes = compared.compare.result.changes
    changes.choose(changes.shown()[0].fid)
    qtbot.keyClicks(changes.form.comment, "under roof")
    controller.run_actions.kinds["compare"].finished(replace(run, id="2"))
    assert not any(comments(run.result["outputs"]["changes"]).values()), "not to a change of the new ones"
    assert changes.form.comment.text() == ""
    (message,) = said(compared)
    assert "The comment “under roof” was not saved" in message


def test_unsaved_edits_of_what_would_be_replaced_are_told_before(
    compared, controller, layers, run, until, manager
):
    form, layer = compared.compare.fields.form, by_name("Changes")
    record = Path(run.result["outputs"]["result_json"]).stat()
    form.prediction.set_layer(layers[1])
    form.reference.set_layer(layers[0])
    form.output.setFilePath(run.job.output_dir)
    until(lambda: form.compare_button.isEnabled())
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), layer.fields().indexOf("comment"), "by hand")
    runs = len(manager.runs())
    form.compare_button.click()
    (message,) = said(compared)
    assert "“Changes” has unsaved edits, and this comparison would replace its file" in message
    assert len(manager.runs()) == runs and layer.isModified()
    assert Path(run.result["outputs"]["result_json"]).stat() == record
    refuse_unsaved_edits(*replaced_by(replace(run.job, name="north")))  # its files have other names
    assert layer.commitChanges()
    form.compare_button.click()
    until(lambda: not manager.active() and compared.compare.pages.currentWidget() is compared.compare.result)
    kept = Path(run.job.output_dir) / "changes_judged_1.gpkg"
    assert "by hand" in comments(kept).values(), "nothing is lost"


def test_what_is_being_replaced_cannot_be_edited_meanwhile(compared, controller, run, manager, until):
    layer, path = by_name("Changes"), run.result["outputs"]["changes"]
    layer.startEditing()
    manager.submit(run.job, "again")
    assert not layer.isEditable(), "nothing was edited"
    layer.startEditing()
    until(lambda: not layer.isEditable())
    (message,) = said(compared)
    assert "“Changes” cannot be edited now" in message
    changes = compared.compare.result.changes
    changes.choose(changes.shown()[0].fid)
    changes.judge(Verdict.CONFIRMED)
    assert "confirmed" in statuses(path).values(), "verdicts go on"
    until(lambda: not manager.active())
    layer = by_name("Changes")
    layer.startEditing()
    QApplication.processEvents()
    assert layer.isEditable(), "it is done"
    layer.rollBack()
