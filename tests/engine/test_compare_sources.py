"""The report and the record of a comparison name all that went into it: scenes, dates, models, changes, confidence."""

from __future__ import annotations

import json
import shutil
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely

pytest.importorskip("matplotlib")

from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import ChangeLayerInput, CompareJob, CompareReportJob, LandCoverInput
from corina.models.package import BUNDLED

from .comparing import changed_map, compare
from .land_cover import square, write_codes, write_polygons
from .test_report import check

SHA = "ab" * 32


def tagged(path: str, date: str, model: str = f"tiny {SHA[:12]}") -> str:
    """A map as Corina writes it, which lies there without its record."""
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(CORINA_SCENE=f"S2_{date}", CORINA_DATE=date, CORINA_MODEL=model)
    return path


def told(result: dict) -> dict[str, str]:
    """The lines of "How this was made"."""
    reader = check(Path(result["outputs"]["report"]).read_text(encoding="utf-8"))
    return {row[0]: row[1] for table in reader.tables for row in table if len(row) == 2}


def text_of(result: dict) -> str:
    return check(Path(result["outputs"]["report"]).read_text(encoding="utf-8")).text


def test_a_map_without_its_record_is_told_by_its_tags(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, tagged(prediction, "2022-06-01"), reference)
    lines, text = told(result), text_of(result)
    assert lines["Prediction made from"] == "the scene S2_2022-06-01 2022-06-01; by the model tiny"
    assert "Reference made from" not in lines
    assert lines["To be named"].endswith("(EEA). Contains modified Copernicus Sentinel data 2022.")
    assert lines["Model"] == "tiny" and lines["Model file"] == f"sha256 {SHA[:12]}…"
    assert lines["Its card"].startswith("not at hand") and "behind the prediction" not in text
    assert result["model"] == {"name": "tiny", "sha256": SHA[:12]}
    assert result["prediction"]["origin"] == {
        "scene": "S2_2022-06-01",
        "date": "2022-06-01",
        "model": result["model"],
        "generalised": None,
        "bands": [],
    }
    assert result["reference"]["origin"] is None


def test_the_card_of_a_model_that_is_installed_is_found_by_the_tags(tmp_path):
    card = json.loads(next(iter(sorted(BUNDLED.glob("*/card.json")))).read_text(encoding="utf-8"))
    named = f"{card['name']} {card['files']['model.onnx']['sha256'][:12]}"
    prediction, reference, _ = changed_map(tmp_path)
    lines = told(compare(tmp_path, tagged(prediction, "2022-06-01", named), reference))
    assert lines["Model"] == f"{card['title']} ({card['name']} {card['version']})"
    assert lines["Description"] == card["description"] and "Its card" not in lines


def test_two_dates_have_both_their_scenes_and_the_model_that_made_both(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, tagged(prediction, "2022-06-01"), tagged(reference, "2020-06-21"))
    lines = told(result)
    assert lines["Reference made from"] == "the scene S2_2020-06-21 2020-06-21; by the model tiny"
    assert lines["To be named"].endswith("Contains modified Copernicus Sentinel data 2020 and 2022.")
    assert "One model made both maps." in text_of(result)
    tagged(reference, "2022-01-21", f"other {'cd' * 6}")
    result = compare(tmp_path, prediction, reference)
    text = text_of(result)
    assert told(result)["To be named"].endswith("Sentinel data 2022.")
    assert "Another model made the reference." in text and "sha256 cdcdcdcdcdcd…" in text


