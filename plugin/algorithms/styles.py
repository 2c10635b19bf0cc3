"""Styles the layers Processing loads, as the plugin styles its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Dict

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)

from corina.clc import Level
from corina.plugin import compare_layers, layers, sample_layer

_ALIVE: Dict[int, ResultStyler] = {}
"""Processing does not own its post-processors: each is kept here until it has done its work."""


class ResultStyler(QgsProcessingLayerPostProcessorInterface):
    """Styles one layer of a result when Processing has loaded it. name: its parameter, such as LEVEL3."""

    @classmethod
    def create(cls, name: str, result: Mapping[str, Any]) -> ResultStyler:
        """A styler that lives until it is used."""
        styler = cls()
        styler.name = name
        styler.result = result
        _ALIVE[id(styler)] = styler
        return styler

    name = ""
    result: Mapping[str, Any] = {}

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        style(layer, self.name, self.result)
        _ALIVE.pop(id(self), None)


def style(layer: QgsMapLayer, name: str, result: Mapping[str, Any]) -> None:
    """Give the layer of parameter `name` its colours, names and metadata."""
    if name == "SAMPLE":
        sample_layer.style_samples(layer, result["level"], [entry["code"] for entry in result["classes"]])
        return
    if name == "CHANGES":
        compare_layers.style_changes(layer, result)
        return
    if name.startswith("GENERALISED_POLYGONS"):
        codes = [int(row["code"]) for row in result["levels"][name[-1]]]
        layers.style_polygons(layer, codes, Level(int(name[-1])))
        return
    if name.startswith("GENERALISED"):
        layers.style_level(layer, Level(int(name[-1])), [row["value"] for row in result["levels"][name[-1]]])
        return
    if name.startswith("LEVEL"):
        level = Level(int(name[-1]))
        layers.style_level(layer, level, layers.values_present(result, level))
    elif name == "CONFIDENCE":
        layers.style_confidence(layer)
    elif name == "POLYGONS":
        layers.style_polygons(layer, [int(entry["code"]) for entry in result["levels"]["3"]])
    layers.describe(layer, result)
    layer.triggerRepaint()
