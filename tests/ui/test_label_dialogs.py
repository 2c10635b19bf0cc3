"""The dialogs that draw sample points and estimate accuracy: the number they say, and what keeps them from starting."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from qgis.core import QgsProject, QgsRasterLayer

from corina.engine.jobs import Allocation, SampleDesign, SamplePointsJob, SampleSize
from corina.ui.label_dialogs import AccuracyDialog, SampleDialog, Z
from corina.ui.notes import NoteKind

HEADER = "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 10\n"
PIXELS = (9000, 800, 150, 40, 10)
"""Of five classes, one rarer than the other."""


@pytest.fixture
def rasters(qgis_app, tmp_path):
    """Two rasters in the project and their files, by the layers' ids."""
    paths = {}
    for name in ("a scene", "map"):
        file = tmp_path / f"{name}.asc"
        file.write_text(HEADER + "1 2\n3 4\n", encoding="ascii")
        layer = QgsRasterLayer(str(file), name)
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        paths[layer.id()] = str(file)
    return paths


@pytest.fixture
def dialog(qtbot, rasters):
    made = SampleDialog(rasters)
    qtbot.addWidget(made)
    made.asked = []
    made.size_wanted.connect(made.asked.append)
    made.ask()
    return made


def answer(dialog):
    """Answer as the engine does, for a map of the classes of PIXELS, until no more is asked. All that was asked."""
    heard = []
    while dialog.asked:
        job = dialog.asked.pop()
        dialog.asked.clear()
        heard.append(job)
        size = job.size
        total = size.points or 700
        least = [min(max(2, size.minimum), pixels) for pixels in PIXELS[1:]]
        points = [max(total - sum(least), min(max(2, size.minimum), PIXELS[0])), *least]
        strata = [{"code": 110 + row, "points": count} for row, count in enumerate(points)]
        dialog.set_size({"points": sum(points), "cochran_points": 1537, "strata": strata})
    return heard


def test_the_number_of_points_that_is_typed_is_said_and_kept(dialog):
    assert not dialog.start_button.isEnabled(), "nobody knows yet whether it is a map"
    assert dialog.note.kind is NoteKind.BUSY
    answer(dialog)
    assert dialog.start_button.isEnabled()
    assert dialog.note.text().startswith(
        "700 points in 5 classes, 10 or more in each (Olofsson et al. 2014); 1"
    )

    dialog.points.setValue(30)
    assert "Counting" in dialog.note.text(), "what was said is true no more"
    (job,) = answer(dialog)
    assert (job.size.points, job.size.minimum) == (30, 6)
    assert dialog.note.text() == (
        "30 points in 5 classes, 6 or more in each; 50 in each are advised (Olofsson et al. 2014)."
    )
    assert (dialog.job().size.points, dialog.job().size.minimum) == (30, 6)

    dialog.points.setValue(900)
    (job,) = answer(dialog)
    assert job.size.minimum == 50, "where there is room for it, it stays as advised"
    dialog.points.setValue(0)
    answer(dialog)
    assert "(Cochran 1977)" in dialog.note.text() and dialog.job().size.minimum == 50


def test_where_more_points_are_drawn_than_asked_for_it_is_said_why(dialog):
    answer(dialog)
    dialog.points.setValue(3)
    answer(dialog)
    assert dialog.note.text() == (
        "10 points instead of 3: each of the 5 classes takes two, as one says nothing of the spread."
    )
    assert dialog.note.kind is NoteKind.WARNING and dialog.start_button.isEnabled()


def test_fewer_points_than_asked_for_are_explained(dialog):
    answer(dialog)
    dialog.points.setValue(900)
    strata = [{"code": 1, "points": 60}, {"code": 2, "points": 7}]
    dialog.set_size({"points": 67, "cochran_points": 1537, "strata": strata})
    assert dialog.asked[-1].size.minimum == 50
    assert dialog.note.text() == "67 points instead of 900: the map has no more pixels."


def test_a_number_typed_before_the_classes_are_counted_is_asked_for_again(dialog):
    """Without their number, nobody knows which minimum leaves it."""
    dialog.points.setValue(20)
    first, second = answer(dialog)
    assert (first.size.minimum, second.size.minimum) == (50, 4)
    assert dialog.note.text().startswith("20 points in 5 classes, 4 or more in each")


def test_what_is_expected_of_a_class_that_is_not_there_is_said_to_change_nothing(dialog):
    answer(dialog)
    dialog.points.setValue(300)
    dialog.more.single.setText("112=95; 142=60; 523=99")
    (job,) = answer(dialog)
    assert job.size.expected == {"112": 0.95, "142": 0.6, "523": 0.99}
    assert dialog.note.text() == (
        "300 points in 5 classes, 10 or more in each. "
        "What is expected of 142, 523 changes nothing: it is none of these classes."
    )
    assert dialog.note.kind is NoteKind.WARNING and dialog.start_button.isEnabled()
    dialog.more.single.setText("112=95")
    answer(dialog)
    assert dialog.note.kind is NoteKind.PLAIN


