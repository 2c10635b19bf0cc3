"""Reports are whole in one file, say the numbers they were given, and can be read by everyone."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser

import numpy as np
import pytest

pytest.importorskip("matplotlib")

from rasterio.crs import CRS

from corina.engine.compare.changes import rule_text as changes_rule_text
from corina.engine.generalise import rule_text
from corina.engine.geopackage import Feature, write_polygons
from corina.engine.jobs import CompareOptions, Rule
from corina.engine.report import charts, flows, maps, page, thumbnails
from corina.engine.report.comparison import comparison_report
from corina.engine.report.scenes import scene_of

from .comparisons import compared, two_maps
from .rasters import write_raster

VOID = {"meta", "img", "br", "hr", "link", "input"}


class Reader(HTMLParser):
    """Reads a page as a browser would and notes what is wrong with it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.problems: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.text = ""
        self.feed(text)
        self.close()
        self.problems += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("th", "td") and self.tables:
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.problems.append(f"{tag} cannot close itself")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"{tag} closes something else")

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.text += data
        if {"th", "td"} & set(self.open[-2:]):
            self.tables[-1][-1][-1] += data

    def table(self, first_cell: str) -> dict[str, list[str]]:
        """The rows of the table whose header starts with a text, by their first cell."""
        found = next(t for t in self.tables if t[0] and t[0][0] == first_cell)
        return {row[0]: row[1:] for row in found[1:]}


def check(text: str) -> Reader:
    """Well-formed, self-contained, accessible."""
    reader = Reader(text)
    assert not reader.problems
    for tag, attributes in reader.elements:
        assert tag not in {"script", "link", "iframe", "object", "embed"}
        assert attributes.get("src", "data:").startswith("data:"), "nothing is loaded"
        assert attributes.get("href", "#").startswith("#")
        if tag == "img":
            assert len(attributes["alt"]) > 10
        if tag == "th":
            assert attributes["scope"] in ("row", "col")
    assert "url(" not in text and "@import" not in text
    assert "default-src 'none'" in text
    assert ("html", {"lang": "en"}) in reader.elements
    captions = sum(tag == "caption" for tag, _ in reader.elements)
    facts = sum(tag == "table" and a.get("class") == "facts" for tag, a in reader.elements)
    assert captions + facts == len(reader.tables)
    anchors = {a["href"][1:] for tag, a in reader.elements if tag == "a"}
    identities = [a["id"] for _, a in reader.elements if "id" in a]
    assert anchors <= set(identities) and len(identities) == len(set(identities))
    return reader


def svg(picture: page.Picture) -> str:
    kind, _, content = picture.source.partition(";base64,")
    assert kind == "data:image/svg+xml"
    return base64.b64decode(content).decode()


@pytest.fixture()
def result(tmp_path):
    return compared(tmp_path, *two_maps())


def report(result, card=None):
    return comparison_report(
        result, result["outputs"]["from_to_raster"], result["outputs"]["difference"], card
    )


def test_comparison_report_says_the_numbers(result):
    reader = check(report(result))
    assert "Map 2024 compared with CLC 2018" in reader.text
    matrix = reader.table("From \\ to, ha")
    # 50 x 30 px became a quarry, 10 x 20 px a town; 5 x 5 px have no class.
    assert matrix["311"][:4] == ["", "15.00", "", "105.00"]
    assert matrix["211"] == ["2.00", "", "61.75", "", "", "63.75"]
    assert matrix["Total"][-1] == "191.75"
    flow = reader.table("From")
    assert flow["311 Broad-leaved forest"] == ["131 Mineral extraction sites", "15.00", "7.82"]
    areas = next(t for t in reader.tables if t[0][:2] == ["Class", "Reference, ha"])
    quarry = next(row for row in areas if row[0].startswith("131"))
    assert quarry[1:] == ["0.00", "15.00", "0.00", "15.00", "0.00", "15.00", "0.00"]
    large = check(report({**result, "compared_ha": 5000.0})).table("From \\ to, ha")
    assert large["211"] == ["2.0", "", "61.8", "", "", "63.8"]
    assert f"{100 * (1 - 17 / 191.75):.1f} %" in reader.text


