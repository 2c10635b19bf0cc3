"""The model packages QGIS may offer: those that come with Corina and those in the models folder; and importing one.

QGIS's Python reads only their cards. Verifying a package (checksums, card against graph) is a job of the engine.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional

from corina.engine.events import Event
from corina.engine.jobs import DescribeModelJob
from corina.plugin.engine_process import EngineError, run_job
from corina.plugin.environment import EngineEnvironment
from corina.plugin.settings import load_settings, package_folder
from corina.ui.state import ModelEntry

CARD_FILE = "card.json"
MODEL_FILE = "model.onnx"
MAX_CARD_BYTES = 2**20


def is_installed(name: str) -> bool:
    """Whether a model of this name is in the folder of models, where another of the name would take its place."""
    folder = load_settings().models_folder
    return bool(name and folder) and (Path(folder) / name / CARD_FILE).is_file()


def bundled_folder() -> Path:
    """The folder of the packages that come with Corina."""
    return package_folder() / "models" / "bundled"


def installed_models(models_folder: Path) -> List[ModelEntry]:
    """The bundled packages and those of `models_folder`, by title; a package there hides a bundled one of its name."""
    found: Dict[str, ModelEntry] = {}
    for folder, bundled in ((bundled_folder(), True), (models_folder, False)):
        for path in _folders(folder):
            entry = _read(path, bundled)
            if entry is not None:
                found[entry.name] = entry
    return sorted(found.values(), key=lambda entry: (not entry.bundled, entry.title.lower()))


def _folders(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith(".") and path.is_dir())
    except OSError:
        return ()


def _read(path: Path, bundled: bool) -> Optional[ModelEntry]:
    card_file = path / CARD_FILE
    try:
        if card_file.stat().st_size > MAX_CARD_BYTES:
            return None
        card = json.loads(card_file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(card, dict) or not card.get("name"):
        return None
    problem = _problem(path, card)
    return ModelEntry(str(card["name"]), str(path), card, bundled, problem)


def _problem(path: Path, card: Mapping[str, Any]) -> str:
    """What is plainly wrong with a package, without reading the whole of it; the engine verifies it before use."""
    stated = ((card.get("files") or {}).get(MODEL_FILE) or {}).get("bytes")
    try:
        size = (path / MODEL_FILE).stat().st_size
    except OSError:
        return f"The model lacks its file {MODEL_FILE}; import the package again."
    if isinstance(stated, int) and size != stated:
        return f"{MODEL_FILE} has {size} bytes, its card says {stated}; import the package again."
    return ""


def import_model(
    engine: EngineEnvironment, source: str, models_folder: Path, is_cancelled: Callable[[], bool]
) -> str:
    """Verify a package (.zip or folder) with the engine, copy it into `models_folder` and return its name.

    The older package of that name stays until the new one is complete. For a worker thread. Raises EngineError.
    """
    result = run_job(
        engine.command(), engine.child_environment(), DescribeModelJob(source), _ignore, is_cancelled
    )
    name, verified = str(result["name"]), Path(result["path"])
    target = models_folder / name
    try:
        models_folder.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.resolve() == verified.resolve():
            return name
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=models_folder) as work:
            fresh = Path(work) / "new"
            fresh.mkdir()
            for file in (CARD_FILE, *(result["card"].get("files") or {MODEL_FILE: None})):
                shutil.copyfile(verified / file, fresh / file)
            if target.exists():
                os.replace(target, Path(work) / "old")
            os.replace(fresh, target)
    except OSError as error:
        raise EngineError(
            "output_not_writable",
            f"The model cannot be copied to {models_folder} ({error.strerror}); check its permissions and free space.",
            str(error),
        ) from error
    return name


def _ignore(event: Event) -> None:
    """Verifying takes a second; nobody waits for its progress."""
