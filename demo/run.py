"""`make demo`: makes a sample scene, classifies it inside QGIS with the plugin, and says where the results are.

With real imagery in ../shared/data (or CORINA_DATA) the scene is a mosaic of it, else it is synthetic and says so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from corina.demo.desktop import make_profile, missing_programs, qgis_command, qgis_environment, run_script
from corina.demo.mosaic import write_mosaic
from corina.demo.synthetic import write_synthetic_scene

CHECKOUT = Path(__file__).resolve().parents[1]
SYNTHETIC_NOTE = (
    "A synthetic scene, mixed from published reflectances: it shows how Corina works, not how well."
)
MOSAIC_NOTE = (
    "Real Sentinel-2 patches (BigEarthNet v2) side by side in a made-up grid. "
    "Contains modified Copernicus Sentinel data 2017-2018."
)


class DemoError(RuntimeError):
    """The demo failed; the message says where and why."""


def main(arguments: list[str]) -> int:
    """Run the demo; exit code 0 when all its files are there."""
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--folder", type=Path, default=CHECKOUT / "build" / "demo", help="where the files go")
    parser.add_argument(
        "--synthetic", action="store_true", help="use the synthetic scene though real imagery is there"
    )
    parser.add_argument("--no-open", action="store_true", help="do not open the project in QGIS at the end")
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    try:
        report = run(folder, options.synthetic)
    except DemoError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    print_report(report)
    if os.environ.get("DISPLAY") and not os.environ.get("CI") and not options.no_open:
        open_project(folder, Path(report["project"]))
    return 0


def run(folder: Path, synthetic: bool = False) -> dict:
    """Make the scene, run QGIS, and return the report of demo/in_qgis.py. Raises DemoError."""
    if missing_programs():
        raise DemoError(
            f"{' and '.join(missing_programs())} not found; `make setup` installs what is needed on Debian"
        )
    if not any((CHECKOUT / "models" / "bundled").glob("*/card.json")) and not os.environ.get("CORINA_MODEL"):
        raise DemoError("there is no bundled model in models/bundled; make one with `make train-bundled`")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    scene, note = make_scene(folder, synthetic)
    profile, log = folder / "profile", folder / "qgis.log"
    make_profile(profile, CHECKOUT)
    shown = 0

    def follow() -> None:
        nonlocal shown
        progress = folder / "progress.txt"
        lines = progress.read_text().splitlines() if progress.exists() else []
        for line in lines[shown:]:
            print(f"demo: {line}", flush=True)
        shown = len(lines)

    environment = {
        **qgis_environment(os.environ, CHECKOUT),
        "CORINA_ENGINE": str(CHECKOUT / ".engine"),
        "CORINA_DEMO_SCENE": str(scene),
        "CORINA_DEMO_FOLDER": str(folder),
        "CORINA_DEMO_NOTE": note,
    }
    code = run_script(Path(__file__).with_name("in_qgis.py"), profile, environment, log, follow)
    follow()
    try:
        report = json.loads((folder / "report.json").read_text())
    except OSError as error:
        last = log.read_text(errors="replace")[-2000:]
        raise DemoError(f"QGIS ended with {code} and left no report; {log} says:\n{last}") from error
    if "error" in report:
        raise DemoError(f"{report['error']}\n{report['traceback']}")
    return report


def make_scene(folder: Path, synthetic: bool) -> tuple[Path, str]:
    """The sample scene and what must be said of it."""
    data = Path(os.environ.get("CORINA_DATA", CHECKOUT.parent / "shared" / "data")) / "bigearthnet_v2"
    if not synthetic and (data / "index.json").is_file():
        print(f"demo: making a mosaic of real imagery from {data}", flush=True)
        return write_mosaic(data, folder / "mosaic_scene.tif"), MOSAIC_NOTE
    print("demo: making a synthetic scene", flush=True)
    return write_synthetic_scene(folder / "synthetic_scene.tif"), SYNTHETIC_NOTE


def print_report(report: dict) -> None:
    """Where everything is, and what came out."""
    result = report["result"]
    print(f"\n{result['classified_ha']:,.0f} ha classified on {result['device']['used'].upper()}:")
    for entry in sorted(result["levels"]["3"], key=lambda e: -e["area_ha"])[:8]:
        print(f"  {entry['percent']:5.1f} %  {entry['code']} {entry['name']}")
    print()
    for name, path in sorted(report["maps"].items()):
        print(f"{name:8} {path}")
    print(f"{'project':8} {report['project']}")
    print(f"{'picture':8} {report['picture']}")
    print(f"{'window':8} {report['window']}")


def open_project(folder: Path, project: Path) -> None:
    """Open the project in QGIS on the user's display and return at once."""
    environment = {**qgis_environment(os.environ, CHECKOUT), "CORINA_ENGINE": str(CHECKOUT / ".engine")}
    subprocess.Popen(qgis_command(folder / "profile", str(project)), env=environment, start_new_session=True)
    print("QGIS is opening the project.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
