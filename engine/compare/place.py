"""Where the files of a comparison go, and what must not be lost there: only an earlier comparison is replaced."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from corina.engine.errors import EngineProblem
from corina.engine.jobs import CompareJob
from corina.engine.jobs.reads import files_read
from corina.engine.maps import CONFIDENCE_SUFFIX, LEVEL_SUFFIX
from corina.engine.outputs import OutputFolder, refuse_another, resolved, safe_name

FILES = {
    "difference": "difference.tif",
    "from_to_raster": "from_to.tif",
    "changes": "changes.gpkg",
    "polygon_agreement": "polygons.gpkg",
    "official": "official.gpkg",
    "from_to_csv": "from_to.csv",
    "classes_csv": "classes.csv",
    "report": "report.html",
    "result_json": "result.json",
}
PARTS = frozenset({"outputs", "changes", "from_to", "reference", "prediction", "grid", "versions"})
"""What the result of every comparison has."""


class Files:
    """Where the outputs are written, and where they will be: NAME_difference.tif, or difference.tif without a name."""

    def __init__(self, output: OutputFolder, name: str) -> None:
        self._output = output
        self._prefix = f"{output.name}_" if name else ""

    def path(self, key: str) -> str:
        """Where an output is written."""
        return str(self._output.work / f"{self._prefix}{FILES[key]}")

    def style(self, key: str) -> Path:
        """Where QGIS looks for the style of a file."""
        return Path(self.path(key)).with_suffix(".qml")

    def final(self, key: str) -> str:
        """Where it will be."""
        return str(self._output.folder / f"{self._prefix}{FILES[key]}")


def refuse_loss(job: CompareJob) -> None:
    """Raises EngineProblem (output_exists) where files of this comparison would take the place of something else: of
    the record of a classification, which goes by the same name, of files of no comparison, or of a map that is read.
    """
    folder = Path(job.output_dir).absolute()
    prefix = f"{safe_name(job.name)}_" if job.name else ""
    record = folder / f"{prefix}{FILES['result_json']}"
    if job.classify is not None:
        _refuse_same_name(job, job.classify.name or Path(job.classify.scene.path).stem)
    refuse_another(record, PARTS, "comparison")
    places = [folder / f"{prefix}{name}" for name in FILES.values()]
    others = [place.name for place in places if place.exists()] if not record.exists() else []
    if others:
        raise EngineProblem(
            "output_exists",
            f"{folder} already holds {', '.join(others)}, but no {record.name} that would say that a comparison wrote "
            "it; choose another folder or another name.",
        )
    finals = {place.resolve() for place in places}
    _refuse_read(job, finals)


def refuse_loss_to_scene(job: CompareJob, name: str) -> None:
    """As `refuse_loss`, where the maps of the scene that is classified first, of this name, would take such a place."""
    assert job.classify is not None
    folder = Path(job.classify.output_dir).absolute()
    prefix = safe_name(job.classify.name or name)
    _refuse_same_name(job, prefix)
    ends = [*LEVEL_SUFFIX.values(), CONFIDENCE_SUFFIX, "_areas.csv", "_result.json"]
    ends += ["_polygons.gpkg"] if job.classify.options.polygons else []
    _refuse_read(job, {(folder / f"{prefix}{end}").resolve() for end in ends})


def _refuse_same_name(job: CompareJob, scene: str) -> None:
    """scene: what the maps of the scene that is classified first are called."""
    folder = Path(job.output_dir).absolute()
    if job.classify is None or not job.name or Path(job.classify.output_dir).absolute() != folder:
        return
    if safe_name(scene) == safe_name(job.name):
        raise EngineProblem(
            "output_exists",
            f"The maps of the scene are called {scene} in {folder} too; choose another name for the comparison.",
        )


def _refuse_read(job: CompareJob, finals: Collection[Path]) -> None:
    for path in files_read(job):
        if resolved(path) in finals:
            raise EngineProblem(
                "output_exists",
                f"This comparison would replace {path}, which it reads; choose another folder or another name.",
            )
