"""The benchmark runs and prints what it promises; its figures are never asserted."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

BENCHMARK = Path(__file__).resolve().parents[2] / "benchmarks" / "classify.py"


def test_the_benchmark_prints_a_line_for_each_case():
    command = [sys.executable, str(BENCHMARK), "--sizes", "300x200,128x128"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    machine, *cases = done.stdout.splitlines()
    assert re.search(r"idle engine \d+ MB", machine)
    assert [re.sub(r"\s+", "", case.split("Mpx/s")[0])[:7] for case in cases] == ["300x200", "128x128"]
    for case in cases:
        for part in ("read", "infer", "blend", "write"):
            assert re.search(rf"{part}\s+[\d.]+%", case)
