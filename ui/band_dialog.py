"""The band dialog: which raster band holds each band of the model, and how stored values become reflectance."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidgetItem,
    QWidget,
)

from corina.engine.jobs import BandChoice, SceneInput
from corina.ui.formatting import number
from corina.ui.forms import load_form
from corina.ui.gaps import scale_text
from corina.ui.notes import NoteKind

WAVELENGTHS = {
    "B01": 443, "B02": 492, "B03": 560, "B04": 665, "B05": 704, "B06": 740, "B07": 780, "B08": 833, "B8A": 865,
    "B09": 945, "B10": 1374, "B11": 1610, "B12": 2190,
}  # fmt: skip
"""Central wavelengths of the Sentinel-2 bands in nm, rounded over S2A and S2B."""

Place = Tuple[str, int]


class BandDialog(QDialog):
    """Shows a scene description and lets the user overrule it; `scene()` is what the user said, and nothing else."""

    def __init__(
        self,
        bands: Sequence[str],
        description: Mapping[str, Any],
        overrides: SceneInput,
        automatic: Optional[Mapping[str, Any]] = None,
        parent: Optional[QWidget] = None,
    ) -> None:
        super().__init__(parent)
        self.form = load_form("band_dialog", self)
        self._bands = list(bands)
        self._description = description
        self._automatic = automatic
        self._reset = False
        self._combos: List[QComboBox] = []
        self._touched_scale = overrides.scale is not None or overrides.offset is not None
        self._touched_nodata = overrides.nodata is not None
        self._fill_table(description)
        self._fill_reflectance(description)
        self._connect()
        self.refresh()
        self.resize(self.fontMetrics().averageCharWidth() * 96, self.sizeHint().height())

    def _connect(self) -> None:
        form = self.form
        form.scale.valueChanged.connect(self._on_scale)
        form.offset.valueChanged.connect(self._on_scale)
        form.confirm.toggled.connect(self.refresh)
        form.has_nodata.toggled.connect(self._on_nodata)
        form.nodata.valueChanged.connect(self._on_nodata)
        form.buttons.accepted.connect(self.accept)
        form.buttons.rejected.connect(self.reject)
        reset = self._button(QDialogButtonBox.StandardButton.Reset)
        reset.setText(self.tr("Reset to &automatic"))
        reset.setToolTip(self.tr("Forget every choice made here and go by what was found."))
        reset.clicked.connect(self.reset)

    def _button(self, which: Any) -> Any:  # noqa: ANN401 - Qt's own types
        return self.form.buttons.button(which)

    def _fill_table(self, description: Mapping[str, Any]) -> None:
        table = self.form.table
        table.clear()
        table.setColumnCount(4)
        table.setHorizontalHeaderLabels(
            [self.tr("Band"), self.tr("Raster band"), self.tr("How it was found"), self.tr("Resolution")]
        )
        table.setRowCount(len(self._bands))
        table.verticalHeader().hide()
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSizeAdjustPolicy(QAbstractItemView.SizeAdjustPolicy.AdjustToContents)
        table.setTabKeyNavigation(False)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found: Dict[str, Mapping[str, Any]] = {item["band"]: item for item in description.get("bands", ())}
        suggested = {item["band"]: item for item in description.get("suggested", ())}
        self._combos = []
        for row, band in enumerate(self._bands):
            self._fill_row(row, band, found.get(band) or suggested.get(band), description)
            if band not in found and band in suggested:
                self._say_how(row, self.tr("perhaps: {}").format(suggested[band]["how"]))
        header = table.horizontalHeader()
        for column in (0, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        rows = min(8, len(self._bands))
        for combo in self._combos:
            table.verticalHeader().setDefaultSectionSize(combo.sizeHint().height() + 2)
        height = header.sizeHint().height() + sum(table.rowHeight(row) for row in range(rows))
        table.setMinimumHeight(height + 2 * table.frameWidth())

    def _fill_row(
        self, row: int, band: str, found: Optional[Mapping[str, Any]], description: Mapping[str, Any]
    ) -> None:
        wavelength = WAVELENGTHS.get(band)
        name = QTableWidgetItem(f"{band}  {wavelength} nm" if wavelength else band)
        how = QTableWidgetItem(str(found["how"]) if found else self.tr("not found"))
        how.setToolTip(how.text())
        metres = found.get("resolution_m") if found else None
        resolution = QTableWidgetItem(self.tr("{} m").format(f"{float(metres):g}") if metres else "–")
        resolution.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
        for column, item in ((0, name), (2, how), (3, resolution)):
            self.form.table.setItem(row, column, item)
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.setAccessibleName(self.tr("Raster band for {}").format(band))
        combo.addItem(self.tr("choose…"), None)
        for place in description.get("available", ()):
            combo.addItem(str(place["label"]), (str(place["path"]), int(place["index"])))
        if found:
            self._choose(combo, (str(found["path"]), int(found["index"])))
        combo.currentIndexChanged.connect(self._on_band)
        combo.activated.connect(self._on_band)  # also what was suggested can be chosen
        self.form.table.setCellWidget(row, 1, combo)
        self._combos.append(combo)

    def _choose(self, combo: QComboBox, place: Place) -> None:
        for row in range(1, combo.count()):
            if tuple(combo.itemData(row)) == place:
                combo.setCurrentIndex(row)
                return
        combo.addItem(f"{place[0]}, {place[1]}", place)
        combo.setCurrentIndex(combo.count() - 1)

    def _fill_reflectance(self, description: Mapping[str, Any]) -> None:
        form = self.form
        for widget in (form.scale, form.offset, form.confirm, form.has_nodata, form.nodata):
            widget.blockSignals(True)
        scale, offset, nodata = (description.get(name) for name in ("scale", "offset", "nodata"))
        form.scale.setValue(float(scale) if scale else 1e-4)
        form.scale.setShowClearButton(False)
        form.offset.setValue(float(offset) if offset else 0.0)
        form.offset.setClearValue(0)
        form.has_nodata.setChecked(nodata is not None)
        # The value a file states can be another, but a file cannot be told to state none.
        form.has_nodata.setEnabled(nodata is None or self._touched_nodata)
        form.nodata.setValue(float(nodata) if nodata is not None else 0.0)
        form.nodata.setEnabled(nodata is not None)
        form.nodata.setShowClearButton(False)
        form.confirm.setChecked(False)
        for widget in (form.scale, form.offset, form.confirm, form.has_nodata, form.nodata):
            widget.blockSignals(False)
        self._show_source(description)

    def _guessed(self) -> bool:
        problem = (self._description.get("problem") or {}).get("code")
        guessed = self._description.get("scale_guessed") or problem == "scale_unknown"
        return bool(guessed) and not self._touched_scale and self._is_of_known_files()

    def _is_of_known_files(self) -> bool:
        """Whether all chosen bands are in the files whose values were looked at for the scale."""
        looked_at = {
            str(item["path"])
            for bands in ("bands", "suggested")
            for item in self._description.get(bands) or ()
        }
        return {place[0] for place in self._places() if place is not None} <= looked_at

    def _show_source(self, description: Mapping[str, Any]) -> None:
        # The engine begins the reason for a guess with that word.
        how = str(description.get("scale_how") or "")
        if self._guessed():
            how = how.replace("guessed: ", "")
            text = self.tr("This is a guess: {}").format(how) if how else self.tr("This is a guess.")
            self.form.source.say(text, NoteKind.WARNING)
        elif self._touched_scale:
            self.form.source.say(self.tr("Set by you: {}").format(scale_text(self.form.scale.value())))
        elif description.get("scale") is None or description.get("scale_guessed"):
            self.form.source.say(self.tr("Not known yet: it is looked for in the bands you choose."))
        else:
            self.form.source.say(how)
        self.form.confirm.setVisible(self._guessed())

    def _places(self) -> List[Optional[Place]]:
        return [None if combo.currentData() is None else tuple(combo.currentData()) for combo in self._combos]

    def problem(self) -> str:
        """Why the dialog cannot be accepted; empty when it can."""
        places = self._places()
        missing = [band for band, place in zip(self._bands, places) if place is None]
        if missing:
            return self.tr("Choose a raster band for {}.").format(", ".join(missing))
        for row, place in enumerate(places):
            if place in places[:row]:
                other = self._bands[places.index(place)]
                return self.tr("{} and {} use the same raster band.").format(other, self._bands[row])
        if self._guessed() and not self.form.confirm.isChecked():
            return self.tr("Confirm the guessed scale and offset, or change them.")
        return ""

    def scene(self) -> SceneInput:
        """What the user overruled or confirmed; everything else is left to the engine."""
        if self._reset:
            return SceneInput("")
        found = {
            item["band"]: (str(item["path"]), int(item["index"]))
            for item in (self._automatic or {}).get("bands", ())
        }
        bands = tuple(
            BandChoice(band, *place)
            for band, place in zip(self._bands, self._places())
            if place is not None and found.get(band) != place
        )
        scaled = self._touched_scale or (self._guessed() and self.form.confirm.isChecked())
        nodata = (
            self.form.nodata.value() if self._touched_nodata and self.form.has_nodata.isChecked() else None
        )
        return SceneInput(
            "",
            bands,
            self.form.scale.value() if scaled else None,
            self.form.offset.value() if scaled else None,
            nodata,
        )

    def refresh(self) -> None:
        """Say what is missing and enable OK when nothing is."""
        problem = self.problem()
        self.form.note.say(problem, NoteKind.MISSING)
        self._button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem)
        found = self._automatic or self._description
        self.form.intro.setText(
            self.tr("“{}” has {} raster bands; the model needs {}.").format(
                found.get("name", ""), number(len(found.get("available", ()))), ", ".join(self._bands)
            )
        )

    def reset(self) -> None:
        """Show what was found; without a description of that, accept and let the scene be described anew."""
        if self._automatic is None:
            self._reset = True
            self.accept()
            return
        self._touched_scale = self._touched_nodata = False
        self._description = self._automatic
        self._fill_table(self._automatic)
        self._fill_reflectance(self._automatic)
        self.refresh()

    def _on_band(self) -> None:
        found = {item["band"]: item for item in self._description.get("bands", ())}
        for row, (band, place) in enumerate(zip(self._bands, self._places())):
            item = found.get(band)
            if place is None:
                self._say_how(row, self.tr("not found"))
            elif item is not None and place == (str(item["path"]), int(item["index"])):
                self._say_how(row, str(item["how"]))
            elif self._combos[row] is self.sender():
                self._say_how(row, self.tr("chosen by you"))
        self._show_source(self._description)
        self.refresh()

    def _say_how(self, row: int, text: str) -> None:
        item = self.form.table.item(row, 2)
        item.setText(text)
        item.setToolTip(text)

    def _on_scale(self) -> None:
        self._touched_scale = True
        self._show_source(self._description)
        self.refresh()

    def _on_nodata(self) -> None:
        self._touched_nodata = True
        self.form.nodata.setEnabled(self.form.has_nodata.isChecked())
        self.refresh()
