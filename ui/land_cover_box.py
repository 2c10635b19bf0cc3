"""The field of a land cover map: layers of the project, files, and the line that says what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QWidget

from corina.engine.jobs import Encoding, LandCoverInput
from corina.ui.forms import load_form
from corina.ui.notes import NoteKind

AMBIGUOUS = ("field_ambiguous", "field_missing", "layer_ambiguous")
"""Problems of a map that choosing its layer or its field solves."""


@dataclass(frozen=True)
class LandCoverChoice:
    """The map that is chosen: what the engine reads, its name, its layer if it has one, or why it cannot be used.

    scene: a scene is to be classified first in place of a map.
    """

    source: Optional[LandCoverInput] = None
    label: str = ""
    layer: Optional[QgsMapLayer] = None
    problem: str = ""
    scene: bool = False


class LandCoverBox(QWidget):
    """Asks for a land cover map. Its description comes through `set_description` or `show_missing`."""

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("land_cover_box", self)
        self.resolve: Callable[[QgsMapLayer], LandCoverInput] = lambda layer: LandCoverInput(layer.source())
        """Says what the engine opens for a layer; raises ValueError with one sentence for a layer it cannot open."""
        self._files: Dict[str, str] = {}
        self._scene = ""
        self._description: Optional[Mapping[str, Any]] = None
        self._filling = False
        form = self.form
        for combo in (form.layer, form.table, form.field, form.encoding):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(10)
        self.set_kinds(raster=True, polygons=True)
        form.row.setStretch(0, 1)
        form.choices.setColumnStretch(1, 1)
        self.setFocusProxy(form.layer)
        form.layer.layerChanged.connect(self._on_map)
        form.layer.currentIndexChanged.connect(self._on_map)
        form.open_button.clicked.connect(self._ask)
        form.table.currentIndexChanged.connect(self._on_table)
        form.field.currentIndexChanged.connect(self._on_choice)
        form.encoding.currentIndexChanged.connect(self._on_choice)
        self._known = self.choice()
        self._show_choices([], [])

    def set_kinds(self, raster: bool, polygons: bool) -> None:
        """Which layers of the project are listed."""
        kinds = QgsMapLayerProxyModel.Filter
        wanted = [kinds.RasterLayer] * raster + [kinds.PolygonLayer] * polygons
        filters = wanted[0]
        for kind in wanted[1:]:
            filters = filters | kind
        self.form.layer.setFilters(filters)

    def set_optional(self) -> None:
        """Let no map at all be chosen, as it is at first."""
        self.form.layer.setAllowEmptyLayer(True)
        self.form.layer.setLayer(None)

    def set_scene(self, text: str) -> None:
        """Offer to classify a scene first; `text` says which. Empty: it is not offered."""
        chosen = self.choice().scene
        self._scene = text
        self._list_items()
        if chosen and text:
            self.choose_scene()

    def choose_scene(self) -> None:
        """Choose to classify the scene first."""
        self.form.layer.setCurrentIndex(self.form.layer.findText(self._scene))
        self._on_map()

    def set_excluded_layers(self, layers: Sequence[QgsMapLayer]) -> None:
        """Leave layers out of the list."""
        self.form.layer.setExceptedLayerList(list(layers))
        self._on_map()

    def set_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """Choose a layer of the project."""
        self.form.layer.setLayer(layer)
        self._on_map()

    def add_file(self, path: str) -> None:
        """List a file and choose it."""
        label = Path(path).name or path
        if self._files.get(label, path) != path:
            label = path
        self._files[label] = path
        self._list_items()
        self.form.layer.setCurrentIndex(self.form.layer.findText(label))
        self._on_map()

    def set_input(self, source: LandCoverInput) -> None:
        """Choose the layer that shows a map, or else list its file; as for a run that is repeated."""
        for row in range(self.form.layer.count()):
            layer = self.form.layer.layer(row)
            if layer is not None and self._path_of(layer) == (source.path, source.layer):
                self.set_layer(layer)
                break
        else:
            self.add_file(source.path)
        said = [] if source.encoding is Encoding.AUTO else [source.encoding.value]
        self._show_choices(
            [source.layer] if source.layer else [], [source.field] if source.field else [], said
        )

    def _path_of(self, layer: QgsMapLayer) -> object:
        try:
            source = self.resolve(layer)
        except ValueError:
            return None
        return source.path, source.layer

    def _list_items(self) -> None:
        items: List[str] = [self._scene] if self._scene else []
        self.form.layer.setAdditionalItems([*items, *self._files])

    def choice(self) -> LandCoverChoice:
        """The map that is chosen now, with the layer and field chosen in it."""
        layer = self.form.layer.currentLayer()
        text = str(self.form.layer.currentText())
        if layer is None and self._scene and text == self._scene:
            return LandCoverChoice(label=text, scene=True)
        if layer is None:
            path = self._files.get(text, "")
            source = LandCoverInput(path) if path else None
            return LandCoverChoice(self._completed(source), text if path else "")
        try:
            return LandCoverChoice(self._completed(self.resolve(layer)), str(layer.name()), layer)
        except ValueError as error:
            return LandCoverChoice(None, str(layer.name()), layer, str(error))

    def _completed(self, source: Optional[LandCoverInput]) -> Optional[LandCoverInput]:
        if source is None:
            return None
        table, field = self.form.table.currentData() or "", self.form.field.currentData() or ""
        encoding = Encoding(self.form.encoding.currentData() or source.encoding)
        return replace(source, layer=source.layer or table, field=source.field or field, encoding=encoding)

    # What was understood

    def description(self) -> Optional[Mapping[str, Any]]:
        """What the engine said of the map, None while it is not known."""
        return self._description

    def show_busy(self) -> None:
        """Say that the map is being read."""
        self._description = None
        self.form.note.say(self.tr("Reading the map…"), NoteKind.BUSY)

    def set_description(self, description: Mapping[str, Any]) -> None:
        """Show the engine's description of the map (docs/jobs.md), and ask for what it could not decide."""
        self._description = description
        problem = description.get("problem") or {}
        fields = [str(name) for name in description.get("fields") or ()]
        layers = [str(name) for name in description.get("layers") or ()]
        asks = problem.get("code") in AMBIGUOUS
        encodings = [str(name) for name in description.get("encodings") or ()]
        self._show_choices(
            layers if len(layers) > 1 else [], fields if len(fields) > 1 or asks else [], encodings
        )
        warnings = [str(line) for line in description.get("warnings") or ()]
        summary = str(description.get("summary") or "")
        if problem:
            self.form.note.say(str(problem.get("message") or ""), NoteKind.MISSING)
        elif warnings:
            self.form.note.say(
                f"{summary} {warnings[0]}".strip(), NoteKind.WARNING, "\n".join([summary, *warnings])
            )
        else:
            self.form.note.say(summary, NoteKind.PLAIN, str(description.get("how") or ""))

    def show_missing(self, sentence: str) -> None:
        """Say what is wrong with the map."""
        self._description = None
        self.form.note.say(sentence, NoteKind.MISSING)

    def show_remark(self, sentence: str) -> None:
        """Say something about the choice."""
        self._description = None
        self.form.note.say(sentence)

    def _show_choices(
        self,
        layers: Sequence[str],
        fields: Sequence[str],
        encodings: Sequence[str] = (),
        forget: bool = False,
    ) -> None:
        """Offer layers, fields and encodings to choose from; what was chosen stays, unless it is of another map
        (forget).
        """
        self._filling = True
        words = self._encoding_words()
        for combo, label, key, names in (
            (self.form.table, self.form.table_label, "layer", layers),
            (self.form.field, self.form.field_label, "field", fields),
            (self.form.encoding, self.form.encoding_label, "encoding", encodings),
        ):
            kept = "" if forget else combo.currentData()
            combo.clear()
            if kept and kept not in names:
                names = [*names, kept]
            if names:
                combo.addItem(self.tr("found automatically"), "")
            for name in names:
                combo.addItem(words.get(name, name) if combo is self.form.encoding else name, name)
            # How values were read is no choice yet: until a user makes it, the warning stands.
            described = "" if key == "encoding" else str((self._description or {}).get(key) or "")
            wanted = kept or (described if len(names) > 1 else "") or (names[0] if len(names) == 1 else "")
            combo.setCurrentIndex(max(0, combo.findData(wanted)) if names else -1)
            combo.setVisible(bool(names))
            label.setVisible(bool(names))
        self._filling = False

    def _encoding_words(self) -> Dict[str, str]:
        return {
            Encoding.GRID.value: self.tr("grid codes, 1 to 44"),
            Encoding.CODES.value: self.tr("codes of level 3, 111 to 523"),
            Encoding.LEVEL2.value: self.tr("codes of level 2, 11 to 52"),
            Encoding.LEVEL1.value: self.tr("codes of level 1, 1 to 5"),
        }

    # What happens

    def _on_map(self, *_: object) -> None:
        choice = self.choice()
        if self._filling or (choice.layer, choice.label, choice.problem) == (
            self._known.layer,
            self._known.label,
            self._known.problem,
        ):
            return
        self._known = choice
        self._description = None
        self._show_choices([], [], forget=True)
        self.form.note.clear()
        self.changed.emit()

    def _on_table(self, *_: object) -> None:
        if not self._filling:
            self._filling = True
            self.form.field.setCurrentIndex(0 if self.form.field.count() else -1)
            self._filling = False
            self._on_choice()

    def _on_choice(self, *_: object) -> None:
        if not self._filling:
            self.changed.emit()

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a land cover map"),
            "",
            self.tr(
                "Maps (*.gpkg *.shp *.geojson *.fgb *.sqlite *.gdb *.zip *.tif *.tiff *.vrt *.img);;All files (*)"
            ),
        )
        if path:
            self.add_file(path)
