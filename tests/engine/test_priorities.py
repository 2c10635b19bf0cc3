"""A priority table such as CORINE's: what its forms say, whom a small area joins by it, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.clc import Level
from corina.engine.cli import main
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import (
    ClassifyJob,
    ClassifyOptions,
    CompareOptions,
    GeneraliseJob,
    JobError,
    LandCoverInput,
    Rule,
    SceneInput,
)
from corina.engine.priorities import priority_table, read_priority_table
from corina.engine.regions import label_array

from .comparing import LEVEL3, compare, patches
from .land_cover import read_layer, write_codes
from .rasters import write_raster
from .tiny_model import make_package

PAIRS = "class,neighbour,priority\n311,312,3\n311,324,1\n311,512,2\n312,311,1.5\n"


def table(path: Path, text: str = PAIRS, encoding: str = "utf-8") -> str:
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        PAIRS,
        "Priority;CLASS;Neighbour;remark\r\n3;311;312;wood\r\n1; 311 ;324;\r\n2,0;311;512.0;\r\n1,5;312;311;\r\n",
        "CODE,PRI\n311312,3\n311324,1\n311512,2\n312311,1.5\n",
        "\ufeffOID\tcode\tpri\n0\t311312.0\t3\n1\t311324.0\t1\n2\t311512.0\t2\n3\t312311.0\t1.5\n",
        "\n311 or 312 beside,311,312,324,512\n311,0,3,1,2\n312,1.5,,,\n\n",
    ],
    ids=["pairs", "pairs of a spreadsheet", "joined codes", "a national team's", "matrix"],
)
def test_a_table_says_the_same_in_each_of_its_forms(tmp_path, text):
    found = dict(read_priority_table(table(tmp_path / "own.csv", text)).priorities)
    found.pop((311, 311), None)
    assert found == {(311, 312): 3, (311, 324): 1, (311, 512): 2, (312, 311): 1.5}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "its first line is empty, expected CSV with the columns class, neighbour and priority"),
        ("name,hectares\nwood,3\n", "its first line is 'name, hectares', expected CSV"),
        ("class,neighbour,priority\n", "has no priorities"),
        ("CODE,PRI\n311999,1\n12,3\n31199,1\n", "names classes outside the nomenclature: 999, 199"),
        ("class,neighbour,priority\n311,,1\n", "outside the nomenclature: an empty one"),
        ("class,neighbour,priority\n311,31,1\n", "pairs 311 with 31; expected two classes of one level"),
        ("class,neighbour,priority\n311,312,first\n", "has the priority 'first' for 311 beside 312"),
        ("class,neighbour,priority\n311,312,-1\n", "has the priority '-1'"),
        ("class,neighbour,priority\n311,312,nan\n", "has the priority 'nan'"),
        ("class,neighbour,priority\n311,312,1\n311,312,2\n", "two priorities for 311 beside 312, 1 and 2"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path, text, said):
    with pytest.raises(EngineProblem) as refused:
        read_priority_table(table(tmp_path / "own.csv", text))
    assert refused.value.code == "table_invalid"
    assert said in refused.value.message and "own.csv" in refused.value.message
    assert refused.value.message.count("\n") == 0


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(EngineProblem, match="cannot be read; choose another file"):
        read_priority_table(str(tmp_path / "none.csv"))
    noise = np.random.default_rng(1).integers(0, 256, 4000, np.uint8).tobytes()
    (tmp_path / "x.dbf").write_bytes(noise)
    with pytest.raises(EngineProblem, match=r"x\.dbf is no priority table"):
        read_priority_table(str(tmp_path / "x.dbf"))
    (tmp_path / "latin.csv").write_bytes(
        "class,neighbour,priority,remark\n311,312,1,forêt\n".encode("latin-1")
    )
    assert read_priority_table(str(tmp_path / "latin.csv")).priorities == {(311, 312): 1}
    spreadsheet = table(tmp_path / "unicode text.txt", PAIRS.replace(",", "\t"), "utf-16")
    assert read_priority_table(spreadsheet).priorities[311, 324] == 1


def test_a_table_of_another_level_is_refused(tmp_path):
    path = table(tmp_path / "own.csv")
    with pytest.raises(EngineProblem, match="classes of level 3, and the map is at level 2; give a table"):
        priority_table(path, Level.L2)
    assert priority_table("", Level.L2) is None
    both = table(tmp_path / "both.csv", PAIRS + "31,32,1\n")
    assert priority_table(both, Level.L2).priorities[31, 32] == 1


def wood_between_three(path: Path) -> str:
    """0.36 ha of 311 between much water, less scrub and little 312, at which it touches fewest pixels."""
    codes = np.full((60, 60), 512, np.uint16)
    codes[:, :27] = 324
    codes[:20, 27:33] = 312
    codes[20:26, 27:33] = 311
    return write_codes(path, codes)


@pytest.mark.parametrize(
    ("text", "rule", "joined"),
    [
        ("", Rule.LARGEST, 512),
        ("", Rule.PRIORITY, 312),
        (PAIRS, Rule.PRIORITY, 324),
        ("class,neighbour,priority\n311,512,1\n311,312,2\n", Rule.PRIORITY, 512),
        ("class,neighbour,priority\n311,324,7\n", Rule.PRIORITY, 324),  # before all that it does not name
        ("class,neighbour,priority\n324,311,1\n", Rule.PRIORITY, 312),  # says nothing of small areas of 311
        ("class,neighbour,priority\n311,324,1\n311,512,1\n", Rule.PRIORITY, 512),  # of equals the largest
    ],
)
def test_a_small_area_joins_what_the_table_puts_first(tmp_path, text, rule, joined):
    path = wood_between_three(tmp_path / "map.tif")
    own = table(tmp_path / "own.csv", text) if text else ""
    job = GeneraliseJob(LandCoverInput(path), str(tmp_path / "out"), 1.0, 0.0, rule, priority_table=own)
    result = carry_out(job, lambda event: None)
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        values = dataset.read(1)
    grid_codes = {312: 24, 324: 29, 512: 41}
    assert set(np.unique(values)) == set(grid_codes.values())
    assert (values[20:26, 27:33] == grid_codes[joined]).all()
    assert (
        "by the priority table own.csv" in result["rule"] or "priority table own.csv puts" in result["rule"]
    ) == (bool(text))
    assert result["settings"]["priority_table"] == own


def test_a_small_change_joins_the_change_that_the_table_puts_first(tmp_path):
    """4 ha of 211 to 121 between 6.4 ha of 211 to 112 and 6 ha of 211 to 131, in land that did not change."""
    of = np.full((100, 100), 211, np.uint16)
    to = of.copy()
    to[20:40, 20:52], to[40:60, 20:40], to[60:80, 20:50] = 112, 121, 131
    prediction, reference = write_codes(tmp_path / "to.tif", to), write_codes(tmp_path / "of.tif", of)

    def hectares(text: str) -> dict[int, float]:
        own = table(tmp_path / "own.csv", text) if text else ""
        options = CompareOptions(priority_table=own)
        result = compare(tmp_path, prediction, reference, options)
        assert ("own.csv" in result["changes"]["rule"]) == bool(text)
        assert result["settings"]["options"]["priority_table"] == own
        return {change["code_to"]: change["area_ha"] for change in result["changes"]["largest"]}

    head = "class,neighbour,priority\n"
    assert hectares("") == {112: 10.4, 131: 6.0}, "as near as each other: the largest"
    assert hectares(head + "121,131,1\n121,112,2\n") == {131: 10.0, 112: 6.4}
    assert hectares(head + "121,112,1\n121,131,2\n") == {112: 10.4, 131: 6.0}
    assert hectares(head + "121,211,1\n121,131,2\n") == {131: 10.0, 112: 6.4}, (
        "no change is no neighbour of it"
    )


def test_polygons_of_a_classification_follow_the_table(tmp_path):
    """A field of 1 ha (211) between 312, which lies nearer by no digit, and more of 112."""
    nir = np.full((1, 64, 64), 1000)  # 112
    nir[:, :, :20] = 4000  # 312
    nir[:, 30:40, 15:25] = 2000  # 211
    scene = write_raster(
        tmp_path / "s.tif", np.concatenate([np.full_like(nir, 500)] * 3 + [nir]).astype(np.uint16)
    )
    model = str(make_package(tmp_path / "model"))

    def hectares(own: str) -> dict[int, float]:
        options = ClassifyOptions(polygons=True, minimum_unit_ha=2, rule=Rule.PRIORITY, priority_table=own)
        job = ClassifyJob(
            SceneInput(scene, scale=0.0001, offset=0.0), str(tmp_path / "out"), model, options=options
        )
        _, columns = read_layer(carry_out(job, lambda event: None)["outputs"]["polygons"])
        return dict(zip(columns["code_3"], columns["area_ha"]))

    assert hectares("") == {112: 28.66, 312: 12.3}
    assert hectares(table(tmp_path / "own.csv", "CODE,PRI\n211312,1\n211112,2\n")) == {112: 27.66, 312: 13.3}
    with pytest.raises(EngineProblem, match="level 2, and the map is at level 3"):
        hectares(table(tmp_path / "two.csv", "CODE,PRI\n2131,1\n"))


def test_a_table_that_the_rule_does_not_look_at_is_refused():
    for make in (
        lambda: CompareOptions(rule=Rule.LARGEST, priority_table="own.csv"),
        lambda: ClassifyOptions(priority_table="own.csv"),
        lambda: GeneraliseJob(LandCoverInput("map.tif"), "out", rule=Rule.LARGEST, priority_table="own.csv"),
    ):
        with pytest.raises(
            JobError, match="small areas join by the rule 'largest'; choose 'priority', or leave"
        ):
            make()


def test_a_wrong_table_is_refused_before_a_scene_is_classified(tmp_path):
    bands = np.full((4, 64, 64), 500, np.uint16)
    scene = write_raster(tmp_path / "scene.tif", bands, scale=0.0001, offset=0.0)
    reference = write_codes(tmp_path / "of.tif", np.full((64, 64), 211, np.uint16))
    out = tmp_path / "out"
    words = ["compare", scene, reference, str(out), "--scene", "--quiet"]
    words += ["--model", str(make_package(tmp_path / "model"))]
    assert main([*words, "--priority-table", table(tmp_path / "own.csv", "nothing\n")]) == 1
    assert not out.exists() or not any(out.iterdir())


def test_a_table_from_the_command_line(tmp_path, capsys, monkeypatch):
    path = wood_between_three(tmp_path / "map.tif")
    table(tmp_path / "own.csv")
    monkeypatch.chdir(tmp_path)
    words = ["generalise", path, str(tmp_path / "out"), "--min-area", "1", "--min-width", "0"]
    assert main([*words, "--priority-table", "own.csv", "--json"]) == 0
    result = json.loads(capsys.readouterr().out.splitlines()[-1])["data"]
    assert {c["code"]: c["pixels"] for c in result["levels"]["3"]} == {312: 120, 324: 1620 + 36, 512: 1824}
    assert result["settings"]["priority_table"] == str(tmp_path / "own.csv")
    assert main([*words, "--priority-table", "own.csv", "--rule", "largest"]) == 1
    assert "choose 'priority', or leave the table out" in capsys.readouterr().err


def test_every_lonely_small_area_of_a_map_goes_where_a_full_table_says(tmp_path):
    """Held against a look at each area: with 44 x 43 different numbers there is one neighbour to go to."""
    rng = np.random.default_rng(11)
    codes = patches(160, 200, 20, 6)  # 4 ha each
    for row in range(18, 160, 20):
        codes[row : row + 4, 18:200:20] = codes[row : row + 4, 19:200:20] = rng.choice(LEVEL3, 10)
        codes[row : row + 4, 20:200:20] = codes[row : row + 4, 21:200:20] = codes[row : row + 4, 18:198:20]
    order = {one: list(rng.permutation(LEVEL3[one != LEVEL3])) for one in LEVEL3}
    head = "," + ",".join(map(str, LEVEL3))
    cells = [[str(order[one].index(other) + 1) if other != one else "" for other in LEVEL3] for one in LEVEL3]
    text = "\n".join([head, *(f"{one},{','.join(row)}" for one, row in zip(LEVEL3, cells))])
    path, own = write_codes(tmp_path / "map.tif", codes), table(tmp_path / "own.csv", text)
    job = GeneraliseJob(
        LandCoverInput(path), str(tmp_path / "out"), 1.0, 0.0, polygons=False, priority_table=own
    )
    with rasterio.open(carry_out(job, lambda event: None)["outputs"]["level3"]) as dataset:
        after = np.concatenate([[0], LEVEL3])[dataset.read(1)]
    labels, values = label_array(codes)
    sizes = np.bincount(labels.ravel())
    pairs = np.concatenate(
        [
            np.stack([a.ravel(), b.ravel()], 1)
            for a, b in ((labels[1:], labels[:-1]), (labels[:, 1:], labels[:, :-1]))
        ]
    )
    around: dict[int, set[int]] = {}
    for a, b in np.unique(np.concatenate([pairs, pairs[:, ::-1]]), axis=0).tolist():
        around.setdefault(a, set()).update({b} - {a})
    lonely = [
        label
        for label in np.flatnonzero((sizes > 12) & (sizes < 100)).tolist()
        if label and all(sizes[other] >= 100 for other in around[label])
    ]
    assert len(lonely) > 40
    for label in lonely:
        one = int(values[label])
        first = min((int(values[other]) for other in around[label]), key=order[one].index)
        assert set(np.unique(after[labels == label])) == {first}, one
