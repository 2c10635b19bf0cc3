"""All files of a comparison in another folder, where nothing is replaced."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from corina.plugin.file_copies import copy_file


def export_files(result: Mapping[str, Any], folder: Path) -> Tuple[int, Path]:
    """Copy the files of a compare result as they are; how many there were, and where they are now. Raises OSError.

    Where a file of one of their names lies in the folder, they go into a new folder inside.
    """
    files = [file for file in _files(result.get("outputs") or {}) if file.is_file() and file.parent != folder]
    target = _free_folder(folder, files, str(result.get("name") or ""))
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        copy_file(file, target / file.name)
    return len(files), target


def _files(outputs: Mapping[str, Any]) -> List[Path]:
    """The files of a comparison and what may be beside them: tables of values, styles and the template to print."""
    files: Dict[Path, None] = {}  # an ordered set: a raster and a table may have a style of one name
    for path in (Path(str(path)) for path in outputs.values() if path):
        files.update(dict.fromkeys((path, path.with_name(path.name + ".aux.xml"), path.with_suffix(".qml"))))
    record = outputs.get("result_json")
    return [*files, *([Path(str(record)).with_name("layout.qpt")] if record else [])]


def _free_folder(folder: Path, files: Sequence[Path], name: str) -> Path:
    """The folder, or a new one inside it where it has files of these names."""
    if not any((folder / file.name).exists() for file in files):
        return folder
    title = name or "comparison"
    numbered = (folder / (f"{title}_{number}" if number > 1 else title) for number in count(1))
    return next(place for place in numbered if not place.exists())
