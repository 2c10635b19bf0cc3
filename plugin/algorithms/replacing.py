"""What a file that an algorithm is about to write must not take the place of: what it reads, and what a user judged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, Iterable

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingUtils,
    QgsProviderRegistry,
)

from corina.engine.jobs import Job
from corina.engine.jobs.reads import files_read
from corina.plugin.algorithms.base import tr

_JUDGED = "SELECT count(*) FROM changes WHERE trim(status) <> '' OR trim(comment) <> ''"


def refuse_judged(place: Path) -> None:
    """Raises QgsProcessingException with one sentence where `place` has changes with a verdict or a comment."""
    if not place.is_file():
        return
    try:
        # Not as an address with "mode=ro", which SQLite does not understand of a file on a Windows share.
        with closing(sqlite3.connect(str(place))) as connection:
            judged = int(connection.execute(_JUDGED).fetchone()[0])
    except sqlite3.Error as error:
        if str(error).startswith(("no such", "file is not a database")):
            return  # another file than ours
        raise QgsProcessingException(
            tr("{place} cannot be written ({reason}): choose another place.").format(
                place=place, reason=error
            )
        ) from error
    if judged:
        raise QgsProcessingException(
            tr(
                "Changes in {place} have a verdict or a comment ({count}), which would be lost: choose another place."
            ).format(place=place, count=judged)
        )


def refuse_replacing(
    places: Iterable[Path], job: Job, parameters: Dict[str, Any], context: QgsProcessingContext
) -> None:
    """Raises QgsProcessingException with one sentence where one of `places` is a file that the job reads, or the one
    of the polygons of AREA_LAYER, which are in the job.
    """
    read = {_resolved(text): text for text in [*files_read(job), area_source(parameters, context)] if text}
    for place in places:
        if _resolved(str(place)) in read:
            raise QgsProcessingException(
                tr("{place} is read too, and would be replaced: choose another place.").format(place=place)
            )


def area_source(parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
    """The source of the layer in AREA_LAYER; empty without one."""
    value = parameters.get("AREA_LAYER")
    source = getattr(value, "source", None)
    if not isinstance(value, QgsMapLayer) and hasattr(source, "staticValue"):
        value = source.staticValue()  # as a dialog gives it, with "selected features only"
    if isinstance(value, str):
        value = QgsProcessingUtils.mapLayerFromString(value, context)
    return str(value.source()) if isinstance(value, QgsMapLayer) else ""


def _resolved(source: str) -> Path:
    """The file of a layer's source, of an archive the archive."""
    path = str(QgsProviderRegistry.instance().decodeUri("ogr", source).get("path") or source)
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError):  # no path, as the address of a server
        return Path(path)
