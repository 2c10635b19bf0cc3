"""The sources of training data that the parameters of an algorithm name: scenes with labels, and a ready-made set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple, Union

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsProperty,
)

from corina.engine.jobs import JobError, SceneInput, SourceKind, TrainingSource
from corina.plugin.algorithms.band_values import has_band_values, with_band_values
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.areas import crs_text
from corina.plugin.command_line import bands_from_text
from corina.plugin.label_sources import label_input
from corina.plugin.sources import SourceError, full_path, scene_source

LEGEND_FILES = (".csv", ".json", ".txt", ".tsv")
LISTS = ("MORE_INPUTS", "MORE_LABELS")
"""The parameters that name several layers."""


def add_sources(algorithm: EngineAlgorithm) -> None:
    """Add the parameters; `sources` reads them."""
    raster, polygons = QgsProcessing.SourceType.TypeRaster, QgsProcessing.SourceType.TypeVectorPolygon
    algorithm.add(
        QgsProcessingParameterMapLayer("INPUT", tr("Scene layer"), optional=True, types=[raster]),
        tr("A raster layer with the bands of a Sentinel-2 scene."),
    )
    algorithm.add(
        QgsProcessingParameterFile("INPUT_FILE", tr("or product folder, .zip or raster file"), optional=True),
        tr("A Sentinel-2 product (.SAFE folder or its .zip), or a raster file, in place of INPUT."),
    )
    algorithm.add(
        QgsProcessingParameterMapLayer("LABELS", tr("Labels"), optional=True, types=[polygons, raster]),
        tr("Polygons or a raster with CORINE classes, or with those of another LEGEND. Any CRS."),
    )
    algorithm.add(
        QgsProcessingParameterMultipleLayers("MORE_INPUTS", tr("Further scenes"), raster, optional=True),
        tr(
            "More scenes to learn from. BANDS, SCALE and OFFSET are those of all scenes, where they are given."
        ),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterMultipleLayers(
            "MORE_LABELS",
            tr("Labels of the further scenes"),
            QgsProcessing.SourceType.TypeMapLayer,
            optional=True,
        ),
        tr("One layer for each further scene, in the same order. Empty: LABELS covers all scenes."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterString("FIELD", tr("Class field"), optional=True),
        tr("The attribute of the polygons with the class. Empty: CODE_18, CLC_CODE and the like are found."),
    )
    algorithm.add(
        QgsProcessingParameterString("LEGEND", tr("Legend"), defaultValue="corine", optional=True),
        tr("corine, another legend's name such as s2glc or esa-worldcover, or a legend file (.csv, .json)."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterFile(
            "DATA_SET",
            tr("Ready-made data set"),
            QgsProcessingParameterFile.Behavior.Folder,
            optional=True,
        ),
        tr(
            "The folder of BigEarthNet, EuroSAT, SeasoNet or chips with masks, instead of scenes or beside them."
        ),
    )


def problem_of(parameters: Dict[str, Any]) -> str:
    """What is wrong with the sources that were given, in one sentence; empty where nothing is."""
    scene = bool(parameters.get("INPUT") or parameters.get("INPUT_FILE"))
    if not scene and has_band_values(parameters):
        return tr(
            "BANDS, SCALE and OFFSET say something of a scene: give INPUT or INPUT_FILE, or leave them out."
        )
    if scene and not parameters.get("LABELS"):
        return tr("The scene has no labels: give a layer with CORINE polygons or classes (LABELS).")
    scenes, labels = _values(parameters, "MORE_INPUTS"), _values(parameters, "MORE_LABELS")
    if (scenes or labels) and not scene:
        return tr("MORE_INPUTS and MORE_LABELS come after a first scene: give INPUT or INPUT_FILE too.")
    if labels and len(labels) != len(scenes):
        return tr(
            "MORE_LABELS has {labels} layers for {scenes} further scenes: give one for each in the same order, or none "
            "where LABELS covers all scenes."
        ).format(labels=len(labels), scenes=len(scenes))
    return ""


def sources(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext
) -> Tuple[TrainingSource, ...]:
    """The sources that were given, none where none is. Raises JobError, SourceError."""
    legend = algorithm.parameterAsString(parameters, "LEGEND", context).strip()
    if legend.lower().endswith(LEGEND_FILES):
        legend = full_path(legend)
    first = _first_scene(algorithm, parameters, context)
    folder = algorithm.path(parameters, "DATA_SET", context)
    ready = ()
    if folder:
        # Where both are given the legend is that of the scenes' labels, and the set has its own.
        other = first is None and legend not in ("", "corine")
        ready = (TrainingSource(SourceKind.AUTO, path=folder, legend=legend if other else ""),)
    if first is None:
        return ready
    scenes = [first]
    scenes += [
        SceneInput(found) if isinstance(found, str) else _scene_of(found)
        for found in _named(parameters, "MORE_INPUTS", context)
    ]
    labels: List[QgsMapLayer] = [_layer(algorithm, parameters, "LABELS", context)]
    for found in _named(parameters, "MORE_LABELS", context):
        if isinstance(found, str):
            raise _no_layer("MORE_LABELS", found)
        labels.append(found)
    if len(labels) == 1:
        labels *= len(scenes)
    field = algorithm.parameterAsString(parameters, "FIELD", context)
    try:
        if len(scenes) > 1:
            _refuse_files_of_one_scene(algorithm.parameterAsString(parameters, "BANDS", context), len(scenes))
        scenes = [with_band_values(algorithm, parameters, context, scene) for scene in scenes]
    except ValueError as error:
        raise JobError(str(error)) from error
    return (
        *ready,
        *(
            TrainingSource(
                scene=scene, labels=replace(label_input(layer), field=field, legend=legend or "corine")
            )
            for scene, layer in zip(scenes, labels)
        ),
    )


def _refuse_files_of_one_scene(bands: str, scenes: int) -> None:
    """Raises JobError where BANDS names a file: every scene would be given its band."""
    named = [band.path for band in bands_from_text(bands, "") if band.path]
    if named:
        raise JobError(
            tr(
                "BANDS names {file}, which holds a band of one scene: train on {count} scenes by a recipe."
            ).format(file=named[0], count=scenes)
        )


def _first_scene(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext
) -> Optional[SceneInput]:
    if parameters.get("INPUT"):
        return _scene_of(_layer(algorithm, parameters, "INPUT", context))
    path = algorithm.path(parameters, "INPUT_FILE", context)
    return SceneInput(path) if path else None


def _scene_of(layer: QgsMapLayer) -> SceneInput:
    own = layer.dataProvider().crs() if layer.dataProvider() is not None else layer.crs()
    given = layer.crs().isValid() and layer.crs() != own
    return SceneInput(scene_source(layer), crs=crs_text(layer.crs()) if given else None)


def _values(parameters: Dict[str, Any], name: str) -> List[Any]:
    """The entries of a parameter for several layers: layers, their ids or names, or paths."""
    value = parameters.get(name)
    if isinstance(value, str):
        value = value.split(";")
    elif value is not None and not isinstance(value, (list, tuple)):
        value = [value]
    return [entry for entry in value or [] if entry]


def _named(
    parameters: Dict[str, Any], name: str, context: QgsProcessingContext
) -> List[Union[QgsMapLayer, str]]:
    """Each entry as a layer, or as a path where it is one that QGIS does not open, as a product folder."""
    found: List[Union[QgsMapLayer, str]] = []
    for value in _values(parameters, name):
        if isinstance(value, QgsProperty):
            value = value.valueAsString(context.expressionContext(), "")[0]
        if not isinstance(value, (str, QgsMapLayer)):
            raise _no_layer(name, value)
        layer = (
            value if isinstance(value, QgsMapLayer) else QgsProcessingUtils.mapLayerFromString(value, context)
        )
        if layer is not None:
            found.append(layer)
        elif Path(full_path(value)).exists():
            found.append(full_path(value))
        else:
            raise _no_layer(name, value)
    return found


def _layer(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], name: str, context: QgsProcessingContext
) -> QgsMapLayer:
    layer = algorithm.parameterAsLayer(parameters, name, context)
    if layer is None:
        raise _no_layer(name, parameters[name])
    return layer


def _no_layer(name: str, value: object) -> SourceError:
    return SourceError(tr("{name} is {value}, which is no layer.").format(name=name, value=value))
