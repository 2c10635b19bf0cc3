"""Keeps the report of a comparison up to date with what was judged, and opens it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from corina.engine.jobs import CompareReportJob
from corina.plugin.describer import SceneDescriber
from corina.plugin.engine_process import EngineError
from corina.plugin.settings import find_engine
from corina.ui.change_table import Change, Verdict
from corina.ui.dock import CorinaDock


class CompareReports(QObject):
    """The engine makes the report of the result that is shown again, while the user goes on working.

    edited: whether the layer of the changes has edits that are not saved, which the engine cannot see.
    """

    def __init__(self, dock: CorinaDock, edited: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._dock, self._edited = dock, edited
        self._panel = dock.compare.result
        self._engine = SceneDescriber(find_engine, self)
        self._then: Optional[Callable[[], None]] = None
        self._engine.described.connect(self._on_made)
        self._engine.failed.connect(self._on_failed)

    def shutdown(self) -> None:
        """End what is going on."""
        self._engine.shutdown()

    def forget(self) -> None:
        """Another result is shown: the report that is being made is nobody's any more."""
        self._engine.cancel()
        self._then = None
        self._panel.show_updating(False)

    def open(self) -> None:
        """Open the report in the browser, with what was judged until now."""
        self.update(self._browse)

    def update(self, then: Callable[[], None] = lambda: None) -> None:
        """Bring the report up to date, where it is not, and go on; also when that is not possible, having said so."""
        result = self._panel.result()
        record = str((result.get("outputs") or {}).get("result_json") or "")
        if not Path(record).is_file() or not outdated(result, self._panel.changes.model.changes()):
            then()
            return
        if self._edited():
            self._dock.show_warning(
                self.tr(
                    "The layer of the changes has edits that are not saved: the report will not have them."
                )
            )
        self._then = then
        self._panel.show_updating(True)
        self._engine.describe(CompareReportJob(record))

    def _on_made(self, made: Mapping[str, Any]) -> None:
        self._panel.set_report(str(made["outputs"]["report"]))
        for sentence in made["warnings"]:
            self._dock.show_warning(str(sentence))
        self._go_on()

    def _on_failed(self, error: EngineError) -> None:
        self._dock.show_warning(
            self.tr("The report is not up to date, what was judged is not in it. {}").format(error.message)
        )
        self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        self._panel.show_updating(False)
        if then is not None:
            then()

    def _browse(self) -> None:
        path = self._panel.report()
        if not path or not Path(path).is_file():
            self._dock.show_warning(self.tr("The report “{}” is not there any more.").format(path))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self._dock.show_warning(self.tr("No browser opened “{}”.").format(path))


def outdated(result: Mapping[str, Any], changes: Sequence[Change]) -> bool:
    """Whether the report is missing, or says something else of the changes than their list does now."""
    outputs = result.get("outputs") or {}
    report = str(outputs.get("report") or "")
    if not report or not Path(report).is_file():
        return True
    now = {
        change.fid: (change.verdict.value, change.comment)
        for change in changes
        if change.verdict is not Verdict.NONE or change.comment
    }
    judged = _recorded(Path(str(outputs.get("result_json") or "")))
    if judged is None:
        return bool(now)
    then = {
        change["fid"]: (_VALUES.get(change["verdict"], change["verdict"]), change["comment"])
        for change in judged["changes"]
    }
    return now != then or len(changes) != judged["count"]


def _recorded(record: Path) -> Optional[Dict[str, Any]]:
    """What was judged when the report was last made; None when it was made before anything was."""
    try:
        judged = json.loads(record.read_text(encoding="utf-8")).get("judged")
    except (OSError, ValueError, AttributeError):
        return None
    return judged if isinstance(judged, dict) and {"changes", "count"} <= set(judged) else None


_VALUES = {"none": Verdict.NONE.value}
"""What the record calls a verdict where the layer's word is another."""
