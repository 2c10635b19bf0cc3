"""Ready-made training sets, read as they lie on disk: small folders of the same layouts, and the real ones."""

from __future__ import annotations

import gzip
import sys
import zipfile

import numpy as np
import pytest

from corina.clc import Level
from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice, SourceKind, SplitChoice, SplitScheme, TrainingSource
from corina.training.classifier import patch_labels
from corina.training.collection import open_collection
from corina.training.labels import IGNORE
from corina.training.sources import kind_of, open_source
from corina.training.splits import split
from corina.training.statistics import Concern, class_shares, source_warnings
from tests.training.scenes import BANDS, LEFT, TOP, UTM, write_json, write_raster

PATCH_2 = "S2A_MSIL2A_20170613T101031_N9999_R022_T34VER_41_60"
OTHER_2 = "S2B_MSIL2A_20170930T095019_N9999_R079_T34UEG_53_44"
PATCH_1 = "S2A_MSIL2A_20170613T101031_41_60"
FINE = ("B02", "B03", "B04", "B08")
COARSE = {"B05": 60, "B06": 60, "B07": 60, "B8A": 60, "B11": 60, "B12": 60, "B01": 20, "B09": 20}


def collection_of(path, kind=SourceKind.AUTO, bands=BANDS, **more):
    return open_collection(DataChoice((TrainingSource(kind, str(path), **more),), bands=bands))


def bands_of_patch(folder, name, first=500):
    """A BigEarthNet patch: 120 px at 10 m, 60 at 20 m, 20 at 60 m; each band another value."""
    for place, band in enumerate((*FINE, *COARSE)):
        edge = COARSE.get(band, 120)
        data = np.full((1, edge, edge), first + place, np.uint16)
        write_raster(folder / name / f"{name}_{band}.tif", data, size=1200 / edge)


@pytest.fixture
def version_2(tmp_path):
    """Two patches of BigEarthNet v2 with reference maps, one of them with a radar patch of two dates."""
    for name, first in ((PATCH_2, 500), (OTHER_2, 900)):
        scene = name.rsplit("_", 2)[0]
        bands_of_patch(tmp_path / "BigEarthNet-S2" / scene, name, first)
        reference = np.full((1, 120, 120), 312, np.uint16)
        reference[:, :, :40], reference[:, :, 40:50] = 211, 0
        reference[:, 0, 119] = 999
        write_raster(tmp_path / "Reference_Maps" / scene / name / f"{name}_reference_map.tif", reference)
    for day, decibel in (("20170101", -25.0), ("20170612", -10.0)):
        radar = f"S1A_IW_GRDH_1SDV_{day}T165043_34VER_41_60"
        for band, shift in (("VV", 0), ("VH", -5)):
            data = np.full((1, 120, 120), decibel + shift, np.float32)
            write_raster(
                tmp_path / "BigEarthNet-S1" / radar.rsplit("_", 3)[0] / radar / f"{radar}_{band}.tif", data
            )
    return tmp_path


def test_bigearthnet_2_pairs_images_with_reference_maps(version_2):
    assert kind_of(version_2) is SourceKind.BIGEARTHNET
    collection = collection_of(version_2, bands=("B02", "B08", "B11", "B01"))
    assert [p.name for p in collection.patches] == [PATCH_2, OTHER_2]
    patch = collection.patches[0]
    assert (patch.tile, patch.scene) == ("34VER", PATCH_2.rsplit("_", 2)[0])
    assert patch.bounds == (LEFT, TOP - 1200, LEFT + 1200, TOP)
    assert patch.counts == {frozenset({211}): 4800, frozenset({312}): 8399}
    assert not collection.unknown
    chip = collection.read(0)
    assert chip.image[:, 60, 60].tolist() == [500, 503, 508, 510]
    assert (chip.labels[:, 40:50] == IGNORE).all()


def test_bigearthnet_2_is_found_from_its_folder_of_images_too(version_2):
    collection = collection_of(version_2 / "BigEarthNet-S2")
    assert len(collection.patches) == 2
    assert collection.codes == (211, 312)


