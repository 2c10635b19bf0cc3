"""The run folder of a training: its recipe, its first weights in words, what it shall do, and its checkpoints."""

from __future__ import annotations

import _thread
import contextlib
import json
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Any, Dict, List, Optional

import torch

from corina.engine.errors import EngineProblem
from corina.engine.jobs import Control, Recipe
from corina.engine.jobs.training import BEST_FILE, CONTROL_FILE, LAST_FILE, STARTED
from corina.models.networks import Network, NetworkConfig, build_network
from corina.training.datasets import data_root
from corina.training.recipe import read_recipe, write_recipe
from corina.training.state import load_state, part

RECIPE_FILE = "recipe.json"
WEIGHTS_FILE = "initial_weights.json"
LOCK_FILE = ".lock"
WATCH_SECONDS = 0.3


def use_threads(threads: int) -> None:
    """Compute with so many threads, 0 for all cores; the engine itself starts with one."""
    torch.set_num_threads(threads or os.cpu_count() or 1)


def root_of(recipe: Recipe, chosen: str) -> Optional[Path]:
    """The folder of the bundled model's sets, for recipes that draw from them."""
    return data_root(chosen or None) if recipe.data is None else None


class Stopped(BaseException):
    """The run is to stop and is not at a step of its fit; what was begun is done again when it is resumed.

    Not an Exception: it comes at any place of what it ends, and nobody there may take it for a fault of the data.
    """


@dataclass
class Steering:
    """What a run shall do: the word in its control file, or STOP once it was sent SIGTERM or SIGINT."""

    folder: Path
    asked_to_stop: bool = False
    _at_once: bool = False
    _before: Dict[int, Any] = field(default_factory=dict)

    def __enter__(self) -> Steering:
        """Forget what an earlier run was told, and take signals. What was said since this process began is kept."""
        try:
            if not self._is_said():
                self._say_run()
        except OSError as error:
            raise EngineProblem(
                "output_not_writable",
                f"The run folder {self.folder} cannot be written: {error}; choose another.",
            ) from error
        for name in (signal.SIGTERM, signal.SIGINT):
            try:
                self._before[name] = signal.signal(name, self._stop)
            except ValueError:  # not in the main thread: whoever runs it there stops it by the file
                break
        return self

    def __exit__(self, *raised: object) -> None:
        """Leave signals to whoever took them before; a word that was obeyed is no word to the next run."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()
        if self.word() is Control.STOP and int(os.environ.get("RANK", "0")) == 0:
            with contextlib.suppress(OSError):
                self._say_run()

    def _is_said(self) -> bool:
        """Whether the word in the file was written to this process: the libraries of a training take long to load."""
        try:
            return (self.folder / CONTROL_FILE).stat().st_mtime > STARTED
        except FileNotFoundError:
            return False

    def _say_run(self) -> None:
        (self.folder / CONTROL_FILE).write_text(Control.RUN.value, encoding="utf-8")

    def _stop(self, number: int, frame: Optional[FrameType]) -> None:
        self.asked_to_stop = True
        if self._at_once:
            raise Stopped

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """End what is inside, whatever it does, with Stopped soon after the run was told to stop.

        For reading and measuring, which may take minutes and can be done again; a fit asks at each step. Outside the
        main thread, and on several devices, which would wait for each other, it only asks at the beginning.
        """
        several = int(os.environ.get("WORLD_SIZE", "1")) > 1
        if self.word() is Control.STOP and not several:
            raise Stopped
        if not self._before or several:
            yield
            return
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(over,), daemon=True)
        try:
            try:
                self._at_once = True
                watcher.start()
                yield
            finally:
                self._at_once = False
        finally:  # again, should the word have come just there
            self._at_once = False
            over.set()
            watcher.join()

    def _watch(self, over: threading.Event) -> None:
        """Interrupt the main thread, again and again: a callback from a library may have swallowed what it raised."""
        while not over.wait(WATCH_SECONDS):
            if self.word() is Control.STOP:
                _thread.interrupt_main(signal.SIGTERM)

    def word(self) -> Control:
        """What to do now."""
        if self.asked_to_stop:
            return Control.STOP
        try:
            return Control((self.folder / CONTROL_FILE).read_text(encoding="utf-8").strip())
        except (OSError, ValueError):  # absent, or being written
            return Control.RUN


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep other trainings out of a run folder, which must exist; the system lets go when this process ends.

    Of several devices only the first one asks. Raises EngineProblem("run_exists").
    """
    if int(os.environ.get("RANK", "0")):
        yield
        return
    with (folder / LOCK_FILE).open("a") as file:
        if not _locked(file):
            raise EngineProblem(
                "run_exists",
                f"Another training is writing to {folder}: wait for it to end, stop it, or choose another folder.",
            )
        yield


