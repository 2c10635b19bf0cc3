"""The lists of patches under clouds, shadow or snow that BigEarthNet's makers offer beside the set, to be left out."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import FrozenSet, List, Tuple

from corina.training.datasets import DatasetError

STEMS = (
    "patches_with_cloud_and_shadow",
    "patches_with_seasonal_snow",
    "metadata_for_patches_with_snow_cloud_or_shadow",
)
"""Names of the files without their ending: the first two of version 1, a patch a line; the last of version 2."""
_NAMED = "patch_id"


def cloudy_patches(folders: Sequence[Path]) -> Tuple[FrozenSet[str], List[str]]:
    """Names of the patches that lists in some folders hold, and warnings for lists that cannot be read here.

    Raises DatasetError for a damaged list.
    """
    found: List[str] = []
    warnings: List[str] = []
    for stem in STEMS:
        paths = [folder / f"{stem}{end}" for end in (".csv", ".csv.gz", ".parquet") for folder in folders]
        path = next((path for path in paths if path.is_file()), None)
        if path is None:
            continue
        if path.suffix == ".parquet":
            names = _of_parquet(path)
            if names is None:
                warnings.append(
                    f"{path.name} lists patches under snow or clouds, which are not left out, for the engine has no "
                    f"library for Parquet: install pyarrow in it, or write the column {_NAMED} to {stem}.csv beside it."
                )
            found += names or []
        else:
            found += _of_csv(path)
    return frozenset(found), warnings


def _of_csv(path: Path) -> Iterator[str]:
    """The first column, or the one with the patches' names where there is a header."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as file:
            column = 0
            for number, row in enumerate(csv.reader(file)):
                if number == 0 and _NAMED in row:
                    column = row.index(_NAMED)
                elif len(row) > column:
                    yield row[column].strip()
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(
            f"{path} is damaged or incomplete ({error}); download it again, or remove it."
        ) from error


def _of_parquet(path: Path) -> List[str] | None:
    """The column with the patches' names; None without a library that reads it."""
    try:
        from pyarrow import ArrowException, parquet  # an expert's choice, no part of the engine
    except ImportError:
        return None
    try:
        names: List[str] = parquet.read_table(path, columns=[_NAMED]).column(_NAMED).to_pylist()
    except (ArrowException, OSError, KeyError) as error:
        raise DatasetError(
            f"{path} is damaged or incomplete ({error}); download it again, or remove it."
        ) from error
    return names
