"""Says of a number in a job that it is out of its range. Standard library only."""

from __future__ import annotations

from corina.engine.jobs.codec import JobError


def within(name: str, value: float, least: float = 0, most: float = float("inf")) -> None:
    """Raise JobError with one sentence unless least <= value <= most; infinity and no number are never within."""
    if least <= value <= most and value < float("inf"):
        return
    expected = f"{least:,} or more" if most == float("inf") else f"{least:,} to {most:,}"
    raise JobError(f"{name} is {value}, expected {expected}.")
