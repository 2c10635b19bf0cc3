"""The list of legends: the presets, files that were opened before, and an entry that opens one."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog

from corina.clc.legend_presets import PRESETS, open_legend
from corina.clc.legends import LegendError

_OPEN = "\0open"
"""The data of the entry that opens a file; no path and no name of a legend is like it."""
_CHOSEN = "chosen_legend"
"""The property of a combo box that keeps its legend while that entry is pointed at."""


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("LegendCombo", text))


def fill_legends(combo: QComboBox, first: str, first_name: str, say: Callable[[str], None]) -> None:
    """List the legends, with their names as data; `first` leads the list under the name `first_name`.

    say: is told in one sentence what is wrong with a file that was to be opened.
    """
    combo.addItem(first, first_name)
    for name, title in PRESETS.items():
        if name != first_name:
            combo.addItem(title, name)
    combo.addItem(_tr("Open a legend…"), _OPEN)
    combo.setProperty(_CHOSEN, first_name)
    combo.currentIndexChanged.connect(lambda _=0: _keep(combo))
    combo.activated.connect(lambda _=0: _ask(combo, say))


def chosen_legend(combo: QComboBox) -> str:
    """The name of the legend that is chosen, or the path of its file."""
    return str(combo.property(_CHOSEN))


def choose_legend(combo: QComboBox, legend: str) -> None:
    """Choose a legend by name, or by the path of its file, which is listed when it is new."""
    row = combo.findData(legend)
    if row < 0:
        row = max(0, combo.findData(_OPEN))  # which stays the last
        combo.insertItem(row, Path(legend).name, legend)
    combo.setCurrentIndex(row)


def _keep(combo: QComboBox) -> None:
    if combo.currentData() not in (None, _OPEN):
        combo.setProperty(_CHOSEN, combo.currentData())


def _ask(combo: QComboBox, say: Callable[[str], None]) -> None:
    """Open a legend file where that entry was chosen; else what was chosen before stays."""
    if combo.currentData() != _OPEN:
        return
    combo.setCurrentIndex(combo.findData(chosen_legend(combo)))
    path, _ = QFileDialog.getOpenFileName(
        combo, _tr("Open a legend"), "", _tr("Legends (*.csv *.json *.txt *.tsv);;All files (*)")
    )
    if not path:
        return
    try:
        open_legend(path)
    except LegendError as error:
        say(str(error))
        return
    choose_legend(combo, path)
