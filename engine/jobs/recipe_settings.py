"""Any field of a recipe by its name, as text: `network.encoder=resnet34`, `stages.last.weight_decay=0.02`."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Sequence

from corina.engine.jobs.codec import JobError, decode, encode
from corina.engine.jobs.recipe import Recipe

EXAMPLE = "network.encoder=resnet34"
_PLACES = {"first": 0, "last": -1}
"""Stages by words; numbers count from 0."""


def with_settings(recipe: Recipe, settings: Sequence[str]) -> Recipe:
    """The recipe with fields set that are named by their path, each `FIELD=VALUE`; lists have commas.

    Stages are `stages.first`, `stages.last` or `stages.0` and so on. Raises JobError with one sentence that names the
    setting.
    """
    values = encode(recipe)
    for setting in settings:
        path, equals, text = (part.strip() for part in setting.partition("="))
        if not equals or not path:
            raise JobError(f"{setting!r} is no setting, expected FIELD=VALUE such as {EXAMPLE}.")
        _set(values, path.split("."), text, setting)
    try:
        return decode(Recipe, values)
    except JobError as error:
        raise JobError(f"{', '.join(settings)}: {error}") from error


def split_settings(text: str) -> List[str]:
    """The settings in a text, one a line or with semicolons between them."""
    return [part.strip() for part in text.replace("\n", ";").split(";") if part.strip()]


def _set(values: Dict[str, Any], path: List[str], text: str, setting: str) -> None:
    place: Any = values
    for name in path[:-1]:
        place = _inside(place, name, setting)
    name = path[-1]
    if not isinstance(place, dict) or (name not in place and place is values):
        raise JobError(f"{setting!r}: a recipe has no field {'.'.join(path)!r}; docs/training.md lists them.")
    old = place.get(name)
    if isinstance(old, (list, tuple)) and not text.startswith("["):
        place[name] = [_value(part) for part in text.split(",") if part.strip()]
    else:
        place[name] = text if isinstance(old, str) else _value(text)
        _check_kind(old, place[name], setting)


def _check_kind(old: Any, new: Any, setting: str) -> None:  # noqa: ANN401 - JSON values
    """Raises JobError where a switch is not switched, or a number is none."""
    if isinstance(old, bool):
        fits, expected = isinstance(new, bool), "true or false"
    elif isinstance(old, int):
        fits, expected = isinstance(new, int) and not isinstance(new, bool), "a whole number"
    elif isinstance(old, float):
        fits, expected = isinstance(new, (int, float)) and not isinstance(new, bool), "a number"
    else:
        return
    if not fits:
        raise JobError(f"{setting!r} has another kind of value, expected {expected}.")


def _inside(place: Any, name: str, setting: str) -> Any:  # noqa: ANN401 - JSON values
    """What lies under a name; lists have numbers, "first" and "last"."""
    if isinstance(place, (list, tuple)):
        number = _PLACES.get(name, int(name) if name.isdecimal() else len(place))
        if number >= len(place):
            raise JobError(
                f"{setting!r}: there are {len(place)} of these, named first, last, or by a number from 0."
            )
        return place[number]
    if not isinstance(place, dict) or name not in place:
        raise JobError(f"{setting!r}: a recipe has no field {name!r}; docs/training.md lists them.")
    if place[name] is None:
        place[name] = {}  # with its defaults beside what is set
    return place[name]


def _value(text: str) -> Any:  # noqa: ANN401 - a JSON value
    try:
        return json.loads(text.strip())
    except ValueError:
        return text.strip()