def test_agreement_is_never_called_accuracy(result):
    text = check(report(result)).text
    assert "agreement with the reference, not accuracy" in text and "85 %" in text and "25 ha" in text
    assert "no confidence interval" in text
    assert "Overall accuracy" not in text and "producer" not in text.lower()
    assert "The reference is of 2018, the prediction of 2024" in text


def test_largest_changes_are_shown_outlined_on_both_maps(result):
    reader = check(report(result))
    first = next(t for t in reader.tables if t[0][0] == "No.")[1]
    assert first[1:4] == ["311 Broad-leaved forest131 Mineral extraction sites", "15.0", "71"]
    with thumbnails.ComparisonPictures(
        result["outputs"]["from_to_raster"], result["outputs"]["difference"], None
    ) as pictures:
        view = pictures.change(result["changes"]["largest"][0])
    assert view.scene is None
    pixels = decoded(view.prediction)
    # 50 x 30 px in a square that has 35 % of its longer side around it.
    assert pixels.shape == (86, 86, 3)
    outline, casing = ((pixels == colour).all(axis=2) for colour in ((20, 20, 20), (255, 255, 255)))
    assert outline.sum() == 2 * (50 + 30) - 4
    assert casing.sum() == 2 * (50 + 30), "white around it"
    assert pixels[43, 43].tolist() == [166, 0, 204], "the colour of 131"


def test_changes_too_small_to_be_seen_on_the_whole_map_are_framed_there(result):
    assert "Where the two differ." in report(result)
    change = result["changes"]["largest"][0]
    left, top = 500_800, 4_999_400  # column 80, row 60
    small = {**change, "bounds": [left, top - 40, left + 40, top]}
    sources = result["outputs"]["from_to_raster"], result["outputs"]["difference"], None
    with thumbnails.ComparisonPictures(*sources) as pictures:
        plain = pictures.overview("a", "b", [change])[-1]
        picture, caption = pictures.overview("a", "b", [small])[-1]
    assert caption == "Where the two differ; frames show where the largest changes are."
    assert plain[1] == "Where the two differ." and plain[0].source != picture.source


def test_the_outline_is_that_of_the_polygon_not_of_all_that_changed_alike(result, tmp_path):
    """Half of the quarry is a polygon of its own, as where the other half is judged apart."""
    left, top = 500_300, 5_000_000 - 500
    ring = [(left, top), (left, top - 300), (left + 250, top - 300), (left + 250, top), (left, top)]
    change = result["changes"]["largest"][0]
    path = str(tmp_path / "changes.gpkg")
    features = [Feature([ring], ("",))] * change["fid"]
    write_polygons(path, "changes", CRS.from_epsg(32634), [("status", "TEXT")], features, "")
    sources = result["outputs"]["from_to_raster"], result["outputs"]["difference"], None
    for changes, edge in ((path, 2 * (25 + 30) - 4), (str(tmp_path / "none.gpkg"), 2 * (50 + 30) - 4)):
        with thumbnails.ComparisonPictures(*sources, changes) as pictures:
            pixels = decoded(pictures.change(change).prediction)
        assert (pixels == (20, 20, 20)).all(axis=2).sum() == edge


def decoded(picture: page.Picture) -> np.ndarray:
    import io

    from matplotlib.image import imread

    content = base64.b64decode(picture.source.partition(",")[2])
    return np.rint(imread(io.BytesIO(content))[..., :3] * 255).astype(int)


