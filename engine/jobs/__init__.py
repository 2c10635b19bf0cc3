"""The jobs QGIS, the command line and scripts hand to the engine, and their JSON form. Standard library only.

A job is a small frozen dataclass; `to_json` and `job_from_json` carry it across the process border. The engine answers
with the events of `corina.engine.events`.
"""

from __future__ import annotations

import json
from typing import Any, Dict, Type, Union

from corina.engine.jobs.accuracy import (
    AccuracyJob,
    Allocation,
    SampleDesign,
    SampleKind,
    SamplePointsJob,
    SampleSize,
    SampleSizeJob,
    StratumShare,
)
from corina.engine.jobs.classify import (
    MAX_OVERLAP,
    MAX_THREADS,
    MIN_OVERLAP,
    AreaInput,
    BandChoice,
    CheckJob,
    ClassifyJob,
    ClassifyOptions,
    DescribeModelJob,
    DescribeSceneJob,
    Device,
    MaskChoice,
    SceneInput,
)
from corina.engine.jobs.codec import JobError, decode, encode
from corina.engine.jobs.compare import (
    AreasJob,
    ChangeLayerInput,
    ClassificationReportJob,
    CompareJob,
    CompareOptions,
    CompareReportJob,
    DescribeReferenceJob,
    Encoding,
    GeneraliseJob,
    LandCoverInput,
)
from corina.engine.jobs.generalisation import Rule
from corina.engine.jobs.presets import Preset, preset_recipe
from corina.engine.jobs.recipe_changes import (
    RecipeChanges,
    changed_data,
    changed_recipe,
    changed_split,
    codes_of_text,
    model_name,
    weights_of,
)
from corina.engine.jobs.recipe_settings import split_settings, with_settings
from corina.engine.jobs.training import (
    Architecture,
    AugmentationChoice,
    ClassWeights,
    Control,
    EstimateTrainingJob,
    EvaluateJob,
    ExportModelJob,
    Heads,
    LossChoice,
    NetworkChoice,
    Optimiser,
    Precision,
    PretrainJob,
    Rate,
    RateTestJob,
    Recipe,
    StageChoice,
    TrainJob,
    WeightsChoice,
    WeightsFrom,
)
from corina.engine.jobs.training_data import (
    DataChoice,
    DescribeTrainingDataJob,
    LabelInput,
    ReviewLabelsJob,
    SourceKind,
    SplitChoice,
    SplitScheme,
    TrainingSource,
)

__all__ = [
    "MAX_OVERLAP",
    "MAX_THREADS",
    "MIN_OVERLAP",
    "SCHEMA",
    "AccuracyJob",
    "Allocation",
    "Architecture",
    "AreaInput",
    "AreasJob",
    "AugmentationChoice",
    "BandChoice",
    "ChangeLayerInput",
    "CheckJob",
    "ClassWeights",
    "ClassificationReportJob",
    "ClassifyJob",
    "ClassifyOptions",
    "CompareJob",
    "CompareOptions",
    "CompareReportJob",
    "Control",
    "DataChoice",
    "DescribeModelJob",
    "DescribeReferenceJob",
    "DescribeSceneJob",
    "DescribeTrainingDataJob",
    "Device",
    "Encoding",
    "EstimateTrainingJob",
    "EvaluateJob",
    "ExportModelJob",
    "GeneraliseJob",
    "Heads",
    "Job",
    "JobError",
    "LabelInput",
    "LandCoverInput",
    "LossChoice",
    "MaskChoice",
    "NetworkChoice",
    "Optimiser",
    "Precision",
    "Preset",
    "PretrainJob",
    "Rate",
    "RateTestJob",
    "Recipe",
    "RecipeChanges",
    "ReviewLabelsJob",
    "Rule",
    "SampleDesign",
    "SampleKind",
    "SamplePointsJob",
    "SampleSize",
    "SampleSizeJob",
    "SceneInput",
    "SourceKind",
    "SplitChoice",
    "SplitScheme",
    "StageChoice",
    "StratumShare",
    "TrainJob",
    "TrainingSource",
    "WeightsChoice",
    "WeightsFrom",
    "changed_data",
    "changed_recipe",
    "changed_split",
    "codes_of_text",
    "job_from_json",
    "job_kind",
    "model_name",
    "preset_recipe",
    "split_settings",
    "to_json",
    "weights_of",
    "with_settings",
]

SCHEMA = 1
"""Version of the job format; a job of another version is refused."""

Job = Union[
    ClassifyJob,
    DescribeSceneJob,
    DescribeModelJob,
    CheckJob,
    DescribeTrainingDataJob,
    ReviewLabelsJob,
    SamplePointsJob,
    AccuracyJob,
    SampleSizeJob,
    CompareJob,
    CompareReportJob,
    ClassificationReportJob,
    DescribeReferenceJob,
    GeneraliseJob,
    AreasJob,
    TrainJob,
    EvaluateJob,
    ExportModelJob,
    EstimateTrainingJob,
    RateTestJob,
    PretrainJob,
]

_KINDS: Dict[str, Type[Any]] = {
    "classify": ClassifyJob,
    "describe_scene": DescribeSceneJob,
    "describe_model": DescribeModelJob,
    "check": CheckJob,
    "describe_training_data": DescribeTrainingDataJob,
    "review_labels": ReviewLabelsJob,
    "sample_points": SamplePointsJob,
    "accuracy": AccuracyJob,
    "sample_size": SampleSizeJob,
    "compare": CompareJob,
    "compare_report": CompareReportJob,
    "classification_report": ClassificationReportJob,
    "describe_reference": DescribeReferenceJob,
    "generalise": GeneraliseJob,
    "areas": AreasJob,
    "train": TrainJob,
    "evaluate": EvaluateJob,
    "export_model": ExportModelJob,
    "estimate_training": EstimateTrainingJob,
    "rate_test": RateTestJob,
    "pretrain": PretrainJob,
}


def job_kind(job: Job) -> str:
    """The name of a job's kind: "classify", "train", ..."""
    return next(kind for kind, cls in _KINDS.items() if type(job) is cls)


def to_json(job: Job) -> str:
    """The job as one line of JSON."""
    return json.dumps({"schema": SCHEMA, "kind": job_kind(job), "job": encode(job)}, ensure_ascii=True)


def job_from_json(text: str) -> Job:
    """Read a job written by `to_json`. Raises JobError with one sentence when it is not one."""
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise JobError(f"The job is not JSON: {error}.") from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        found = document.get("schema") if isinstance(document, dict) else type(document).__name__
        raise JobError(
            f"The job has schema {found}, expected {SCHEMA}: plugin and engine are of different versions."
        )
    cls = _KINDS.get(str(document.get("kind")))
    if cls is None:
        raise JobError(f"Unknown kind of job {document.get('kind')!r}, expected one of {', '.join(_KINDS)}.")
    job: Job = decode(cls, document.get("job"))
    return job
