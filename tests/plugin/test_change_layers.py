"""The layer of the changes under the list: files that go, polygons drawn by hand, projects that are opened again."""

# ruff: noqa: F811 - the fixtures of test_compare are arguments here

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsProject, QgsVectorLayer, edit

from corina.plugin.compare_layers import add_comparison
from corina.ui.change_table import Verdict

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
from .test_compare_work import said


def held(path):
    """Verdict and comment of each change, by its fid, as any other program reads them."""
    with closing(sqlite3.connect(path)) as connection:
        (table,) = connection.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")
        rows = connection.execute(f"SELECT fid, status, comment FROM {table[0]}")
        return {fid: (status or "", comment or "") for fid, status, comment in rows}


def remove(path):
    for end in ("", "-wal", "-shm"):
        Path(path + end).unlink(missing_ok=True)


def test_a_polygon_drawn_by_hand_is_in_the_list_once_and_can_be_judged(compared, run):
    changes, layer = compared.compare.result.changes, by_name("Changes")
    drawn = QgsFeature(next(layer.getFeatures()))
    drawn.setAttribute("fid", None)
    layer.startEditing()
    assert layer.addFeature(drawn)
    assert layer.commitChanges()
    fids = [change.fid for change in changes.shown()]
    assert sorted(fids) == sorted(feature.id() for feature in layer.getFeatures()) and len(fids) == 3
    changes.choose(max(fids))
    changes.judge(Verdict.CONFIRMED)
    assert held(run.result["outputs"]["changes"])[max(fids)][0] == "confirmed"
    assert said(compared) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files that are open")
def test_verdicts_on_a_file_that_is_gone_are_refused(compared, run):
    changes, path = compared.compare.result.changes, run.result["outputs"]["changes"]
    remove(path)
    changes.step(1)
    changes.judge(Verdict.CONFIRMED)
    assert [change.verdict for change in changes.shown()] == [Verdict.NONE, Verdict.NONE]
    assert said(compared) == [f"{path} is not there any more: nothing can be saved in it."]
    assert not os.path.exists(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files that are open")
def test_verdicts_on_a_file_that_was_replaced_are_refused(compared, run, tmp_path):
    """As a program does that brings the files of a colleague."""
    changes, path = compared.compare.result.changes, run.result["outputs"]["changes"]
    shutil.copy(path, tmp_path / "other.gpkg")
    os.replace(tmp_path / "other.gpkg", path)
    changes.step(1)
    changes.form.comment.setText("looked at twice")
    changes.finish_comment()
    assert [change.comment for change in changes.shown()] == ["", ""]
    (sentence,) = said(compared)
    assert sentence.startswith(f"{path} was replaced after its layer was opened")
    assert set(held(path).values()) == {("", "")}


@pytest.mark.parametrize("judged_between", [False, True])
def test_the_list_follows_its_layer_when_the_project_is_opened_again(
    compared, run, controller, tmp_path, judged_between
):
    """An edit in the layer's table is in the list, and what is saved from the list does not wipe it."""
    changes, path = compared.compare.result.changes, run.result["outputs"]["changes"]
    changes.choose(changes.shown()[0].fid)
    first, second = (change.fid for change in changes.shown())
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "work.qgz"))
    project.clear()
    if judged_between:
        changes.choose(second)
        changes.judge(Verdict.UNSURE)
    assert project.read(str(tmp_path / "work.qgz"))
    layer = by_name("Changes")
    assert controller.compare._review._alive() == layer
    with edit(layer):
        layer.changeAttributeValue(first, layer.fields().indexOf("status"), "rejected")
    changes.choose(first)
    assert changes.current().verdict is Verdict.REJECTED
    changes.form.comment.setText("under roof")
    changes.finish_comment()
    assert held(path) == {first: ("rejected", "under roof"), second: ("unsure" if judged_between else "", "")}
    layer.selectByIds([second])
    assert changes.current().fid == second


def test_of_two_comparisons_the_one_looked_at_last_is_offered_by_its_name(
    compared, run, controller, tmp_path
):
    other = tmp_path / "other"
    shutil.copytree(run.job.output_dir, other)
    outputs = {
        key: path and path.replace(run.job.output_dir, str(other))
        for key, path in run.result["outputs"].items()
    }
    result = {**run.result, "outputs": outputs, "output_dir": str(other)}
    result["prediction"] = {**result["prediction"], "name": "newer 2024"}
    add_comparison(QgsProject.instance(), result)
    tab, resume = compared.compare, compared.compare.resume
    tab.show_form()
    assert (
        resume.note.text()
        == "This project shows “new 2018 compared with old 2012”: 0 of 2 changes looked at."
    )
    resume.button.click()
    assert tab.result.result()["outputs"]["changes"] == run.result["outputs"]["changes"]
    controller.compare.show(result)
    tab.show_form()
    assert resume.note.text().startswith("This project shows “newer 2024 compared with old 2012”")
    resume.button.click()
    assert tab.result.result()["outputs"]["changes"] == outputs["changes"]


