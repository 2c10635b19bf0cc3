"""The frame of a report and its parts: one HTML file that needs nothing else, prints well and reads well aloud.

Room-neutral: what a report says is up to its room. All text given to these functions is plain text and is escaped;
what they return is HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources

_WIDE = 10
"""Columns beyond which a table is set in small type, so that it fits a printed page."""
_SHORT = 8
"""Rows up to which a table is kept on one printed page."""
_RIGHT = ' class="n"'
_WORDS = 14
"""Characters up to which the text of a cell is kept on one line."""
_HEADER = 9
"""Those of a header."""
# 12.5, < 0.1, 1,200 ha, -3, 88.0 % (80.6 to 95.4), and the dash for what is missing; not a class such as "311 Forest".
_NUMBER = re.compile(r"^([<>] )?([-+−]?[\d.,]+( ?(%|ha|km²|m|px))?( \(.*\))?|–)$")


@dataclass(frozen=True)
class Section:
    """A part of the page with a heading. body: HTML from the functions below."""

    title: str
    body: str


@dataclass(frozen=True)
class Picture:
    """An image as a data: URI, with the text for those who cannot see it. width: of its place, in percent."""

    source: str
    alt: str
    width: int = 100


@dataclass(frozen=True)
class Swatch:
    """A table cell with a coloured square before its text: a class and its colour (RGB, 0..255)."""

    text: str
    colour: tuple[int, int, int]


@dataclass(frozen=True)
class Stack:
    """A table cell of several, one below the other."""

    cells: tuple[Swatch | str, ...]


def page(title: str, lead: str, sections: Sequence[Section], footer: str, language: str = "en") -> str:
    """A whole HTML page. lead: one sentence under the title; footer: who made it and when."""
    anchors = [f"s{number}" for number in range(1, len(sections) + 1)]
    contents = "".join(
        f'<li><a href="#{anchor}">{escape(s.title)}</a></li>' for anchor, s in zip(anchors, sections)
    )
    body = "".join(
        f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{escape(s.title)}</h2>{s.body}</section>'
        for anchor, s in zip(anchors, sections)
    )
    # The policy holds the page to what is in it: nothing is fetched, nothing is run.
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"/>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>'
        f"<title>{escape(title)}</title><style>{_style()}</style></head>\n"
        f'<body><header><h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p></header>\n'
        f'<nav aria-label="Contents"><ol>{contents}</ol></nav>\n'
        f"<main>{body}</main>\n<footer><p>{escape(footer)}</p></footer></body></html>\n"
    )


def paragraph(text: str) -> str:
    """A paragraph."""
    return f"<p>{escape(text)}</p>"


def bullets(items: Iterable[str]) -> str:
    """A list of sentences."""
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def notice(sentences: Sequence[str], heading: str = "Please note") -> str:
    """Warnings a reader must see, in a box; nothing when there are none."""
    if not sentences:
        return ""
    return f'<aside class="notice"><p><strong>{escape(heading)}</strong></p>{bullets(sentences)}</aside>'


def key_figures(figures: Sequence[tuple[str, str, str]]) -> str:
    """Large numbers side by side: (name, value, what it means)."""
    cards = "".join(
        f"<div><dt>{escape(name)}</dt><dd><strong>{escape(value)}</strong><span>{escape(meaning)}</span></dd></div>"
        for name, value, meaning in figures
    )
    return f'<dl class="figures">{cards}</dl>'


def facts(pairs: Mapping[str, str]) -> str:
    """Names and values, such as the settings of a run; empty values are left out."""
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in pairs.items()
        if value
    )
    return f'<table class="facts"><tbody>{rows}</tbody></table>'


def figure(picture: Picture, caption: str) -> str:
    """A picture with its caption."""
    return f"<figure>{image(picture)}<figcaption>{escape(caption)}</figcaption></figure>"


def figures(pictures: Sequence[tuple[Picture, str]]) -> str:
    """Pictures with their captions, side by side where there is room."""
    return f'<div class="row">{"".join(figure(p, caption) for p, caption in pictures)}</div>'


def legend(swatches: Sequence[Swatch]) -> str:
    """What the colours of a map are, in a line."""
    return f'<ul class="legend">{"".join(f"<li>{_cell(swatch)}</li>" for swatch in swatches)}</ul>'


def image(picture: Picture) -> str:
    """A picture without caption, for table cells."""
    return f'<img src="{picture.source}" alt="{escape(picture.alt)}" style="width:{picture.width}%"/>'


def table(
    caption: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    total: Sequence[object] | None = None,
) -> str:
    """A table whose first column names the row. Cells are texts, numbers, Swatch, Stack or Picture.

    Numbers are right-aligned; None is shown as a dash.

    total: a last row that sums up the others.
    """
    lines = list(rows)
    numeric = [
        bool(lines) and all(row[k] == "" or _is_number(row[k]) for row in lines) for k in range(len(header))
    ]
    head = "".join(
        f'<th scope="col"{_classes(right, name, _HEADER)}>{escape(name)}</th>'
        for name, right in zip(header, numeric)
    )
    body = "".join(_row(row) for row in lines)
    kinds = ["wide"] * (len(header) > _WIDE) + ["short"] * (len(lines) <= _SHORT)
    wide = f' class="{" ".join(kinds)}"' if kinds else ""
    foot = f"<tfoot>{_row(total)}</tfoot>" if total is not None else ""
    return (
        f'<div class="scroll"><table{wide}><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody>{foot}</table></div>"
    )


def number(value: float | None, digits: int = 0, unit: str = "") -> str:
    """A number for a reader: 12,345.6 ha; a dash for None."""
    if value is None:
        return "–"
    text = f"{value:,.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text + (f" {unit}" if unit else "")


def hectares(value: float | None, digits: int) -> str:
    """Hectares for a table: 0 for nothing only, else "< 0.1" for what rounds to it."""
    if value is None or value == 0 or float(f"{value:.{digits}f}") != 0:
        return number(value, digits)
    return f"{'< ' if value > 0 else '> -'}{10.0**-digits:.{digits}f}"


def percent(value: float | None, digits: int = 1) -> str:
    """A share (0..1) as percent; a dash for None."""
    return "–" if value is None else f"{100 * value:.{digits}f} %"


def part(value: float | None, digits: int = 1, unit: str = "") -> str:
    """A share (0..1) as a percentage that says 0 of nothing and 100 of the whole only; a dash for None."""
    if value is None:
        return "–"
    least = 10.0**-digits
    shown = f"{100 * value:.{digits}f}"
    if 0 < value < 1 and float(shown) in (0.0, 100.0):
        shown = f"< {least:.{digits}f}" if value < 0.5 else f"> {100 - least:.{digits}f}"
    elif value < 0 and float(shown) == 0.0:  # a kappa
        shown = f"> -{least:.{digits}f}"
    return shown + (f" {unit}" if unit else "")


def _row(cells: Sequence[object]) -> str:
    first, *others = cells
    return f'<tr><th scope="row">{_cell(first)}</th>{"".join(_data(cell) for cell in others)}</tr>'


def _data(cell: object) -> str:
    return f"<td{_RIGHT if _is_number(cell) else _classes(False, cell, _WORDS)}>{_cell(cell)}</td>"


def _classes(right: bool, cell: object, limit: int) -> str:
    """Numbers stand at the right; a few characters are not broken in two."""
    short = isinstance(cell, str) and 0 < len(cell) <= limit
    names = ["n"] * right + ["k"] * short
    return f' class="{" ".join(names)}"' if names else ""


def _is_number(cell: object) -> bool:
    text = cell if isinstance(cell, str) else ""
    return cell is None or isinstance(cell, (int, float)) or bool(_NUMBER.match(text))


def _cell(cell: object) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, Swatch):
        red, green, blue = cell.colour
        return f'<i class="swatch" style="background:rgb({red},{green},{blue})"></i>{escape(cell.text)}'
    if isinstance(cell, Picture):
        return image(cell)
    if isinstance(cell, Stack):
        return "".join(f"<div{_classes(False, part, _WORDS)}>{_cell(part)}</div>" for part in cell.cells)
    return f"{cell:,}" if isinstance(cell, int) else escape(str(cell))


def _style() -> str:
    return resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
