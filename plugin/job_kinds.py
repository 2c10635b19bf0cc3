"""What QGIS must know of each kind of job: the algorithm that does the same, its parameters, and how long it lives."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, TypeVar

from corina.engine.jobs import AreaInput, job_kind
from corina.plugin import command_line, compare_command, sampling_command, train_command

J = TypeVar("J")

Parameters = Callable[[Any, Optional[Path]], Dict[str, Any]]
"""A job and the file with the polygons of its area, if it has one, to the parameters of an algorithm."""


@dataclass(frozen=True)
class JobKind:
    """One kind of job as runs need it.

    algorithm: the Processing algorithm that does the same. parameters: that make this job. outlives_qgis: it goes on
    when QGIS is closed, in the folder `output_dir` of its job, and can be stopped, paused and resumed there.
    """

    algorithm: str
    parameters: Parameters
    outlives_qgis: bool = False


_KINDS: Dict[str, JobKind] = {
    "classify": JobKind("corina:classify", command_line.parameters),
    "compare": JobKind("corina:compare", compare_command.parameters),
    "sample_points": JobKind("corina:samplepoints", sampling_command.sample_parameters),
    "accuracy": JobKind("corina:accuracy", sampling_command.accuracy_parameters),
    "train": JobKind("corina:train", train_command.parameters, outlives_qgis=True),
    "pretrain": JobKind("corina:pretrainencoder", train_command.pretrain_parameters, outlives_qgis=True),
}


def kind_of(job: Any) -> JobKind:  # noqa: ANN401 - any job
    """What is known of this kind of job. Raises KeyError for one that is no run (describe_scene, check)."""
    return _KINDS[job_kind(job)]


def outlives_qgis(job: Any) -> bool:  # noqa: ANN401 - any job
    """Whether the job goes on when QGIS is closed."""
    kind = _KINDS.get(job_kind(job))
    return kind is not None and kind.outlives_qgis


def output_folder(job: Any) -> str:  # noqa: ANN401 - any job
    """The folder the job writes into; empty for a job that writes none."""
    return str(getattr(job, "output_dir", "") or "")


def output_folders(job: Any) -> List[str]:  # noqa: ANN401 - any job
    """All folders the job writes into: the maps of a scene that is classified first may have one of their own."""
    folders = [output_folder(job), output_folder(getattr(job, "classify", None))]
    return list(dict.fromkeys(folder for folder in folders if folder))


def area_of(job: Any) -> Optional[AreaInput]:  # noqa: ANN401 - any job
    """The area of interest of a job, None for a job without one."""
    area = getattr(job, "area", None)
    return area if isinstance(area, AreaInput) else None


def with_run_id(job: J, run_id: str) -> J:
    """The job under this name of a run, when it is of a kind that keeps unfinished files under such a name."""
    if "run_id" in {item.name for item in fields(job)}:  # type: ignore[arg-type]  # jobs are dataclasses
        job = replace(job, run_id=run_id)  # type: ignore[type-var]
    return job