def test_over_the_whole_map_the_number_is_said_without_asking_again(dialog):
    answer(dialog)
    dialog.design.setCurrentIndex(dialog.design.findData(SampleDesign.SIMPLE))
    assert dialog.note.text() == "1,537 points over the whole map (Cochran 1977)."
    dialog.points.setValue(12)
    assert dialog.note.text() == "12 points over the whole map." and not dialog.asked
    dialog.design.setCurrentIndex(dialog.design.findData(SampleDesign.SYSTEMATIC))
    assert dialog.note.text() == "About 12 points on a square grid over the whole map."


def test_a_minimum_that_is_given_is_kept_and_said(dialog):
    answer(dialog)
    dialog.points.setValue(30)
    dialog.more.minimum.setValue(20)
    (*_, job) = answer(dialog)
    assert (job.size.points, job.size.minimum) == (30, 20) == (dialog.job().size.points, 20)
    assert dialog.note.text() == "90 points instead of 30: each of the 5 classes takes its minimum of 20."
    assert dialog.note.kind is NoteKind.WARNING and dialog.start_button.isEnabled()
    dialog.more.minimum.clear()
    answer(dialog)
    assert dialog.job().size.minimum == 6, "again what the number leaves"


def test_strata_of_another_level_are_counted_anew(dialog):
    answer(dialog)
    dialog.more.strata_level.setCurrentIndex(dialog.more.strata_level.findData(1))
    assert not dialog.start_button.isEnabled(), "nobody knows how many classes that are"
    (job,) = answer(dialog)
    assert (job.level, job.strata_level) == (0, 1) and dialog.start_button.isEnabled()
    assert dialog.job().strata_level == 1
    dialog.more.level.setCurrentIndex(dialog.more.level.findData(1))
    dialog.more.strata_level.setCurrentIndex(dialog.more.strata_level.findData(3))
    assert "level or of a coarser one" in dialog.note.text() and not dialog.start_button.isEnabled()
    dialog.asked.clear()
    dialog.more.strata_level.setCurrentIndex(0)
    assert dialog.asked[-1].level == 1


@pytest.mark.parametrize("text", ["111", "111=x", "=60", "111=160", "forest=60", "999=60", "0111=60"])
def test_what_is_no_accuracy_of_a_class_is_said(dialog, text):
    answer(dialog)
    dialog.more.single.setText(text)
    assert f"“{text}” is no accuracy" in dialog.note.text() and not dialog.start_button.isEnabled()
    assert not dialog.asked
    dialog.more.single.setText("111=60; 512=95,5 %")
    assert dialog.asked[-1].size.expected == {"111": 0.6, "512": 0.955}
    answer(dialog)
    assert dialog.job().size.expected == {"111": 0.6, "512": 0.955} and dialog.start_button.isEnabled()


def test_only_what_the_design_has_is_asked_for(dialog):
    more = dialog.more
    fields = (more.allocation, more.minimum, more.single, more.strata_level, more.level, more.seed)
    assert all(field.isEnabled() for field in fields)
    more.allocation.setCurrentIndex(more.allocation.findData(Allocation.EQUAL))
    assert not more.minimum.isEnabled() and more.strata_level.isEnabled()
    more.single.setText("111=60")
    assert more.sample_size(9, 0, 0.1, 0.8).expected == {"111": 0.6}
    dialog.design.setCurrentIndex(dialog.design.findData(SampleDesign.SIMPLE))
    assert [field.isEnabled() for field in fields] == [False, False, False, False, True, True]
    assert more.sample_size(9, 0, 0.1, 0.8).expected == {}, "there are no strata of classes"


@pytest.mark.parametrize(
    ("choices", "folded"),
    [
        ({"size": SampleSize(points=700, minimum=25), "seed": 0}, False),
        ({"size": SampleSize(points=700, allocation=Allocation.EQUAL)}, False),
        ({"size": SampleSize(expected={"111": 0.575, "512": 0.3}), "level": 3, "strata_level": 2}, False),
        ({"size": SampleSize(points=900)}, True),
    ],
)
def test_a_repeated_sample_begins_with_all_its_settings(dialog, rasters, choices, folded):
    """Whatever was asked for is asked for again, before the classes are counted and after; its file is not."""
    job = SamplePointsJob(list(rasters.values())[1], "", **choices)
    job = replace(job, size=replace(job.size, standard_error=dialog.margin.value() / 100 / Z))
    dialog.set_job(replace(job, output="/somewhere/points.gpkg"))
    assert dialog.job() == job and dialog.more.isCollapsed() is folded
    answer(dialog)
    assert dialog.job() == job


def test_a_minimum_that_gave_way_to_a_number_does_so_again_when_the_sample_is_repeated(dialog, rasters):
    dialog.set_job(
        SamplePointsJob(next(iter(rasters.values())), "p.gpkg", size=SampleSize(points=30, minimum=6))
    )
    assert dialog.job().size.minimum == 6
    answer(dialog)
    assert dialog.job().size.minimum == 6
    dialog.points.setValue(900)
    answer(dialog)
    assert dialog.job().size.minimum == 50


