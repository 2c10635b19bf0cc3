"""Makes build/corina-VERSION.zip for QGIS's plugin manager: the committed files of the rooms, nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
ROOMS = ("clc", "engine", "models", "training", "plugin", "ui", "i18n")
FILES = ("__init__.py", "metadata.txt", "icon.svg", "LICENSE", "README.md", "CHANGELOG.md")
# A checkpoint serves retraining and is as large as the rest; it is had from the project's repository.
LEFT_OUT = (".ts", ".pro", ".safetensors")
LARGEST_MB = 25


def main() -> int:
    """Exit code 0 when the package was made and is small enough."""
    from corina import __version__

    target = CHECKOUT / "build" / f"corina-{__version__}.zip"
    target.parent.mkdir(exist_ok=True)
    compile_translations()
    write_package(target)
    megabytes = target.stat().st_size / 1e6
    print(f"{target}: {megabytes:.1f} MB")
    if megabytes > LARGEST_MB:
        print(
            f"The package is larger than {LARGEST_MB} MB, which the plugin repository refuses.",
            file=sys.stderr,
        )
        return 1
    return 0


def write_package(target: Path) -> None:
    """Write the package. Two packages of one commit are the same byte for byte."""
    stamp = time.gmtime(int(_git("log", "-1", "--format=%ct").strip()))[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for path in package_files():
            entry = zipfile.ZipInfo(f"corina/{path.as_posix()}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, (CHECKOUT / path).read_bytes())


def package_files() -> list[Path]:
    """What the package holds, relative to the checkout."""
    committed = [Path(line) for line in _git("ls-files", "-z", *FILES, *ROOMS).split("\0") if line]
    translations = [path.relative_to(CHECKOUT) for path in (CHECKOUT / "i18n").glob("*.qm")]
    return sorted(path for path in {*committed, *translations} if path.suffix not in LEFT_OUT)


def compile_translations() -> None:
    """Make the .qm files QGIS reads from the .ts files translators write."""
    sources = sorted((CHECKOUT / "i18n").glob("*.ts"))
    if sources:
        subprocess.run(["/usr/lib/qt5/bin/lrelease", "-silent", *map(str, sources)], check=True)


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    sys.exit(main())
