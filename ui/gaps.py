"""What a classification still lacks: the one place that decides whether the Classify button can be pressed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, List, Mapping, Optional

from qgis.PyQt.QtCore import QCoreApplication

from corina.ui.state import EngineState, EngineView, ModelEntry, Problem

EDITABLE = ("bands_missing", "bands_not_found", "product_incomplete", "scale_unknown", "rgb_image")
"""Problems of a scene that the band dialog can put right."""


class Field(Enum):
    """The fields of the Classify tab a gap can be beside."""

    ENGINE = "engine"
    SCENE = "scene"
    MODEL = "model"
    AREA = "area"
    OUTPUT = "output"
    MASK = "mask"
    TABLE = "table"


@dataclass(frozen=True)
class Gap:
    """Something that is missing: where, in a word or two for the bottom line, and as a sentence beside the field."""

    field: Field
    short: str
    sentence: str
    waiting: bool = False


@dataclass(frozen=True)
class FormState:
    """All that decides whether a classification can start. Empty problems mean that the field is in order."""

    engine: EngineView
    has_scene: bool = False
    scene_problem: str = ""
    description: Optional[Mapping[str, Any]] = None
    description_error: Optional[Problem] = None
    scale_confirmed: bool = False
    model: Optional[ModelEntry] = None
    area_problem: str = ""
    output_folder: str = ""
    mask_problem: str = ""
    table_problem: str = ""


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("gaps", text))


def find_gaps(state: FormState) -> List[Gap]:
    """Everything that is missing, in the order of the fields; empty when the run can start."""
    found = [
        _engine_gap(state),
        _scene_gap(state),
        _model_gap(state),
        Gap(Field.AREA, _tr("an area inside the scene"), state.area_problem) if state.area_problem else None,
        _output_gap(state.output_folder),
        Gap(Field.MASK, _tr("a usable mask"), state.mask_problem) if state.mask_problem else None,
        Gap(Field.TABLE, _tr("the priority table"), state.table_problem) if state.table_problem else None,
    ]
    return [gap for gap in found if gap is not None]


def _engine_gap(state: FormState) -> Optional[Gap]:
    if state.engine.state is EngineState.READY:
        return None
    if state.engine.state is EngineState.CHECKING:
        return Gap(
            Field.ENGINE, _tr("the engine is being checked"), _tr("The engine is being checked."), True
        )
    if state.engine.state is EngineState.SETTING_UP:
        return Gap(Field.ENGINE, _tr("the engine is being set up"), _tr("The engine is being set up."), True)
    if state.engine.state is EngineState.ABSENT:
        return Gap(Field.ENGINE, _tr("the engine"), _tr("The engine is not set up yet."))
    return Gap(
        Field.ENGINE, _tr("a working engine"), state.engine.message or _tr("The engine does not work.")
    )


def _scene_gap(state: FormState) -> Optional[Gap]:
    if state.scene_problem:
        return Gap(Field.SCENE, _tr("a scene in a file"), state.scene_problem)
    if not state.has_scene:
        return Gap(
            Field.SCENE,
            _tr("a scene"),
            _tr("Add a Sentinel-2 raster to the project, or open a product with the button beside the list."),
        )
    if state.description_error is not None:
        return Gap(Field.SCENE, _tr("a readable scene"), state.description_error.message)
    if state.description is None:
        if state.engine.state is not EngineState.READY:
            return None  # nobody is there to read it; the gap is the engine
        return Gap(Field.SCENE, _tr("the scene is being read"), _tr("The scene is being read."), True)
    return _described_gap(state, state.description)


def _described_gap(state: FormState, description: Mapping[str, Any]) -> Optional[Gap]:
    problem = description.get("problem")
    missing = [str(band) for band in description.get("missing") or ()]
    if missing:
        short = (
            _tr("band {}").format(missing[0]) if len(missing) == 1 else _tr("{} bands").format(len(missing))
        )
        sentence = str(
            (problem or {}).get("message") or _tr("The scene lacks {}.").format(", ".join(missing))
        )
        return Gap(Field.SCENE, short, sentence)
    if problem:
        return Gap(Field.SCENE, _tr("a scene that can be classified"), str(problem.get("message", "")))
    if description.get("scale_guessed") and not state.scale_confirmed:
        return Gap(
            Field.SCENE,
            _tr("a confirmed scale"),
            _tr("The scale of the reflectance is a guess ({}). Confirm or change it with Edit.").format(
                scale_text(description.get("scale"))
            ),
        )
    return None


def is_guess(description: Mapping[str, Any]) -> bool:
    """Whether all is understood but for a scale that is only a guess."""
    return (
        bool(description.get("scale_guessed"))
        and not description.get("problem")
        and not description["missing"]
    )


def is_editable(description: Optional[Mapping[str, Any]]) -> bool:
    """Whether the band dialog can put right what is wrong with a described scene."""
    if description is None:
        return False
    problem = description.get("problem") or {}
    return bool(description.get("available")) and (
        bool(description.get("missing")) or problem.get("code") in EDITABLE
    )


def scale_text(scale: Optional[float]) -> str:
    """A scale as users of Sentinel-2 say it: 0.0001 is "reflectance × 10000"."""
    if not scale:
        return _tr("unknown")
    if abs(scale - 1) < 1e-9:
        return _tr("reflectance as it is")
    inverse = 1 / float(scale)
    text = f"{inverse:.0f}" if abs(inverse - round(inverse)) < 1e-6 * inverse else f"{inverse:g}"
    return _tr("reflectance × {}").format(text)


def _model_gap(state: FormState) -> Optional[Gap]:
    if state.model is None:
        return Gap(Field.MODEL, _tr("a model"), _tr("No model is installed."))
    if state.model.problem:
        return Gap(Field.MODEL, _tr("a usable model"), state.model.problem)
    return None


def output_problem(folder: str) -> str:
    """Why results cannot be saved to a folder, in one sentence; empty when they can, or when it is a temporary one."""
    gap = _output_gap(folder)
    return gap.sentence if gap is not None else ""


def _output_gap(folder: str) -> Optional[Gap]:
    if not folder:
        return None
    path = Path(folder)
    if not path.is_absolute():
        return Gap(
            Field.OUTPUT,
            _tr("a folder to save to"),
            _tr("“{}” is no full path; choose a folder with the button.").format(folder),
        )
    try:
        existing = next(parent for parent in (path, *path.parents) if parent.exists())
        if not existing.is_dir():
            return Gap(
                Field.OUTPUT,
                _tr("a folder to save to"),
                _tr("“{}” is a file; choose a folder.").format(existing),
            )
    except OSError:
        existing = Path(path.anchor)
    if not os.access(str(existing), os.W_OK):
        return Gap(
            Field.OUTPUT,
            _tr("a folder you may write to"),
            _tr("You may not write to “{}”; choose another folder, or leave it empty.").format(existing),
        )
    return None
