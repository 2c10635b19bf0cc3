"""The text of "Copy diagnostics"."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis

import corina
from corina.plugin.diagnostics import diagnostics


def test_it_holds_what_a_bug_report_needs_and_no_secret(engine, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://ana:geheim@proxy.example:8080")
    monkeypatch.setenv("HTTP_PROXY", "ana:geheim@proxy.example:8080")
    text = diagnostics(
        engine, ["GET https://ana:geheim@index.example/simple", str(Path.home() / "scene.tif")]
    )
    assert f"Corina {corina.__version__}" in text
    assert Qgis.QGIS_VERSION in text
    assert engine.record()["check"]["versions"]["onnxruntime"] in text
    assert "CPUExecutionProvider" in text
    assert "HTTPS_PROXY=http://***@proxy.example:8080" in text
    assert "geheim" not in text
    assert "~/scene.tif" in text
