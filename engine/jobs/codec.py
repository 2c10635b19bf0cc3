"""Dataclasses to JSON values and back, strictly: what does not fit is refused with a sentence that names the field."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from typing import Any, Dict, Mapping, Tuple, Type, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class JobError(ValueError):
    """A job that cannot be read: one sentence that says which field is wrong and what was expected."""


def encode(value: Any) -> Dict[str, Any]:  # noqa: ANN401 - any dataclass
    """A dataclass as values that JSON can hold."""
    return asdict(value)


def decode(cls: Type[T], values: Any) -> T:  # noqa: ANN401 - JSON values
    """Build `cls` from JSON values by the types of its fields. Raises JobError with one sentence that names the field.

    Fields may be dataclasses, enums, Optional, tuples of one or of several types, mappings with text as keys, and
    plain values: numbers may be text for text, whole ones 5.0 for 5, and text 5e-4 for a number, as YAML reads it.
    """
    if not isinstance(values, Mapping):
        raise JobError(f"{cls.__name__} is {values!r}, expected an object.")
    hints = get_type_hints(cls)
    known = {f.name for f in fields(cls)}  # type: ignore[arg-type]  # callers pass dataclasses
    unknown = sorted(set(values) - known)
    if unknown:
        raise JobError(
            f"{cls.__name__} has no field {unknown[0]!r}; its fields are {', '.join(sorted(known))}."
        )
    built = {name: _value(hints[name], value, f"{cls.__name__}.{name}") for name, value in values.items()}
    try:
        return cls(**built)
    except TypeError as error:
        raise JobError(f"{cls.__name__} cannot be read: {error}.") from error


def _value(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - JSON values and type hints
    origin = get_origin(hint)
    if origin is Union:
        choices = [choice for choice in get_args(hint) if choice is not type(None)]
        return None if value is None else _value(choices[0], value, where) if len(choices) == 1 else value
    if value is None:
        return None
    if origin is tuple:
        return _tuple(get_args(hint), value, where)
    if origin is not None:
        if not isinstance(value, Mapping):
            raise JobError(f"{where} is {value!r}, expected names with values.")
        return {str(key): _value(get_args(hint)[-1], item, where) for key, item in value.items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        try:
            return hint(value)
        except ValueError as error:
            raise JobError(f"{value!r} is not one of {', '.join(str(m.value) for m in hint)}.") from error
    if is_dataclass(hint):
        return decode(hint, value)  # type: ignore[arg-type]  # a class, not an instance
    if hint in _PLAIN:
        return _plain(hint, value, where)
    return tuple(value) if isinstance(value, list) else value


_PLAIN = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}


def _plain(hint: Any, value: Any, where: str) -> Any:  # noqa: ANN401 - JSON values and type hints
    """A plain value as what its field is. Raises JobError where it is none."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(value, hint) and (hint is bool or not isinstance(value, bool)):
        return value
    if hint is bool and is_number and value in (0, 1):
        return bool(value)
    if hint is int and isinstance(value, float) and value.is_integer():
        return int(value)
    if hint is str and is_number:
        return str(value)
    if hint is float and is_number:
        return value
    if hint is float and isinstance(value, str):
        with suppress(ValueError):
            return float(value)
    raise JobError(f"{where} is {value!r}, expected {_PLAIN[hint]}.")


def _tuple(hints: Tuple[Any, ...], values: Any, where: str) -> Tuple[Any, ...]:  # noqa: ANN401 - JSON values
    if not isinstance(values, (list, tuple)):
        raise JobError(f"{where} is {values!r}, expected a list.")
    if hints[-1] is Ellipsis:
        return tuple(_value(hints[0], item, where) for item in values)
    return tuple(_value(hint, item, where) for hint, item in zip(hints, values))
