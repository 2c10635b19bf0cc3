"""Model packages: a folder or .zip with a graph and its card; found, verified, installed, and never trusted unseen."""

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
from typing import Any, List, Sequence, Tuple

from corina.models.card import CARD_FILE, MODEL_FILE, CardError, ModelCard

BUNDLED = Path(__file__).resolve().parent / "bundled"
"""The packages that come with Corina."""

_MAX_UNPACKED_BYTES = 2**31
_BLOCK = 2**20


class PackageError(Exception):
    """A model package that cannot be used; the message is one sentence for the user."""


@dataclass(frozen=True)
class ModelPackage:
    """A package whose card has been read: `path` is its folder, `bundled` whether it came with Corina."""

    path: Path
    card: ModelCard
    bundled: bool = False

    @property
    def model(self) -> Path:
        """The ONNX graph."""
        return self.path / MODEL_FILE


@dataclass(frozen=True)
class InstalledModel:
    """An entry of the list of installed packages: its card, or in `problem` why it cannot be used."""

    path: Path
    package: ModelPackage | None
    problem: str = ""


def list_packages(folders: Sequence[Path] = ()) -> List[InstalledModel]:
    """The bundled packages and those in the given folders, by name; broken ones are listed with their problem."""
    found = []
    for folder in (BUNDLED, *folders):
        if not Path(folder).is_dir():
            continue
        for path in sorted(Path(folder).iterdir()):
            if path.name.startswith(".") or not (path / CARD_FILE).is_file():
                continue
            try:
                found.append(InstalledModel(path, open_package(path)))
            except PackageError as error:
                found.append(InstalledModel(path, None, str(error)))
    return found


def find_package(model: str = "", folders: Sequence[Path] = ()) -> ModelPackage:
    """The package of that name or at that path; the first bundled one where `model` is empty.

    Packages in `folders` win over bundled ones of the same name. Raises PackageError.
    """
    if model and (os.sep in model or "/" in model or Path(model).exists()):
        return open_package(Path(model))
    installed = list_packages(folders)
    if not model:
        bundled = [entry for entry in installed if entry.path.parent == BUNDLED]
        if not bundled:
            raise PackageError(f"There is no model in {BUNDLED}: this copy of Corina is incomplete, install it again.")
        return open_package(bundled[0].path)
    for entry in reversed(installed):
        if model in (entry.path.name, entry.package.card.name if entry.package else None):
            return open_package(entry.path)
    names = ", ".join(entry.path.name for entry in installed) or "none"
    raise PackageError(f"There is no model called {model!r}; installed are: {names}.")


def open_package(path: Path) -> ModelPackage:
    """Read the card of a package folder or .zip; a .zip is unpacked into the user's cache first.

    Raises PackageError. The files themselves are checked by `verify` and `verify_graph`.
    """
    path = Path(path)
    if not path.exists():
        raise PackageError(f"There is no model package at {path}.")
    folder = path if path.is_dir() else _unpack_to_cache(path)
    card_path = folder / CARD_FILE
    try:
        values = json.loads(card_path.read_text(encoding="utf-8"))
        card = ModelCard.from_dict(values)
    except FileNotFoundError as error:
        raise PackageError(f"{path} is not a model package: it holds no {CARD_FILE}.") from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise PackageError(f"The model card {card_path} cannot be read: {error}.") from error
    except CardError as error:
        raise PackageError(f"{path.name}: {error}") from error
    return ModelPackage(folder, card, bundled=folder.parent == BUNDLED)


def verify(package: ModelPackage) -> None:
    """Compare size and sha256 of every file with the card. Raises PackageError that names file, found and expected."""
    for name, expected in package.card.files.items():
        path = package.path / name
        if not path.is_file():
            raise PackageError(f"The model {package.card.name} lacks its file {name}: install the package again.")
        size = path.stat().st_size
        if size < expected.bytes:
            raise PackageError(
                f"{name} of the model {package.card.name} is truncated: {size} of {expected.bytes} bytes are there; "
                "install the package again."
            )
        found = sha256_of(path)
        if size != expected.bytes or found != expected.sha256:
            raise PackageError(
                f"{name} of the model {package.card.name} was altered: its sha256 begins with {found[:8]}, the card says "
                f"{expected.sha256[:8]}; install the package again."
            )


