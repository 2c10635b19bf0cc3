"""Speed, memory and where the time goes when scenes of growing size are classified on the CPU.

    .engine/bin/python benchmarks/classify.py [--sizes 2048x2048,4096x4096,...] [--model M] [--threads N]

Prints one line a case. Each case is an engine process of its own, as QGIS starts it; memory is that process's peak
resident set, less that of an engine that has loaded its libraries and the model and does nothing. The scenes are
generated: their content does not change the work, and they compress about as well as imagery does.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.transform import from_origin
from rasterio.windows import Window

CHECKOUT = Path(__file__).resolve().parents[1]
BOOTSTRAP = CHECKOUT / "engine" / "bootstrap.py"
DEFAULT_SIZES = "2048x2048,4096x4096,10980x4096,10980x10980"
BANDS = ("B02", "B03", "B04", "B08")
STRIP = 1024
FULL_TILE = 10_980
MEMORY_BAR_MB = 2048
GROWTH_BAR = 1.2
INFERENCE_BAR = 0.8


def write_scene(path: Path, width: int, height: int) -> None:
    """Write a scene of `width` x `height` px at 10 m: fields of some hundred metres with sensor noise, uint16."""
    generator = np.random.default_rng(width * height)
    options = {
        "driver": "GTiff", "width": width, "height": height, "count": 4, "dtype": "uint16", "tiled": True,
        "blockxsize": 512, "blockysize": 512, "compress": "DEFLATE", "predictor": 2, "nodata": 0,
        "crs": "EPSG:32634", "transform": from_origin(499_980, 6_000_000, 10, 10), "num_threads": "all_cpus",
    }  # fmt: skip
    with rasterio.open(path, "w", **options) as dataset:
        dataset.scales = [1e-4] * 4
        for index, band in enumerate(BANDS, start=1):
            dataset.set_band_description(index, band)
        for row in range(0, height, STRIP):
            rows = min(STRIP, height - row)
            fields = generator.choice([300, 700, 1500, 3200], (4, rows // 40 + 1, width // 40 + 1))
            strip = fields.repeat(40, 1).repeat(40, 2)[:, :rows, :width]
            strip = strip + generator.integers(-60, 60, strip.shape)
            dataset.write(strip.astype(np.uint16), window=Window(0, row, width, rows))


def run_engine(job: dict[str, Any]) -> dict[str, Any]:
    """Let a fresh engine process carry out a job and return its result."""
    command = [sys.executable, "-I", str(BOOTSTRAP), "run"]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as stdin:
        stdin.write(json.dumps({"schema": 1, **job}) + "\n")
        stdin.seek(0)
        done = subprocess.run(
            command, stdin=stdin, capture_output=True, text=True, encoding="utf-8", check=False
        )
    last = (
        json.loads(done.stdout.splitlines()[-1])
        if done.stdout
        else {"event": "error", "message": done.stderr}
    )
    if last["event"] != "result":
        raise SystemExit(f"the engine failed: {last.get('message')}")
    return dict(last["data"])


def idle_memory_mb(model: str, threads: int) -> float:
    """Peak memory of an engine that has loaded its libraries and the model and does nothing."""
    code = (
        "import sys; sys.argv = ['']; import runpy\n"
        f"loader = runpy.run_path({str(BOOTSTRAP)!r}, run_name='loader')\n"
        f"from pathlib import Path; loader['load_package'](Path({str(CHECKOUT)!r}))\n"
        "from corina.engine.handlers.packages import open_model\n"
        "from corina.engine.jobs import Device\n"
        "from corina.engine.session import ModelSession\n"
        "from corina.engine.memory import peak_memory_mb\n"
        f"package = open_model({model!r}, '')\n"
        f"session = ModelSession(str(package.model_path), package.card.stride, Device.CPU, {threads}, 0, print)\n"
        "print(peak_memory_mb())"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


@dataclass(frozen=True)
class Case:
    """One measured run. above_idle_mb: peak memory less the idle engine's; inference: share of the wall time."""

    width: int
    height: int
    above_idle_mb: float
    inference: float
    line: str


def measure(width: int, height: int, model: str, threads: int, idle_mb: float, folder: Path) -> Case:
    """Classify one scene."""
    scene = folder / f"scene_{width}x{height}.tif"
    write_scene(scene, width, height)
    job = {
        "scene": {"path": str(scene)},
        "output_dir": str(folder / "out"),
        "model": model,
        "options": {"device": "cpu", "threads": threads},
    }
    timing = run_engine({"kind": "classify", "job": job})["timing"]
    scene.unlink()
    wall, above_idle = timing["seconds"], timing["peak_memory_mb"] - idle_mb
    shares = "  ".join(
        f"{part} {timing[part + '_s'] / wall:6.1%}" for part in ("read", "infer", "blend", "write")
    )
    line = (
        f"{width:>6} x {height:<6} {timing['megapixels_per_s']:6.3f} Mpx/s  {wall:8.1f} s  "
        f"peak {timing['peak_memory_mb']:7.0f} MB  above idle {above_idle:7.0f} MB  of the wall time: {shares}"
    )
    return Case(width, height, above_idle, timing["infer_s"] / wall, line)


def verdicts(cases: list[Case]) -> list[tuple[bool, str]]:
    """Whether a full Sentinel-2 tile keeps the bars: its memory, how it grows, and inference's share of the time."""
    found = []
    for full in (c for c in cases if (c.width, c.height) == (FULL_TILE, FULL_TILE)):
        found.append((full.above_idle_mb <= MEMORY_BAR_MB, f"memory above idle at most {MEMORY_BAR_MB} MB"))
        for low in (c for c in cases if c.width == full.width and c.height < full.height):
            ratio = full.above_idle_mb / low.above_idle_mb
            text = f"memory at most {GROWTH_BAR} times that of {low.height} rows: {ratio:.2f}"
            found.append((ratio <= GROWTH_BAR, text))
        text = f"inference at least {INFERENCE_BAR:.0%} of the wall time: {full.inference:.1%}"
        found.append((full.inference >= INFERENCE_BAR, text))
    return found


def main() -> int:
    """Measure every size and print a line each; exit code 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", default=DEFAULT_SIZES, help="WIDTHxHEIGHT, separated by commas")
    parser.add_argument("--model", default="", help="model package (the bundled one)")
    parser.add_argument("--threads", type=int, default=0, help="CPU threads (all cores)")
    arguments = parser.parse_args()
    idle = idle_memory_mb(arguments.model, arguments.threads)
    print(f"{machine()}, Python {platform.python_version()}, idle engine {idle:.0f} MB")
    cases = []
    with tempfile.TemporaryDirectory(prefix="corina-benchmark-") as folder:
        for size in arguments.sizes.split(","):
            width, height = (int(edge) for edge in size.lower().split("x"))
            cases.append(measure(width, height, arguments.model, arguments.threads, idle, Path(folder)))
            print(cases[-1].line, flush=True)
    bars = verdicts(cases)
    for kept, text in bars:
        print(f"{'kept' if kept else 'MISSED'}: {text}")
    return 0 if all(kept for kept, _ in bars) else 1


def machine() -> str:
    """The processor and its cores, as the system names them."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.processor() or platform.machine()


if __name__ == "__main__":
    sys.exit(main())
