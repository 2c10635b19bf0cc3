"""The model card: what a model package says about itself, as a value that has been checked. Standard library only."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any, Callable, Dict, Mapping, Tuple, TypeVar

from corina.clc import CODES, Level

SCHEMA = 1
"""Version of the card's layout that this Corina writes and reads."""

MODEL_FILE = "model.onnx"
CARD_FILE = "card.json"

T = TypeVar("T")


class CardError(Exception):
    """A card that cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class InputFormat:
    """How pixels are stored by default: reflectance = dn * scale + offset, dn of type `dtype`."""

    dtype: str
    scale: float
    offset: float


@dataclass(frozen=True)
class LabelSupport:
    """The labels a class was learned from.

    pixels, patches: how many were trained on. source: "pixel" when labels name the class itself, "group" when they only
    name a group of classes that holds it, so that the data does not resolve it at level 3.
    """

    pixels: int
    patches: int
    source: str


@dataclass(frozen=True)
class TrainingSet:
    """A set the model was trained on, and the terms it is under."""

    name: str
    licence: str
    citation: str
    use: str


@dataclass(frozen=True)
class Training:
    """How the model came about. stages: what was done one after the other, as the recipe says it."""

    sets: Tuple[TrainingSet, ...]
    recipe: str
    seed: int
    git_revision: str
    stages: Tuple[Dict[str, Any], ...] = ()


@dataclass(frozen=True)
class ClassMetrics:
    """Agreement of one class: labelled pixels, F1 and intersection over union."""

    pixels: int
    f1: float
    iou: float


@dataclass(frozen=True)
class LevelMetrics:
    """Agreement with the held-out labels at one level, each 0..1 (formulas in training/metrics.py).

    majority_floor: overall agreement of a map that shows the most frequent class everywhere. classes: how many classes
    the held-out labels hold. per_class: by code.
    """

    overall: float
    mean_iou: float
    f1_macro: float
    f1_weighted: float
    majority_floor: float
    classes: int
    per_class: Dict[int, ClassMetrics] = field(default_factory=dict)


@dataclass(frozen=True)
class Metrics:
    """Agreement per level. split: in words, which pixels these figures were measured on; groups: the tiles held out."""

    split: str
    groups: Tuple[str, ...]
    pixels: int
    level1: LevelMetrics
    level2: LevelMetrics
    level3: LevelMetrics


@dataclass(frozen=True)
class PackagedFile:
    """A file of the package as it must be."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class ModelCard:
    """A model's card.

    bands: in the order of the input's channels. resolution_m: pixel size it was trained at. mean, std: reflectance per
    band; pixels without data are to be filled with the mean. tile_size, overlap: recommended, in pixels. stride: height
    and width of an input must be its multiples. receptive_field: side of the square that can influence a pixel.
    codes: the level-3 codes it predicts, in the order of the output's channels. network: what training needs to build
    the network again.
    """

    schema: int
    name: str
    title: str
    description: str
    version: str
    bands: Tuple[str, ...]
    resolution_m: float
    input: InputFormat
    mean: Tuple[float, ...]
    std: Tuple[float, ...]
    tile_size: int
    stride: int
    receptive_field: int
    overlap: int
    codes: Tuple[int, ...]
    label_support: Dict[int, LabelSupport]
    training: Training
    metrics: Metrics
    licence: str
    created: str
    files: Dict[str, PackagedFile]
    network: Dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check(self)

    def to_dict(self) -> Dict[str, Any]:
        """Plain values for JSON; codes that are keys become strings."""
        return _plain(asdict(self))

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> ModelCard:
        """Read a card. Entries this version does not know are left out.

        Raises CardError with one sentence that names the entry, what was found and what was expected.
        """
        if not isinstance(values, Mapping):
            raise CardError("The model card is not a JSON object.")
        schema = values.get("schema")
        if schema != SCHEMA:
            raise CardError(f"The model card has schema {schema!r}, but this Corina reads schema {SCHEMA}: update Corina.")
        take = _Taker(values)
        return cls(
            schema=SCHEMA,
            name=take("name", _text),
            title=take("title", _text),
            description=take("description", _text),
            version=take("version", _text),
            bands=take("bands", _tuple_of(_text)),
            resolution_m=take("resolution_m", _number),
            input=take("input", _input_format),
            mean=take("mean", _tuple_of(_number)),
            std=take("std", _tuple_of(_number)),
            tile_size=take("tile_size", _integer),
            stride=take("stride", _integer),
            receptive_field=take("receptive_field", _integer),
            overlap=take("overlap", _integer),
            codes=take("codes", _tuple_of(_integer)),
            label_support=take("label_support", _by_code(_label_support)),
            training=take("training", _training),
            metrics=take("metrics", _metrics),
            licence=take("licence", _text),
            created=take("created", _text),
            files=take("files", _files),
            network=take("network", _mapping) if "network" in values else {},
        )


