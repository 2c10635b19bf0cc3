"""Model packages: finding, opening, verifying and installing them. Standard library only.

A package is a folder, or a .zip of one, with model.onnx and card.json. Nothing in it is executed or unpickled, and it
is verified against its card before it is used.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Iterable, List, Optional, Sequence

from corina.models.card import CARD_FILE, MODEL_FILE, CardError, ModelCard

BUNDLED = Path(__file__).parent / "bundled"
"""The folder of the packages that come with Corina."""

_MAX_CARD_BYTES = 2**20
_MAX_PACKAGE_BYTES = 2 * 2**30
_CHUNK = 2**20


class PackageError(ValueError):
    """A package that cannot be used: one sentence that says what is wrong and what to do."""


@dataclass(frozen=True)
class ModelPackage:
    """An opened package: its folder and its card. bundled: it came with Corina."""

    path: Path
    card: ModelCard
    bundled: bool = False

    @property
    def model_path(self) -> Path:
        """The ONNX file."""
        return self.path / MODEL_FILE


def list_packages(folders: Iterable[Path]) -> List[ModelPackage]:
    """The bundled packages and those in `folders`, by name; what is not a readable package is passed over.

    A package in `folders` hides a bundled one of the same name.
    """
    found = {}
    for folder in (BUNDLED, *folders):
        if not folder.is_dir():
            continue
        for candidate in sorted(folder.iterdir()):
            try:
                package = _open_folder(candidate)
            except PackageError:
                continue
            found[package.card.name] = package
    return [found[name] for name in sorted(found)]


def find_package(model: str, folders: Sequence[Path] = ()) -> ModelPackage:
    """Open a package by the name of an installed one, or by the path of a folder or .zip; "" is the first bundled.

    Raises PackageError when there is none, or when it is not a package.
    """
    installed = list_packages(folders)
    if not model:
        default = next((p for p in installed if p.bundled), installed[0] if installed else None)
        if default is None:
            raise PackageError("No model is installed; import a model package.")
        return default
    for package in installed:
        if package.card.name == model:
            return package
    path = Path(model)
    if path.is_file() or path.is_dir():
        return open_package(path)
    names = ", ".join(p.card.name for p in installed) or "none"
    raise PackageError(
        f"No model is called {model} (installed: {names}) and no such file exists; choose another."
    )


def is_model(subject: str, folders: Sequence[Path] = ()) -> bool:
    """Whether `subject` is the name of an installed package, or a folder or .zip that holds a card."""
    path = Path(subject)
    if path.is_dir():
        return (path / CARD_FILE).is_file()
    if path.is_file():
        return path.suffix.lower() == ".zip" and _inner_folder(path) is not None
    return any(package.card.name == subject for package in list_packages(folders))


def open_package(path: Path) -> ModelPackage:
    """Open a package folder or .zip; a .zip is unpacked into the user's cache. Raises PackageError."""
    if path.is_dir():
        return _open_folder(path)
    if not zipfile.is_zipfile(path):
        raise PackageError(
            f"{path.name} is not a model package (a folder or .zip with {MODEL_FILE} and {CARD_FILE})."
        )
    target = _cache_folder() / sha256_of(path)[:16]
    if not (target / CARD_FILE).is_file():
        _unpack(path, target)
    return _open_folder(target)


def verify(package: ModelPackage) -> None:
    """Compare every file with the size and SHA-256 of the card. Raises PackageError at the first that differs."""
    title = package.card.name
    for name, entry in package.card.files.items():
        file = package.path / name
        if not file.is_file():
            raise PackageError(f"The model {title} lacks its file {name}; install the package again.")
        size = file.stat().st_size
        if size < entry.bytes:
            raise PackageError(
                f"{name} of the model {title} is truncated: {size} of {entry.bytes} bytes; install the package again."
            )
        found = sha256_of(file)
        if found != entry.sha256:
            raise PackageError(
                f"{name} of the model {title} was altered: its SHA-256 begins with {found[:8]}, the card says "
                f"{entry.sha256[:8]}; install the package again from a source you trust."
            )


def install_package(source: Path, models_dir: Path) -> ModelPackage:
    """Verify a package folder or .zip and copy it into `models_dir` under its name, replacing an older one.

    The old one stays in place until the new one is complete. Raises PackageError; OSError when it cannot be written.
    """
    package = open_package(source)
    verify(package)
    models_dir.mkdir(parents=True, exist_ok=True)
    target = models_dir / package.card.name
    if target.exists() and target.resolve() == package.path.resolve():
        return package
    with tempfile.TemporaryDirectory(prefix=".installing-", dir=models_dir) as work:
        fresh = Path(work) / "new"
        fresh.mkdir()
        for name in (CARD_FILE, *package.card.files):
            shutil.copyfile(package.path / name, fresh / name)
        if target.exists():
            os.replace(target, Path(work) / "old")
        os.replace(fresh, target)
    return _open_folder(target)


def _open_folder(folder: Path) -> ModelPackage:
    card_file = folder / CARD_FILE
    if not card_file.is_file():
        raise PackageError(f"{folder.name} is not a model package: it has no {CARD_FILE}.")
    if card_file.stat().st_size > _MAX_CARD_BYTES:
        raise PackageError(f"The {CARD_FILE} of {folder.name} is larger than any card; it was altered.")
    try:
        values = json.loads(card_file.read_text(encoding="utf-8"))
        card = ModelCard.from_dict(values)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise PackageError(
            f"The {CARD_FILE} of {folder.name} cannot be read ({error}); install it again."
        ) from error
    except CardError as error:
        raise PackageError(f"The model {folder.name} cannot be used: {error}") from error
    return ModelPackage(folder, card, bundled=folder.parent == BUNDLED)


def _inner_folder(archive_path: Path) -> Optional[PurePosixPath]:
    """The folder inside an archive that holds the card; None without one."""
    try:
        with zipfile.ZipFile(archive_path) as archive:
            cards = [PurePosixPath(n) for n in archive.namelist() if PurePosixPath(n).name == CARD_FILE]
    except (zipfile.BadZipFile, OSError):
        return None
    return min((card.parent for card in cards), key=lambda p: len(p.parts), default=None)


def _unpack(archive_path: Path, target: Path) -> None:
    """Unpack the files of a package, and nothing else, into `target`. Members that would leave it are refused."""
    inner = _inner_folder(archive_path)
    if inner is None:
        raise PackageError(f"{archive_path.name} holds no model package: it has no {CARD_FILE}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(archive_path) as archive, tempfile.TemporaryDirectory(dir=target.parent) as work:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _MAX_PACKAGE_BYTES:
                raise PackageError(
                    f"{archive_path.name} unpacks to more than 2 GB; it is not a model package."
                )
            for member in members:
                name = PurePosixPath(member.filename)
                if name.is_absolute() or ".." in name.parts or "\\" in member.filename or _is_link(member):
                    raise PackageError(
                        f"{archive_path.name} holds {member.filename}, which lies outside the package; do not use it."
                    )
                if member.is_dir() or name.parent != inner:
                    continue
                with archive.open(member) as source, (Path(work) / name.name).open("wb") as file:
                    shutil.copyfileobj(source, file, _CHUNK)
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(work, target)
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise PackageError(f"{archive_path.name} is damaged ({error}); copy or download it again.") from error


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "corina" / "models"


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
