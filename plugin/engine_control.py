"""The engine's environment as the windows see it: its state, and setting up, checking, repairing and removing it."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtNetwork import QNetworkProxy
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from corina.plugin.diagnostics import diagnostics
from corina.plugin.engine_folder import State
from corina.plugin.engine_variant import (
    DISK_MB,
    DOWNLOAD_MB,
    EXTRA_DISK_MB,
    EXTRA_DOWNLOAD_MB,
    Variant,
    suggested_variant,
)
from corina.plugin.settings import find_engine
from corina.plugin.tasks import SetupTask
from corina.plugin.worker_task import WorkerTask
from corina.ui.engine_dialog import EngineDialog
from corina.ui.log_dialog import LogDialog
from corina.ui.state import EngineState, EngineView, Problem

MAX_LOG_LINES = 5000

_STATES = {
    State.MISSING: EngineState.ABSENT,
    State.INCOMPLETE: EngineState.ABSENT,
    State.READY: EngineState.READY,
    State.BROKEN: EngineState.PROBLEM,
}


class EngineControl(QObject):
    """Lives in the GUI thread, which never waits: whatever takes time is a task.

    `changed` carries an EngineView, `failed` a Problem, `output` a line of the installer.
    """

    changed = pyqtSignal(object)
    failed = pyqtSignal(object)
    output = pyqtSignal(str)
    _variant_known = pyqtSignal(str)

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._view = EngineView(EngineState.CHECKING)
        self._task: Optional[Union[SetupTask, WorkerTask]] = None
        self._dialog: Optional[EngineDialog] = None
        self._log: List[str] = []
        self._variant: Optional[Variant] = None
        self._variant_known.connect(self._on_variant)

    @property
    def view(self) -> EngineView:
        """The engine as it stands."""
        return self._view

    def refresh(self) -> None:
        """Look at the engine's folder; starts nothing."""
        if self._task is not None:
            return
        engine = find_engine()
        state = engine.state()
        record = engine.record()
        check = record.get("check") or {}
        message = str((record.get("problem") or {}).get("message") or "")
        if state is State.BROKEN and not message:
            message = self.tr("The engine is damaged or its Python has changed; repair it.")
        elif state is State.INCOMPLETE and not message:
            message = self.tr(
                "A set-up was begun and not finished, or Corina was updated; it goes on from there."
            )
        elif state is State.READY:
            message = ""
        self._show(
            EngineView(
                _STATES[state],
                device=self._device_name(str(check.get("device_used") or "")) if state is State.READY else "",
                message=message,
                place=str(engine.root),
                size=self._size(),
                versions={str(k): str(v) for k, v in (check.get("versions") or {}).items()},
                devices=tuple(self._device_line(device) for device in check.get("devices") or ()),
                extras=tuple(str(extra) for extra in record.get("extras") or ())
                if state is State.READY
                else (),
                extra_sizes={
                    extra: self.tr("about {} MB to download, {} MB on disk").format(
                        megabytes, EXTRA_DISK_MB[extra]
                    )
                    for extra, megabytes in EXTRA_DOWNLOAD_MB.items()
                },
            )
        )
        if self._variant is None and state is not State.READY:
            self._find_variant()

    @staticmethod
    def _device_name(device: str) -> str:
        return {"directml": "DirectML", "coreml": "Core ML"}.get(device, device.upper())

    def _device_line(self, device: Any) -> str:  # noqa: ANN401 - JSON values
        name = self._device_name(str(device.get("name") or ""))
        if device.get("works"):
            return self.tr("{} works").format(name)
        return self.tr("{} does not work: {}").format(name, device.get("reason") or "")

    def _size(self) -> str:
        variant = self._variant or Variant.CPU
        return self.tr("about {} MB to download, {} MB on disk").format(
            DOWNLOAD_MB[variant], DISK_MB[variant]
        )

    def _find_variant(self) -> None:
        """Ask which variant suits this machine; in a thread, as the driver's tool can take seconds."""
        if shutil.which("nvidia-smi") is None:
            self._on_variant(suggested_variant().value)
            return
        threading.Thread(
            target=lambda: self._variant_known.emit(suggested_variant().value),
            daemon=True,
            name="corina-variant",
        ).start()

    def _on_variant(self, variant: str) -> None:
        self._variant = Variant(variant)
        self._show(replace(self._view, size=self._size()))

    def _show(self, view: EngineView) -> None:
        self._view = view
        self.changed.emit(view)
        if self._dialog is not None:
            self._dialog.set_engine(view)

    # What can be done

    def set_up(
        self, variant: Optional[Variant] = None, repair: bool = False, extras: Sequence[str] = ()
    ) -> None:
        """Make the environment, or go on where the last attempt ended.

        variant: None for the one that is there, else the one that suits the machine. repair: make it anew.
        extras: what is to be added to it.
        """
        arguments: Dict[str, Any] = {"repair": repair, "variant": variant, "extras": tuple(extras)}
        proxy = self._proxy()
        if proxy:
            arguments["proxy"] = proxy
        task = SetupTask(find_engine(), **arguments)
        task.progressed.connect(self._on_progress)
        task.output.connect(self._on_output)
        self._start(task, EngineState.SETTING_UP, 0.0, self.tr("Preparing"))

    def repair(self) -> None:
        """Make the environment anew, or set it up when there is none."""
        self.set_up(repair=find_engine().state() in (State.BROKEN, State.READY))

    def set_up_gpu(self) -> None:
        """Install the variant for NVIDIA graphics cards in place of the other."""
        self.set_up(variant=Variant.CUDA)

    def check(self) -> None:
        """Run the tiny model."""
        engine = find_engine()
        task = WorkerTask(self.tr("Corina: checking the engine"), engine.check)
        self._start(task, EngineState.CHECKING)
        task.succeeded.connect(self._on_checked)

    def uninstall(self) -> None:
        """Delete the engine's folder."""
        engine = find_engine()
        title = self.tr("Corina: removing the engine")
        self._start(WorkerTask(title, lambda is_cancelled: engine.uninstall()), EngineState.CHECKING)

    def cancel(self) -> None:
        """Stop the set-up."""
        if self._task is not None:
            self._task.cancel()

    def report_broken(self, problem: Problem) -> None:
        """Take note that a job found the engine not to work, as when its folder was deleted between two runs."""
        self.refresh()
        if self._view.state is EngineState.READY:
            self._show(replace(self._view, state=EngineState.PROBLEM, message=problem.message))
        self.failed.emit(problem)

    def log(self) -> str:
        """What the installer said."""
        return "\n".join(self._log)

    def shutdown(self) -> None:
        """Stop what is going on."""
        self.cancel()
        if self._dialog is not None:
            self._dialog.close()
            self._dialog = None

    def _start(
        self,
        task: Union[SetupTask, WorkerTask],
        state: EngineState,
        fraction: Optional[float] = None,
        message: str = "",
    ) -> None:
        if self._task is not None:
            return
        task.succeeded.connect(self._on_end)
        task.cancelled.connect(self._on_end)
        task.failed.connect(self._on_failed)
        self._task = task
        self._log.append(f"--- {task.description()}")
        self._show(replace(self._view, state=state, fraction=fraction, message=message))
        QgsApplication.taskManager().addTask(task)

    @staticmethod
    def _proxy() -> str:
        """The URL of the HTTP proxy set in QGIS; empty without one, then the environment variables count."""
        proxy = QgsNetworkAccessManager.instance().fallbackProxy()
        if proxy.type() != QNetworkProxy.ProxyType.HttpProxy or not proxy.hostName():
            return ""
        url = QUrl()
        url.setScheme("http")
        url.setHost(proxy.hostName())
        url.setPort(proxy.port())
        url.setUserName(proxy.user())
        url.setPassword(proxy.password())
        return str(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))

    def _on_progress(self, fraction: float, text: str) -> None:
        if self._task is not None:
            self._show(replace(self._view, fraction=fraction, message=text))

    def _on_output(self, line: str) -> None:
        self._log = [*self._log, line][-MAX_LOG_LINES:]
        self.output.emit(line)

    def _on_end(self, *_: object) -> None:
        self._task = None
        self.refresh()

    def _on_checked(self, result: Mapping[str, Any]) -> None:
        lines = tuple(self._device_line(device) for device in result.get("devices") or ())
        self._show(
            replace(
                self._view, devices=lines, message=self.tr("Checked just now: {}.").format("; ".join(lines))
            )
        )

    def _on_failed(self, error: Any) -> None:  # noqa: ANN401 - an EngineError
        self._task = None
        self.refresh()
        if self._view.state is EngineState.ABSENT:
            self._show(replace(self._view, message=error.message))
        elif self._view.state is EngineState.READY:
            self._show(replace(self._view, state=EngineState.PROBLEM, message=error.message))
        details = "\n".join([*self._log[-200:], error.details]).strip()
        self.failed.emit(Problem(f"engine_{error.code}", error.message, details))

    # The window

    def open_dialog(self, parent: QWidget) -> None:
        """Open the engine's window."""
        if self._dialog is None:
            dialog = EngineDialog(parent)
            dialog.check_requested.connect(self.check)
            dialog.repair_requested.connect(self._on_repair)
            dialog.gpu_requested.connect(self.set_up_gpu)
            dialog.diagnostics_requested.connect(self.copy_diagnostics)
            dialog.log_requested.connect(self.show_log)
            dialog.uninstall_requested.connect(self._ask_uninstall)
            self._dialog = dialog
        self._dialog.set_engine(self._view, gpu_possible=shutil.which("nvidia-smi") is not None)
        self._dialog.show()
        self._dialog.raise_()

    def _on_repair(self) -> None:
        if self._view.state is EngineState.ABSENT:
            self.set_up()
        else:
            self.repair()

    def copy_diagnostics(self) -> None:
        """Put the diagnostics on the clipboard."""
        QGuiApplication.clipboard().setText(diagnostics(find_engine(), self._log))

    def show_log(self) -> None:
        """Show what the installer said."""
        LogDialog(self.tr("Log of the engine's set-up"), self.log(), "", self._dialog).open()

    def _ask_uninstall(self) -> None:
        answer = QMessageBox.question(
            self._dialog,
            self.tr("Uninstall the engine"),
            self.tr("Delete the folder “{}”? Models, maps and runs are kept.").format(self._view.place),
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.uninstall()
