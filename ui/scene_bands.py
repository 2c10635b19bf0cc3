"""What the engine understands of a training scene's bands, said beside it, and the dialog that puts it right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from corina.engine.jobs import DescribeSceneJob, SceneInput
from corina.ui.band_dialog import BandDialog
from corina.ui.choices import RemovalGuard
from corina.ui.gaps import is_editable, is_guess, scale_text
from corina.ui.scene_box import SceneBox

Key = Tuple[SceneInput, Tuple[str, ...], float]
"""What a description is of: a scene with what the user said of it, and the bands and pixel size that are wanted."""


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("SceneBands", text))


class SceneBands(QObject):
    """Serves one SceneBox. What was said and found of each scene is kept while others are looked at.

    `wanted` carries the job that describes the chosen scene; its answer comes to `set_description` or `set_problem`.
    `unwanted`: no answer is needed any more. `changed`: the scene is another input now, or its problem another one.
    """

    wanted = pyqtSignal(object)
    unwanted = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, box: SceneBox, parent: QObject) -> None:
        super().__init__(parent)
        self._box = box
        self._ready = False
        self._bands: Tuple[str, ...] = ()
        self._resolution = 10.0
        self._said: Dict[str, SceneInput] = {}
        self._found: Dict[Key, Mapping[str, Any]] = {}
        self._problems: Dict[Key, str] = {}
        self._asked: Optional[Key] = None
        self._guard = RemovalGuard(box.form.layer)
        self._guard.moved_on()
        box.changed.connect(self._on_scene)
        box.edit_requested.connect(self.edit)
        box.retry_requested.connect(self.retry)

    # What is asked for

    def set_ready(self, ready: bool) -> None:
        """Whether there is an engine to ask."""
        if ready != self._ready:
            self._ready = ready
            self.look()

    def set_wanted(self, bands: Tuple[str, ...], resolution_m: float) -> None:
        """The bands the network is to read, and the size of its pixels."""
        if (bands, resolution_m) != (self._bands, self._resolution):
            self._bands, self._resolution = bands, resolution_m
            self.look()

    def input(self) -> SceneInput:
        """The chosen scene with what the user said of it."""
        chosen = self._box.source()
        said = self._said.get(chosen.path, SceneInput(chosen.path))
        return replace(said, path=chosen.path, crs=chosen.crs or said.crs)

    def set_input(self, scene: SceneInput) -> None:
        """Choose a scene, with what was said of it."""
        self._said[scene.path] = scene
        self._box.set_path(scene.path)
        self.look()

    def _key(self) -> Key:
        return self.input(), self._bands, self._resolution

    # What is known

    def description(self) -> Optional[Mapping[str, Any]]:
        """What was understood of the chosen scene; None while that is not known."""
        return self._found.get(self._key())

    def problem(self) -> str:
        """What is wrong with the chosen scene or missing in it, in one sentence; empty when nothing is known to be."""
        return self.gap() or self.problem_of(self.input())

    def gap(self) -> str:
        """Why there is no scene that could be looked at; empty when there is one."""
        chosen = self._box.source()
        if chosen.problem:
            return str(chosen.problem)
        if not chosen.path:
            return _tr(
                "Add a Sentinel-2 raster to the project, or open a product with the button beside the list."
            )
        return ""

    def problem_of(self, scene: SceneInput) -> str:
        """The same for any scene that was chosen before."""
        key = scene, self._bands, self._resolution
        if key in self._problems:
            return self._problems[key]
        found = self._found.get(key) or {}
        sentence = str((found.get("problem") or {}).get("message") or "")
        if not sentence and found.get("missing"):
            sentence = _tr("The scene lacks {}.").format(", ".join(found["missing"]))
        return sentence

    def set_description(self, description: Mapping[str, Any]) -> None:
        """Take the answer to what was asked last."""
        if self._asked is not None:
            self._found[self._asked] = description
            self._asked = None
            self._show()
            self.changed.emit()

    def set_problem(self, sentence: str) -> None:
        """Take the error that was the answer to what was asked last."""
        if self._asked is not None:
            self._problems[self._asked] = sentence
            self._asked = None
            self._show()
            self.changed.emit()

    # What happens

    def _on_scene(self) -> None:
        if self._guard.moved_on():
            self._box.form.layer.setCurrentIndex(-1)  # a scene that nobody chose would be learned from
        else:
            self.look()

    def look(self) -> None:
        """Ask what is understood of the chosen scene unless that is known, and say it."""
        key = self._key()
        known = key in self._found or key in self._problems
        if known or not self._ready or not self._bands or self._box.source().problem or not key[0].path:
            if self._asked is not None:
                self._asked = None
                self.unwanted.emit()
        elif key != self._asked:
            self._asked = key
            self.wanted.emit(DescribeSceneJob(key[0], bands=self._bands, resolution_m=self._resolution))
        self._show()

    def retry(self) -> None:
        """Ask again: the file may have been put right."""
        self._problems.pop(self._key(), None)
        self.look()
        self.changed.emit()

    def edit(self) -> None:
        """Open the band dialog on what was understood."""
        description = self.description()
        if description is None:
            return
        scene = self.input()
        automatic = self._found.get((SceneInput(scene.path, crs=scene.crs), self._bands, self._resolution))
        dialog = BandDialog(self._bands, description, scene, automatic, self._box)
        dialog.accepted.connect(lambda: self.say(dialog.scene()))
        dialog.open()

    def say(self, overrides: SceneInput) -> None:
        """Take the bands, scale, offset and nodata of `overrides` as the user's word on the chosen scene."""
        scene = self.input()
        self._said[scene.path] = replace(overrides, path=scene.path, crs=scene.crs, mask=scene.mask)
        self.look()
        self.changed.emit()

    def _show(self) -> None:
        box, description, problem = self._box, self.description(), self.problem()
        if self._asked is not None:
            box.show_busy()
        elif description is not None and not problem:
            box.show_description(description, self._to_confirm(description))
        elif problem:
            asked = description is not None or self._key() in self._problems
            box.show_missing(problem, is_editable(description), can_retry=asked)
        else:
            box.show_nothing()

    def _to_confirm(self, description: Mapping[str, Any]) -> str:
        if not is_guess(description) or self.input().scale is not None:
            return ""
        return _tr("The scale of the reflectance is a guess ({}). Confirm or change it with Edit.").format(
            scale_text(description.get("scale"))
        )
