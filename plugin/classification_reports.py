"""Makes the report of the classification that is shown and opens it, and adds to the engine what that needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping

from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from corina.engine.jobs import ClassificationReportJob, LandCoverInput
from corina.plugin.describer import SceneDescriber
from corina.plugin.engine_control import EngineControl
from corina.plugin.engine_process import EngineError
from corina.plugin.settings import find_engine, load_settings
from corina.ui.dock import CorinaDock
from corina.ui.result_panel import EXTRA
from corina.ui.state import Problem


class ClassificationReports(QObject):
    """The engine makes the report beside the maps, while the user goes on working."""

    def __init__(self, dock: CorinaDock, engine: EngineControl, parent: QObject) -> None:
        super().__init__(parent)
        self._dock, self._control = dock, engine
        self._panel = dock.classify.result
        self._engine = SceneDescriber(find_engine, self)
        self._engine.described.connect(self._on_made)
        self._engine.failed.connect(self._on_failed)
        self._panel.report_requested.connect(self.make)
        self._panel.report_stopped.connect(self.stop)
        self._panel.replaced.connect(self.stop)
        setup = self._panel.setup
        setup.setup_requested.connect(lambda: engine.set_up(extras=(EXTRA,)))
        setup.cancel_requested.connect(engine.cancel)
        engine.output.connect(setup.add_output)

    def shutdown(self) -> None:
        """End what is going on."""
        self._engine.shutdown()

    def stop(self) -> None:
        """Make no report after all; what was begun of it is removed."""
        self._engine.cancel()
        self._panel.show_reporting(False)

    def make(self) -> None:
        """Make the report of the result that is shown, beside its maps, and open it."""
        result = self._panel.result()
        outputs = result.get("outputs") or {}
        path, folder = str(outputs.get("level3") or ""), str(result.get("output_dir") or "")
        if not Path(path).is_file():
            self._dock.show_problem(
                Problem("result_missing", self.tr("The map “{}” is not there any more.").format(path))
            )
            return
        job = ClassificationReportJob(
            LandCoverInput(path),
            folder,
            confidence=str(outputs.get("confidence") or ""),
            models_dir=load_settings().models_folder,
            name=str(result.get("name") or ""),
        )
        self._panel.show_reporting(True)
        self._engine.describe(job)

    def _on_made(self, made: Mapping[str, Any]) -> None:
        self._panel.show_reporting(False)
        for sentence in made["warnings"]:
            self._dock.show_warning(str(sentence))
        path = str(made["outputs"]["report"])
        self._dock.show_done(self.tr("The report was saved to “{}”.").format(path))
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._dock.show_warning(self.tr("No browser opened “{}”.").format(path))

    def _on_failed(self, error: EngineError) -> None:
        self._panel.show_reporting(False)
        if error.code == "extra_missing":
            self._control.refresh()
        # The buttons that solve other errors lead to the form of a classification, which is not what failed.
        code = error.code if error.code.startswith("engine") else ""
        self._dock.show_problem(Problem(code, error.message, error.details))