def test_scene_of_the_classification_is_found_and_shown(result, tmp_path):
    scene = write_raster(
        tmp_path / "scene.tif", np.full((3, 120, 160), 900, np.uint16), descriptions=("B02", "B03", "B04")
    )
    bands = [{"band": b, "path": scene, "index": i} for i, b in enumerate(("B02", "B03", "B04"), start=1)]
    record = {"scene": "S2A Granada", "date": "2024-06-01", "description": {"bands": bands}, "model": {
        "name": "m", "title": "ResUNet", "version": "2", "sha256": "ab" * 32}}  # fmt: skip
    (tmp_path / "map_result.json").write_text(json.dumps(record))
    text = check(report(result, {"description": "Tells 26 classes.", "licence": "GPL", "training": {
        "sets": [{"name": "BigEarthNet v2", "licence": "CDLA"}]},
        "metrics": {"level1": {"overall": 0.871}, "split": "18 patches of 6 tiles"}})).text  # fmt: skip
    assert "level 1 87.1 %: 18 patches of 6 tiles" in text
    assert "Contains modified Copernicus Sentinel data 2024." in text
    assert "S2A Granada 2024-06-01" in text and "ResUNet (m 2)" in text
    assert "Tells 26 classes." in text and "BigEarthNet v2 (CDLA)" in text
    assert "Scene at change 2" in report(result)
    assert scene_of("/nowhere/map_level3.tif") is None


def test_official_changes_are_counted(result):
    assert "Official" not in check(report(result)).text
    result["official"] = {"name": "CHA1824", "count": 8, "found": 4, "found_same": 3, "partly": 0,
                          "missed": 4, "known": 4, "new": 2, "official_ha": 61.69, "found_ha": 24.4,
                          "found_same_ha": 17.0, "rule": "Found when half of it is ours."}  # fmt: skip
    reader = check(report(result))
    assert reader.table("What") == {
        "Official changes in the area compared": ["8"], "of these found": ["4"],
        "of the found ones, with the same classes": ["3"], "found in part": ["0"], "missed": ["4"],
        "Changes found here that are official": ["4"], "Changes found here that are not official at all": ["2"],
        "Area of the official changes": ["61.7 ha"], "of this found": ["24.4 ha"],
        "of this found with the same classes": ["17.0 ha"],
    }  # fmt: skip
    assert "Found when half of it is ours." in reader.text


def test_maps_of_one_name_are_told_apart_and_settings_are_in_words(result):
    for side, path in (("reference", "/data/clc.gpkg"), ("prediction", "/data/clc.tif")):
        result[side] = {**result[side], "name": "clc", "path": path}
    options = {"level": 0, "minimum_unit_ha": 5.0, "rule": "priority", "confidence_threshold": 0.0}
    result["settings"] = {"options": options}
    text = check(report(result)).text
    assert "clc (clc.tif) compared with clc (clc.gpkg)" in text
    assert "Reference: clc (clc.gpkg)." in text and "Prediction: clc (clc.tif)." in text
    settings = "level: as fine as both allow; changes from: 5 ha; small areas join by: priority; confidence from: none"
    assert settings in text


@pytest.mark.parametrize(
    ("area", "words"),
    [
        (None, "wherever both maps are"),
        ({"crs": "EPSG:32634", "bounds": [500_000.5, 4_999_000, 501_000, 5_000_000], "geojson": None},
         "the rectangle 500000.5, 4999000 to 501000, 5000000 in EPSG:32634"),
        ({"crs": "EPSG:4326", "bounds": None, "geojson": "{}"}, "polygons"),
    ],
)  # fmt: skip
def test_the_area_that_was_compared_is_said(result, area, words):
    result["settings"] = {"options": {"level": 3}, "area": area}
    tables = check(report(result)).tables
    assert ["Area", words] in [row for table in tables for row in table]


def test_what_there_is_none_of_is_not_spoken_of(result):
    words = "worth a look", "The model behind the prediction is not known"
    assert all(text in check(report(result)).text for text in words)
    result["polygon_agreement"].update(below_half_count=0, below_half_ha=0.0)
    result["prediction"] = {**result["prediction"], "kind": "polygons", "path": "/data/clc2024.gpkg"}
    text = check(report(result)).text
    assert not any(words in text for words in words)
    assert "All 3 polygons of the reference are confirmed on at least half of their area." in text


def test_only_the_kinds_of_difference_there_are_stand_in_the_legend(result):
    text = check(report(result)).text
    assert "differs" in text and "differs in the boundary band" not in text