def _check(card: ModelCard) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", card.name):
        raise CardError(f"The model card's name {card.name!r} must be made of lower-case letters, digits, '.', '_', '-'.")
    for name, values in (("mean", card.mean), ("std", card.std)):
        if len(values) != len(card.bands):
            raise CardError(f"The model card has {len(values)} values of {name} for {len(card.bands)} bands.")
    if not card.bands or min(card.std) <= 0:
        raise CardError("The model card needs at least one band, and every std above zero.")
    unknown = [code for code in card.codes if code not in CODES[Level.L3]]
    if unknown or not card.codes or len(set(card.codes)) != len(card.codes):
        found = unknown[0] if unknown else list(card.codes)
        raise CardError(f"The model card's codes must be distinct level-3 CORINE codes; found {found}.")
    if card.stride < 1 or card.tile_size < 1 or card.tile_size % card.stride:
        raise CardError(f"The model card's tile_size {card.tile_size} is no multiple of its stride {card.stride}.")
    if not 0 <= card.overlap < card.tile_size:
        raise CardError(f"The model card's overlap {card.overlap} must be below its tile_size {card.tile_size}.")
    if card.input.dtype != "uint16":
        raise CardError(f"The model card's input.dtype is {card.input.dtype!r}, but Corina feeds 'uint16'.")
    if MODEL_FILE not in card.files:
        raise CardError(f"The model card lists no {MODEL_FILE} under files.")
    for name in card.files:
        if name in ("", ".", "..", CARD_FILE) or "/" in name or "\\" in name or ":" in name:
            raise CardError(f"The model card lists a file {name!r}; only names inside the package folder are allowed.")


class _Taker:
    """Takes entries out of a mapping and turns whatever is wrong with one into a sentence that names it."""

    def __init__(self, values: Mapping[str, Any], where: str = "") -> None:
        self._values, self._where = values, where

    def __call__(self, name: str, convert: Callable[[Any], T]) -> T:
        place = f"{self._where}{name}"
        if name not in self._values:
            raise CardError(f"The model card lacks the entry {place!r}.")
        try:
            return convert(self._values[name])
        except _Wrong as wrong:
            inside = f"{place}.{wrong.path}" if wrong.path else place
            raise CardError(f"The model card's entry {inside!r} is {wrong.found!r}; expected {wrong.expected}.") from None


class _Wrong(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, found: Any, expected: str, path: str = "") -> None:  # noqa: ANN401
        super().__init__(expected)
        self.found, self.expected, self.path = found, expected, path


def _text(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise _Wrong(value, "text")
    return value


def _number(value: Any) -> float:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        raise _Wrong(value, "a number")
    return float(value)


def _integer(value: Any) -> int:  # noqa: ANN401
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Wrong(value, "a whole number")
    return value


def _mapping(value: Any) -> Dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise _Wrong(value, "an object")
    return value


def _tuple_of(convert: Callable[[Any], T]) -> Callable[[Any], Tuple[T, ...]]:
    def check(value: Any) -> Tuple[T, ...]:  # noqa: ANN401
        if not isinstance(value, (list, tuple)):
            raise _Wrong(value, "a list")
        return tuple(convert(item) for item in value)

    return check


def _by_code(convert: Callable[[Any], T]) -> Callable[[Any], Dict[int, T]]:
    def check(value: Any) -> Dict[int, T]:  # noqa: ANN401
        items = _mapping(value).items()
        if not all(str(code).isdecimal() for code, _ in items):
            raise _Wrong(value, "an object whose keys are class codes")
        return {int(code): convert(item) for code, item in items}

    return check


def _entries(value: Any, **converters: Callable[[Any], Any]) -> Dict[str, Any]:  # noqa: ANN401
    values = _mapping(value)
    result = {}
    for name, convert in converters.items():
        if name not in values:
            raise _Wrong(None, "a value", name)
        try:
            result[name] = convert(values[name])
        except _Wrong as wrong:
            path = f"{name}.{wrong.path}" if wrong.path else name
            raise _Wrong(wrong.found, wrong.expected, path) from None
    return result


def _input_format(value: Any) -> InputFormat:  # noqa: ANN401
    return InputFormat(**_entries(value, dtype=_text, scale=_number, offset=_number))


def _label_support(value: Any) -> LabelSupport:  # noqa: ANN401
    support = LabelSupport(**_entries(value, pixels=_integer, patches=_integer, source=_text))
    if support.source not in ("pixel", "group"):
        raise _Wrong(support.source, "'pixel' or 'group'", "source")
    return support


def _training_set(value: Any) -> TrainingSet:  # noqa: ANN401
    return TrainingSet(**_entries(value, name=_text, licence=_text, citation=_text, use=_text))


def _training(value: Any) -> Training:  # noqa: ANN401
    return Training(
        **_entries(
            value,
            sets=_tuple_of(_training_set),
            recipe=_text,
            seed=_integer,
            git_revision=_text,
            stages=_tuple_of(_mapping),
        )
    )


def _class_metrics(value: Any) -> ClassMetrics:  # noqa: ANN401
    return ClassMetrics(**_entries(value, pixels=_integer, f1=_share, iou=_share))


def _share(value: Any) -> float:  # noqa: ANN401
    number = _number(value)
    if not 0 <= number <= 1:
        raise _Wrong(value, "a number between 0 and 1")
    return number


def _level_metrics(value: Any) -> LevelMetrics:  # noqa: ANN401
    return LevelMetrics(
        **_entries(
            value,
            overall=_share,
            mean_iou=_share,
            f1_macro=_share,
            f1_weighted=_share,
            majority_floor=_share,
            classes=_integer,
            per_class=_by_code(_class_metrics),
        )
    )


def _metrics(value: Any) -> Metrics:  # noqa: ANN401
    levels = {name: _level_metrics for name in ("level1", "level2", "level3")}
    return Metrics(**_entries(value, split=_text, groups=_tuple_of(_text), pixels=_integer, **levels))


def _files(value: Any) -> Dict[str, PackagedFile]:  # noqa: ANN401
    return {name: PackagedFile(**_entries(item, sha256=_text, bytes=_integer)) for name, item in _mapping(value).items()}


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
