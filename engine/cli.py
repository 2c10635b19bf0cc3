"""The `corina` command line: the same jobs QGIS hands to the engine, for scripts, servers and clusters."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import corina
from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.events import Event, Log, LogLevel, Progress, Stage, to_line
from corina.engine.jobs import (
    BandChoice,
    CheckJob,
    ClassifyJob,
    ClassifyOptions,
    DescribeModelJob,
    DescribeSceneJob,
    Device,
    Job,
    JobError,
    MaskChoice,
    SceneInput,
)
from corina.engine.run import EXIT_CANCELLED, EXIT_FAILED, EXIT_OK, leave_cores_to_the_network
from corina.models.package import is_model

_STAGE_WORDS = {
    Stage.OPEN: "opening",
    Stage.INFER: "classifying",
    Stage.OVERVIEWS: "writing overviews",
    Stage.POLYGONS: "writing polygons",
    Stage.FINISH: "finishing",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code: 0 done, 1 failed, 2 wrong usage, 130 cancelled.

    Results go to standard output; progress, warnings and errors, one line each, to standard error. With --json all
    events go to standard output as JSON lines (docs/jobs.md).
    """
    parser = _parser()
    arguments = parser.parse_args(argv)
    reporter = _JsonReporter() if arguments.json else _TextReporter(quiet=arguments.quiet)
    folders: list[Path] = []
    signal.signal(signal.SIGTERM, _cancel)
    leave_cores_to_the_network()
    try:
        job = arguments.make_job(arguments)
        # Imported here, so that help and usage errors do not wait for the libraries.
        from corina.engine.handlers import carry_out

        result = carry_out(job, reporter.event, folders.append)
    except (KeyboardInterrupt, Cancelled):
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        reporter.failure("cancelled", "Cancelled; nothing was written.")
        return EXIT_CANCELLED
    except (EngineProblem, JobError) as problem:
        reporter.failure(getattr(problem, "code", "job_invalid"), str(problem))
        return EXIT_FAILED
    except Exception as error:
        if arguments.debug:
            raise
        message = f"The engine stopped on an error of its own ({type(error).__name__}: {error}); nothing was written."
        reporter.failure("internal", message + " Run again with --debug for details.")
        return EXIT_FAILED
    reporter.result(result, arguments.show)
    return EXIT_OK if result.get("ok", True) else EXIT_FAILED


def _cancel(signum: int, frame: FrameType | None) -> None:
    raise Cancelled


class _JsonReporter:
    """Every event, and the end, as one JSON object a line."""

    def event(self, event: Event) -> None:
        print(to_line(event), flush=True)

    def failure(self, code: str, message: str) -> None:
        print(json.dumps({"event": "error", "code": code, "message": message}), flush=True)

    def result(self, data: dict[str, Any], show: Any) -> None:  # noqa: ANN401 - the text form is not used here
        print(json.dumps({"event": "result", "data": data}), flush=True)


