"""The details of a run below the list: what went in, what came out, row by row, for each kind of job."""

from __future__ import annotations

from html import escape
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QCoreApplication

from corina.engine.jobs import LandCoverInput
from corina.ui import formatting
from corina.ui.compare_words import facts_text, summary_text
from corina.ui.progress_text import state_text
from corina.ui.state import RunState, RunView

Rows = List[Tuple[str, str]]


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("RunsTab", text))


def run_details(run: RunView, problem_colour: str) -> str:
    """The details as HTML; rows without a value are left out. problem_colour: in which an error is written."""
    rows: Rows = [(_tr("State"), state_text(run.state))]
    if run.error and run.state is RunState.CANCELLED:
        rows.append((_tr("Why"), run.error))
    elif run.error:
        rows[0] = (_tr("Failed"), run.error)
    rows += [
        (_tr("Started"), formatting.moment(run.created)),
        (_tr("Duration"), "" if run.seconds is None else formatting.duration(run.seconds)),
    ]
    if run.kind in ROWS:
        rows += ROWS[run.kind](run)
    cells = []
    for name, value in rows:
        if value:
            style = f' style="color:{problem_colour}"' if name == _tr("Failed") else ""
            cells.append(f"<tr><td><b>{escape(name)}&nbsp;</b></td><td{style}>{escape(value)}</td></tr>")
    return f'<table cellpadding="1">{"".join(cells)}</table>'


def _classification(run: RunView) -> Rows:
    job, options, result = run.job, run.job.options, run.result or {}
    rows: Rows = [
        (_tr("Scene"), job.scene.path),
        (_tr("Model"), str((result.get("model") or {}).get("title") or job.model)),
        (_tr("Area"), _area(run)),
        (_tr("Settings"), _settings(run)),
        (_tr("Folder"), str(result.get("output_dir") or job.output_dir)),
    ]
    device = result.get("device") or {}
    if device:
        used, reason = str(device.get("used", "")).upper(), str(device.get("reason") or "")
        rows.append((_tr("Device"), f"{used}: {reason}" if reason else used))
    elif options.device.value != "auto":
        rows.append((_tr("Device"), options.device.value.upper()))
    if result.get("classified_ha") is not None:
        rows.append((_tr("Classified"), formatting.hectares(float(result["classified_ha"]))))
    return rows


def _area(run: RunView) -> str:
    if run.job.area is None:
        return _tr("whole scene")
    return _tr("polygons") if run.job.area.geojson is not None else _tr("map view")


def _settings(run: RunView) -> str:
    options, parts = run.job.options, []
    if run.job.scene.mask is not None:
        parts.append(_tr("with mask"))
    if options.overlap is not None:
        parts.append(_tr("overlap {} %").format(round(100 * options.overlap)))
    if options.tile:
        parts.append(_tr("tile {} px").format(options.tile))
    if options.confidence:
        parts.append(_tr("confidence map"))
    if options.polygons:
        unit = options.minimum_unit_ha
        parts.append(_tr("polygons from {} ha").format(f"{unit:g}") if unit else _tr("polygons"))
    return ", ".join(parts)


def _comparison(run: RunView) -> Rows:
    job, result = run.job, run.result or {}
    compared = _with_layer(job.prediction) if job.prediction is not None else job.classify.scene.path
    unit, width = f"{job.options.minimum_unit_ha:g}", f"{job.options.minimum_width_m:g}"
    return [
        (_tr("Map"), compared),
        (_tr("Reference"), _with_layer(job.reference)),
        (_tr("Area"), _tr("where both are") if job.area is None else _area(run)),
        (_tr("Settings"), _tr("changes from {} ha, {} m wide").format(unit, width)),
        (_tr("Folder"), str(result.get("output_dir") or job.output_dir)),
        (_tr("Result"), f"{summary_text(result)} {facts_text(result)}".strip() if result else ""),
    ]


def _with_layer(source: LandCoverInput) -> str:
    """A file, with the layer that is meant where it has several; of a layer that was copied, its source."""
    path = source.origin or source.path
    return f"{source.layer}, {path}" if source.layer and source.layer not in path else path


def _training(run: RunView) -> Rows:
    job, result = run.job, run.result or {}
    sources = [source.name or source.path for source in (job.recipe.data.sources if job.recipe.data else ())]
    metrics = result.get("metrics") or {}
    figures = [(metrics.get(f"level{level}") or {}).get("overall") for level in (1, 2, 3)]
    shown = " / ".join(formatting.number(100 * float(figure), 1) for figure in figures if figure is not None)
    return [
        (_tr("Model"), job.recipe.title),
        (_tr("Learned from"), ", ".join(sources)),
        (_tr("Network"), f"{job.recipe.network.architecture.value}, {job.recipe.network.encoder}"),
        (_tr("Epochs"), str(result.get("epoch") or "")),
        (_tr("Agreement"), _tr("{} % at levels 1 / 2 / 3").format(shown) if shown else ""),
        (_tr("Folder"), job.output_dir),
    ]


def _pretraining(run: RunView) -> Rows:
    job, result = run.job, run.result or {}
    data = job.recipe.data if job.kind == "own" else None
    sources = [source.name or source.path for source in data.sources] if data else [job.source]
    found = list((result.get("metrics") or {}).values())  # the last is the finest level
    shown = (
        [formatting.percent(100 * float(found[-1][name])) for name in ("exact", "f1_micro")] if found else []
    )
    return [
        (_tr("Learned from"), ", ".join(sources)),
        (_tr("Network"), job.recipe.network.encoder),
        (_tr("Epochs"), str(result.get("epoch") or "")),
        (_tr("Patches"), _tr("{} exactly right, F1 {}").format(*shown) if shown else ""),
        (_tr("Encoder"), str(result.get("encoder") or "")),
        (_tr("Folder"), job.output_dir),
    ]


def _sample(run: RunView) -> Rows:
    job, result = run.job, run.result or {}
    points = result.get("points")
    return [
        (_tr("Map"), job.map_path),
        (_tr("Points"), "" if points is None else formatting.number(float(points))),
        (_tr("Seed"), "" if result.get("seed") is None else str(result["seed"])),
        (_tr("File"), str(result.get("output") or job.output)),
    ]


def _accuracy(run: RunView) -> Rows:
    job, result = run.job, run.result or {}
    used, level = (result.get("points") or {}).get("used"), result.get("level") or job.level
    return [
        (_tr("Points"), job.samples if used is None else f"{formatting.number(float(used))}: {job.samples}"),
        (_tr("Map"), job.map_path),
        (_tr("Level"), str(level or "")),
        (_tr("Overall accuracy"), estimate_text(result.get("overall"))),
        (_tr("Folder"), str(result.get("output_dir") or job.output_dir)),
    ]


def estimate_text(estimate: Optional[Mapping[str, Any]]) -> str:
    """An estimated share with its 95 % interval: "84.2 % (81.0 to 87.4)"; empty without one."""
    if not estimate or estimate.get("value") is None:
        return ""
    value = formatting.percent(100 * float(estimate["value"]))
    if estimate.get("low") is None:
        return value
    low, high = (formatting.number(100 * float(estimate[end]), 1) for end in ("low", "high"))
    return _tr("{} ({} to {})").format(value, low, high)


ROWS: Dict[str, Callable[[RunView], Rows]] = {
    "classify": _classification,
    "compare": _comparison,
    "sample_points": _sample,
    "accuracy": _accuracy,
    "train": _training,
    "pretrain": _pretraining,
}
"""What a kind of job adds to the rows that all runs have."""
