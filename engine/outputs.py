"""Writing results so that no unfinished file ever has a final name.

Everything is written into a hidden folder beside its place and renamed when all of it is complete; a run that fails or
is cancelled removes the folder, and files of the same names stay as they were until then.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import TracebackType

from corina.engine.errors import Cancelled, EngineProblem
from corina.engine.jobs.unfinished import REPLACED, note_published

PARTIAL_PREFIX = ".corina-"
# What GDAL and SQLite say of a full disk, which carries no error number.
_FULL_SIGNS = ("no space left", "disk is full", "file too large")
_FULL_ERRORS = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
_SQLITE_ENDINGS = ("-wal", "-shm", "-journal")
_HARDLY_ANYTHING = 2**20
_NAME_LIMIT = 120


_read: ContextVar[frozenset[Path]] = ContextVar("files that are read", default=frozenset())


@contextmanager
def never_replaced(paths: Iterable[str]) -> Iterator[None]:
    """While this lasts, no `OutputFolder` publishes a file in the place of one of these, which a job reads."""
    token = _read.set(frozenset(resolved(path) for path in paths))
    try:
        yield
    finally:
        _read.reset(token)


def resolved(source: str) -> Path:
    """The file of a path, or of a layer's source in QGIS (FILE|layername=NAME); of an address the text itself."""
    path = Path(source.split("|")[0])
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # no path, as the address of a server
        return path


