"""The `corina` command line: the same jobs QGIS hands to the engine, for scripts, servers and clusters."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import corina
from corina.engine.commands import add_commands
from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.events import Event, Log, LogLevel, Metrics, Progress, Stage, to_line
from corina.engine.jobs import Job, JobError
from corina.engine.run import (
    EXIT_CANCELLED,
    EXIT_FAILED,
    EXIT_OK,
    leave_cores_to_the_network,
    own_error,
)

_STAGE_WORDS = {
    Stage.OPEN: "opening",
    Stage.READ: "reading the map",
    Stage.INFER: "classifying",
    Stage.OVERVIEWS: "writing overviews",
    Stage.POLYGONS: "writing polygons",
    Stage.REPORT: "writing the report",
    Stage.TRAIN: "training",
    Stage.PAUSED: "paused",
    Stage.EVALUATE: "measuring",
    Stage.EXPORT: "exporting",
    Stage.FINISH: "finishing",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code: 0 done, 1 failed, 2 wrong usage, 130 cancelled.

    Results go to standard output; progress, warnings and errors, one line each, to standard error. With --json all
    events go to standard output as JSON lines (docs/jobs.md).
    """
    argv = _west_of_greenwich(sys.argv[1:] if argv is None else argv)
    try:
        arguments = _parser(argv).parse_args(argv)
    except JobError as problem:  # a command of an extra that is not installed
        _TextReporter(quiet=False).failure("extra_missing", str(problem))
        return EXIT_FAILED
    reporter = _JsonReporter() if arguments.json else _TextReporter(quiet=arguments.quiet)
    folders: list[Path] = []
    for name in ("SIGTERM", "SIGHUP"):  # ended, or its terminal was closed
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup asks for
            signal.signal(number, _cancel)
    leave_cores_to_the_network()
    job: Job | None = None
    try:
        made = arguments.make_job(arguments)
        job = None if isinstance(made, dict) else made
        # Imported here, so that help and usage errors do not wait for the libraries.
        from corina.engine.handlers import carry_out

        # A command that is done without the engine gives its result.
        result = made if job is None else carry_out(job, reporter.event, folders.append)
    except (KeyboardInterrupt, Cancelled):
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        reporter.failure("cancelled", "Cancelled; nothing was written.")
        return EXIT_CANCELLED
    except BrokenPipeError:  # whoever read the events is gone
        return _without_reader()
    except (EngineProblem, JobError) as problem:
        reporter.failure(getattr(problem, "code", "job_invalid"), str(problem))
        return EXIT_FAILED
    except Exception as error:
        if arguments.debug:
            raise
        reporter.failure("internal", own_error(error, job) + " Run again with --debug for details.")
        return EXIT_FAILED
    try:
        reporter.result(result, arguments.show)
        sys.stdout.flush()
    except BrokenPipeError:
        return _without_reader()
    return EXIT_OK if result.get("ok", True) else EXIT_FAILED


def _without_reader() -> int:
    """The exit code when standard output was closed, as by `head`; Python would say so once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return EXIT_CANCELLED


def _west_of_greenwich(argv: Sequence[str]) -> list[str]:
    """The words with `--area -3.6,37.1,...` as one: argparse takes what begins with a minus for an option."""
    words = list(argv)
    for place in range(len(words) - 1, 0, -1):
        if words[place - 1] == "--area" and re.match(r"-[\d.]", words[place]):
            words[place - 1 : place + 1] = [f"--area={words[place]}"]
    return words


def _cancel(signum: int, frame: FrameType | None) -> None:
    raise Cancelled


class _JsonReporter:
    """Every event, and the end, as one JSON object a line."""

    def event(self, event: Event) -> None:
        print(to_line(event), flush=True)

    def failure(self, code: str, message: str) -> None:
        print(json.dumps({"event": "error", "code": code, "message": message}), flush=True)

    def result(self, data: dict[str, Any], show: Any) -> None:  # noqa: ANN401 - the text form is not used here
        print(json.dumps({"event": "result", "data": data}), flush=True)


class _TextReporter:
    """Sentences for a person: progress on one line that rewrites itself when standard error is a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty()
        self._shown = False

    def event(self, event: Event) -> None:
        if isinstance(event, Log):
            if event.level is LogLevel.WARNING:
                self._line(f"Warning: {event.message}")
            elif not self._quiet:
                self._line(event.message)
        elif isinstance(event, Metrics) and not self._quiet:
            values = ", ".join(f"{name} {value:.4f}" for name, value in event.values.items())
            self._line(f"epoch {event.epoch} {event.split}: {values}{' (best)' if event.best else ''}")
        elif isinstance(event, Progress) and self._live and not self._quiet:
            stage = _STAGE_WORDS.get(event.stage, event.stage.value)
            sys.stderr.write(f"\r\033[K{event.fraction:4.0%} {stage}{_speed(event)}")
            sys.stderr.flush()
            self._shown = True

    def failure(self, code: str, message: str) -> None:
        self._line(f"Error: {message}")

    def result(self, data: dict[str, Any], show: Any) -> None:  # noqa: ANN401 - a function of the result
        self._clear()
        print(show(data))

    def _line(self, text: str) -> None:
        self._clear()
        print(text, file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\033[K")
            self._shown = False


def _speed(event: Progress) -> str:
    if not event.total:
        return ""
    unit = "step" if event.stage is Stage.TRAIN else "tile"
    text = f", {unit} {event.done} of {event.total}"
    if event.stage is Stage.TRAIN and event.seconds_left is not None:
        return text + f", {event.seconds_left / 60:.0f} min left"
    if event.megapixels_per_s is not None and event.seconds_left is not None:
        text += f", {event.megapixels_per_s:.2f} Mpx/s, {event.seconds_left:.0f} s left"
    return text


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="corina", description="CORINE Land Cover maps from Sentinel-2 scenes, without QGIS."
    )
    parser.add_argument("--version", action="version", version=f"corina {corina.__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print events and result as JSON lines")
    common.add_argument("--quiet", action="store_true", help="print warnings and errors only")
    common.add_argument("--debug", action="store_true", help="show the traceback of an unexpected error")
    common.add_argument(
        "--models-dir", default="", metavar="DIR", help="folder with installed model packages"
    )
    add_commands(parser, common, argv)
    return parser
