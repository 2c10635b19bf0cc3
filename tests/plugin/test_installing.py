"""The parts of an installation: the child's variables, a graphics card's variant, requirements, a tool's words."""

from __future__ import annotations

import os
import time

import pytest

from corina.plugin.child_environment import child_environment
from corina.plugin.engine_variant import (
    DOWNLOAD_MB,
    Variant,
    suggested_variant,
)
from corina.plugin.environment_problem import problem_from_output
from corina.plugin.tool_process import run_tool

from .child_processes import CANCEL_SECONDS, processes_with
from .conftest import CHECKOUT


def test_the_child_keeps_what_it_needs_and_loses_what_harms_it(monkeypatch):
    ours = {
        "PATH": "/usr/bin",
        "HOME": "/home/ana",
        "HTTPS_PROXY": "http://proxy:8080",
        "LD_LIBRARY_PATH": "/opt/cuda",
    }
    harmful = (
        "PYTHONHOME",
        "PYTHONPATH",
        "PROJ_LIB",
        "PROJ_DATA",
        "GDAL_DATA",
        "GDAL_DRIVER_PATH",
        "QT_PLUGIN_PATH",
    )
    assert child_environment({**ours, **dict.fromkeys(harmful, "x")}) == ours


def test_an_appimage_keeps_its_libraries_to_itself():
    assert "LD_LIBRARY_PATH" not in child_environment(
        {"APPDIR": "/tmp/.mount", "LD_LIBRARY_PATH": "/tmp/.mount/lib"}
    )


def test_the_variant_follows_the_driver(tmp_path, monkeypatch):
    smi = tmp_path / "nvidia-smi"
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
    for answer, variant in (
        ("580.65.06", Variant.CUDA),
        ("535.183.01", Variant.CPU),
        ("no device", Variant.CPU),
    ):
        smi.write_text(f"#!/bin/sh\necho {answer}\n")
        smi.chmod(0o755)
        assert suggested_variant() is variant
    assert DOWNLOAD_MB[Variant.CUDA] > 10 * DOWNLOAD_MB[Variant.CPU]


def test_no_variant_holds_two_onnx_runtimes():
    folder = CHECKOUT / "engine" / "requirements"
    for variant in Variant:
        lines = (folder / f"{variant.value}.txt").read_text().splitlines()
        names = {line.split("==")[0].split("[")[0] for line in lines if line.startswith("onnxruntime")}
        assert len(names) == 1


def test_every_requirement_is_pinned():
    for file in (CHECKOUT / "engine" / "requirements").glob("*.txt"):
        for line in file.read_text().splitlines():
            assert line.startswith(("#", "-r ")) or "==" in line, f"{file.name}: {line}"


# What the tools say
@pytest.mark.parametrize(
    ("line", "code"),
    [
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "disk_full",
        ),
        ("WARNING: Retrying after connection broken by 'ProxyError('Cannot connect to proxy.'", "proxy"),
        (
            "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed",
            "certificate",
        ),
        ("error: Failed to fetch: error sending request for url: dns error", "no_network"),
        ("socket.gaierror: [Errno -3] Temporary failure in name resolution", "no_network"),
        ("ERROR: No matching distribution found for onnxruntime==1.31.1", "no_wheel"),
        ("OSError: [WinError 5] Access is denied: 'C:\\\\engine'", "permission"),
        ("AssertionError: something new", "tool_failed"),
    ],
)
def test_a_tool_s_words_become_a_code(line, code):
    assert problem_from_output("downloading", 1, ["Collecting numpy", line]).code == code


def test_cancelling_a_tool_ends_its_children_too(tmp_path):
    marker = f"600.{os.getpid()}"
    started = time.monotonic()
    run = run_tool(
        ["/bin/sh", "-c", f"trap '' TERM; sleep {marker} & echo up; sleep {marker}"],
        os.environ,
        lambda line: None,
        lambda: time.monotonic() - started > 0.5,
    )
    assert run.cancelled and run.lines == ["up"]
    assert time.monotonic() - started < 0.5 + CANCEL_SECONDS
    assert not processes_with(f"sleep {marker}")
