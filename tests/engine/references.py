"""Reading a reference whole, and what one is refused with."""

from __future__ import annotations

import numpy as np
import pytest

from corina.engine.errors import EngineProblem
from corina.engine.jobs import LandCoverInput
from corina.engine.reference import Window, open_reference

from .land_cover import grid_of


def read_all(path: str, height: int = 2, width: int = 3, **source: object) -> np.ndarray:
    """The codes of a map on a grid of so many pixels."""
    with open_reference(LandCoverInput(path, **source)) as reference:
        return reference.read(grid_of(height, width), Window(0, height, 0, width))


def problem_of(path: str, **source: object) -> EngineProblem:
    """What a map is refused with."""
    with pytest.raises(EngineProblem) as caught:
        open_reference(LandCoverInput(path, **source))
    assert str(caught.value).endswith(".")
    return caught.value
