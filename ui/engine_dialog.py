"""The engine's own window: its state, versions and devices, and check, repair, diagnostics, GPU variant, uninstall."""

from __future__ import annotations

from html import escape
from typing import List, Optional, Tuple

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QWidget

from corina.ui.forms import load_form
from corina.ui.notes import NoteKind
from corina.ui.state import EngineState, EngineView


def chip_text(engine: EngineView) -> str:
    """The engine in a word or two, for the chip: "engine: CPU", "setting up 40 %", "problem"."""

    def tr(text: str) -> str:
        return str(QCoreApplication.translate("EngineChip", text))

    if engine.state is EngineState.READY:
        return tr("en&gine: {}").format(engine.device or tr("ready"))
    if engine.state is EngineState.SETTING_UP:
        percent = round(100 * (engine.fraction or 0.0))
        return tr("en&gine: setting up {} %").format(percent)
    if engine.state is EngineState.CHECKING:
        return tr("en&gine: checking")
    return tr("en&gine: not set up") if engine.state is EngineState.ABSENT else tr("en&gine: problem")


class EngineDialog(QDialog):
    """Shows the engine and asks for what is to be done with it."""

    check_requested = pyqtSignal()
    repair_requested = pyqtSignal()
    gpu_requested = pyqtSignal()
    diagnostics_requested = pyqtSignal()
    log_requested = pyqtSignal()
    uninstall_requested = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.form = load_form("engine_dialog", self)
        form = self.form
        for button, signal in (
            (form.check_button, self.check_requested),
            (form.repair_button, self.repair_requested),
            (form.gpu_button, self.gpu_requested),
            (form.diagnostics_button, self.diagnostics_requested),
            (form.log_button, self.log_requested),
            (form.uninstall_button, self.uninstall_requested),
        ):
            button.clicked.connect(signal)
        form.box.rejected.connect(self.reject)
        unit = self.fontMetrics().averageCharWidth()
        self.resize(unit * 80, unit * 62)

    def set_engine(self, engine: EngineView, gpu_possible: bool = True) -> None:
        """Show where the engine stands; `gpu_possible` when this machine can have the graphics card variant."""
        form = self.form
        busy = engine.state in (EngineState.SETTING_UP, EngineState.CHECKING)
        present = engine.state in (EngineState.READY, EngineState.PROBLEM)
        kind = {
            EngineState.PROBLEM: NoteKind.MISSING,
            EngineState.CHECKING: NoteKind.BUSY,
            EngineState.SETTING_UP: NoteKind.BUSY,
        }.get(engine.state, NoteKind.PLAIN)
        form.state.say(engine.message or self._state_text(engine), kind)
        form.bar.setVisible(engine.state is EngineState.SETTING_UP)
        form.bar.setMaximum(1000 if engine.fraction is not None else 0)
        form.bar.setValue(round(1000 * (engine.fraction or 0.0)))
        form.check_button.setEnabled(present and not busy)
        form.repair_button.setEnabled(not busy)
        form.repair_button.setText(
            self.tr("&Set up") if engine.state is EngineState.ABSENT else self.tr("&Repair")
        )
        form.gpu_button.setVisible(gpu_possible)
        form.gpu_button.setEnabled(not busy)
        form.uninstall_button.setEnabled(present and not busy)
        form.facts.setHtml(self._facts(engine))

    def _state_text(self, engine: EngineView) -> str:
        return {
            EngineState.READY: self.tr("The engine works."),
            EngineState.ABSENT: self.tr("The engine is not set up yet."),
            EngineState.SETTING_UP: self.tr("The engine is being set up."),
            EngineState.CHECKING: self.tr("The engine is being checked."),
            EngineState.PROBLEM: self.tr("The engine does not work."),
        }[engine.state]

    def _facts(self, engine: EngineView) -> str:
        rows: List[Tuple[str, str]] = [(self.tr("Device"), engine.device), (self.tr("Folder"), engine.place)]
        rows += [(self.tr("Devices found"), "; ".join(engine.devices))]
        rows += [(name, version) for name, version in sorted(engine.versions.items())]
        cells = "".join(
            f"<tr><td><b>{escape(name)}&nbsp;&nbsp;</b></td><td>{escape(str(value))}</td></tr>"
            for name, value in rows
            if value
        )
        return f'<table cellpadding="2">{cells}</table>'