def test_radar_comes_from_the_nearest_day_and_is_missed_where_it_is_absent(version_2):
    (version_2 / "BigEarthNet-S2" / OTHER_2.rsplit("_", 2)[0] / OTHER_2).rename(version_2 / "elsewhere")
    chip = collection_of(version_2, bands=("B02", "VV", "VH")).read(0)
    # -10 dB is (−10 + 50) / 50 = 0.8 of the range, stored in units of 1/10000.
    assert chip.image[:, 0, 0].tolist() == [500, 8000, 7000]
    (version_2 / "elsewhere").rename(version_2 / "BigEarthNet-S2" / OTHER_2.rsplit("_", 2)[0] / OTHER_2)
    collection = collection_of(version_2, bands=("B02", "VV"))
    with pytest.raises(EngineProblem, match="has no band VV"):
        collection.read(1)


def test_bigearthnet_1_has_names_for_whole_patches(tmp_path):
    root = tmp_path / "BigEarthNet-v1.0"
    source = "S2A_MSIL1C_20170613T101031_N0205_R022_T34VER_20170613T101608.SAFE"
    corner = {"ulx": LEFT, "uly": TOP, "lrx": LEFT + 1200, "lry": TOP - 1200}
    for name, labels in (
        (PATCH_1, ["Coniferous forest", "Transitional woodland/shrub"]),
        (PATCH_1.replace("41", "42"), ["Sea and ocean"]),
        (PATCH_1.replace("41", "43"), ["Peatbogs"]),
    ):
        bands_of_patch(root, name)
        metadata = {"labels": labels, "projection": UTM, "coordinates": corner, "tile_source": source}
        write_json(root / name / f"{name}_labels_metadata.json", metadata)
    source = TrainingSource(SourceKind.AUTO, str(tmp_path))
    collection = open_collection(DataChoice((source,), bands=BANDS, drop_sea=False))
    first, sea, bog = collection.patches
    assert (first.tile, first.bounds) == ("34VER", (LEFT, TOP - 1200, LEFT + 1200, TOP))
    assert collection.named(0) == (frozenset({312}), frozenset({324}))
    assert first.counts == {}
    assert (collection.read(0).labels == IGNORE).all()
    assert bog.counts == {frozenset({412}): 14_400}
    assert sea.counts == {frozenset({523}): 14_400}
    assert collection.codes == (312, 324, 412, 523)
    usual = collection_of(tmp_path)
    assert [patch.names for patch in usual.patches] == [first.names, bog.names]
    assert usual.dropped == {"sea": 1}
    warning = "1 patches have several classes each and no map of them: a pretraining learns from them, a segmentation"
    assert any(warning in text for text in source_warnings(usual))


def write_version_1(root, labels):
    """BigEarthNet v1: a patch a list of names; the first day, then one by one from the last of the year on."""
    for number, names in enumerate(labels):
        name = f"S2A_MSIL2A_2017{'0613' if number else '1231'}T101031_{number}_60"
        bands_of_patch(root / "BigEarthNet-v1.0", name)
        source = "S2A_MSIL1C_20170613T101031_N0205_R022_T34VER_20170613T101608.SAFE"
        metadata = {"labels": names, "tile_source": source}
        write_json(root / "BigEarthNet-v1.0" / name / f"{name}_labels_metadata.json", metadata)
    return [
        f"S2A_MSIL2A_2017{'0613' if number else '1231'}T101031_{number}_60" for number in range(len(labels))
    ]


@pytest.mark.parametrize("packed", [False, True])
def test_patches_on_the_lists_of_clouds_and_snow_are_left_out(tmp_path, packed):
    names = write_version_1(tmp_path, [["Pastures"], ["Olive groves"], ["Pastures"], ["Vineyards"]])
    listed = f"{names[1]}\n".encode()
    cloud = tmp_path / "patches_with_cloud_and_shadow.csv"
    if packed:
        cloud.with_suffix(".csv.gz").write_bytes(gzip.compress(listed))
    else:
        cloud.write_bytes(listed)
    (tmp_path / "patches_with_seasonal_snow.csv").write_bytes(f"{names[2]}\r\nanother\r\n".encode())
    collection = collection_of(tmp_path)
    assert sorted(patch.name for patch in collection.patches) == sorted([names[0], names[3]])
    assert collection.dropped == {"cloud": 2}


