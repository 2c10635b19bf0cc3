"""What the windows are told: the engine's state, the installed models and the runs, as values without behaviour.

The controller in plugin/ makes them from what the plugin knows; the widgets only show them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Mapping, Optional, Tuple

from corina.clc import CODES, Level
from corina.engine.jobs import Job, job_kind
from corina.ui.formatting import accuracy


class EngineState(Enum):
    """Where the engine's environment stands."""

    ABSENT = "absent"
    SETTING_UP = "setting_up"
    CHECKING = "checking"
    READY = "ready"
    PROBLEM = "problem"


@dataclass(frozen=True)
class EngineView:
    """The engine as the windows show it.

    device: the device it uses ("CPU"), once known. fraction: of the set-up, 0..1. message: what it is doing, or the
    problem in one sentence. place: its folder. size: what the set-up downloads and installs, in words.
    versions: of the installed packages. extras: what was added to it ("training", "compare"); extra_sizes: what adding
    each of them downloads and installs, in words.
    """

    state: EngineState
    device: str = ""
    fraction: Optional[float] = None
    message: str = ""
    place: str = ""
    size: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    devices: Tuple[str, ...] = ()
    extras: Tuple[str, ...] = ()
    extra_sizes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ModelEntry:
    """An installed model package: its name, where it is, and its card as read from its file (docs/jobs.md)."""

    name: str
    path: str
    card: Mapping[str, Any]
    bundled: bool = False
    problem: str = ""

    @property
    def title(self) -> str:
        return str(self.card.get("title") or self.name)

    @property
    def bands(self) -> Tuple[str, ...]:
        return tuple(str(band) for band in self.card.get("bands", ()))

    @property
    def resolution_m(self) -> float:
        return float(self.card.get("resolution_m") or 10.0)

    @property
    def codes(self) -> Tuple[int, ...]:
        """The level-3 codes it can predict, in the order of the nomenclature."""
        known = {int(code) for code in self.card.get("codes", ())}
        return tuple(code for code in CODES[Level.L3] if code in known)

    @property
    def countries(self) -> Tuple[str, ...]:
        """The countries it was trained in, as its card says; empty when the card does not say."""
        training = self.card.get("training") or {}
        listed = training.get("countries") or [
            country for item in training.get("sets", ()) for country in item.get("countries", ())
        ]
        return tuple(dict.fromkeys(str(country) for country in listed))

    def overall(self, level: Level) -> Optional[float]:
        """Overall accuracy (0..1) at `level` on the held-out split, None when the card has none."""
        figures = (self.card.get("metrics") or {}).get(f"level{int(level)}") or {}
        value = figures.get("overall")
        return None if value is None else float(value)

    @property
    def label(self) -> str:
        """Title and overall agreement: "ResUNet S2 10 m, L1 .88 L2 .72 L3 .60"."""
        if all(self.overall(level) is None for level in Level):
            return self.title
        return f"{self.title}, " + " ".join(
            f"L{int(level)} {accuracy(self.overall(level))}" for level in Level
        )


class RunState(Enum):
    """Where a run stands."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def is_active(self) -> bool:
        return self in (RunState.QUEUED, RunState.RUNNING, RunState.PAUSED)


@dataclass(frozen=True)
class ProgressView:
    """How far a run is: the fields of engine.events.Progress, with the stage as its name."""

    stage: str
    fraction: float
    done: int = 0
    total: int = 0
    megapixels_per_s: Optional[float] = None
    seconds_left: Optional[float] = None


@dataclass(frozen=True)
class RunView:
    """One run as Runs lists it. created: seconds since the epoch; seconds: how long it ran or has been running.

    can_resume: it was stopped or interrupted and can go on.
    """

    id: str
    title: str
    job: Job
    state: RunState
    created: Optional[float] = None
    seconds: Optional[float] = None
    progress: Optional[ProgressView] = None
    result: Optional[Mapping[str, Any]] = None
    error_code: str = ""
    error: str = ""
    details: str = ""
    log: Tuple[str, ...] = ()
    can_resume: bool = False

    @property
    def kind(self) -> str:
        """The kind of its job: "classify", "train", ..."""
        return job_kind(self.job)


@dataclass(frozen=True)
class Problem:
    """An error for the message bar: its code (docs/jobs.md), one sentence, and the log for "Details"."""

    code: str
    message: str
    details: str = ""