def verify_graph(package: ModelPackage) -> None:
    """Load the graph on the CPU and compare its inputs and output with the card.

    Raises PackageError that says what differs, or which operator ONNX Runtime does not know.
    """
    import onnxruntime  # only the engine has it; listing cards must work without

    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 4
    try:
        session = onnxruntime.InferenceSession(str(package.model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises a dozen unrelated types
        reason = str(error).split(" : ")[-1].strip().splitlines()[0]
        raise PackageError(
            f"ONNX Runtime {onnxruntime.__version__} cannot load the graph of the model {package.card.name}: {reason}"
        ) from error
    card = package.card
    bands, leaves = len(card.bands), len(card.codes)
    expected_inputs = [
        ("dn", "tensor(uint16)", (None, bands, None, None)),
        ("scale", "tensor(float)", (bands,)),
        ("offset", "tensor(float)", (bands,)),
    ]
    expected_outputs = [("probabilities", "tensor(float)", (None, leaves, None, None))]
    for kind, nodes, expected in (
        ("inputs", session.get_inputs(), expected_inputs),
        ("outputs", session.get_outputs(), expected_outputs),
    ):
        names = [node.name for node in nodes]
        if names != [name for name, _, _ in expected]:
            wanted = ", ".join(name for name, _, _ in expected)
            raise PackageError(f"The model {card.name} has the {kind} {', '.join(names)}; expected {wanted}.")
        for node, (name, dtype, shape) in zip(nodes, expected):
            _compare(card, name, (node.type, node.shape), (dtype, shape))


def install_package(source: Path, models_dir: Path) -> ModelPackage:
    """Verify a package and copy it into `models_dir` under its name, replacing one of that name only on success.

    Raises PackageError and leaves nothing behind.
    """
    package = open_package(source)
    verify(package)
    verify_graph(package)
    models_dir.mkdir(parents=True, exist_ok=True)
    target = models_dir / package.card.name
    with tempfile.TemporaryDirectory(dir=models_dir, prefix=".installing-") as folder:
        fresh = Path(folder) / "new"
        fresh.mkdir()
        for name in (CARD_FILE, *package.card.files):
            shutil.copyfile(package.path / name, fresh / name)
        if target.exists():
            target.rename(Path(folder) / "old")
        fresh.rename(target)
    return open_package(target)


def write_zip(folder: Path, target: Path) -> None:
    """Write a package folder as a .zip that `install_package` reads: the card and the files it lists."""
    package = open_package(folder)
    verify(package)
    partial = target.with_name(target.name + ".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (CARD_FILE, *package.card.files):
            archive.write(folder / name, name)
    os.replace(partial, target)


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _compare(
    card: ModelCard, name: str, found: Tuple[str, Sequence[Any]], expected: Tuple[str, Tuple[int | None, ...]]
) -> None:
    """None in an expected shape stands for an axis that must accept any size."""
    if found[0] != expected[0]:
        raise PackageError(f"{name} of the model {card.name} is {found[0]}; expected {expected[0]}.")
    fits = len(found[1]) == len(expected[1]) and all(
        not isinstance(axis, int) if wanted is None else axis == wanted for axis, wanted in zip(found[1], expected[1])
    )
    if not fits:
        raise PackageError(
            f"The card of the model {card.name} does not fit its graph: {name} has the shape {_shape(found[1])}, but "
            f"{len(card.bands)} bands and {len(card.codes)} codes need {_shape(expected[1])}."
        )


def _shape(axes: Sequence[Any]) -> str:
    return " x ".join(str(axis) if isinstance(axis, int) else "any" for axis in axes)


def _unpack_to_cache(path: Path) -> Path:
    """Unpack a .zip into a cache folder named by its content; unpacked once. Returns the folder with the card."""
    if not zipfile.is_zipfile(path):
        raise PackageError(f"{path} is not a model package: expected a folder or a .zip with a {CARD_FILE}.")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "corina" / "models"
    target = cache / sha256_of(path)[:16]
    if not target.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix=".unpacking-") as folder:
            fresh = Path(folder) / "new"
            _unpack(path, fresh)
            try:
                fresh.rename(target)
            except OSError:
                if not target.is_dir():  # another run may have been faster
                    raise
    inside = [entry for entry in target.iterdir() if entry.is_dir()]
    return inside[0] if not (target / CARD_FILE).is_file() and len(inside) == 1 else target


def _unpack(path: Path, target: Path) -> None:
    """Unpack, refusing members that would leave the target, links, and archives that swell beyond all reason."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _MAX_UNPACKED_BYTES:
                raise PackageError(f"{path.name} would unpack to more than 2 GB; that is no model package of Corina.")
            for member in members:
                parts = PurePosixPath(member.filename.replace("\\", "/"))
                outside = parts.is_absolute() or ".." in parts.parts or ":" in member.filename
                if outside or stat.S_ISLNK(member.external_attr >> 16):
                    raise PackageError(
                        f"{path.name} is refused: its member {member.filename!r} would be written outside its folder."
                    )
            target.mkdir(parents=True)
            archive.extractall(target)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError) as error:
        raise PackageError(f"The model package {path} cannot be unpacked: {error}.") from error
