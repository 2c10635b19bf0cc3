"""What is known of how a map was made: from the record beside it, from its own tags, and from the model's card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rasterio
from rasterio.errors import RasterioError

from corina.engine.reference.raster import companion
from corina.engine.report.scenes import classification_record, model_card
from corina.models.package import list_packages

_SHORT_SHA = 12
"""Characters of a model's checksum that a map's tags hold."""


@dataclass(frozen=True)
class Origin:
    """How a map came to be, as far as that is known; empty where it is not.

    record: the result of its classification (docs/jobs.md). model: `{name, title, version, sha256}`; card: of that very
    model. scene: its name; date: ISO. generalised: the rule, when the map is not as it was classified. software: that
    wrote the map. remarks: sentences on what was found and does not fit.
    """

    record: Mapping[str, Any] = field(default_factory=dict)
    model: Mapping[str, Any] = field(default_factory=dict)
    card: Mapping[str, Any] | None = None
    scene: str = ""
    date: str = ""
    generalised: str = ""
    software: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def unknown(self) -> list[str]:
        """What cannot be said of the map, in words."""
        parts = {
            "the model that made it": bool(self.model),
            "the scene it was made from": bool(self.scene),
            "the date of that scene": bool(self.date),
            "the settings of the run": bool(self.record),
        }
        return [words for words, known in parts.items() if not known]


def origin_of(path: str, models_dir: str = "", layer: str = "") -> Origin:
    """Find out where a map comes from.

    models_dir: where its model is looked for, besides where it was. layer: of a file of polygons that may hold several.
    """
    tags = _tags(path, layer)
    record, generalised = _record(path)
    remarks = []
    named = tags.get("CORINA_SCENE", "")
    if record and named and named != record.get("scene"):
        remarks.append(
            f"The record beside {Path(path).name} is of the scene {record.get('scene')}, the map of {named}: the "
            "record was not used."
        )
        record = {}
    document = companion(path)
    if named and document.get("scene", named) != named:
        document = {}
    model = dict(record.get("model") or document.get("model") or {}) or _tagged_model(tags)
    card = _card(record, model, models_dir)
    if model and card is None:
        remarks.append(
            f"The card of the model {model.get('name')} that made the map is not at hand: what it was trained on and "
            "how it was tested is not in this report."
        )
    if card is not None:
        model = {**{key: card[key] for key in ("title", "version", "codes")}, **model}
    return Origin(
        record=record,
        model=model,
        card=card,
        scene=str(record.get("scene") or named or document.get("scene") or ""),
        date=str(record.get("date") or tags.get("CORINA_DATE") or document.get("date") or ""),
        generalised=generalised or tags.get("CORINA_GENERALISED", ""),
        software=tags.get("TIFFTAG_SOFTWARE", ""),
        remarks=tuple(remarks),
    )


def not_known(unknown: Sequence[str]) -> str:
    """One sentence on what a report cannot say; empty when it can say everything."""
    if not unknown:
        return ""
    listed = ", ".join(unknown[:-1]) + (" and " if len(unknown) > 1 else "") + unknown[-1]
    return f"Neither the map nor a NAME_result.json beside it tells {listed}."


def _record(path: str) -> tuple[dict[str, Any], str]:
    """The record of the classification, and the rule by which a generalised map was made of what was classified."""
    record = classification_record(path)
    if record is not None:
        return record, ""
    document = companion(path)
    before = str((document.get("map") or {}).get("path") or "") if "rule" in document else ""
    if not before:
        return {}, ""
    return classification_record(before) or {}, str(document["rule"])


def _tags(path: str, layer: str) -> dict[str, str]:
    try:
        with rasterio.open(path) as dataset:
            return {str(name): str(value) for name, value in dataset.tags().items()}
    except (RasterioError, OSError):
        with suppress(ImportError):  # without the extra there are no polygons to look at
            from corina.engine.reference.layers import layer_tags

            return layer_tags(path, layer)
        return {}


def _tagged_model(tags: Mapping[str, str]) -> dict[str, Any]:
    name, _, sha = tags.get("CORINA_MODEL", "").rpartition(" ")
    return {"name": name, "sha256": sha} if name else {}


def _card(record: Mapping[str, Any], model: Mapping[str, Any], models_dir: str) -> Mapping[str, Any] | None:
    """The card of the model, where its package was then or is installed now; only when it is the same model."""
    if not model:
        return None
    card = model_card(record)
    if card is not None:
        return card
    sha = str(model.get("sha256") or "")
    if len(sha) < _SHORT_SHA:
        return None
    # Installed ones only: what a map's tags name is no path to open.
    for package in list_packages([Path(models_dir)] if models_dir else []):
        if package.card.name == model["name"] and package.card.files["model.onnx"].sha256.startswith(sha):
            return package.card.to_dict()
    return None
