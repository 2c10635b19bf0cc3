"""What is in the folder of an engine: its interpreter, the command that starts it, and the record of its installation.

Standard library only and no Qt, as `plugin.environment`, which makes and removes what is described here.
"""

from __future__ import annotations

import hashlib
import json
import os
from enum import Enum
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from corina.plugin.child_environment import child_environment
from corina.plugin.engine_variant import Variant, with_implied

STATE_FILE = "corina-engine.json"
SCHEMA = 1
ROOT_VARIABLE = "CORINA_ENGINE"


class State(str, Enum):
    """MISSING: nothing is there; INCOMPLETE: begun, or for other requirements; READY; BROKEN: must be made anew."""

    MISSING = "missing"
    INCOMPLETE = "incomplete"
    READY = "ready"
    BROKEN = "broken"


def default_root(profile_folder: Path) -> Path:
    """Where the engine of a QGIS profile lives; the variable CORINA_ENGINE overrides it.

    On Windows it is outside the profile: profiles roam between machines and paths longer than 260 characters fail.
    """
    override = os.environ.get(ROOT_VARIABLE)
    if override:
        return Path(override)
    local = os.environ.get("LOCALAPPDATA")
    if os.name == "nt" and local:
        return Path(local) / "Corina" / f"engine-{profile_folder.name}"
    return profile_folder / "corina" / "engine"


class EngineFolder:
    """The folder `root` of an engine for the package in `package_dir` (the plugin's folder)."""

    def __init__(self, root: Path, package_dir: Path) -> None:
        self.root = Path(root).absolute()
        self.package_dir = Path(package_dir).absolute()

    @property
    def python(self) -> Path:
        """The environment's interpreter, which need not exist."""
        return self.root / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def launcher(self) -> Path:
        """The command `corina` of the environment."""
        return self.root / ("Scripts/corina.cmd" if os.name == "nt" else "bin/corina")

    def command(self) -> List[str]:
        """The arguments that start the engine, which then reads one job from its standard input."""
        return [str(self.python), "-I", "-X", "utf8", str(self._bootstrap), "run"]

    def child_environment(self) -> Dict[str, str]:
        """All environment variables of the engine: ours without those of QGIS that harm another Python."""
        return child_environment(os.environ)

    def state(self, extras: Sequence[str] = ()) -> State:
        """What is there, without starting anything. extras: also ask for these ("compare", "training")."""
        if not entries_of(self.root):
            return State.MISSING
        record = self.record()
        if not record:
            # A folder of something else, or one whose record was damaged: never used.
            return State.BROKEN if os.path.exists(self._state_file) else State.MISSING
        if record.get("stage") == "broken":
            return State.BROKEN
        if record.get("stage") != "ready":
            return State.INCOMPLETE
        if not self.python.exists() or os.path.realpath(self.python) != record.get("interpreter"):
            return State.BROKEN
        held = extras_of(record)
        wanted = self._requirements_hash(variant_of(record), held)
        return (
            State.READY
            if record.get("requirements") == wanted and set(extras) <= set(held)
            else State.INCOMPLETE
        )

    def record(self) -> Dict[str, Any]:
        """What the state file says: stage, variant, extras, python, check, problem; empty when there is none."""
        try:
            record = json.loads(self._state_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) and record.get("schema") == SCHEMA else {}

    def size(self) -> int:
        """Bytes on disk. Reads the whole folder: not for the GUI thread."""
        total = 0
        for folder, _, names in os.walk(self.root):
            for name in names:
                try:
                    total += os.lstat(os.path.join(folder, name)).st_size
                except OSError:
                    continue
        return total

    def mark_broken(self, reason: str) -> None:
        """Note that the engine does not start, so that the next installation makes it anew."""
        record = self.record()
        if record:
            self._write({**record, "stage": "broken", "problem": {"code": "check_failed", "message": reason}})

    @property
    def _bootstrap(self) -> Path:
        return self.package_dir / "engine" / "bootstrap.py"

    @property
    def _state_file(self) -> Path:
        return self.root / STATE_FILE

    def _requirements_file(self, name: str) -> Path:
        return self.package_dir / "engine" / "requirements" / f"{name}.txt"

    def _requirements(self, variant: Variant) -> Path:
        return self._requirements_file(variant.value)

    def _requirements_hash(self, variant: Variant, extras: Sequence[str]) -> str:
        digest = hashlib.sha256()
        for name in ("base", variant.value, *extras):
            try:
                digest.update(self._requirements_file(name).read_bytes())
            except OSError:
                digest.update(b"missing")
        return digest.hexdigest()

    def _write(self, record: Mapping[str, Any]) -> None:
        beside = self._state_file.with_suffix(".tmp")
        beside.write_text(json.dumps(record, indent=1), encoding="utf-8")
        os.replace(beside, self._state_file)


def entries_of(folder: Path) -> List[str]:
    """What is in a folder; nothing when it is not there or may not be read."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def variant_of(record: Mapping[str, Any]) -> Variant:
    """The variant a record names, that for the CPU where it names none."""
    try:
        return Variant(record.get("variant"))
    except ValueError:
        return Variant.CPU


def extras_of(record: Mapping[str, Any]) -> Tuple[str, ...]:
    """The extras a record names, with what they bring."""
    extras = record.get("extras", [])
    return with_implied(str(e) for e in extras) if isinstance(extras, list) else ()
