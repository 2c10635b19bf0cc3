"""The model card: what a model reads, predicts, was trained on and scores. Standard library only."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Dict, Mapping, Tuple

from corina.clc import CODES, Level

SCHEMA = 1
MODEL_FILE = "model.onnx"
CARD_FILE = "card.json"
_NAME = re.compile(r"^[a-z0-9][a-z0-9._-]{0,63}$")
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


class CardError(ValueError):
    """A card that cannot be used: one sentence that names the field, what it holds and what was expected."""


@dataclass(frozen=True)
class FileEntry:
    """A file of the package: its SHA-256 in hex and its size in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class ModelCard:
    """What a model package says of itself; docs/models.md explains every field.

    bands: in the order of the input. resolution_m: pixel size it was trained at. scale, offset: of its training DN.
    mean, std: of reflectance, per band; normalisation itself is inside the graph, the mean fills missing pixels.
    tile_size, overlap: recommended, px; stride: tile edges are multiples of it; receptive_field: px.
    codes: level-3 codes in the order of the output. label_support: per code, how it was learned.
    """

    name: str
    title: str
    version: str
    description: str
    bands: Tuple[str, ...]
    resolution_m: float
    scale: float
    offset: float
    mean: Tuple[float, ...]
    std: Tuple[float, ...]
    tile_size: int
    stride: int
    receptive_field: int
    overlap: int
    codes: Tuple[int, ...]
    files: Dict[str, FileEntry]
    licence: str
    created: str
    label_support: Dict[str, Any] = field(default_factory=dict)
    training: Dict[str, Any] = field(default_factory=dict)
    metrics: Dict[str, Any] = field(default_factory=dict)
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        self._check()

    def _check(self) -> None:
        if self.schema != SCHEMA:
            raise CardError(f"The card has schema {self.schema}, this Corina reads {SCHEMA}; update Corina.")
        if not _NAME.match(self.name):
            raise CardError(f"The card's name {self.name!r} is not of the form a-z, 0-9, '.', '_' and '-'.")
        if not self.bands or len(set(self.bands)) != len(self.bands):
            raise CardError(f"The card's bands {list(self.bands)} are empty or named twice.")
        for what, values in (("mean", self.mean), ("std", self.std)):
            if len(values) != len(self.bands):
                raise CardError(f"The card has {len(self.bands)} bands but {len(values)} values of {what}.")
        unknown = [code for code in self.codes if code not in CODES[Level.L3]]
        if unknown or not self.codes or len(set(self.codes)) != len(self.codes):
            raise CardError(
                f"The card's codes hold {unknown or 'none, or one twice'}; expected CORINE level-3 codes."
            )
        if self.stride < 1 or self.tile_size < self.stride or self.tile_size % self.stride:
            raise CardError(
                f"The card's tile_size {self.tile_size} is not a multiple of its stride {self.stride}."
            )
        if not 0 <= self.overlap <= self.tile_size // 2:
            raise CardError(
                f"The card's overlap {self.overlap} is not between 0 and half of {self.tile_size}."
            )
        if not self.resolution_m > 0 or not self.scale > 0:
            raise CardError("The card's resolution_m and input scale must be above 0.")
        self._check_files()

    def _check_files(self) -> None:
        for name, entry in self.files.items():
            if "/" in name or "\\" in name or not _SHA256.match(entry.sha256):
                raise CardError(f"The card's entry of file {name!r} is not a plain name with a SHA-256.")
        if MODEL_FILE not in self.files:
            raise CardError(f"The card does not list {MODEL_FILE}.")

    def to_dict(self) -> Dict[str, Any]:
        """The card as JSON values, in the layout of card.json."""
        values = asdict(self)
        values["input"] = {"dtype": "uint16", "scale": values.pop("scale"), "offset": values.pop("offset")}
        for name in ("bands", "mean", "std", "codes"):
            values[name] = list(values[name])
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ModelCard:
        """Read a card from JSON values. Raises CardError with one sentence when a field is missing or wrong."""
        try:
            stated = dict(values)
            inputs = stated.pop("input")
            if inputs.get("dtype", "uint16") != "uint16":
                raise CardError(f"The card's input is {inputs['dtype']}, this Corina feeds uint16.")
            return cls(
                **{
                    **stated,
                    "scale": float(inputs["scale"]),
                    "offset": float(inputs["offset"]),
                    "bands": tuple(str(band) for band in stated["bands"]),
                    "mean": tuple(float(value) for value in stated["mean"]),
                    "std": tuple(float(value) for value in stated["std"]),
                    "codes": tuple(int(code) for code in stated["codes"]),
                    "files": {
                        n: FileEntry(str(e["sha256"]), int(e["bytes"])) for n, e in stated["files"].items()
                    },
                }
            )
        except CardError:
            raise
        except KeyError as error:
            raise CardError(f"The card has no field {error}.") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise CardError(f"The card cannot be read: {error}.") from error