def test_what_is_no_map_cannot_be_drawn_from_until_another_is_chosen(dialog, rasters):
    started = []
    dialog.started.connect(started.append)
    answer(dialog)
    dialog.map.setLayer(QgsProject.instance().mapLayer(list(rasters)[1]))
    assert not dialog.start_button.isEnabled()
    dialog.set_size_problem("map has values that are no CORINE classes.")
    assert dialog.note.text() == "map has values that are no CORINE classes."
    assert dialog.note.kind is NoteKind.MISSING and not dialog.start_button.isEnabled()
    dialog.start_button.click()
    dialog.buttons.accepted.emit()
    assert started == []
    dialog.map.setLayer(QgsProject.instance().mapLayer(next(iter(rasters))))
    answer(dialog)
    assert dialog.start_button.isEnabled() and dialog.note.kind is NoteKind.PLAIN


def test_a_place_the_points_cannot_go_to_is_refused(dialog, tmp_path, monkeypatch):
    answer(dialog)
    (tmp_path / "file").write_text("x", encoding="ascii")
    for place, said in (
        (tmp_path / "file" / "points.gpkg", f"“{tmp_path / 'file'}” is a file"),
        (tmp_path / "file" / "deep" / "points.gpkg", f"“{tmp_path / 'file'}” is a file"),
        ("points.gpkg", "“points.gpkg” is no full path"),
        (tmp_path / "points.shp", "ends in .gpkg"),
    ):
        dialog.place.setFilePath(str(place))
        assert said in dialog.note.text() and not dialog.start_button.isEnabled()
    dialog.place.setFilePath(str(tmp_path / "new" / "points.gpkg"))
    assert dialog.start_button.isEnabled() and "700 points" in dialog.note.text()
    monkeypatch.setattr(os, "access", lambda path, mode: path != "/")
    dialog.place.setFilePath("/nonexistent/dir/x.gpkg")
    assert "You may not write to “/”" in dialog.note.text() and not dialog.start_button.isEnabled()


@pytest.mark.parametrize("samples", [("points.gpkg", "samples"), None])
def test_a_file_is_no_folder_for_an_estimate(qtbot, rasters, tmp_path, samples):
    made = AccuracyDialog(samples, rasters)
    qtbot.addWidget(made)
    (tmp_path / "table.csv").write_text("x", encoding="ascii")
    made.lucas.setFilePath(str(tmp_path / "table.csv"))
    assert made.start_button.isEnabled()
    made.place.setFilePath("/etc/hostname")
    assert "“/etc/hostname” is a file; choose a folder." in made.note.text()
    assert not made.start_button.isEnabled()
    made.place.setFilePath(str(tmp_path / "results"))
    assert made.start_button.isEnabled()


def test_the_map_that_is_suggested_is_chosen(qtbot, rasters):
    (first, second) = rasters
    for suggested, chosen in ((second, second), (first, first), ("gone", first), ("", first)):
        for made in (
            SampleDialog(rasters, None, suggested),
            AccuracyDialog(("p.gpkg", "samples"), rasters, None, suggested),
        ):
            qtbot.addWidget(made)
            assert made.map.currentLayer().id() == chosen


def test_a_precision_that_the_minimum_of_each_class_misses_is_said_with_the_number_that_has_it(dialog):
    """Rare classes take their minimum, so the common ones have fewer points than the formula reckons with."""
    answer(dialog)
    dialog.margin.setValue(3.9)
    dialog.asked.clear()
    strata = [{"code": 110 + row, "points": 50} for row in range(20)]
    counted = {"points": 1000, "cochran_points": 405, "strata": strata, "achieved_se": 0.0239}
    dialog.set_size({**counted, "enough_points": 1420})
    assert dialog.note.text() == (
        "1,000 points in 20 classes give ± 4.7 %, as each takes 50 or more; for ± 3.9 % type 1,420 points."
    )
    assert dialog.note.kind is NoteKind.WARNING and dialog.start_button.isEnabled()
    dialog.set_size({**counted, "achieved_se": 0.0199, "enough_points": None})
    assert dialog.note.text().startswith("1,000 points in 20 classes, 50 or more in each (Olofsson")


@pytest.mark.parametrize("samples", [("/p/points.gpkg", "samples"), None])
def test_what_few_need_of_an_estimate_is_in_a_part_of_its_own(qtbot, rasters, samples):
    made = AccuracyDialog(samples, rasters)
    qtbot.addWidget(made)
    plain = made.job()
    assert (plain.label_field, plain.map_level, plain.poststratify) == ("label", 0, True)
    assert made.more.isCollapsed() and made.more.label_field.isHidden() == (samples is None)
    chosen = replace(
        plain, label_field="seen" if samples else "label", map_level=2, level=1, poststratify=False
    )
    made.set_job(chosen)
    assert made.job() == chosen
    made.set_job(plain)
    assert made.job() == plain
