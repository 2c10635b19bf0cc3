"""The card a tab shows while the engine lacks what the tab needs: what is added, how large, one button, progress."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional, Sequence, Tuple

from qgis.PyQt.QtWidgets import QWidget

from corina.ui.setup_card import SetupCard
from corina.ui.state import EngineState, EngineView


class ExtrasCard(SetupCard):
    """Offers to add extras to the engine. extras: their names, as in engine/requirements."""

    def __init__(
        self, extras: Sequence[str], title: str, text: str, button: str, parent: Optional[QWidget] = None
    ) -> None:
        self.extras: Tuple[str, ...] = tuple(extras)
        self._button = button
        self._needed = False
        super().__init__(parent)
        self.form.title.setText(title)
        self.form.what.setText(text)

    def is_needed(self, engine: EngineView) -> bool:
        """Whether the engine lacks one of the extras, or there is none at all."""
        if engine.state is not EngineState.CHECKING or engine.extras:
            self._needed = not set(self.extras) <= set(engine.extras)
        return self._needed  # while nobody knows, what is shown stays

    def set_engine(self, engine: EngineView) -> None:
        """Show where the set-up stands; without an engine, all of it is set up at once."""
        sizes = [engine.extra_sizes[extra] for extra in self.extras if extra in engine.extra_sizes]
        missing = engine.state is EngineState.READY
        super().set_engine(replace(engine, size=" + ".join(sizes) if missing else engine.size))
        if engine.state is not EngineState.PROBLEM:
            self.form.setup_button.setText(self._button)