def test_the_list_of_version_2_is_read_as_csv_and_else_said(version_2, monkeypatch):
    listed = version_2 / "metadata_for_patches_with_snow_cloud_or_shadow.parquet"
    listed.write_bytes(b"PAR1")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    collection = collection_of(version_2)
    assert len(collection.patches) == 2
    assert any("no library for Parquet" in text for text in collection.warnings)
    listed.with_suffix(".csv").write_text(f"labels,patch_id\nx,{OTHER_2}\n", encoding="utf-8")
    collection = collection_of(version_2)
    assert [patch.name for patch in collection.patches] == [PATCH_2]
    assert collection.warnings == ()
    (version_2 / "patches_with_seasonal_snow.csv.gz").write_bytes(gzip.compress(b"abc" * 99)[:20])
    with pytest.raises(EngineProblem, match="damaged or incomplete"):
        collection_of(version_2)


def test_radar_nearest_in_time_over_the_end_of_a_year(tmp_path):
    name = write_version_1(tmp_path, [["Pastures"], ["Olive groves"]])[0]
    for day, decibel in (("20171201", -20.0), ("20180102", -10.0)):
        radar = f"S1A_IW_GRDH_1SDV_{day}T165043_34VER_0_60"
        for band in ("VV", "VH"):
            data = np.full((1, 120, 120), decibel, np.float32)
            write_raster(tmp_path / "BigEarthNet-S1-v1.0" / radar / f"{radar}_{band}.tif", data)
    source = open_source(
        TrainingSource(SourceKind.AUTO, str(tmp_path)), DataChoice((TrainingSource(SourceKind.AUTO, "x"),))
    )
    patch = next(patch for patch in source.patches(0, lambda text, fraction: None) if patch.name == name)
    assert source.image(patch, ("VV",))[0, 0, 0] == 8000  # -10 dB


def test_names_of_whole_patches_are_stratified_and_counted(tmp_path):
    """Most patches of version 1 hold several classes: they have no pixel counts, but divide by their names."""
    rare, common = ["Vineyards", "Pastures"], ["Pastures", "Olive groves"]
    write_version_1(tmp_path, [rare if number % 6 == 0 else common for number in range(18)])
    collection = collection_of(tmp_path)
    divided = split(collection.patches, SplitChoice(SplitScheme.STRATIFIED, folds=3))
    holds = [fold for fold, patch in zip(divided.fold_of, collection.patches) if "Vineyards" in patch.names]
    assert sorted(holds) == [0, 1, 2]
    classes = {share.code: share for share in class_shares(collection, divided)}
    assert {code: share.patches for code, share in classes.items()} == {221: 3, 223: 15, 231: 18}
    assert classes[231].pixels == 0
    assert sum(classes[231].folds) == pytest.approx(1)
    assert classes[221].concern is Concern.RARE
    assert classes[231].concern is None


def test_an_unknown_name_of_a_patch_is_counted(tmp_path):
    root = tmp_path / "BigEarthNet-v1.0"
    for number, labels in ((41, ["Pastures"]), (42, ["Olive groves", "Tundra"])):
        name = PATCH_1.replace("41", str(number))
        bands_of_patch(root, name)
        write_json(root / name / f"{name}_labels_metadata.json", {"labels": labels})
    assert collection_of(tmp_path).unknown == {(tmp_path.name, "Tundra"): 1}


