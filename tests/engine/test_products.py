"""Sentinel-2 products from folder to map: radiometry from the XML, clouds left out, 20 m bands beside 10 m bands."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio

from corina.clc import GRID_CODE
from corina.engine.errors import EngineProblem
from corina.engine.handlers import carry_out
from corina.engine.jobs import ClassifyJob, ClassifyOptions, Device, SceneInput
from corina.engine.products import open_product, product_root
from corina.engine.scene import inspect

from .rasters import BANDS, write_raster
from .tiny_model import make_package, true_code

NAME = "S2B_MSIL2A_20230814T100559_N0509_R022_T33TWN_20230814T131415"
SIZE = 120

L2A = """<?xml version="1.0" encoding="UTF-8"?>
<n1:Level-2A_User_Product xmlns:n1="https://psd-15.sentinel2.eo.esa.int/PSD/User_Product_Level-2A.xsd">
 <n1:General_Info><Product_Info>
  <PRODUCT_START_TIME>2023-08-14T10:05:59.024Z</PRODUCT_START_TIME>
  <PROCESSING_BASELINE>05.09</PROCESSING_BASELINE></Product_Info>
  <Product_Image_Characteristics>
   <QUANTIFICATION_VALUES_LIST><BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
   </QUANTIFICATION_VALUES_LIST>
   <BOA_ADD_OFFSET_VALUES_LIST>{offsets}</BOA_ADD_OFFSET_VALUES_LIST>
  </Product_Image_Characteristics></n1:General_Info>
