"""What the tests of the Train tab share: a description of training data, a course of training, a report."""

from __future__ import annotations

from dataclasses import replace

from corina.engine.jobs import (
    DataChoice,
    LabelInput,
    NetworkChoice,
    Preset,
    PretrainJob,
    SceneInput,
    SourceKind,
    SplitChoice,
    StageChoice,
    TrainingSource,
    TrainJob,
    preset_recipe,
)
from corina.ui.state import RunState, RunView
from corina.ui.training_view import TrainingView

DATA = DataChoice(
    sources=(
        TrainingSource(
            scene=SceneInput("/data/a.tif"), labels=LabelInput("/data/clc.gpkg", "clc", "Code_18"), name="a"
        ),
        TrainingSource(SourceKind.EUROSAT_MS, path="/", legend="eurosat", train_only=True),
    ),
    bands=("B02", "B03", "B04", "B08"),
    patch=96,
    step=48,
    boundary_m=50.0,
    min_labelled=0.2,
    drop_sea=False,
)
RECIPE = replace(preset_recipe(Preset.BEST), title="Vaasa 2018", name="vaasa-2018")
DESCRIPTION = {
    "patch": 128,
    "step": 64,
    "patches": {"kept": 1234, "dropped": {"sea": 12, "cloud": 3, "nodata": 0}},
    "labelled_ha": 12056.0,
    "classes": [
        {"code": 311, "codes": [311], "name": "Broad-leaved forest", "colour": "#80ff00", "pixels": 600_000,
         "area_ha": 6000.0, "share": 0.6, "patches": 400, "blocks": 12, "folds": [0.2] * 5, "warning": ""},
        {"code": 0, "codes": [311, 312, 313], "name": "forest", "colour": "#00a000", "pixels": 300_000,
         "area_ha": 3000.0, "share": 0.3, "patches": 300, "blocks": 9, "folds": [0.2] * 5, "warning": ""},
        {"code": 512, "codes": [512], "name": "Water bodies", "colour": "#80f2e6", "pixels": 9_000, "area_ha": 90.0,
         "share": 0.009, "patches": 2, "blocks": 1, "folds": [1.0, 0, 0, 0, 0], "warning": "in one place only"},
    ],
    "unknown": [{"source": "a", "value": "999", "pixels": 12}],
    "warnings": ["Class 512: in one place only, to be learned or to be tested, not both."],
    "split": {
        "scheme": "blocks",
        "seed": 1,
        "folds": [
            {"fold": fold, "role": role, "patches": 200 + fold, "groups": ["x"], "labelled_ha": 2000.0, "classes": 3}
            for fold, role in enumerate(("test", "validation", "training"))
        ],
        "warnings": ["Class 512 is in the validation fold only."],
    },
    "outputs": {"dataset": "/t/training_dataset.json", "layer": "/t/training_split.gpkg"},
}  # fmt: skip


def course(epochs: int = 6, best: int = 4) -> TrainingView:
    """A training whose loss falls."""
    view = TrainingView()
    for epoch in range(epochs + 1):
        if epoch:
            view.add_metrics(epoch, "train", {"loss": 2.0 / epoch}, 5e-4, "all", False)
        values = {"loss": 2.0 / (epoch + 1), "overall3": 0.1 * epoch, "mean_iou3": 0.05 * epoch}
        view.add_metrics(epoch, "validation", values, 5e-4, "all", epoch == best)
    return view


MATRIX = {"codes": [311, 312, 512], "counts": [[80, 20, 0], [30, 70, 0], [0, 0, 50]]}
FIGURES = {
    "overall": 0.8,
    "mean_iou": 0.7,
    "f1_macro": 0.75,
    "f1_micro": 0.8,
    "f1_weighted": 0.79,
    "majority_floor": 0.4,
    "matrix": MATRIX,
    "per_class": {
        "311": {"pixels": 100, "precision": 0.73, "recall": 0.8, "f1": 0.76, "iou": 0.62},
        "512": {"pixels": 50, "precision": None, "recall": 1.0, "f1": 1.0, "iou": 1.0},
    },
}
LEVEL1 = {**FIGURES, "overall": 0.9, "matrix": {"codes": [3, 5], "counts": [[200, 0], [0, 50]]}}
RESULT = {
    "state": "done",
    "metrics": {"level1": LEVEL1, "level2": LEVEL1, "level3": FIGURES},
    "report": {"html": "/r/report.html", "csv": "/r/report.csv", "json": "/r/report.json"},
    "model": {"name": "vaasa-2018", "path": "/m/vaasa-2018"},
}
JOB = TrainJob(replace(RECIPE, data=DATA, split=SplitChoice()), "/runs/vaasa")


def run(state: RunState, **changes) -> RunView:
    """A training in a state."""
    ended = state in (RunState.STOPPED, RunState.FAILED, RunState.INTERRUPTED)
    return RunView("7", "Training of Vaasa", JOB, state, 1.7e9, 60.0, can_resume=ended, **changes)


PRETRAIN_JOB = PretrainJob(
    replace(
        RECIPE,
        data=DATA,
        network=NetworkChoice(encoder="resnet18", depth=3),
        stages=(StageChoice(epochs=30),),
    ),
    "/runs/encoder",
    level=2,
)
PRETRAINED = {
    "state": "done",
    "output_dir": "/runs/encoder",
    "encoder": "/runs/encoder/encoder.safetensors",
    "epoch": 30,
    "labels": [21, 31, 51],
    "metrics": {
        "level1": {
            "patches": 40, "exact": 0.7, "partial": 0.2, "incorrect": 0.1, "f1_micro": 0.9, "f1_macro": 0.8,
            "cardinality": 1.1, "density": 0.55,
            "per_class": {"3": {"patches": 30, "precision": 0.9, "recall": 0.9, "f1": 0.9}},
        },
        "level2": {
            "patches": 40, "exact": 0.5, "partial": 0.3, "incorrect": 0.2, "f1_micro": 0.8125, "f1_macro": 0.7835,
            "cardinality": 1.2, "density": 0.4,
            "per_class": {
                "21": {"patches": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0},
                "31": {"patches": 30, "precision": 0.88, "recall": 0.92, "f1": 0.9},
                "51": {"patches": 10, "precision": 0.5, "recall": 1.0, "f1": 0.667},
            },
        },
    },
}  # fmt: skip


def pretraining(state: RunState, **changes) -> RunView:
    """A pretraining in a state."""
    ended = state in (RunState.STOPPED, RunState.FAILED, RunState.INTERRUPTED)
    return RunView(
        "8", "Pretraining of resnet18", PRETRAIN_JOB, state, 1.7e9, 60.0, can_resume=ended, **changes
    )