def test_patches_of_which_no_name_is_known_are_left_out(tmp_path):
    """A class folder of another legend: EuroSAT's first class would be learned from it in a pretraining."""
    for number, name in enumerate(("AnnualCrop", "Backyard", "Backyard", "Forest", "Clouds")):
        image = np.full((13, 64, 64), 100 + number, np.uint16)
        write_raster(tmp_path / name / f"{name}_{number}.tif", image, left=LEFT + 5000 * number)
    collection = collection_of(tmp_path)
    assert [patch.names for patch in collection.patches] == [("AnnualCrop",), ("Forest",)]
    assert collection.dropped == {"unlabelled": 3}
    assert collection.unknown == {(tmp_path.name, "Backyard"): 2, (tmp_path.name, "Clouds"): 1}
    labels = patch_labels(collection, Level.L3, 0, single=True)
    assert labels.truth.tolist() == [[True, False], [False, True]]


def test_stacks_with_an_index(tmp_path):
    rows = [{"patch_id": PATCH_2, "country": "Finland"}]
    write_json(tmp_path / "index.json", rows)
    image = np.stack([np.full((120, 120), value, np.uint16) for value in (8, 4, 3, 2)])
    write_raster(tmp_path / "s2" / f"{PATCH_2}.tif", image, names=("B08", "B04", "B03", "B02"))
    labels = np.full((1, 120, 120), 211, np.uint16)
    labels[:, 60:] = 312
    write_raster(tmp_path / "clc" / f"{PATCH_2}.tif", labels)
    collection = collection_of(tmp_path)
    assert collection.read(0).image[:, 0, 0].tolist() == [2, 3, 4, 8]
    assert (collection.patches[0].country, collection.read(0).group) == ("Finland", "34VER")


@pytest.mark.parametrize("zipped", [True, False])
def test_eurosat_jpegs_from_a_zip_and_from_folders(tmp_path, zipped):
    for name, value in (("River", 40), ("Forest", 200), ("SeaLake", 0)):
        image = np.full((3, 64, 64), value, np.uint8)
        path = tmp_path / "EuroSAT_RGB" / name / f"{name}_1.jpg"
        path.parent.mkdir(parents=True)
        import rasterio

        with rasterio.open(path, "w", driver="JPEG", count=3, width=64, height=64, dtype="uint8") as target:
            target.write(image)
    root = tmp_path / "EuroSAT_RGB"
    if zipped:
        root = tmp_path / "eurosat.zip"
        with zipfile.ZipFile(root, "w") as archive:
            for path in sorted((tmp_path / "EuroSAT_RGB").rglob("*.jpg")):
                archive.write(path, path.relative_to(tmp_path))
    assert kind_of(root) is SourceKind.EUROSAT_RGB
    if zipped:  # as it was downloaded, into a folder of its own
        root = tmp_path / "downloaded"
        root.mkdir()
        (tmp_path / "eurosat.zip").rename(root / "EuroSAT.zip")
    collection = collection_of(root, bands=("B02", "B03", "B04"))
    by_name = {p.name: number for number, p in enumerate(collection.patches)}
    assert collection.named(by_name["Forest_1"]) == (frozenset({311, 312, 313}),)
    # 200 of 255 is 200 / 255 of a reflectance of 0.275.
    assert abs(int(collection.read(by_name["Forest_1"]).image[0, 30, 30]) - 2157) < 25
    black = collection.read(by_name["SeaLake_1"])
    assert (black.image > 0).all()
    assert (black.labels != IGNORE).all()
    with pytest.raises(EngineProblem, match=r"has no band B08 \(it has B02, B03, B04\)"):
        collection_of(root)


def test_eurosat_in_13_bands_keeps_its_own_order(tmp_path):
    for number, name in enumerate(("River", "AnnualCrop")):
        image = np.stack([np.full((64, 64), 100 * band, np.uint16) for band in range(1, 14)])
        write_raster(tmp_path / name / f"{name}_1.tif", image, left=LEFT + 5000 * number)
    assert kind_of(tmp_path) is SourceKind.EUROSAT_MS
    collection = collection_of(tmp_path, bands=("B8A", "B08", "B12", "B01"))
    assert collection.read(0).image[:, 0, 0].tolist() == [1300, 800, 1200, 100]
    assert collection.patches[0].bounds == (LEFT + 5000, TOP - 640, LEFT + 5640, TOP)


