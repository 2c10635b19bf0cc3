"""The benchmark of training runs and prints what it promises; its figures are never asserted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "train.py"


def test_the_benchmark_prints_a_line_for_each_case():
    command = [sys.executable, str(BENCHMARK), "--encoders", "resnet18", "--bands", "3", "--batch", "2"]
    done = subprocess.run(
        [*command, "--steps", "1"], capture_output=True, text=True, check=False, timeout=240
    )
    case, verdict = done.stdout.splitlines()
    assert re.search(
        r"resnet18\s+3 bands\s+batch\s+2\s+(bf16|32)\s+[\d.]+ patches/s\s+loading\s+[\d.]+%\s+peak\s+\d+ MB",
        case,
    )
    assert re.match(r"(kept|MISSED): loading at most 5% of the time: [\d.]+%", verdict)
    assert done.returncode == (0 if verdict.startswith("kept") else 1)
