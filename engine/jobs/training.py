"""Jobs of training: train, evaluate, export, estimate, test learning rates, pretrain an encoder. Standard library only.

A training lives in its run folder; docs/jobs.md lists the files in it and what may be written to it from outside.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from typing import Optional

from corina.engine.jobs.classify import Device
from corina.engine.jobs.recipe import (
    BANDS,
    MONITORS,
    OWN,
    Architecture,
    ClassWeights,
    Heads,
    LossChoice,
    NetworkChoice,
    Precision,
    Recipe,
    WeightsChoice,
    WeightsFrom,
)
from corina.engine.jobs.stages import AugmentationChoice, Optimiser, Rate, StageChoice

__all__ = [
    "BANDS",
    "BEST_FILE",
    "CONTROL_FILE",
    "LAST_FILE",
    "METRICS_CSV",
    "METRICS_FILE",
    "MONITORS",
    "OWN",
    "PACKAGES_FOLDER",
    "PREVIEW_FOLDER",
    "REPORT_FOLDER",
    "Architecture",
    "AugmentationChoice",
    "ClassWeights",
    "Control",
    "EstimateTrainingJob",
    "EvaluateJob",
    "ExportModelJob",
    "Heads",
    "LossChoice",
    "NetworkChoice",
    "Optimiser",
    "Precision",
    "PretrainJob",
    "Rate",
    "RateTestJob",
    "Recipe",
    "StageChoice",
    "TrainJob",
    "WeightsChoice",
    "WeightsFrom",
]

BEST_FILE = "best.safetensors"
LAST_FILE = "last.safetensors"
METRICS_FILE = "metrics.jsonl"
METRICS_CSV = "metrics.csv"
CONTROL_FILE = "control"
STARTED = time.time()
"""When this process began, nearly: jobs are what an engine imports first. Older words in the file are not for it."""
PREVIEW_FOLDER = "preview"
REPORT_FOLDER = "report"
PACKAGES_FOLDER = "package"


class Control(str, Enum):
    """The word in a run folder's file "control": what the run shall do. It is read after every step."""

    RUN = "run"
    PAUSE = "pause"
    STOP = "stop"


@dataclass(frozen=True)
class TrainJob:
    """Train what the recipe describes, measure it, and make a model package.

    output_dir: the run folder. resume: go on with the run found there; without it a folder with a run is refused.
    data_root: folder of the ready-made sets a stage may name, empty for the default.
    export: make the package when the training is done, in models_dir (the run folder without one) and as one zip.
    cross_validate: then train again with each other fold held out, for the report; the model stays the first one.
    """

    recipe: Recipe
    output_dir: str
    resume: bool = False
    models_dir: str = ""
    data_root: str = ""
    device: Device = Device.AUTO
    threads: int = 0
    export: bool = True
    cross_validate: bool = False


@dataclass(frozen=True)
class EvaluateJob:
    """Measure a model on labelled data and write the report (HTML, CSV, JSON) into output_dir.

    model: name or path of a package, or the run folder of a training (its best checkpoint). recipe: whose data and
    split to measure on; None for the model's own: the run's recipe, or the tiles its card says were held out.
    """

    model: str
    output_dir: str = ""
    recipe: Optional[Recipe] = None
    models_dir: str = ""
    data_root: str = ""
    device: Device = Device.AUTO
    threads: int = 0


@dataclass(frozen=True)
class ExportModelJob:
    """Make a model package of a training's checkpoint and put it into models_dir.

    run_folder: of the training; checkpoint: "best" or "last". name, title, description, licence: of the model, empty
    for the recipe's. zip_path: also write the package as one zip, empty for none.
    """

    run_folder: str
    models_dir: str = ""
    checkpoint: str = "best"
    name: str = ""
    title: str = ""
    description: str = ""
    licence: str = ""
    zip_path: str = ""
    data_root: str = ""
    threads: int = 0


@dataclass(frozen=True)
class EstimateTrainingJob:
    """Measure by a short trial what a recipe costs here: parameters, seconds per step and epoch, memory.

    models_dir: folder of installed models, for first weights that a recipe names; so also below.
    """

    recipe: Recipe
    data_root: str = ""
    device: Device = Device.AUTO
    threads: int = 0
    steps: int = 3
    models_dir: str = ""


@dataclass(frozen=True)
class RateTestJob:
    """Learning-rate range test: from `lowest` to `highest` over `steps`, and where the loss falls fastest.

    csv_path: where the curve is written, empty for nowhere.
    """

    recipe: Recipe
    data_root: str = ""
    device: Device = Device.AUTO
    threads: int = 0
    lowest: float = 1e-6
    highest: float = 1.0
    steps: int = 60
    csv_path: str = ""
    models_dir: str = ""


PRETRAIN_KINDS = ("own", "eurosat", "bigearthnet", "bigearthnet19")


@dataclass(frozen=True)
class PretrainJob:
    """Train the recipe's encoder to classify whole patches; encoder.safetensors feeds the weights of a later recipe.

    source: folder or file of the patches. kind: "eurosat" (a zip or folder of one folder a class; single label),
    "bigearthnet" (patches with labels in their metadata, or reference maps; several labels, codes of `level`: of level
    3 its 43), "bigearthnet19" (its 19 groups of them), or "own" (the recipe's data: the codes that occur in a patch at
    `level`, several labels). share: of a patch a class must cover to count as a label.
    """

    recipe: Recipe
    output_dir: str
    kind: str = "own"
    source: str = ""
    level: int = 3
    share: float = 0.0
    resume: bool = False
    data_root: str = ""
    device: Device = Device.AUTO
    threads: int = 0
    models_dir: str = ""
