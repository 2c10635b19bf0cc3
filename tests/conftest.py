"""What all tests share: the checkout's folder and the real imagery when it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real imagery beside the checkout; skips the test on a machine without it."""
    folder = Path(os.environ.get("CORINA_SHARED_DATA", CHECKOUT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real imagery is not on this machine ({folder})")
    return folder
