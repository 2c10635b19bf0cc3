"""Starts the engine by path, `python -I bootstrap.py run|cli ...`, whatever the package's folder is called.

QGIS's plugin folder must not be on the engine's path, or every other plugin in it could shadow a library; so only this
one package is made importable, under its name `corina`.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

PACKAGE = "corina"
USAGE = "usage: bootstrap.py run < job.json | bootstrap.py cli ARGUMENTS"


def load_package(folder: Path) -> None:
    """Make `folder` importable as the package `corina`. Raises ImportError when it is not a package."""
    init = folder / "__init__.py"
    spec = importlib.util.spec_from_file_location(PACKAGE, init, submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None or not init.is_file():
        raise ImportError(
            f"{folder} is not Corina's package: it has no __init__.py; install the plugin again."
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


def main(arguments: list[str]) -> int:
    """`run` reads one job from standard input, `cli` takes the command line's arguments. Returns the exit code."""
    load_package(Path(__file__).resolve().parents[1])
    if arguments[:1] == ["run"]:
        return int(importlib.import_module(f"{PACKAGE}.engine.run").main() or 0)
    if arguments[:1] == ["cli"]:
        return int(importlib.import_module(f"{PACKAGE}.engine.cli").main(arguments[1:]) or 0)
    sys.stderr.write(USAGE + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
