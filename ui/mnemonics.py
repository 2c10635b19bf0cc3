"""Gives every control in sight a letter of its own: what is shown together depends on page, state and language."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Iterator, List, Set, Tuple

from qgis.PyQt.QtCore import QEvent, QObject, QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QGroupBox, QLabel, QTabBar, QWidget

Place = Tuple[str, Callable[[str], None], Tuple[int, int]]
"""A text with a letter, how it is changed, and whose it is: the widget, and the tab of a tab bar."""


def letter(text: str) -> str:
    """The letter that a text claims, in lower case; empty without one."""
    plain = text.replace("&&", "")
    at = plain.find("&")
    return plain[at + 1 : at + 2].lower() if at >= 0 else ""


def with_letter(text: str, taken: Iterable[str]) -> str:
    """A text whose letter is none of `taken`: its own where it is free, else the first of a word, else any of its own.

    A text of which every letter is taken gives its letter up; Tab still reaches its control.
    """
    taken, own = set(taken), letter(text)
    if not own or own not in taken or "&&" in text:
        return text
    plain = text.replace("&", "")
    first = [place for place in range(len(plain)) if place == 0 or not plain[place - 1].isalnum()]
    for place in (*first, *range(len(plain))):
        if plain[place].isalnum() and plain[place].lower() not in taken:
            return f"{plain[:place]}&{plain[place:]}"
    return plain


def places(root: QWidget) -> Iterator[Place]:
    """The texts in sight inside `root` that may have a letter, in the order in which they were made."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        if isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                if not hasattr(widget, "isTabVisible") or widget.isTabVisible(tab):  # Qt 5.15
                    yield widget.tabText(tab), _tab_setter(widget, tab), (id(widget), tab)
        elif isinstance(widget, QAbstractButton) or (
            isinstance(widget, QLabel) and widget.buddy() is not None
        ):
            yield widget.text(), widget.setText, (id(widget), 0)
        elif isinstance(widget, QGroupBox):
            yield widget.title(), widget.setTitle, (id(widget), 0)


def _tab_setter(bar: QTabBar, tab: int) -> Callable[[str], None]:
    return lambda text: bar.setTabText(tab, text)


class Mnemonics(QObject):
    """Looks after all that is inside `root`, made before this. first: widgets that keep their letters before others."""

    def __init__(self, root: QWidget, first: Iterable[QWidget] = ()) -> None:
        super().__init__(root)
        self._root = root
        self._first = {id(widget) for widget in first}
        self._meant: Dict[Tuple[int, int], Tuple[str, str]] = {}
        """Of each text that was changed: what it was meant to be, and what was made of it."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.settle)
        for widget in (root, *root.findChildren(QWidget)):
            if widget.layout() is not None:
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when something came into sight, went out of it, or was given another text."""
        if event.type() == QEvent.Type.LayoutRequest and not self._timer.isActive():
            self._timer.start()
        return False

    def settle(self) -> None:
        """Give every text in sight a letter of its own."""
        taken: Set[str] = set()
        found: List[Any] = list(places(self._root))
        found.sort(key=lambda place: place[2][0] not in self._first)
        for text, change, whose in found:
            meant, made = self._meant.get(whose, ("", ""))
            meant = meant if text == made else text
            made = with_letter(meant, taken)
            taken.add(letter(made))
            if made == meant:
                self._meant.pop(whose, None)
            else:
                self._meant[whose] = meant, made
            if made != text:
                change(made)