</n1:Level-2A_User_Product>"""
OFFSETS = "".join(f'<BOA_ADD_OFFSET band_id="{i}">-1000</BOA_ADD_OFFSET>' for i in range(13))


def write_jp2(path: Path, values: np.ndarray, resolution: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_raster(
        path,
        values,
        descriptions=(),
        resolution=resolution,
        driver="JP2OpenJPEG",
        QUALITY="100",
        REVERSIBLE="YES",
    )


@pytest.fixture
def nir() -> np.ndarray:
    """Near-infrared reflectance [SIZE, SIZE] of four kinds of land in stripes."""
    return np.tile(np.repeat([0.02, 0.1, 0.22, 0.4], SIZE // 4), (SIZE, 1))


@pytest.fixture
def product(tmp_path, nir) -> Path:
    """A small product as ESA lays it out: 10 m bands, SCL at 20 m with a cloud, baseline 05.09 with its offset."""
    root = tmp_path / f"{NAME}.SAFE"
    images = root / "GRANULE" / "L2A_T33TWN_A033640_20230814T100559" / "IMG_DATA"
    for band in BANDS:
        dn = nir * 10_000 + 1000 if band == "B08" else np.full((SIZE, SIZE), 1500)
        dn = dn.astype(np.uint16)
        dn[:6] = 0
        write_jp2(images / "R10m" / f"T33TWN_20230814T100559_{band}_10m.jp2", dn[None], 10)
    scl = np.full((1, SIZE // 2, SIZE // 2), 4, np.uint8)
    scl[0, 20:30, 10:40] = 9
    scl[0, 40:45, 10:40] = 3
    write_jp2(images / "R20m" / "T33TWN_20230814T100559_SCL_20m.jp2", scl, 20)
    (root / "MTD_MSIL2A.xml").write_text(L2A.format(offsets=OFFSETS))
    return root


def classified(path: Path, tmp_path: Path, **scene: object) -> tuple[dict, np.ndarray]:
    model = make_package(tmp_path / "model")
    job = ClassifyJob(
        SceneInput(str(path), **scene),
        str(tmp_path / "out"),
        str(model),
        options=ClassifyOptions(device=Device.CPU),
    )
    result = carry_out(job, lambda event: None)
    with rasterio.open(result["outputs"]["level3"]) as dataset:
        return result, dataset.read(1)


def expected_values(nir: np.ndarray) -> np.ndarray:
    return np.vectorize(GRID_CODE.get)(true_code(nir))


def test_a_product_is_classified_with_its_own_offset_and_cloud_mask(product, tmp_path, nir):
    result, level3 = classified(product, tmp_path)
    expected = expected_values(nir)
    expected[:6] = 0
    expected[40:60, 20:80] = 0
    expected[80:90, 20:80] = 0
    np.testing.assert_array_equal(level3, expected)
    assert result["name"] == "S2B_20230814_T33TWN"
    assert result["date"] == "2023-08-14"
    assert result["description"]["scale_how"] == "product metadata: offset -1000, quantification 10000"
    assert "scene classification" in result["description"]["mask"]


def test_clouds_are_classified_when_asked_for(product, tmp_path, nir):
    result, level3 = classified(product, tmp_path, use_scl=False)
    np.testing.assert_array_equal(level3[6:], expected_values(nir)[6:])
    assert any("clouds will be classified" in w for w in result["warnings"])


def test_a_zipped_product_gives_the_same_map(product, tmp_path):
    archive = shutil.make_archive(str(tmp_path / NAME), "zip", product.parent, product.name)
    _, folder_map = classified(product, tmp_path / "a")
    result, zip_map = classified(Path(archive), tmp_path / "b")
    np.testing.assert_array_equal(zip_map, folder_map)
    assert result["name"] == "S2B_20230814_T33TWN"


def test_without_an_offset_in_the_xml_none_is_applied_whatever_the_date(product, tmp_path):
    (product / "MTD_MSIL2A.xml").write_text(L2A.format(offsets=""))
    scene = inspect(SceneInput(str(product)), BANDS).scene(BANDS)
    np.testing.assert_array_equal(scene.offset, 0)


def test_a_level_1c_product_is_read_and_said_to_be_one(product, tmp_path):
    root = tmp_path / NAME.replace("L2A", "L1C").join(["", ".SAFE"])
    target = root / "GRANULE" / "L1C_T33TWN_A033640_20230814T100559" / "IMG_DATA"
    target.mkdir(parents=True)
    for image in product.glob("GRANULE/*/IMG_DATA/R10m/*.jp2"):
        shutil.copy(image, target / image.name.replace("_10m", ""))
    text = L2A.format(offsets=OFFSETS).replace("BOA_ADD_OFFSET", "RADIO_ADD_OFFSET")
    (root / "MTD_MSIL1C.xml").write_text(
        text.replace("BOA_QUANTIFICATION", "QUANTIFICATION").replace("2A", "1C")
    )
    scene = inspect(SceneInput(str(root)), BANDS).scene(BANDS)
    np.testing.assert_allclose(scene.offset, -0.1)
    assert any("Level-1C" in warning for warning in scene.warnings)


def test_a_band_file_or_metadata_file_leads_to_its_product(product):
    image = next(product.glob("GRANULE/*/IMG_DATA/R10m/*B08*.jp2"))
    for path in (image, product / "MTD_MSIL2A.xml", f"SENTINEL2_L2A:{product}/MTD_MSIL2A.xml:10m:EPSG_32633"):
        assert product_root(str(path)) == str(product)


def test_metadata_with_entities_is_refused(product):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    (product / "MTD_MSIL2A.xml").write_text(bomb)
    with pytest.raises(EngineProblem, match="altered"):
        open_product(str(product))


def test_a_missing_10_m_band_is_named(product):
    next(product.glob("GRANULE/*/IMG_DATA/R10m/*B08*.jp2")).unlink()
    problem = inspect(SceneInput(str(product)), BANDS).problem
    assert problem.code == "product_incomplete"
    assert "B08" in problem.message
    assert "B04" not in problem.message


def test_values_that_already_lost_their_offset_are_noticed(product):
    for image in product.glob("GRANULE/*/IMG_DATA/R10m/*.jp2"):
        image.unlink()
        write_jp2(image, np.full((1, SIZE, SIZE), 400, np.uint16), 10)
    scene = inspect(SceneInput(str(product)), BANDS).scene(BANDS)
    assert any("already been taken off" in warning for warning in scene.warnings)
