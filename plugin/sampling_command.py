"""Drawing a sample, and estimating accuracy, as parameters of `corina:samplepoints` and `corina:accuracy`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional

from corina.engine.jobs import AccuracyJob, SamplePointsJob, SampleSize


def sample_parameters(job: SamplePointsJob, area_file: Optional[Path] = None) -> Dict[str, Any]:
    """The parameters of `corina:samplepoints` that make this job; those at their defaults are left out."""
    size, default = job.size, SampleSize()
    expected = [f"{code}={share:g}" for code, share in size.expected.items()]
    given = {
        "POINTS": (size.points, default.points),
        "STANDARD_ERROR": (size.standard_error, default.standard_error),
        "EXPECTED": (";".join([f"{size.expected_default:g}", *expected]), f"{default.expected_default:g}"),
        "ALLOCATION": (size.allocation.value, default.allocation.value),
        "MINIMUM": (size.minimum, default.minimum),
        "LEVEL": (str(job.level or "automatic"), "automatic"),
        "STRATA_LEVEL": (str(job.strata_level or "automatic"), "automatic"),
        "SEED": (job.seed, None),
    }
    return {
        "INPUT": job.map_path,
        "DESIGN": job.design.value,
        **{name: value for name, (value, usual) in given.items() if value != usual},
        "OUTPUT": job.output,
    }


def accuracy_parameters(job: AccuracyJob, area_file: Optional[Path] = None) -> Dict[str, Any]:
    """The parameters of `corina:accuracy` that make this job; those at their defaults are left out."""
    if job.samples.lower().endswith((".csv", ".txt")):
        samples = {"SAMPLES_FILE": job.samples}
    else:
        samples = {"SAMPLES": f"{job.samples}|layername={job.layer}" if job.layer else job.samples}
    given = {
        "LEVEL": (str(job.level or "automatic"), "automatic"),
        "LABEL_FIELD": (job.label_field, "label"),
        "MAP_LEVEL": (str(job.map_level or "automatic"), "automatic"),
        "POSTSTRATIFY": ("true" if job.poststratify else "false", "true"),
        "LUCAS_TABLE": (job.lucas_table, ""),
        "NAME": (job.name, "accuracy"),
    }
    return {
        **samples,
        "MAP": job.map_path,
        **{name: value for name, (value, usual) in given.items() if value != usual},
        "OUTPUT_DIR": job.output_dir,
    }
