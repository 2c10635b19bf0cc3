"""What the engine's tests share."""

from __future__ import annotations

import pytest

from corina.models.package import find_package

from .tiny_model import make_package


@pytest.fixture(scope="session")
def bundled_model() -> str:
    """The path of the model package that comes with Corina."""
    return str(find_package("").path)


@pytest.fixture(scope="session")
def pixel_model(tmp_path_factory) -> str:
    """A tiny model that looks at each pixel alone."""
    return str(make_package(tmp_path_factory.mktemp("models") / "pixel"))


@pytest.fixture(scope="session")
def window_model(tmp_path_factory) -> str:
    """A tiny model that looks 8 px around each pixel."""
    return str(make_package(tmp_path_factory.mktemp("models") / "window", kernel=17, receptive_field=17))
