"""The comparison's benchmark runs and prints what it promises; its figures are never asserted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "compare.py"


def test_the_benchmark_prints_both_cases(tmp_path):
    command = [
        sys.executable,
        str(BENCHMARK),
        "--edge",
        "300",
        "--polygons",
        "300",
        "--class-by-class",
        "128",
    ]
    command += ["--shapes", str(tmp_path / "none.gpkg")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode in (0, 1), done.stderr
    _, whole, part = done.stdout.splitlines()
    assert re.match(
        r"300 x 300 px against \d+ polygons: \d+ s, of which change polygons \d+ s; peak memory \d+ MB", whole
    )
    assert re.match(r"128 x 128 px: \d+ changes in [\d.]+ s; class by class \d+ in [\d.]+ s", part)


def test_the_benchmark_compares_within_a_layer_of_many_polygons(tmp_path):
    command = [sys.executable, str(BENCHMARK), "--edge", "200", "--layer", "3000"]
    command += ["--shapes", str(tmp_path / "none.gpkg")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode in (0, 1), done.stderr
    _, layer, within = done.stdout.splitlines()
    assert re.match(r"\d{4} polygons, [\d.]+ GB, written in \d+ s", layer)
    found = re.match(
        r"200 x 200 px within (\d+) polygons, (\d+) of which the map touches: \d+ s; peak memory \d+ MB",
        within,
    )
    assert found
    assert 3000 <= int(found.group(1)) < 6000 and 1 <= int(found.group(2)) < 100
