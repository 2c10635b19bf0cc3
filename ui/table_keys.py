"""Single keys that work on a table, and nowhere else."""

from __future__ import annotations

from typing import Callable, Mapping, Optional

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtWidgets import QTableView


class TableKeys(QObject):
    """Calls `slots` by their key while the table has the focus, and `undo` on Ctrl+Z (or what the platform has for it).

    Shortcuts of a widget would not do: QGIS may have one with the same key, and then Qt does neither.
    """

    def __init__(
        self, table: QTableView, slots: Mapping[int, Callable[[], None]], undo: Callable[[], None]
    ) -> None:
        super().__init__(table)
        self._slots, self._undo = slots, undo
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before QGIS's shortcuts and before the table, which would look for a row with that letter."""
        if isinstance(event, QKeyEvent):
            slot = self._slot_of(event)
            if slot is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if slot is not None and event.type() == QEvent.Type.KeyPress:
                slot()
                return True
        return super().eventFilter(watched, event)

    def _slot_of(self, event: QKeyEvent) -> Optional[Callable[[], None]]:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._undo
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        return self._slots.get(int(event.key())) if plain else None
