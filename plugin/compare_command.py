"""A comparison as parameters of `corina:compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional, Union

from corina.engine.jobs import (
    ChangeLayerInput,
    CompareJob,
    CompareOptions,
    Encoding,
    LandCoverInput,
)
from corina.plugin.command_line import scene_parameters
from corina.plugin.temporary import is_temporary

_OPTIONS = {
    "MINIMUM_AREA": "minimum_unit_ha",
    "MINIMUM_WIDTH": "minimum_width_m",
    "CONFIDENCE": "confidence_threshold",
    "BOUNDARY_BAND": "boundary_band_m",
    "RESOLUTION": "resolution_m",
}
"""Parameter to field of CompareOptions."""


def parameters(job: CompareJob, area_file: Optional[Path] = None) -> Dict[str, Any]:
    """The parameters of `corina:compare` that make this job; those at their defaults are left out.

    A scene that was classified first is named by its level-3 map, which that run left in its folder; where QGIS deletes
    that folder when it closes, by the scene itself.
    """
    values = _first(job)
    values.update(_map("REFERENCE", job.reference))
    if job.confidence and job.prediction is not None:
        values["CONFIDENCE_RASTER"] = job.confidence
    if job.codes:
        values["CLASSES"] = ",".join(map(str, job.codes))
    options, defaults = job.options, CompareOptions()
    if options.level:
        values["LEVEL"] = str(options.level)
    values.update(
        {
            name: getattr(options, field)
            for name, field in _OPTIONS.items()
            if getattr(options, field) != getattr(defaults, field)
        }
    )
    if options.rule is not defaults.rule:
        values["RULE"] = options.rule.value
    if options.priority_table:
        values["PRIORITY_TABLE"] = options.priority_table
    if job.changes is not None:
        values.update(_crs("OFFICIAL", job.changes.crs))
        values["OFFICIAL"] = _source(job.changes)
        fields = {"OFFICIAL_FROM": job.changes.from_field, "OFFICIAL_TO": job.changes.to_field}
        values.update({name: field for name, field in fields.items() if field})
    if job.area is not None and job.area.bounds is not None:
        xmin, ymin, xmax, ymax = job.area.bounds
        values["AREA"] = f"{xmin!r},{xmax!r},{ymin!r},{ymax!r} [{job.area.crs}]"
    elif job.area is not None and area_file is not None:
        values["AREA_LAYER"] = str(area_file)
    if job.name:
        values["NAME"] = job.name
    return {**values, "OUTPUT_DIR": job.output_dir}


def _first(job: CompareJob) -> Dict[str, Any]:
    """What is compared: a map, or a scene to classify first."""
    if job.prediction is not None:
        return _map("PREDICTION", job.prediction)
    assert job.classify is not None, "one of them is given"
    if is_temporary(job.classify.output_dir):
        return {"SCENE_FILE": job.classify.scene.path, **scene_parameters(job.classify)}
    name = job.classify.name or _scene_name(job.classify.scene.path)
    return {"PREDICTION": str(Path(job.classify.output_dir) / f"{name}_level3.tif")}


def _scene_name(path: str) -> str:
    """What the maps of a scene are called: a zipped product goes by its folder's name."""
    stem = Path(path).stem
    return stem[: -len(".SAFE")] if stem.upper().endswith(".SAFE") else stem


def _map(name: str, source: LandCoverInput) -> Dict[str, Any]:
    values = {name: _source(source)}
    if source.field:
        values[f"{name}_FIELD"] = source.field
    if source.encoding is not Encoding.AUTO:
        values[f"{name}_ENCODING"] = source.encoding.value
    if source.year:
        values[f"{name}_YEAR"] = source.year
    return {**values, **_crs(name, source.crs)}


def _crs(name: str, crs: Optional[str]) -> Dict[str, Any]:
    return {f"{name}_CRS": crs} if crs else {}


def _source(source: Union[LandCoverInput, ChangeLayerInput]) -> str:
    """A copy goes with QGIS: the layer it was made of is named, where that has a source of its own."""
    if source.origin:
        return source.origin
    return f"{source.path}|layername={source.layer}" if source.layer else source.path