def _locked(file: IO[str]) -> bool:
    """Lock a file for this process; false when another one has it. A file system without locks is no hindrance."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def make_folder(folder: Path) -> None:
    """Make the run folder where there is none. Raises EngineProblem("output_not_writable")."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / LOCK_FILE).touch()
    except OSError as error:
        raise EngineProblem(
            "output_not_writable", f"The run folder {folder} cannot be written: {error}; choose another."
        ) from error


def try_models_folder(folder: Path) -> None:
    """Write into the folder where the model will lie, before a training that may take days and not after it.

    Raises EngineProblem("output_not_writable").
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=folder):
            pass
    except OSError as error:
        raise EngineProblem(
            "output_not_writable",
            f"The folder of models {folder} cannot be written ({error.strerror or error}); choose another.",
        ) from error


def prepare_folder(folder: Path, recipe: Recipe, *, resume: bool) -> bool:
    """Put the recipe into the run folder; whether there is a run to go on with. Raises EngineProblem("run_exists")."""
    exists = (folder / LAST_FILE).is_file()
    if exists and not resume:
        raise EngineProblem(
            "run_exists", f"{folder} holds a training already: resume it, or choose an empty folder."
        )
    try:
        write_recipe(recipe, folder / RECIPE_FILE)
    except OSError as error:
        raise EngineProblem(
            "output_not_writable", f"The run folder {folder} cannot be written: {error}; choose another."
        ) from error
    return exists


@contextlib.contextmanager
def begun(folder: Path, recipe: Recipe, *, resume: bool) -> Iterator[bool]:
    """`prepare_folder`, whose recipe does not stay in a folder that turns out to hold the run of another one."""
    path = folder / RECIPE_FILE
    before = path.read_bytes() if path.is_file() else None
    resumed = prepare_folder(folder, recipe, resume=resume)
    try:
        yield resumed
    except EngineProblem as problem:
        if problem.code == "run_exists" and resumed and before is not None:
            path.write_bytes(before)
        raise


def note_weights(folder: Path, sentences: List[str], sets: Optional[List[Dict[str, str]]] = None) -> None:
    """Keep what was said of the first weights, and what a card is to say of the sets they were learned from."""
    noted = {"sentences": sentences, "sets": sets}
    (folder / WEIGHTS_FILE).write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")


def noted_weights(folder: Path) -> List[str]:
    """What was said of the first weights; empty where nothing is noted."""
    sentences: List[str] = _noted(folder).get("sentences") or []
    return sentences


def noted_sets(folder: Path) -> Optional[List[Dict[str, str]]]:
    """The sets that the first weights were learned from; None where nobody has noted any."""
    sets: Optional[List[Dict[str, str]]] = _noted(folder).get("sets")
    return sets


def _noted(folder: Path) -> Dict[str, Any]:
    try:
        noted = json.loads((folder / WEIGHTS_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    # Earlier runs noted the sentences alone.
    return noted if isinstance(noted, dict) else {"sentences": noted}


def is_run(folder: Path) -> bool:
    """Whether a folder is the run folder of a training."""
    return (folder / RECIPE_FILE).is_file()


def recipe_of(folder: Path) -> Recipe:
    """The recipe of a run. Raises EngineProblem("run_missing")."""
    if not is_run(folder):
        raise EngineProblem(
            "run_missing", f"{folder} is no run folder of a training: it has no {RECIPE_FILE}."
        )
    return read_recipe(folder / RECIPE_FILE)


def network_of(folder: Path, checkpoint: str = "best") -> Network:
    """The network of a run's checkpoint, "best" or "last"; without validation the last is the best.

    Raises EngineProblem("run_missing") where there is no checkpoint.
    """
    names = [LAST_FILE] if checkpoint == "last" else [BEST_FILE, LAST_FILE]
    for name in names:
        state = load_state(folder / name)
        if state is not None:
            config = NetworkConfig.from_dict(state.network)
            network = build_network(config, [0.0] * config.bands, [1.0] * config.bands)
            network.load_state_dict(part(state.tensors, "average") or state.tensors)
            return network.eval()
    raise EngineProblem("run_missing", f"{folder} holds no checkpoint yet: train at least one epoch.")
