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


class SharedData(type(Path())):  # type: ignore[misc]  # Path itself cannot be derived from before Python 3.12
    """The folder with the real data. Going into a data set that is not there, or empty, skips the test and says which.

    One that is there is never skipped: a file that is missing in it is a failure.
    """

    def __truediv__(self, name: str) -> Path:
        folder = Path(str(self)) / name
        if not folder.is_file() and not (folder.is_dir() and any(folder.iterdir())):
            pytest.skip(f"the real data has no {name} on this machine ({self})")
        return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the real data beside the checkout, or the one CORINA_SHARED_DATA names."""
    return SharedData(os.environ.get("CORINA_SHARED_DATA", CHECKOUT.parent / "shared" / "data"))


_status = 0


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remember how the tests went, for pytest_unconfigure."""
    global _status
    _status = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """End without the interpreter's own clearing up once QGIS was used.

    All is reported by then. QGIS 3.22 at times aborts after exitQgis, which would turn a run without a failure into a
    failed one. Looked into with faulthandler and MALLOC_CHECK_: all of tests/plugin/test_processing.py together end so,
    no Python frame is left by then, and no smaller selection of these tests does; layers, tasks and the provider are
    gone. It is in the destructors of QGIS's or GDAL's own libraries.
    """
    if "qgis.core" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_status)