def test_another_layer_of_the_file_leaves_the_list_where_it_is(compared, run, controller):
    layer = by_name("Changes")
    QgsProject.instance().addMapLayer(QgsVectorLayer(run.result["outputs"]["changes"], "again", "ogr"))
    assert controller.compare._review._alive() == layer


def test_comparing_again_into_the_same_folder_has_one_group(compared, run, controller):
    """Two layers of one file would each be heard in part."""
    project, before = QgsProject.instance(), by_name("Changes").id()
    names = sorted(layer.name() for layer in project.mapLayers().values())
    controller.run_actions.kinds["compare"].finished(run)
    assert sorted(layer.name() for layer in project.mapLayers().values()) == names
    assert len(project.layerTreeRoot().findGroups()) == 1
    assert by_name("Changes").id() != before
    assert project.layerTreeRoot().findGroups()[0].findLayers()[0].layer() == by_name("Changes")
    assert controller.compare._review._alive() == by_name("Changes")
    layer = by_name("Changes")
    layer.startEditing()
    assert layer.changeAttributeValue(1, layer.fields().indexOf("comment"), "mine")
    controller.run_actions.kinds["compare"].finished(run)
    assert layer.isModified(), "what is not saved is never taken away"
    layer.rollBack()


def test_what_someone_else_wrote_is_kept_beside_a_comment(compared, run):
    """In another layer of the file, another QGIS, or a script: nothing tells the list."""
    changes, path = compared.compare.result.changes, run.result["outputs"]["changes"]
    fid = changes.shown()[0].fid
    other = QgsVectorLayer(path, "not in the project", "ogr")
    assert other.dataProvider().changeAttributeValues({fid: {other.fields().indexOf("status"): "confirmed"}})
    changes.choose(fid)
    changes.form.comment.setText("quarry")
    changes.finish_comment()
    assert held(path)[fid] == ("confirmed", "quarry")
    assert changes.current().verdict is Verdict.CONFIRMED


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files that are open")
def test_the_words_of_a_comment_that_cannot_be_saved_stay(compared, run):
    changes = compared.compare.result.changes
    changes.step(1)
    remove(run.result["outputs"]["changes"])
    changes.form.comment.setText("a quarry since 2015")
    changes.judge(Verdict.CONFIRMED)
    assert changes.current().verdict is Verdict.NONE and changes.current().comment == ""
    assert changes.form.comment.text() == "a quarry since 2015"


def test_a_result_whose_polygons_are_gone_is_not_one_without_changes(compared, run, controller):
    QgsProject.instance().clear()
    remove(run.result["outputs"]["changes"])
    controller.run_actions.kinds["compare"].open(run)
    assert said(compared) == [
        f"The polygons of the changes are not in “{run.job.output_dir}” any more, so none is listed."
    ]


def test_a_filter_on_the_layer_is_said_and_followed(compared, run, controller):
    changes, layer = compared.compare.result.changes, by_name("Changes")
    assert layer.setSubsetString("code_from = 211")
    assert [change.code_from for change in changes.shown()] == [211]
    controller.run_actions.kinds["compare"].open(run)
    assert said(compared) == [
        "The layer of the changes has a filter in QGIS; changes that are not listed: 1."
    ]
    assert layer.setSubsetString("")
    assert len(changes.shown()) == 2


def test_the_line_around_a_change_goes_with_the_list(compared, run, controller):
    compared.compare.result.changes.step(1)
    assert controller.compare._review.highlight is not None
    controller.run_actions.kinds["compare"].repeat(run)
    assert controller.compare._review.highlight is None


def test_a_group_and_layers_that_a_user_named_are_left_to_the_user(compared, run, controller):
    project = QgsProject.instance()
    (group,) = project.layerTreeRoot().findGroups()
    group.setName("Field study")
    by_name("Changes").setName("What I looked at")
    controller.run_actions.kinds["compare"].finished(run)
    names = [found.name() for found in project.layerTreeRoot().findGroups()]
    assert names == ["new 2018 compared with old 2012", "Field study"]
    assert by_name("What I looked at").isValid() and by_name("Changes").isValid()
    assert controller.compare._review._alive() == by_name("Changes")