class _TextReporter:
    """Sentences for a person: progress on one line that rewrites itself when standard error is a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty()
        self._shown = False

    def event(self, event: Event) -> None:
        if isinstance(event, Log):
            if event.level is LogLevel.WARNING:
                self._line(f"Warning: {event.message}")
            elif not self._quiet:
                self._line(event.message)
        elif isinstance(event, Progress) and self._live and not self._quiet:
            sys.stderr.write(f"\r\033[K{event.fraction:4.0%} {_STAGE_WORDS[event.stage]}{_speed(event)}")
            sys.stderr.flush()
            self._shown = True

    def failure(self, code: str, message: str) -> None:
        self._line(f"Error: {message}")

    def result(self, data: dict[str, Any], show: Any) -> None:  # noqa: ANN401 - a function of the result
        self._clear()
        print(show(data))

    def _line(self, text: str) -> None:
        self._clear()
        print(text, file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\033[K")
            self._shown = False


def _speed(event: Progress) -> str:
    if not event.total:
        return ""
    text = f", tile {event.done} of {event.total}"
    if event.megapixels_per_s is not None and event.seconds_left is not None:
        text += f", {event.megapixels_per_s:.2f} Mpx/s, {event.seconds_left:.0f} s left"
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="corina", description="CORINE Land Cover maps from Sentinel-2 scenes, without QGIS."
    )
    parser.add_argument("--version", action="version", version=f"corina {corina.__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print events and result as JSON lines")
    common.add_argument("--quiet", action="store_true", help="print warnings and errors only")
    common.add_argument("--debug", action="store_true", help="show the traceback of an unexpected error")
    common.add_argument(
        "--models-dir", default="", metavar="DIR", help="folder with installed model packages"
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_classify(commands, common)
    info = commands.add_parser(
        "info", parents=[common], help="say what is understood of a scene, or show a model's card"
    )
    info.add_argument(
        "subject", metavar="SCENE|MODEL", help="a scene, a model package, or the name of a model"
    )
    _add_scene_options(info)
    info.add_argument("--model", default="", help="also say which of this model's bands are missing")
    info.set_defaults(make_job=_info_job, show=_show_info)
    doctor = commands.add_parser(
        "doctor", parents=[common], help="check the engine and its devices with a tiny model"
    )
    doctor.add_argument("--device", choices=[d.value for d in Device], default="auto")
    doctor.set_defaults(make_job=lambda a: CheckJob(Device(a.device)), show=_show_doctor)
    return parser


def _add_classify(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    classify = commands.add_parser(
        "classify",
        parents=[common],
        help="classify a scene into CORINE Land Cover levels 1, 2 and 3",
        description="Writes NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv and NAME_result.json.",
    )
    classify.add_argument(
        "scene", metavar="SCENE", help="raster file, .SAFE folder or .zip, or folder of band files"
    )
    classify.add_argument("output_dir", metavar="OUT_DIR", help="folder for the results")
    classify.add_argument(
        "--model", default="", help="name of an installed model, or a package folder or .zip"
    )
    classify.add_argument(
        "--device", choices=[d.value for d in Device], default="auto", help="where to run (auto)"
    )
    classify.add_argument(
        "--area",
        metavar="A",
        help="area of interest: a GeoJSON or GeoPackage of polygons, or xmin,ymin,xmax,ymax[,CRS] (CRS: EPSG:4326)",
    )
    classify.add_argument("--name", default="", help="prefix of the output files (the scene's name)")
    _add_scene_options(classify)
    classify.add_argument(
        "--mask", metavar="RASTER", help="leave out the pixels of this raster that are not 0"
    )
    classify.add_argument(
        "--mask-values", metavar="V,V", default="", help="leave out these values of the mask only"
    )
    classify.add_argument(
        "--no-scl", action="store_true", help="classify cloud and shadow pixels of the product too"
    )
    classify.add_argument("--threads", type=int, default=0, help="CPU threads (all cores)")
    classify.add_argument("--batch", type=int, default=0, help="tiles a run (automatic)")
    classify.add_argument("--tile", type=int, default=0, help="tile edge in px (the model's own)")
    classify.add_argument(
        "--overlap", type=float, help="share of the tile edge shared with the next tile, 0 to 0.5"
    )
    classify.add_argument("--confidence", action="store_true", help="also write the probability in percent")
    classify.add_argument("--polygons", action="store_true", help="also write a GeoPackage of polygons")
    classify.add_argument(
        "--minimum-unit", type=float, default=0.0, metavar="HA", help="minimum mapping unit in ha"
    )
    classify.set_defaults(make_job=_classify_job, show=_show_classification)


def _add_scene_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--bands",
        default="",
        metavar="B02=1,...",
        help="bands of the raster by hand: BAND=INDEX or BAND=FILE[#INDEX]",
    )
    parser.add_argument("--scale", type=float, help="reflectance = DN * scale + offset")
    parser.add_argument("--offset", type=float, help="see --scale")
    parser.add_argument("--nodata", type=float, help="DN of pixels without data")
    parser.add_argument("--crs", help="CRS of a scene that states none, or a wrong one, such as EPSG:32633")


def _scene_input(arguments: argparse.Namespace, path: str) -> SceneInput:
    mask = getattr(arguments, "mask", None)
    values = _mask_values(getattr(arguments, "mask_values", ""))
    return SceneInput(
        path=path,
        bands=tuple(_band_choice(item, path) for item in arguments.bands.split(",") if item.strip()),
        scale=arguments.scale,
        offset=arguments.offset,
        nodata=arguments.nodata,
        crs=arguments.crs,
        mask=MaskChoice(mask, values) if mask else None,
        use_scl=not getattr(arguments, "no_scl", False),
    )


def _mask_values(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(value) for value in text.split(",") if value.strip())
    except ValueError as error:
        raise JobError(f"--mask-values has {text!r}, expected whole numbers such as 3,8,9.") from error


def _band_choice(item: str, path: str) -> BandChoice:
    band, _, where = item.strip().partition("=")
    file, _, index = where.rpartition("#") if "#" in where else (where, "", "1")
    if where.isdigit():
        file, index = path, where
    if not where or not index.isdigit():
        raise JobError(f"--bands has {item!r}, expected BAND=INDEX (B02=1) or BAND=FILE or BAND=FILE#INDEX.")
    return BandChoice(band.strip().upper(), file, int(index))


def _classify_job(arguments: argparse.Namespace) -> Job:
    # Imported here: reading an area needs numpy, which help and usage errors should not wait for.
    from corina.engine import areafile

    return ClassifyJob(
        scene=_scene_input(arguments, arguments.scene),
        output_dir=arguments.output_dir,
        model=arguments.model,
        models_dir=arguments.models_dir,
        name=arguments.name,
        area=areafile.read_area(arguments.area) if arguments.area else None,
        options=ClassifyOptions(
            device=Device(arguments.device),
            threads=arguments.threads,
            batch=arguments.batch,
            tile=arguments.tile,
            overlap=arguments.overlap,
            confidence=arguments.confidence,
            polygons=arguments.polygons,
            minimum_unit_ha=arguments.minimum_unit,
        ),
    )


def _info_job(arguments: argparse.Namespace) -> Job:
    folders = [Path(arguments.models_dir)] if arguments.models_dir else []
    if is_model(arguments.subject, folders):
        return DescribeModelJob(arguments.subject, arguments.models_dir)
    return DescribeSceneJob(_scene_input(arguments, arguments.subject), arguments.model, arguments.models_dir)


def _show_classification(result: dict[str, Any]) -> str:
    timing, device = result["timing"], result["device"]
    lines = [f"{'code':>5}  {'area ha':>12}  {'%':>6}  class"]
    lines += [
        f"{c['code']:>5}  {c['area_ha']:>12.2f}  {c['percent']:>6.2f}  {c['name']}"
        for c in result["levels"]["3"]
    ]
    lines.append(
        f"{result['classified_ha']:.2f} ha classified, {result['left_out_ha']:.2f} ha left out, in "
        f"{timing['seconds']:.1f} s ({timing['megapixels_per_s']:.2f} Mpx/s) on {device['used'].upper()}."
    )
    lines += [path for path in result["outputs"].values() if path]
    return "\n".join(lines)


def _show_info(result: dict[str, Any]) -> str:
    if "card" in result:
        return json.dumps(result["card"], indent=2, ensure_ascii=False)
    lines = [f"{result['name']}: {result['summary']}"]
    if result["product"]:
        lines.append(f"Product: {result['product']}, {result['date']}")
    if result["crs"]:
        lines.append(
            f"Grid: {result['width']} x {result['height']} px of {result['resolution_m']:g} m in {result['crs']}, "
            f"{result['area_ha']:.0f} ha"
        )
    lines += [f"{b['band']}: band {b['index']} of {b['path']} ({b['how']})" for b in result["bands"]]
    lines += [
        f"{b['band']}: perhaps band {b['index']} of {b['path']} ({b['how']})" for b in result["suggested"]
    ]
    if result["scale"] is not None:
        lines.append(
            f"Reflectance = DN * {result['scale']:g} + {result['offset']:g} ({result['scale_how']}); "
            f"no data: {result['nodata'] if result['nodata'] is not None else 'pixels that are 0 in all bands'}"
        )
    lines += [f"Mask: {result['mask']}"] if result["mask"] else []
    lines += [f"Warning: {warning}" for warning in result["warnings"]]
    lines += [f"Cannot be classified: {result['problem']['message']}"] if result["problem"] else []
    return "\n".join(lines)


def _show_doctor(result: dict[str, Any]) -> str:
    lines = [f"{name} {version}" for name, version in result["versions"].items()]
    for device in result["devices"]:
        state = "works" if device["works"] else f"does not work: {device['reason']}"
        lines.append(f"{device['name']} ({device['provider']}): {state}")
    lines.append(
        f"The engine is ready on {result['device_used'].upper()}."
        if result["ok"]
        else "The engine is broken."
    )
    return "\n".join(lines)