class OutputFolder:
    """The hidden folder of one run inside its output folder.

    Until it is left, the files that were replaced are kept: where something fails after `publish`, such as what the
    files were made for, they are put back.
    """

    def __init__(self, folder: str, name: str, run_id: str = "") -> None:
        """folder: created when missing. name: prefix of the files. Raises EngineProblem when it cannot be written."""
        self.folder = Path(folder).absolute()
        self.name = safe_name(name)
        self.work = self.folder / f"{PARTIAL_PREFIX}{safe_name(run_id) if run_id else uuid.uuid4().hex[:12]}"
        self._made = [p for p in (self.folder, *self.folder.parents) if not p.exists()]
        self._replaced: list[tuple[Path, Path | None]] = []
        """The files that have their final names, each with the one that had it before."""

    def __enter__(self) -> OutputFolder:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.work.mkdir()
        except OSError as error:
            self._remove_made()
            raise not_writable(self.folder, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        full = self._full(error)  # while it is
        if kind is not None:
            self._put_back()
        shutil.rmtree(self.work, ignore_errors=True)
        if kind is not None:
            self._remove_made()
        if full is not None:
            raise full from error

    def _full(self, error: BaseException | None) -> EngineProblem | None:
        """The problem of a full disk, where that is behind an error: libraries say so in many ways, or not at all."""
        if not isinstance(error, Exception) or isinstance(error, Cancelled):
            return None
        if isinstance(error, EngineProblem):
            named_hidden = error.code == "disk_full" and str(self.work) in error.message
            return disk_full(self.folder, error.details) if named_hidden else None
        problem = not_written(self.folder, error)
        return problem if problem.code == "disk_full" else None

    def path(self, suffix: str) -> str:
        """Where to write the file that will be NAME + suffix."""
        return str(self.work / f"{self.name}{suffix}")

    def final(self, suffix: str) -> str:
        """The final path of a file."""
        return str(self.folder / f"{self.name}{suffix}")

    def publish(self) -> None:
        """Give all files their final names. When one cannot be replaced, none is, and the old ones are put back."""
        done = self._replaced
        try:
            files = [p for p in self.work.iterdir() if p.is_file()]
            self._refuse_what_is_read(files)
            note_published(self.work, files)
            # New names first: among them may be a copy of what is replaced.
            for file in sorted(files, key=lambda p: ((self.folder / p.name).exists(), p.name)):
                target = self.folder / file.name
                backup = self.work / REPLACED / file.name if target.exists() else None
                done.append((target, backup))
                if backup is not None:
                    _keep(target, backup)
                    for beside in _beside(target):
                        done.append((beside, backup.with_name(beside.name)))
                        os.replace(beside, backup.with_name(beside.name))
                os.replace(file, target)
        except BaseException as error:  # also a cancelled run's
            self._put_back()
            if isinstance(error, OSError):
                raise not_writable(self.folder, error) from error
            raise

    def _refuse_what_is_read(self, files: list[Path]) -> None:
        for file in files:
            target = self.folder / file.name
            if target.exists() and target.resolve() in _read.get():
                raise EngineProblem(
                    "output_exists",
                    f"This would replace {target}, which it reads; choose another folder or another name.",
                )

    def _put_back(self) -> None:
        while self._replaced:
            target, backup = self._replaced.pop()
            if backup is None:
                target.unlink(missing_ok=True)
            elif backup.exists():
                os.replace(backup, target)

    def _remove_made(self) -> None:
        # Only folders this run made, and only while they are empty.
        for made in self._made:
            try:
                made.rmdir()
            except OSError:
                return


def _keep(target: Path, backup: Path) -> None:
    """Keep a file that is to be replaced, so that there is one under its name at any moment, however the run ends."""
    try:
        os.link(target, backup)
    except OSError:  # a file system without links
        os.replace(target, backup)


def _beside(target: Path) -> list[Path]:
    """What SQLite keeps beside a database that is open elsewhere; it would take it for the new file's."""
    files = [target.with_name(target.name + ending) for ending in _SQLITE_ENDINGS]
    return [file for file in files if file.exists()]


def refuse_another(record: Path, parts: Collection[str], what: str) -> None:
    """Raises EngineProblem (output_exists) where a record (NAME_result.json) is of another kind of job, such as of the
    classification that goes by the same name. parts: keys that records of this kind have. what: "comparison".
    """
    if not record.exists():
        return
    try:
        found = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        found = None
    if isinstance(found, dict) and set(found) >= set(parts):
        return
    other = "a comparison" if what == "classification" else "the map's own classification"
    raise EngineProblem(
        "output_exists",
        f"{record.parent} already holds {record.name}, which is of no {what} but of something else, such as {other}; "
        "choose another folder or another name.",
    )


def refuse_foreign(output: OutputFolder, record: str, suffixes: Collection[str], what: str) -> None:
    """Raises EngineProblem (output_exists) where files would be replaced that no run of this kind wrote, as its record
    beside them would say. record, suffixes: ends of the names. what: "an accuracy assessment".
    """
    if Path(output.final(record)).exists():
        return
    others = [Path(output.final(end)).name for end in suffixes if Path(output.final(end)).exists()]
    if others:
        raise EngineProblem(
            "output_exists",
            f"{output.folder} already holds {', '.join(others)}, but no {Path(output.final(record)).name} that would "
            f"say that {what} wrote it; choose another folder or another name.",
        )


def safe_name(text: str) -> str:
    """A file name prefix: characters no file system takes are replaced; letters of any script stay."""
    cleaned = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", text).strip(" .")
    while len(cleaned.encode()) > _NAME_LIMIT:
        cleaned = cleaned[:-1]
    return cleaned or "scene"


def not_writable(folder: Path, error: OSError) -> EngineProblem:
    """The problem behind an OSError on writing into `folder`."""
    if error.errno in _FULL_ERRORS:
        return disk_full(folder, str(error))
    reason = (
        "the path is too long"
        if error.errno == errno.ENAMETOOLONG
        else (error.strerror or str(error)).lower()
    )
    return EngineProblem(
        "output_not_writable",
        f"Results cannot be written to {folder} ({reason}); choose another output folder.",
        str(error),
    )


def not_written(folder: Path, error: Exception) -> EngineProblem:
    """The problem behind whatever GDAL, SQLite or the system raised on writing into `folder`."""
    if isinstance(error, OSError) and error.errno:
        return not_writable(folder, error)
    text = " ".join(f"{error} {error.__cause__ or ''}".split())
    if any(sign in text.lower() for sign in _FULL_SIGNS) or not _takes_more(folder):
        return disk_full(folder, text)
    return EngineProblem(
        "output_not_writable", f"Results cannot be written to {folder}; choose another output folder.", text
    )


def _takes_more(folder: Path) -> bool:
    """Whether a file there can still grow by a megabyte.

    Tried, not asked: a quota shows only this way, and GDAL's own messages do not always say why a write failed.
    """
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_HARDLY_ANYTHING))
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return error.errno not in _FULL_ERRORS
    return True


def disk_full(folder: Path, details: str = "") -> EngineProblem:
    """The problem of a disk without room for the results."""
    return EngineProblem(
        "disk_full",
        f"There is no room left for the results in {folder}; free some space or choose another.",
        details,
    )


def check_room(folder: Path, pixels: int, files: int) -> None:
    """Refuse a run whose results would hardly fit: a tenth of a byte a pixel and file is less than any map takes."""
    free = shutil.disk_usage(folder).free
    needed = int(pixels * files * 0.1) + 2**16
    if free < needed:
        raise EngineProblem(
            "disk_full",
            f"The results need about {needed / 2**20:.0f} MB and {folder} has {free / 2**20:.0f} MB left; "
            "free some space or choose another folder.",
        )