def test_a_thumbnail_at_the_border_is_moved_inside_and_stays_square():
    assert thumbnails._inside((-50.0, 20.0, 50.0, 120.0), (0.0, 0.0, 400.0, 400.0)) == (
        0.0,
        20.0,
        100.0,
        120.0,
    )
    assert thumbnails._inside((350.0, 350.0, 450.0, 450.0), (0.0, 0.0, 400.0, 400.0)) == (
        300.0,
        300.0,
        400.0,
        400.0,
    )
    wide = (-50.0, 0.0, 450.0, 500.0)
    assert thumbnails._inside(wide, (0.0, 0.0, 400.0, 600.0)) == wide, "what is wider than the map is cut"


def test_no_change_is_a_good_answer(tmp_path):
    reference, _ = two_maps()
    result = compared(tmp_path, reference, reference)
    text = check(report(result)).text
    assert "No class gained or lost anything." in text
    assert "good answer" in text and "every compared pixel has the same class" in text
    assert "100.0 %" in text


def test_names_from_outside_cannot_break_the_page(result):
    result["reference"]["name"] = "<script>alert('x')</script> & \"Co\""
    result["warnings"] = ["Class <b>311</b> & more"]
    reader = check(report(result))
    assert "<script>alert('x')</script> & \"Co\"" in reader.text
    assert "Class <b>311</b> & more" in reader.text


def test_matrix_too_wide_for_a_page_is_left_to_the_csv(tmp_path):
    reference = np.repeat(
        np.array([111, 112, 121, 131, 141, 142, 211, 221, 222, 231, 311, 312, 313, 321, 324, 512]), 10
    )
    reference = np.tile(reference, (60, 1))
    result = compared(tmp_path, reference, np.roll(reference, 3, axis=1))
    reader = check(report(result))
    assert "whole matrix of 16 classes is in the CSV file" in reader.text
    alts = [attributes.get("alt", "") for _, attributes in reader.elements]
    (words,) = [alt for alt in alts if alt.startswith("Matrix of 16 classes")]
    assert words.endswith("The CSV file beside this report has the numbers.")
    assert not any(t[0][0].startswith("From \\ to") for t in reader.tables)


def test_confusion_matrix_shows_shares_of_each_row():
    picture = charts.confusion_matrix([[75, 25], [0, 4]], ["311", "312"], rows="label", columns="map")
    drawn = svg(picture)
    assert ">75<" in drawn and ">25<" in drawn and ">100<" in drawn
    assert "76.0 % lie on the diagonal" in picture.alt and "311 to 312 with 25" in picture.alt
    assert picture.alt.endswith("with 25, 25.0 % of its row. The table below has the numbers.")
    rare = charts.confusion_matrix(
        [[9999, 0.4], [0, 4]], ["311", "312"], rows="label", columns="map", unit="ha"
    )
    assert "> 99.9 % lie on the diagonal" in rare.alt and "with 0 ha, < 0.1 % of its row" in rare.alt
    empty = charts.confusion_matrix([[0, 0], [0, 0]], ["a", "b"], rows="label", columns="map")
    assert "0.0 %" in empty.alt


def test_charts_are_the_same_for_the_same_numbers():
    def chart():
        return charts.gain_loss(["a", "b"], [3, 0], [1, 2], unit="ha")

    assert chart() == chart()
    assert chart().alt == "Gains and losses in ha: a gained 3.0, lost 1.0; b gained 0.0, lost 2.0."


def test_intervals_and_curves_say_their_values():
    items = [charts.Range("forest", 0.88, 0.8, 0.95), charts.Range("water", 1.0)]
    assert charts.intervals(items, unit="%", axis="accuracy", share=True).alt == (
        "accuracy: forest 88.0 % (80.0 to 95.0); water 100.0 %."
    )
    lines = {"training": [(0, 1.0), (1, 0.5)], "validation": []}
    assert (
        charts.curves(lines, x="epoch", y="loss", marked=(1, "best")).alt
        == "loss against epoch: training ends at 0.5."
    )


