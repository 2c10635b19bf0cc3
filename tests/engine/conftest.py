"""What the engine's tests share."""

from __future__ import annotations

import pytest

from corina.models.package import find_package


@pytest.fixture(scope="session")
def bundled_model() -> str:
    """The path of the model package that comes with Corina."""
    return str(find_package("").path)
