"""The engine as a child process: one job as a line on standard input, events as lines on standard output.

It ends, and removes its unfinished files, when it is asked to (SIGTERM) and when its parent is gone (standard input
reaches its end).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.events import Event, Failure, Result, to_line
from corina.engine.jobs import Job, JobError, PretrainJob, TrainJob, job_from_json
from corina.engine.jobs.unfinished import put_back

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_CANCELLED = 130


def main() -> int:
    """Carry out the job on standard input and return the exit code."""
    # Whatever a library prints must not mix with the events: standard output becomes the log's.
    events_out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8", newline="\n")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    lock = threading.Lock()

    def emit(event: Event) -> None:
        with lock:
            try:
                events_out.write(to_line(event) + "\n")
                events_out.flush()
            except (BrokenPipeError, OSError) as error:
                raise Cancelled from error

    work_folders: list[Path] = []
    line = _read_line(sys.stdin.fileno())
    removing = _end_with_parent(sys.stdin.fileno(), work_folders)
    signal.signal(signal.SIGTERM, _cancel)
    leave_cores_to_the_network()
    try:
        return _carry_out(line, emit, work_folders)
    finally:
        # A parent that is gone ends the job, too (nobody reads its events): the thread that removes what it wrote
        # would end with this one, amid its work.
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        removing.acquire()


def leave_cores_to_the_network() -> None:
    """Keep numpy from starting a thread a core of its own; to be called before numpy is first imported."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def own_error(error: Exception, job: Job | None) -> str:
    """The sentence on an error nobody foresaw: of a training, what was saved until then is there to go on from."""
    left = "nothing was written"
    if isinstance(job, (TrainJob, PretrainJob)):
        left = "what the training has saved until then is kept in its run folder, and can be resumed"
    return f"The engine stopped on an error of its own ({type(error).__name__}: {error}); {left}."


def _carry_out(line: str, send: Callable[[Event], None], work_folders: list[Path]) -> int:
    job: Job | None = None
    try:
        job = job_from_json(line)
        # Imported here: a job that cannot be read is answered before the libraries are loaded.
        from corina.engine.handlers import carry_out

        send(Result(carry_out(job, send, work_folders.append)))
    except (Cancelled, KeyboardInterrupt):
        return EXIT_CANCELLED
    except EngineProblem as problem:
        send(Failure(problem.code, problem.message, problem.details))
        return EXIT_FAILED
    except JobError as error:
        send(Failure("job_invalid", str(error)))
        return EXIT_FAILED
    except MemoryError:
        send(Failure("out_of_memory", "Memory did not suffice; choose a smaller tile, batch or area."))
        return EXIT_FAILED
    except Exception as error:  # noqa: BLE001 - the last resort: the user gets a sentence, the log the rest
        send(Failure("internal", own_error(error, job), traceback.format_exc()))
        return EXIT_FAILED
    return EXIT_OK


def _cancel(signum: int, frame: FrameType | None) -> None:
    raise Cancelled


def _read_line(descriptor: int) -> str:
    """The first line; read unbuffered, for a thread that waits in a buffered read cannot be left at exit."""
    content = bytearray()
    while b"\n" not in content and (piece := os.read(descriptor, 2**16)):
        content += piece
    return content.decode("utf-8", errors="replace")


def _remove(folder: Path) -> None:
    """Remove a folder into which another thread may still write: a file made meanwhile would keep it.

    Under another name nothing new is made in it; where it cannot be renamed (open files on Windows), again and again.
    """
    put_back(folder)
    aside = folder.with_name(f"{folder.name}-ended")
    with contextlib.suppress(OSError):
        folder.rename(aside)
    for path in (folder, aside):
        for _ in range(50):
            shutil.rmtree(path, ignore_errors=True)
            if not path.exists():
                break
            time.sleep(0.02)


def _end_with_parent(descriptor: int, work_folders: list[Path]) -> threading.Lock:
    """Watch for the parent's end in a thread. Returns a lock that this thread holds from then on, while it removes."""
    removing = threading.Lock()
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return removing  # A job in a file has no parent that could go.

    def watch() -> None:
        while os.read(descriptor, 4096):
            pass
        with removing:
            for folder in work_folders:
                _remove(folder)
            os._exit(EXIT_CANCELLED)

    threading.Thread(target=watch, daemon=True).start()
    return removing
