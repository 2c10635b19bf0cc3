"""What reading a reference found out: how it was understood, and what in it was of no use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class ReferenceReport:
    """Counts grow while the reference is read; each polygon is counted once, however many windows it lies in.

    how: one sentence on how classes were found. encoding: of a raster, as text. repaired: polygons whose rings cross or
    overlap themselves; empty: without a geometry; other: points and lines; blank: without a class; wide: more than half
    around the globe.
    unknown: value as text to the number of polygons or pixels that have it.
    """

    how: str = ""
    encoding: str = ""
    repaired: int = 0
    empty: int = 0
    other: int = 0
    blank: int = 0
    wide: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values, with a sentence for each count that is not zero."""
        return {
            "how": self.how,
            "encoding": self.encoding,
            "repaired": self.repaired,
            "empty": self.empty,
            "blank": self.blank,
            "unknown": dict(sorted(self.unknown.items(), key=lambda item: -item[1])[:50]),
            "warnings": [*self.warnings, *self.sentences()],
        }

    def wide_text(self) -> str:
        """On polygons that go more than half around the globe; empty without one."""
        if not self.wide:
            return ""
        return (
            f"{self.wide} polygons are wider than 180 degrees; split those there that are meant to cross the date "
            "line."
        )

    def sentences(self) -> list[str]:
        """What a user must be told of the counts."""
        said = []
        if self.repaired:
            said.append(f"{self.repaired} polygons crossed themselves and were repaired.")
        if self.wide:
            said.append(self.wide_text())
        if self.empty:
            said.append(f"{self.empty} polygons have no geometry and were left out.")
        if self.other:
            said.append(f"{self.other} features are points or lines and were left out.")
        if self.blank:
            said.append(f"{self.blank} polygons have no class and were left out.")
        if self.unknown:
            worst = sorted(self.unknown.items(), key=lambda item: -item[1])
            listed = ", ".join(f"{text!r} ({count})" for text, count in worst[:10])
            more = f" and {len(worst) - 10} more" if len(worst) > 10 else ""
            said.append(f"Values outside the CORINE nomenclature were left out: {listed}{more}.")
        return said
