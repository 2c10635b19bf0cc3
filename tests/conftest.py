"""What all tests share: the checkout's folder and the real imagery when it is there."""

from __future__ import annotations

import os
import sys
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


_status = 0


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the tests went, for pytest_unconfigure."""
    global _status
    _status = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End without the interpreter's own clearing up once QGIS was used.

    All is reported by then. QGIS 3.22 at times aborts while Python frees what it still holds of it, after exitQgis,
    which would turn a run without a failure into a failed one.
    """
    if "qgis.core" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_status)
