"""Ready-made training sets, read as they lie on disk: small folders of the same layouts, and the real ones."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest

from corina.engine.errors import EngineProblem
from corina.engine.jobs import DataChoice, SourceKind, TrainingSource
from corina.training.collection import open_collection
from corina.training.labels import IGNORE
from corina.training.sources import kind_of
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
    collection = collection_of(tmp_path)
    first, sea, bog = collection.patches
    assert (first.tile, first.bounds) == ("34VER", (LEFT, TOP - 1200, LEFT + 1200, TOP))
    assert collection.named(0) == (frozenset({312}), frozenset({324}))
    assert first.counts == {}
    assert (collection.read(0).labels == IGNORE).all()
    assert bog.counts == {frozenset({412}): 14_400}
    assert sea.counts == {frozenset({523}): 14_400}
    assert collection.codes == (312, 324, 412, 523)


def test_an_unknown_name_of_a_patch_is_counted(tmp_path):
    root = tmp_path / "BigEarthNet-v1.0"
    for number, labels in ((41, ["Pastures"]), (42, ["Olive groves", "Tundra"])):
        name = PATCH_1.replace("41", str(number))
        bands_of_patch(root, name)
        write_json(root / name / f"{name}_labels_metadata.json", {"labels": labels})
    assert collection_of(tmp_path).unknown == {(tmp_path.name, "Tundra"): 1}


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
