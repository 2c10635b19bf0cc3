"""Turns what the plugin knows into the values the windows show."""

from __future__ import annotations

from qgis.core import QgsMapLayer

from corina.engine.events import Progress
from corina.plugin.runs import Run
from corina.ui.state import ProgressView, RunState, RunView

OWN_KEYWORD = "CORINE Land Cover"
"""What `layers.describe` writes into the metadata of every map Corina makes."""
COMPARISON_KEYWORD = "Corina comparison"
"""What is written into the metadata of the layers of a comparison."""


def run_view(run: Run) -> RunView:
    """A run as the windows show it."""
    error = run.error
    return RunView(
        id=run.id,
        title=run.title,
        job=run.job,
        state=RunState(run.state.value),
        created=run.created,
        seconds=run.seconds,
        progress=None if run.progress is None else progress_view(run.progress),
        result=run.result,
        error_code=error.code if error else "",
        error=error.message if error else "",
        details=error.details if error else "",
        log=run.log,
        can_resume=run.can_resume,
    )


def progress_view(progress: Progress) -> ProgressView:
    """An engine's progress as the windows show it."""
    return ProgressView(
        progress.stage.value,
        progress.fraction,
        progress.done,
        progress.total,
        progress.megapixels_per_s,
        progress.seconds_left,
    )


def is_own_map(layer: QgsMapLayer) -> bool:
    """Whether a layer is a map Corina made, or the outcome of a comparison, by its metadata."""
    return has_keyword(layer, OWN_KEYWORD) or has_keyword(layer, COMPARISON_KEYWORD)


def has_keyword(layer: QgsMapLayer, keyword: str) -> bool:
    """Whether a word stands in a layer's metadata."""
    return any(keyword in values for values in layer.metadata().keywords().values())
