"""Lists of classes as people write them."""

from __future__ import annotations

from typing import Tuple

from corina.clc.nomenclature import CLASSES


def codes_from_text(text: str) -> Tuple[int, ...]:
    """Read "112, 211; 311": codes of any level, in the order in which they are written, each once.

    Raises ValueError with the first entry that is no class.
    """
    found = []
    for entry in (part.strip() for part in text.replace(";", ",").split(",")):
        if not entry:
            continue
        # isdigit alone takes superscripts too, which are no numbers.
        if not (entry.isascii() and entry.isdigit()) or int(entry) not in CLASSES:
            raise ValueError(entry)
        found.append(int(entry))
    return tuple(dict.fromkeys(found))