def test_alluvial_bands_are_as_wide_as_their_areas():
    picture = flows.alluvial(
        [flows.Flow("a", "b", 30), flows.Flow("a", "c", 10)],
        {"a": (1, 2, 3), "b": (9, 9, 9), "c": (0, 0, 0)}, before="2018", after="2024",
    )  # fmt: skip
    assert picture.alt == "Flows from 2018 to 2024: a to b 30.0 ha; a to c 10.0 ha."
    tops = flows._tops({"b": 30.0, "c": 10.0}, 0.02)
    assert tops["b"] - tops["c"] == pytest.approx(30 * 0.02 + flows._GAP)


def test_labels_of_thin_bands_do_not_lie_on_each_other():
    assert flows._apart([0.9, 0.5, 0.49, 0.01, 0.0], 0.1) == pytest.approx([0.9, 0.5, 0.4, 0.1, 0.0])
    assert flows._apart([0.6, 0.3], 0.1) == [0.6, 0.3]


def test_long_names_are_shortened_where_there_is_little_room():
    assert charts.shortened("Land principally occupied", 10) == "Land princ"[:9].rstrip() + "…"
    assert charts.shortened("Pastures", 10) == "Pastures"


def test_map_colours_are_the_official_ones():
    pixels = maps.class_colours(np.array([[311, 0], [5, 523]]))
    assert pixels.tolist() == [[[128, 255, 0], [255, 255, 255]], [[0, 204, 242], [230, 242, 255]]]


@pytest.mark.parametrize(("metres", "length"), [(9.9, 5), (10, 10), (4999, 2000), (123_456, 100_000)])
def test_scale_bars_have_round_lengths(metres, length):
    assert maps.round_length(metres) == length


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "–"), (0.0, "0.0 %"), (0.00004, "< 0.1 %"), (0.0006, "0.1 %"), (0.5, "50.0 %"), (0.99949, "99.9 %"),
     (0.99996, "> 99.9 %"), (1.0, "100.0 %")],
)  # fmt: skip
def test_a_part_is_nothing_or_all_only_when_it_is(share, words):
    assert page.part(share, unit="%") == words
    assert page.table("t", ["a", "b"], [["x", words]]).count('class="n') == 2, "it is a number all the same"
    assert page.part(0.00002, 2) == "< 0.01" and page.part(0.99999, 2) == "> 99.99"


def test_tables_align_numbers_and_leave_names_alone():
    text = page.table("Areas", ["Class", "ha", "Name"], [["x", "1,200.5", "311 Forest"], ["y", None, "12"]])
    assert '<td class="n">1,200.5</td><td class="k">311 Forest</td>' in text
    assert '<th scope="col" class="n k">ha</th><th scope="col" class="k">Name</th>' in text
    assert '<td class="n">–</td>' in text


def test_report_opens_and_prints_in_a_browser(result, tmp_path):
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        pytest.skip("no Chromium on this machine to open the report in")
    source = tmp_path / "report.html"
    source.write_text(report(result), encoding="utf-8")
    command = [
        browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
        "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'report.pdf'}", source.as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    content = (tmp_path / "report.pdf").read_bytes()
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    assert 3 <= pages <= 14 and len(content) > 50_000


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.0, 1, "0.0"),
        (0.04, 1, "< 0.1"),
        (-0.04, 1, "> -0.1"),
        (0.05, 2, "0.05"),
        (None, 1, "–"),
        (1234.56, 1, "1,234.6"),
    ],
)
def test_hectares_of_a_table_hide_nothing(value, digits, text):
    assert page.hectares(value, digits) == text
    assert page.part(-0.000139) == "> -0.1" and page.number(-0.0001, 1) == "0.0"


def test_the_rule_says_what_keeps_its_narrow_parts():
    whole = rule_text(Rule.LARGEST, 25, 100, 0.01)
    assert whole.endswith(
        "An area at least half of which is wide keeps its narrow parts where no wide piece of it has 25 ha; corners "
        "and ragged edges are no narrow parts."
    )
    assert "keeps" not in rule_text(Rule.LARGEST, 25, 0, 0.01) + rule_text(Rule.LARGEST, 0, 100, 0.01)
    assert "A change at least half of which is wide" in changes_rule_text(CompareOptions(), 0.01)
