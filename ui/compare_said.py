"""What a user says of the two maps of a comparison where their files do not: years, and classes the map can show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict, Optional, Tuple

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QSizePolicy

from corina.clc.code_lists import codes_from_text
from corina.engine.jobs import CompareJob, LandCoverInput

FIRST_YEAR = 1900


class SaidOfMaps(QObject):
    """Looks after three fields of a form. What was said of a map is forgotten when another is chosen."""

    def __init__(self, form: Any, parent: QObject) -> None:  # noqa: ANN401 - the Designer form
        super().__init__(parent)
        self._form = form
        self._years: Dict[str, Any] = {"prediction": form.map_year, "reference": form.reference_year}
        self._of: Dict[str, object] = {}
        for spin in self._years.values():
            spin.setRange(FIRST_YEAR - 1, 2100)
            spin.setClearValue(FIRST_YEAR - 1)
            spin.setValue(FIRST_YEAR - 1)
            spin.setKeyboardTracking(False)
            spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form.classes.setPlaceholderText(self.tr("known from the map"))

    def connect_to(self, years: Callable[[str], None], classes: Callable[..., None]) -> None:
        """Whom to tell: of the map whose year was said anew, and of other classes."""
        for name, spin in self._years.items():
            spin.valueChanged.connect(lambda _, name=name: years(name))
        self._form.classes.textChanged.connect(classes)

    def take_map(self, name: str, which: object) -> bool:
        """Forget what was said of another map; whether there was another."""
        other = self._of.get(name) != which
        self._of[name] = which
        if other:
            self._set_year(name, 0)
            if name == "prediction":
                self._form.classes.clear()
        return other

    def set_job(self, job: CompareJob, which: Dict[str, object]) -> None:
        """Show what an earlier run was told. which: the maps that are chosen now."""
        self._of.update(which)
        self._set_year("reference", job.reference.year)
        self._set_year("prediction", job.prediction.year if job.prediction is not None else 0)
        self._form.classes.setText(", ".join(map(str, job.codes)) if job.prediction is not None else "")

    def set_scene(self, chosen: bool) -> None:
        """A scene that is classified first has a date of its own, and its model says its classes."""
        self._form.map_year.setEnabled(not chosen)
        self._form.classes.setEnabled(not chosen)

    def with_year(self, name: str, source: Optional[LandCoverInput]) -> Optional[LandCoverInput]:
        """A map with the year that was said of it."""
        year = self._years[name].value()
        return source if source is None or year < FIRST_YEAR else replace(source, year=year)

    def codes(self) -> Tuple[int, ...]:
        """The classes that the map can show, empty where nobody said them; only where there is no problem."""
        return codes_from_text(self._form.classes.text())

    def problem(self) -> str:
        """What is wrong with the classes, in one sentence; empty when nothing is."""
        try:
            self.codes()
        except ValueError as error:
            return self.tr(
                "“{}” is no CORINE class: write the codes that the map can show, such as 112, 211, 311."
            ).format(error)
        return ""

    def _set_year(self, name: str, year: int) -> None:
        self._years[name].setValue(year or FIRST_YEAR - 1)