@pytest.mark.parametrize("own_first", [True, False])
def test_a_layer_of_corine_beside_polygons_of_corinas_is_made_by_no_model(tmp_path, own_first):
    prediction, _, _ = changed_map(tmp_path)
    tagged(prediction, "2022-06-01")
    file = tmp_path / "mix.gpkg"
    tags = {"CORINA_SCENE": "S2_2022-06-01", "CORINA_DATE": "2022-06-01", "CORINA_MODEL": f"tiny {SHA[:12]}"}
    layers = [("own", tags), ("clc18", None)]
    for name, metadata in layers if own_first else layers[::-1]:
        pyogrio.raw.write(
            file, shapely.to_wkb(np.array([square(0, 0, 100, 120)])), [np.array(["211"], object)], fields=["Code_18"],
            layer=name, driver="GPKG", geometry_type="Polygon", crs="EPSG:32634", append=file.exists(),
            layer_metadata=metadata,
        )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # such as pyogrio's on a layer that is not named
        of = LandCoverInput(str(file), layer="clc18")
        job = CompareJob(of, str(tmp_path / "out"), prediction=LandCoverInput(prediction))
        result = carry_out(job, lambda event: None)
        assert result["reference"]["origin"] is None
        assert "Reference made from" not in told(result) and "One model made both maps" not in text_of(result)
        again = replace(job, reference=replace(of, layer="own"))
        result = carry_out(again, lambda event: None)
    assert result["reference"]["origin"]["scene"] == "S2_2022-06-01"
    assert "One model made both maps." in text_of(result), "of its own layer it is said"