def test_chips_carry_sets_and_an_own_legend_replaces_theirs(tmp_path):
    for name, size in (("2", 48), ("10", 32)):
        image = np.stack([np.full((size, size), value, np.uint16) for value in (5, 6, 7, 8)])
        write_raster(tmp_path / "images" / f"{name}.tif", image, crs=None)
        mask = np.full((1, size, size), 9, np.uint8)
        mask[:, : size // 2] = 4
        mask[:, 0, :4] = (0, 1, 1, 77)
        write_raster(tmp_path / "masks" / f"{name}.tif", mask, crs=None)
    collection = collection_of(tmp_path)
    assert [p.name for p in collection.patches] == ["2", "10"]
    assert collection.unknown == {(tmp_path.name, "77"): 2}
    assert collection.patches[1].counts == {
        frozenset({311, 313}): 16 * 32 - 4,
        frozenset({511, 512, 521, 522, 523}): 16 * 32,
    }
    disjoint = collection_of(tmp_path, legend="s2glc-chips-disjoint")
    assert frozenset({311}) in disjoint.patches[0].counts


@pytest.mark.parametrize(
    ("values", "codes", "warned"),
    [
        ((12, 23), ({211}, {311}), "grid codes 1 to 44, though the values could be level-2 codes too"),
        ((10, 43), ({141}, {522}), ""),
        ((211, 311), ({211}, {311}), ""),
        ((31, 52), ({311, 312, 313}, {521, 522, 523}), ""),
    ],
)
def test_masks_of_corine_are_read_in_the_encoding_they_have(tmp_path, values, codes, warned):
    """12 of the grid codes is 211; as a code of level 2 it would be any arable land."""
    for name, value in zip("ab", values):
        write_raster(tmp_path / "images" / f"{name}.tif", np.full((4, 32, 32), 500, np.uint16), names=BANDS)
        mask = np.full((1, 32, 32), value, np.uint16)
        mask[:, 0] = 999
        write_raster(tmp_path / "masks" / f"{name}.tif", mask)
    collection = collection_of(tmp_path, SourceKind.CHIPS, legend="corine")
    assert [patch.counts for patch in collection.patches] == [{frozenset(one): 31 * 32} for one in codes]
    assert not collection.unknown
    assert (warned in " ".join(collection.warnings)) if warned else not collection.warnings
    # Opened again from its description, nothing lists the patches: the labels are to be read alike all the same.
    source = open_source(collection.choice.sources[0], collection.choice)
    source.make_ready(lambda text, fraction: None)
    sets = [source.sets[int(index)] for index in np.unique(source.classes(collection.patches[0]))]
    assert sets == [frozenset(), frozenset(codes[0])]


def test_a_legend_may_mean_something_by_0_or_128(tmp_path):
    """Water is 0 in Dynamic World, though it means no data in CORINE rasters."""
    for name, data in (
        ("images", np.full((4, 32, 32), 500, np.uint16)),
        ("masks", np.zeros((1, 32, 32), np.uint8)),
    ):
        data[0, 16:, :16] = 1
        write_raster(tmp_path / name / "1.tif", data, names=BANDS if name == "images" else ())
    source = TrainingSource(SourceKind.CHIPS, str(tmp_path), legend="dynamic-world")
    counts = open_collection(DataChoice((source,))).patches[0].counts
    assert counts[frozenset({511, 512, 521, 522, 523})] == 32 * 32 - 16 * 16


def test_values_of_a_legend_that_a_spreadsheet_wrote_as_decimals_are_found_in_masks(tmp_path):
    legend = tmp_path / "own.csv"
    legend.write_text("value,name,codes\n10.0,wood,312\n20.0,water,512\n0.0,clouds,\n", encoding="utf-8")
    mask = np.full((1, 32, 32), 10, np.uint8)
    mask[0, 16:], mask[0, 0] = 20, 0
    write_raster(tmp_path / "set" / "images" / "1.tif", np.full((4, 32, 32), 500, np.uint16), names=BANDS)
    write_raster(tmp_path / "set" / "masks" / "1.tif", mask)
    collection = collection_of(tmp_path / "set", legend=str(legend))
    assert collection.patches[0].counts == {frozenset({312}): 15 * 32, frozenset({512}): 16 * 32}
    assert not collection.unknown


def test_labels_of_another_size_are_refused_by_name(tmp_path):
    image = np.ones((4, 32, 32), np.uint16)
    write_raster(tmp_path / "images" / "1.tif", image, crs=None)
    mask = np.full((1, 16, 16), 4, np.uint8)
    mask[:, :4] = 9
    write_raster(tmp_path / "masks" / "1.tif", mask, crs=None)
    with pytest.raises(EngineProblem, match="1: the image has 32 x 32 pixels, its labels have 16 x 16"):
        collection_of(tmp_path)


def test_seasonet_with_some_of_its_seasons(tmp_path):
    name = "32UND_20180505T103021_52_996058_9_080234"
    folder = tmp_path / "spring" / "grid1" / name
    for ending, bands, edge in (("10m_RGB", 3, 120), ("10m_IR", 1, 120), ("20m", 6, 60), ("60m", 2, 20)):
        data = np.stack([np.full((edge, edge), 100 * (n + 1), np.uint16) for n in range(bands)])
        write_raster(folder / f"{name}_{ending}.tif", data, size=1200 / edge)
    labels = np.full((1, 120, 120), 12, np.uint8)
    labels[:, :60] = 17
    write_raster(folder / f"{name}_labels.tif", labels)
    (tmp_path / "meta.csv").write_text(
        f"Index,Season,Grid,Path\n0,Spring,1,spring/grid1/{name}\n1,Winter,1,winter/grid1/not-downloaded\n",
        encoding="utf-8",
    )
    collection = collection_of(tmp_path, bands=("B02", "B04", "B08", "B12", "B09"))
    assert collection.patches[0].tile == "32UND"
    assert collection.patches[0].counts == {frozenset({211}): 7200, frozenset({312}): 7200}
    assert collection.read(0).image[:, 0, 0].tolist() == [300, 100, 100, 600, 200]


def test_folders_that_are_no_training_set_are_refused(tmp_path):
    with pytest.raises(EngineProblem, match="is no training set that is known"):
        collection_of(tmp_path)
    with pytest.raises(EngineProblem, match="does not exist"):
        collection_of(tmp_path / "absent")
    (tmp_path / "images").mkdir()
    (tmp_path / "masks").mkdir()
    with pytest.raises(EngineProblem, match="holds no patch of a chips set"):
        collection_of(tmp_path)


def test_a_damaged_file_is_named(version_2):
    scene = PATCH_2.rsplit("_", 2)[0]
    broken = version_2 / "BigEarthNet-S2" / scene / PATCH_2 / f"{PATCH_2}_B03.tif"
    broken.write_bytes(broken.read_bytes()[:600])
    with pytest.raises(EngineProblem, match=f"{PATCH_2}_B03.tif"):
        collection_of(version_2).read(0)


@pytest.mark.shared_data
def test_the_real_sets(shared_data):
    stacks = collection_of(shared_data / "bigearthnet_v2", bands=("B02", "B03", "B04", "B08", "VV", "VH"))
    assert (len(stacks.patches), stacks.dropped) == (79, {"sea": 8})
    name = "S2B_MSIL2A_20170930T095019_N9999_R079_T34UEG_53_44"
    number = [p.name for p in stacks.patches].index(name)
    assert stacks.patches[number].counts[frozenset({211})] == 6291
    image = stacks.read(number).image
    assert 100 < image[0].mean() < 2000
    assert 5000 < image[4].mean() < 10_000  # -25 to 0 dB
    chips = collection_of(shared_data / "s2glc_chips")
    assert len(chips.patches) == 353
    assert not chips.unknown
    eurosat = collection_of(
        shared_data / "eurosat_rgb" / "eurosat_rgb_10000.zip", bands=("B04", "B03", "B02")
    )
    assert len(eurosat.patches) == 10_000
