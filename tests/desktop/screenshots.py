"""Takes the pictures of docs/images in the real QGIS desktop: `.venv/bin/python tests/desktop/screenshots.py`.

Uses the bundled model, or the packages in the folder CORINA_MODELS names, and the real patches of ../shared/data when
they are there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from osgeo import gdal

gdal.UseExceptions()

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from scene import make_labels, make_scene  # noqa: E402

import desktop  # noqa: E402

LARGE_BYTES = 400_000
IMAGES = desktop.CHECKOUT / "docs" / "images"

SESSIONS = {
    "main": {},
    "first_start": {},
    "dark": {"theme": "Night Mapping"},
    "compare": {},
    "train": {},
    "reports": {},
}
"""Which pictures need a QGIS of their own, and how its profile differs; reports need a browser."""

TRIALS = {
    "train_small": {"screen": "1280x720"},
    "train_dark": {"theme": "Night Mapping"},
    "small": {"screen": "1280x720"},
    "large": {"screen": "2560x1440", "scale": "2"},
    "german": {"locale": "de"},
    "french": {"locale": "fr"},
    "setup": {},
}
"""Pictures to look at, in build/: a small screen, one at 200 %, another language."""

SCRIPTS = {
    "compare": "compare_in_qgis.py",
    "train": "train_in_qgis.py",
    "train_small": "train_in_qgis.py",
    "train_dark": "train_in_qgis.py",
}
"""Sessions that are also tests; all others are in screenshots_in_qgis.py."""


def shrink(picture: Path) -> None:
    """Reduce a picture with much imagery in it to 256 colours, which is half of its size."""
    if picture.stat().st_size < LARGE_BYTES:
        return
    image = gdal.Open(str(picture))
    palette = gdal.ColorTable()
    paletted = gdal.GetDriverByName("MEM").Create("", image.RasterXSize, image.RasterYSize)
    bands = [image.GetRasterBand(index) for index in (1, 2, 3)]
    gdal.ComputeMedianCutPCT(*bands, 256, palette)
    gdal.DitherRGB2PCT(*bands, paletted.GetRasterBand(1), palette)
    paletted.GetRasterBand(1).SetColorTable(palette)
    gdal.GetDriverByName("PNG").CreateCopy(f"{picture}.small", paletted, options=["ZLEVEL=9"])
    Path(f"{picture}.small").replace(picture)
    Path(f"{picture}.small.aux.xml").unlink(missing_ok=True)


def take_reports(folder: Path, scene: Path) -> str:
    """Pictures of the reports on a map and on a comparison, as a browser shows their first page; what is missing."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        return "Pictures of reports need Chromium: install it."
    corina = str(desktop.CHECKOUT / ".engine" / "bin" / "corina")
    labels = make_labels(folder / "CLC2018.gpkg", 7, 8, season="")
    level_3 = f"{folder}/{scene.stem}_level3.tif"
    for command in (
        [corina, "classify", str(scene), str(folder), "--scale", "0.0001", "--confidence"],
        [corina, "report", level_3, str(folder), "--name", "report-map"],
        [corina, "compare", level_3, str(labels), f"{folder}/compared", "--level", "2"],
    ):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for page, picture in (
        ("report-map_report.html", "report-map"),
        ("compared/report.html", "report-compare"),
    ):
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=1100,1300"]
        shot = [browser, *options, f"--screenshot={folder}/{picture}.png", f"file://{folder}/{page}"]
        subprocess.run(shot, check=True, stderr=subprocess.DEVNULL)
    return ""


def main() -> int:
    """Take all pictures, or those of the sessions named on the command line."""
    reason = desktop.missing()
    if reason:
        print(reason, file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or SESSIONS:
        with tempfile.TemporaryDirectory(prefix="corina-pictures-") as work:
            folder = Path(work)
            scene = make_scene(folder / "BigEarthNet_mosaic.tif", 7, 8, season="")
            environment = {"CORINA_TEST_SCENE": str(scene), "CORINA_SESSION": name}
            if name == "compare":
                environment["CORINA_TEST_CORINE"] = str(make_labels(folder / "CLC2018.gpkg", 7, 8, season=""))
            if name.startswith("train"):
                environment["CORINA_TEST_LABELS"] = str(make_labels(folder / "CLC2018.gpkg", 7, 8, season=""))
                environment["CORINA_TEST_BLOCK"], environment["CORINA_TEST_EPOCHS"] = "1.92", "5"
                environment["CORINA_MODELS"] = str(folder / "models")
            if name in ("first_start", "setup"):
                environment["CORINA_ENGINE"] = ""
            if name == "reports":
                error = take_reports(folder, scene)
            else:
                how = {**SESSIONS, **TRIALS}[name]
                script = SCRIPTS.get(name, "screenshots_in_qgis.py")
                error = desktop.run_in_qgis(script, folder, environment, timeout=900, **how)["error"]
            for picture in sorted(folder.glob("*.png")):
                documented = name in SESSIONS and (name != "dark" or picture.stem == "dark")
                kept = IMAGES if documented and picture.stem != "failure" else desktop.CHECKOUT / "build"
                shrink(picture)
                shutil.copy(picture, kept)
                print(picture.name)
            if error:
                print(error, file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    os.environ.pop("DISPLAY", None)
    sys.exit(main())
