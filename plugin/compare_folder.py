"""Opening a comparison from its folder: one that a colleague made, that was moved, or that a project still shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Optional

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

RECORD, CHANGES = "result.json", "changes.gpkg"


def read_comparison(path: Path) -> Dict[str, Any]:
    """The result of the comparison whose folder, or one of whose files, is given, with its files where they are now.

    Raises ValueError with one sentence when there is none.
    """
    record = _record_of(path)
    if record is None:
        raise ValueError(
            _tr("“{place}” holds no comparison: choose a folder with its result.json.").format(place=path)
        )
    try:
        result = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(_tr("{file} cannot be read: {reason}.").format(file=record, reason=error)) from error
    if not isinstance(result, dict) or not {"outputs", "from_to", "reference", "prediction"} <= set(result):
        raise ValueError(_tr("{file} is not the result of a comparison.").format(file=record))
    beside = {
        key: record.parent / Path(str(name)).name if name else None for key, name in result["outputs"].items()
    }
    result["outputs"] = {
        key: str(place) if place is not None and place.exists() else None for key, place in beside.items()
    }
    result["output_dir"] = str(record.parent)
    return result


def work_lists(project: QgsProject) -> List[QgsVectorLayer]:
    """The layers of change polygons in a project whose comparisons can be opened, from the top of the layer tree."""
    return [
        layer
        for layer in project.layerTreeRoot().layerOrder()
        if isinstance(layer, QgsVectorLayer)
        and {"status", "code_from"} <= {field.name() for field in layer.fields()}
        and _record_of(Path(_file(layer))) is not None
    ]


def judged_count(layer: QgsVectorLayer) -> int:
    """How many of its changes have a verdict."""
    request = QgsFeatureRequest().setFilterExpression("coalesce(\"status\", '') <> ''")
    return sum(1 for _ in layer.getFeatures(request.setFlags(QgsFeatureRequest.Flag.NoGeometry)))


def _record_of(path: Path) -> Optional[Path]:
    """The result.json, or NAME_result.json, of a folder or of a file of the comparison in it."""
    if path.is_dir():
        if (path / RECORD).is_file():
            return path / RECORD
        # A scene that was classified into the same folder left a record there too.
        found = [file for file in path.glob(f"*{RECORD}") if _beside(file, CHANGES).is_file()]
        return found[0] if len(found) == 1 else None
    if path.name.endswith(RECORD):
        return path if path.is_file() else None
    if path.name.endswith(CHANGES):
        record = path.with_name(path.name[: -len(CHANGES)] + RECORD)
        return record if record.is_file() else None
    return None


def _beside(record: Path, name: str) -> Path:
    """The file of this name that belongs to a record, which may have a name before it."""
    return record.with_name(record.name[: -len(RECORD)] + name)


def _file(layer: QgsVectorLayer) -> str:
    return str(layer.source().split("|")[0])


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("CompareFolder", text))
