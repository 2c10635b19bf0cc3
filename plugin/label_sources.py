"""What a training reads for a label layer, and copies of it that outlive QGIS."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProcessingUtils

from corina.engine.jobs import DataChoice, LabelInput
from corina.plugin.land_cover_sources import land_cover_input

LABELS_FOLDER = "labels"


def label_input(layer: QgsMapLayer) -> LabelInput:
    """The labels a layer shows. Raises SourceError with one sentence for a layer that cannot be used."""
    found = land_cover_input(layer)
    return LabelInput(found.path, layer=found.layer, crs=found.crs)


def keep_labels(data: DataChoice, folder: Path) -> DataChoice:
    """Copy labels from QGIS's temporary folder into the run folder, where they are after QGIS has closed.

    Raises OSError when they cannot be copied.
    """
    temporary = Path(QgsProcessingUtils.tempFolder()).resolve()
    sources = []
    for number, source in enumerate(data.sources):
        path = Path(source.labels.path) if source.labels is not None else None
        if path is not None and temporary in path.resolve().parents:
            kept = folder / LABELS_FOLDER / f"{number + 1}{path.suffix}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)
            source = replace(source, labels=replace(source.labels, path=str(kept)))
        sources.append(source)
    return replace(data, sources=tuple(sources))
