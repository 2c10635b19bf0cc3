"""Tests that need real data ask for the data set they need, and say which one is absent."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

TESTS = """
def test_there(shared_data):
    assert (shared_data / "here" / "file.txt").read_text() == "data"

def test_a_file_that_is_missing_in_it_fails(shared_data):
    (shared_data / "here" / "gone.txt").read_text()

def test_absent(shared_data):
    (shared_data / "elsewhere" / "file.txt").read_text()

def test_empty(shared_data):
    next((shared_data / "empty").iterdir())

def test_handed_on(shared_data):
    def read(folder):
        return (folder / "elsewhere" / "file.txt").read_text()
    read(shared_data)
"""


def test_each_test_needs_only_its_own_data_set(checkout, tmp_path):
    shutil.copy(checkout / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(TESTS)
    for name in ("here", "empty"):
        (tmp_path / "data" / name).mkdir(parents=True)
    (tmp_path / "data" / "here" / "file.txt").write_text("data")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-rs",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            tmp_path,
            tmp_path,
        ],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "CORINA_SHARED_DATA": str(tmp_path / "data"),
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
    )
    assert "1 failed, 1 passed, 3 skipped" in run.stdout, run.stdout
    assert "the real data has no elsewhere on this machine" in run.stdout
    assert "the real data has no empty on this machine" in run.stdout
