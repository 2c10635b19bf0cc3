"""Writes a run as a command line for `qgis_process`, so that it can be repeated without a window."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

from corina.engine.jobs import BandChoice, ClassifyJob, ClassifyOptions, Device

_NETWORK = {"TILE": "tile", "OVERLAP": "overlap", "THREADS": "threads", "BATCH": "batch"}
_POLYGONS = {"MINIMUM_UNIT": "minimum_unit_ha", "MINIMUM_WIDTH": "minimum_width_m"}
"""Parameter to field of ClassifyOptions."""


def qgis_process_command(algorithm: str, values: Mapping[str, Any]) -> str:
    """An algorithm with its parameters as one command line, quoted for the shell of this platform."""
    words = ["qgis_process", "run", algorithm, "--"]
    words += [f"{name}={value}" for name, value in values.items()]
    return (
        subprocess.list2cmdline(words)
        if sys.platform == "win32"
        else " ".join(shlex.quote(word) for word in words)
    )


def parameters(job: ClassifyJob, area_file: Optional[Path] = None) -> Dict[str, Any]:
    """The parameters of `corina:classify` that make this job; those at their defaults are left out."""
    values: Dict[str, Any] = {"INPUT_FILE": job.scene.path, "OUTPUT_DIR": job.output_dir}
    if job.name:
        values["NAME"] = job.name
    values.update(scene_parameters(job))
    options, defaults = job.options, ClassifyOptions()
    values.update(_unusual(options, _POLYGONS))
    if options.rule is not defaults.rule:
        values["RULE"] = options.rule.value
    if options.priority_table:
        values["PRIORITY_TABLE"] = options.priority_table
    if job.area is not None and job.area.bounds is not None:
        xmin, ymin, xmax, ymax = job.area.bounds
        values["AREA"] = f"{xmin!r},{xmax!r},{ymin!r},{ymax!r} [{job.area.crs}]"
    elif job.area is not None and area_file is not None:
        values["AREA_LAYER"] = str(area_file)
    if options.confidence:
        values["CONFIDENCE"] = "TEMPORARY_OUTPUT"
    if options.polygons:
        values["POLYGONS"] = "TEMPORARY_OUTPUT"
    return values


def scene_parameters(job: ClassifyJob) -> Dict[str, Any]:
    """How a scene is read and classified, for any algorithm that classifies one; without its file and its area."""
    scene = job.scene
    given = {
        "MODEL": job.model or None,
        "SCALE": scene.scale,
        "OFFSET": scene.offset,
        "NODATA": scene.nodata,
        "CRS": scene.crs,
    }
    values: Dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if scene.bands:
        values["BANDS"] = ";".join(band_text(band, scene.path) for band in scene.bands)
    if not scene.use_scl:
        values["USE_SCL"] = "false"
    if scene.mask is not None:
        values["MASK"] = scene.mask.path
        if scene.mask.values:
            values["MASK_VALUES"] = ",".join(str(value) for value in scene.mask.values)
    values.update(_unusual(job.options, _NETWORK))
    if not job.options.sea_at_coast:
        values["SEA_AT_COAST"] = "false"
    if job.options.device is not Device.AUTO:
        values["DEVICE"] = job.options.device.value
    return values


def _unusual(options: ClassifyOptions, names: Mapping[str, str]) -> Dict[str, Any]:
    """The options that are not at their defaults. names: parameter to field."""
    usual = ClassifyOptions()
    given = {name: getattr(options, field) for name, field in names.items()}
    return {name: value for name, value in given.items() if value != getattr(usual, names[name])}


def band_text(band: BandChoice, scene_path: str) -> str:
    """One entry of the BANDS parameter: "B02=1" for a band of the scene, "B02=/path/file.tif:1" for one of
    another file.
    """
    return (
        f"{band.band}={band.index}"
        if band.path in ("", scene_path)
        else f"{band.band}={band.path}:{band.index}"
    )


def bands_from_text(text: str, scene_path: str) -> tuple[BandChoice, ...]:
    """Read the BANDS parameter, entries separated by semicolons. Raises ValueError with one sentence."""
    choices = []
    for entry in (part.strip() for part in text.split(";")):
        if not entry:
            continue
        band, equals, where = (part.strip() for part in entry.partition("="))
        path, _, number = where.rpartition(":")
        if not (band and equals and number.isdigit() and int(number) > 0):
            raise ValueError(
                f"BANDS has the entry '{entry}', expected entries like B02=1 or B02=/path/file.tif:1, "
                f"separated by semicolons."
            )
        choices.append(
            BandChoice(band.upper() if band[:1] in "bB" else band, path or scene_path, int(number))
        )
    return tuple(choices)
