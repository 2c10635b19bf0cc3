"""The peak memory of this process, for results and benchmarks."""

from __future__ import annotations

import sys


def peak_memory_mb() -> float | None:
    """Largest resident set so far in MB (2**20 bytes); None where the platform does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes on Linux, bytes on macOS.
    return round(peak / 1024 if sys.platform != "darwin" else peak / 2**20, 1)