def test_the_report_made_again_has_them_when_the_maps_are_gone(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    first = compare(tmp_path, tagged(prediction, "2022-06-01"), tagged(reference, "2020-06-21"))
    before = told(first)
    for path in (prediction, reference):
        Path(path).unlink()
    carry_out(CompareReportJob(str(tmp_path / "out")), lambda event: None)
    assert told(first) == before


def test_copies_of_layers_in_qgis_go_by_the_layers_they_were_made_of(tmp_path):
    prediction, _, _ = changed_map(tmp_path)
    before = write_polygons(
        tmp_path / "layer.gpkg", [square(0, 0, 100, 120)], {"Code_18": ["211"]}, layer="layer"
    )
    columns = {"Code_18": ["211"], "Code_24": ["112"]}
    cha = write_polygons(tmp_path / "layer2.gpkg", [square(10, 10, 30, 30)], columns, layer="layer")
    subset = '/data/{}.gpkg|layername={}|subset="a" > 1'
    job = CompareJob(
        LandCoverInput(before, name="CORINE, no sea", origin=subset.format("clc", "clc18")),
        str(tmp_path / "out"),
        prediction=LandCoverInput(prediction),
        changes=ChangeLayerInput(cha, origin=subset.format("cha", "cha24"), name="Real changes"),
    )
    result = carry_out(job, lambda event: None)
    found, lines = result["official"], told(result)
    assert (found["name"], found["path"], found["layer"]) == (
        "Real changes",
        subset.format("cha", "cha24"),
        None,
    )
    source = subset.format("cha", "cha24")
    assert lines["Official changes"] == f"Real changes, 2018 to 2024, fields Code_18 and Code_24: {source}"
    assert "official changes of Real changes" in text_of(result)
    assert (
        result["reference"]["source"] == subset.format("clc", "clc18") and not result["prediction"]["source"]
    )
    assert lines["Reference"].startswith("CORINE, no sea, ")
    assert (
        lines["Reference"].endswith(f": {subset.format('clc', 'clc18')}")
        and "layer layer" not in lines["Reference"]
    )
    assert lines["Prediction"].endswith(f": {prediction}")
    wrong = replace(job, changes=replace(job.changes, path=before))
    with pytest.raises(EngineProblem, match=r"^Real changes has 0 change layers"):
        carry_out(wrong, lambda event: None)


def test_the_classes_that_were_said_of_the_map_are_among_the_settings(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    result = compare(tmp_path, prediction, reference, codes=(112, 2, 31))
    assert told(result)["Classes the map can show, as given"] == "112, 2, 31"
    assert json.loads(Path(result["outputs"]["result_json"]).read_text())["settings"]["codes"] == [112, 2, 31]
    assert "Classes the map can show, as given" not in told(compare(tmp_path, prediction, reference))


def test_a_comparison_of_before_names_what_it_can(tmp_path):
    """Its record has no `origin`, no `confidence`, and of the changes the name only."""
    prediction, reference, _ = changed_map(tmp_path)
    cha = write_polygons(
        tmp_path / "cha.gpkg", [square(10, 10, 30, 30)], {"Code_18": ["211"], "Code_24": ["112"]}, layer="cha"
    )
    result = compare(tmp_path, prediction, reference, changes=ChangeLayerInput(cha))
    record = Path(result["outputs"]["result_json"])
    document = json.loads(record.read_text(encoding="utf-8"))
    del document["confidence"], document["prediction"]["origin"], document["reference"]["origin"]
    for key in ("path", "layer", "from_field", "to_field", "years"):
        del document["official"][key]
    record.write_text(json.dumps(document))
    carry_out(CompareReportJob(str(tmp_path / "out")), lambda event: None)
    assert told(result)["Official changes"] == "cha" and "Confidence raster" not in told(result)


def test_the_change_layer_and_the_confidence_raster_are_among_the_sources(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    columns = {"Code_18": ["211"], "Code_24": ["112"], "chtype": ["R"]}
    cha = write_polygons(tmp_path / "cha.gpkg", [square(10, 10, 30, 30)], columns, layer="cha1824")
    sure = write_codes(tmp_path / "sure.tif", np.full((100, 120), 80, np.uint8))
    given = ChangeLayerInput(cha)
    result = compare(tmp_path, prediction, reference, changes=given, confidence=sure)
    lines = told(result)
    assert lines["Official changes"] == f"cha cha1824, 2018 to 2024, fields Code_18 and Code_24: {cha}"
    assert lines["Confidence raster"] == sure == result["confidence"]
    of = result["official"]
    assert (of["path"], of["layer"], of["years"]) == (cha, "cha1824", [2018, 2024])
    assert result["settings"]["changes"]["path"] == cha and result["settings"]["confidence"] == sure


def test_the_bands_of_a_scene_are_told_for_whoever_shows_it(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    level3 = str(shutil.copy(tagged(prediction, "2022-06-01"), tmp_path / "s_level3.tif"))
    bands = [{"band": b, "path": f"/data/{b}.jp2", "index": 1} for b in ("B02", "B03", "B04", "B08")]
    record = {"scene": "S2_2022-06-01", "date": "2022-06-01", "model": {"name": "tiny", "sha256": SHA}}
    listed = [{**band, "how": "by its name", "resolution_m": 10.0} for band in bands]
    (tmp_path / "s_result.json").write_text(json.dumps({**record, "description": {"bands": listed}}))
    result = compare(tmp_path, level3, reference)
    assert result["prediction"]["origin"]["bands"] == bands
    record["scene"] = "another"
    (tmp_path / "s_result.json").write_text(json.dumps({**record, "description": {"bands": listed}}))
    assert compare(tmp_path, level3, reference)["prediction"]["origin"]["bands"] == []


def test_the_confidence_raster_found_beside_the_map_is_named_too(tmp_path):
    prediction, reference, _ = changed_map(tmp_path)
    level3 = str(shutil.copy(prediction, tmp_path / "scene_level3.tif"))
    sure = write_codes(tmp_path / "scene_confidence.tif", np.full((100, 120), 80, np.uint8))
    result = compare(tmp_path, level3, reference)
    assert result["confidence"] == sure == told(result)["Confidence raster"]
    assert result["settings"]["confidence"] is None, "nobody gave it"


def test_where_a_map_comes_from_is_asked_without_what_draws(monkeypatch):
    """A server without the extra compares all the same."""
    for name in list(sys.modules):
        if name.startswith(("corina.engine.report", "corina.engine.handlers.compare", "matplotlib")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    import corina.engine.handlers.compare  # noqa: F401
