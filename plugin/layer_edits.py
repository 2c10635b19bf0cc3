"""Values written into a layer one by one: what counts as saved is in the file that lies in its place."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional, Tuple

from qgis.core import QgsFeatureRequest, QgsMapLayer, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

FileKey = Tuple[int, int]


def file_key(layer: QgsVectorLayer) -> Optional[FileKey]:
    """What tells the file of a layer from another of its name; None for a layer without one, or whose file is gone."""
    try:
        found = os.stat(_path(layer))
    except (OSError, ValueError):
        return None
    # Reading a GeoPackage that is gone makes an empty file in its place.
    return (found.st_dev, found.st_ino) if found.st_size else None


def reopen(layer: QgsMapLayer) -> None:
    """Let a layer open its file anew, since what lies there may have been replaced; not one with unsaved edits."""
    provider = layer.dataProvider()
    if provider is not None and not (isinstance(layer, QgsVectorLayer) and layer.isModified()):
        provider.reloadData()
        layer.triggerRepaint()


def save_values(layer: QgsVectorLayer, fid: int, values: Mapping[int, Any], opened: Optional[FileKey]) -> str:
    """Write the values, by the places of their fields, into a feature: at once, or into the edits while it is edited.

    opened: `file_key` when the layer was opened. A file that was removed since, or replaced as programs that
    synchronise do, goes on being written by QGIS without an error, and what is written goes with QGIS; neither does
    the provider mind a feature that is not there. Returns what is wrong in one sentence, empty when it is saved.
    """
    if opened is not None and file_key(layer) != opened:
        if file_key(layer) is None:
            return _tr("{} is not there any more: nothing can be saved in it.").format(_path(layer))
        return _tr(
            "{} was replaced after its layer was opened, and nothing can be saved in it: remove the layer and open it "
            "again."
        ).format(_path(layer))
    if next(layer.getFeatures(QgsFeatureRequest(fid)), None) is None:
        return _tr("This is not in “{}” any more, so nothing can be saved of it.").format(layer.name())
    if layer.isEditable():
        done = [layer.changeAttributeValue(fid, place, value) for place, value in values.items()]
        saved = all(done)
    else:
        saved = layer.dataProvider().changeAttributeValues({fid: dict(values)})
    layer.triggerRepaint()
    if saved:
        return ""
    return _tr("“{}” cannot be saved: is its file read-only or open elsewhere?").format(layer.name())


def _path(layer: QgsVectorLayer) -> str:
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(parts.get("path") or "")


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("LayerEdits", text))
