"""What the Model page of Train says: what a training costs here, and why it cannot begin with what was chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping

from qgis.PyQt.QtCore import QCoreApplication

from corina.engine.jobs import Architecture, WeightsFrom
from corina.ui import choices, formatting

BYTES_PER_MB = 1e6


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("TrainModelPage", text))


def estimate_text(estimate: Mapping[str, Any]) -> str:
    """The result of estimate_training (docs/jobs.md) in a sentence."""
    text = _tr(
        "{parameters} million parameters, {steps} steps an epoch; {epoch} an epoch, {total} in all; "
        "{memory} of memory on {device}"
    )
    return text.format(
        parameters=formatting.number(float(estimate["parameters"]) / 1e6, 1),
        steps=formatting.number(float(estimate["steps_per_epoch"])),
        epoch=formatting.duration(float(estimate["seconds_per_epoch"])),
        total=formatting.about(float(estimate["seconds_total"])),
        memory=formatting.megabytes(float(estimate["memory_mb"] or 0) * BYTES_PER_MB),
        device=str(estimate.get("device", "")).upper(),
    )


def weights_problem(form: Any) -> str:  # noqa: ANN401 - the Designer form
    """What is wrong with the first weights, in one sentence; empty when nothing is."""
    source, path = WeightsFrom(form.weights.currentData()), form.weights_file.filePath().strip()
    if source is WeightsFrom.BUNDLED and not _has_bundled_encoder(form):
        return _tr(
            "The model that comes with Corina is a ResUNet with the encoder {}; choose these, or another start."
        ).format(choices.ENCODERS[0])
    if source not in (WeightsFrom.PACKAGE, WeightsFrom.FILE):
        return ""
    if not path:
        return _tr("Choose the file or folder with the weights.")
    if source is WeightsFrom.FILE and not Path(path).is_file():
        return _tr("“{}” is not there; choose another file.").format(path)
    return ""


def _has_bundled_encoder(form: Any) -> bool:  # noqa: ANN401 - the Designer form
    encoder = form.encoder.currentText().strip()
    resunet = Architecture(form.architecture.currentData()) is Architecture.RESUNET
    return resunet and encoder in ("", choices.ENCODERS[0])
