"""Making the report of a comparison again from its folder, with what was found on looking at its changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasterio.crs import CRS

from corina.engine import events
from corina.engine.compare.judged import judged_text, read_judged
from corina.engine.compare.place import FILES, PARTS
from corina.engine.errors import EngineProblem
from corina.engine.handlers import Emit, OnWorkFolder
from corina.engine.jobs import CompareReportJob
from corina.engine.outputs import OutputFolder, not_writable
from corina.engine.report.scenes import scene_of
from corina.engine.steps import Steps

_RECORD, _CHANGES = FILES["result_json"], FILES["changes"]
_GLANCE_PX = 8


def carry_out(job: CompareReportJob, emit: Emit, on_work_folder: OnWorkFolder) -> dict[str, Any]:
    """Write report.html and result.json anew and return the result of `compare_report` of docs/jobs.md.

    The old ones stay as they are until both new ones are whole.
    """
    # Imported here: without the libraries that draw, what is missing is said before anything is read.
    from corina.engine.report.comparison import comparison_report

    steps = Steps(emit)
    steps.stage(events.Stage.OPEN, 0.0)
    record = _record_of(Path(job.folder))
    result = _read(record)
    outputs = _outputs(record)
    result.update(outputs=outputs, output_dir=str(record.parent))
    if outputs["changes"] is None:
        raise EngineProblem(
            "comparison_missing",
            f"{record.parent} has no {_CHANGES} with the verdicts; put it back beside {record.name}.",
        )
    result["judged"] = read_judged(Path(outputs["changes"]), int(result["changes"]["count"]))
    for warning in _lost(result):
        steps.warn(warning)
    steps.stage(events.Stage.REPORT, 0.1)
    prefix = record.name[: -len(_RECORD)]
    with OutputFolder(str(record.parent), result.get("name") or "comparison", job.run_id) as output:
        on_work_folder(output.work)
        report = output.folder / f"{prefix}{FILES['report']}"
        outputs["report"] = str(report)
        # What is lost is said in the report, but not kept: it may be back the next time.
        shown = {**result, "warnings": [*result["warnings"], *steps.warnings]}
        html = comparison_report(
            shown, outputs["from_to_raster"], outputs["difference"], changes=outputs["changes"]
        )
        steps.stage(events.Stage.FINISH, 0.95)
        try:
            (output.work / report.name).write_text(html, encoding="utf-8")
            text = json.dumps(result, indent=1, ensure_ascii=False)
            (output.work / record.name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise not_writable(output.folder, error) from error
        output.publish()
    return {
        "output_dir": str(record.parent),
        "outputs": {"report": outputs["report"], "result_json": str(record)},
        "judged": result["judged"],
        "summary": judged_text(result["judged"]),
        "warnings": steps.warnings,
    }


def _record_of(path: Path) -> Path:
    """The result.json, or NAME_result.json, of a folder or of one of the files beside it."""
    path = path.absolute()
    found: list[Path] = []
    if path.is_dir():
        found = sorted(path.glob(f"*{_RECORD}"))
        # A comparison without a name, or one whose scene was classified into the same folder.
        found = [file for file in found if file.name == _RECORD] or [
            file for file in found if file.with_name(file.name[: -len(_RECORD)] + _CHANGES).exists()
        ]
    elif path.name.endswith((_RECORD, _CHANGES)):
        prefix = path.name[: -len(_RECORD if path.name.endswith(_RECORD) else _CHANGES)]
        found = [file for file in [path.with_name(prefix + _RECORD)] if file.is_file()]
    if len(found) == 1:
        return found[0]
    raise EngineProblem(
        "comparison_missing",
        f"{path} holds {len(found) or 'no'} comparison{'s' if found else ''}; choose a folder with one {_RECORD}, or "
        "that file.",
    )


def _read(record: Path) -> dict[str, Any]:
    try:
        result = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EngineProblem(
            "comparison_unreadable", f"{record} cannot be read ({error}); compare again."
        ) from error
    if not isinstance(result, dict) or not set(result) >= PARTS:
        raise EngineProblem(
            "comparison_missing", f"{record} is not the result of a comparison; choose another folder."
        )
    return result


def _outputs(record: Path) -> dict[str, str | None]:
    """The files of the comparison where they are now: it may have been moved, or be someone else's."""
    prefix = record.name[: -len(_RECORD)]
    places = {key: record.with_name(f"{prefix}{name}") for key, name in FILES.items()}
    return {key: str(place) if place.exists() else None for key, place in places.items()}


def _lost(result: dict[str, Any]) -> list[str]:
    """What the first report could show and this one cannot, as sentences."""
    said = []
    if result["outputs"]["from_to_raster"] is None:
        said.append(f"{FILES['from_to_raster']} is not there any more: the report has no maps and pictures.")
        return said
    path, grid = str(result["prediction"]["path"]), result["grid"]
    scene = scene_of(path)
    if scene is not None:
        crs = CRS.from_user_input(grid["crs"])
        if scene.read(tuple(grid["bounds"]), crs, _GLANCE_PX, _GLANCE_PX) is None:
            said.append(f"The scene {scene.name} cannot be read any more: the report has no pictures of it.")
    elif result.get("model") and not path.startswith("/vsi") and not Path(path).exists():
        said.append(f"The map {path} is not there any more: the report has no pictures of its scene.")
    return said
