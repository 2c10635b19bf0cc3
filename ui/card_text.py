"""The text of a model card, as HTML for a QTextBrowser."""

from __future__ import annotations

from html import escape
from typing import Any, List, Mapping, Sequence, Tuple

from qgis.PyQt.QtCore import QCoreApplication

from corina.clc import CLASSES, CODES, Level
from corina.ui import formatting
from corina.ui.class_names import class_label
from corina.ui.state import ModelEntry

FIGURES = ("overall", "mean_iou", "f1_macro", "f1_weighted", "majority_floor")


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("card", text))


def card_html(model: ModelEntry, muted: str) -> str:
    """The whole card; `muted` is the colour of remarks, as #rrggbb."""
    card = model.card
    sections = [
        f"<h2>{escape(model.title)}</h2>",
        f"<p>{escape(str(card.get('description', '')))}</p>",
        _needs(model),
        _figures(card, muted),
        _classes(model, muted),
        _limits(model),
        _data(card),
        _origin(model, muted),
    ]
    return "\n".join(section for section in sections if section)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], right_from: int = 99) -> str:
    def cell(tag: str, column: int, text: str) -> str:
        side = "right" if column >= right_from else "left"
        return f'<{tag} align="{side}">{text}</{tag}>'

    lines = (
        ["<tr>" + "".join(cell("th", i, escape(text)) for i, text in enumerate(header)) + "</tr>"]
        if header
        else []
    )
    lines += ["<tr>" + "".join(cell("td", i, text) for i, text in enumerate(row)) + "</tr>" for row in rows]
    return f'<table cellpadding="3" cellspacing="0">{"".join(lines)}</table>'


def _needs(model: ModelEntry) -> str:
    numbers = model.card.get("input") or {}
    rows = [
        (_tr("Bands"), escape(", ".join(model.bands))),
        (_tr("Resolution"), _tr("{} m").format(f"{model.resolution_m:g}")),
        (_tr("Tile"), _tr("{} px").format(model.card.get("tile_size", "–"))),
        (
            _tr("Trained with"),
            _tr("scale {}, offset {}").format(numbers.get("scale", "–"), numbers.get("offset", "–")),
        ),
    ]
    return f"<h3>{_tr('What it needs')}</h3>" + _table((), [(f"{name}", text) for name, text in rows])


def _figures(card: Mapping[str, Any], muted: str) -> str:
    metrics = card.get("metrics") or {}
    rows = _levels(metrics)
    if not rows:
        return f"<h3>{_tr('Agreement with CORINE')}</h3><p>{_tr('None was measured.')}</p>"
    header = (
        _tr("Level"), _tr("Classes"), _tr("Overall %"), _tr("Mean IoU %"), _tr("F1 macro %"), _tr("F1 weighted %"),
        _tr("Largest class alone %"),
    )  # fmt: skip
    remark = _tr("The last column is what a map of only the most frequent class would reach.")
    split = escape(str(metrics.get("split") or _tr("not stated")))
    text = (
        f"<h3>{_tr('Agreement with CORINE on imagery it was not trained on')}</h3><p>{_tr('Split')}: {split}</p>"
        + _table(header, rows, right_from=1)
        + f'<p style="color:{muted}">{remark}</p>'
    )
    crossed = metrics.get("crossvalidation") or {}
    if _levels(crossed):
        ranges = _tr("From place to place it differs: {}.").format(_ranges(crossed))
        text += (
            f"<h3>{_tr('The same recipe, with each part of the imagery held out in turn')}</h3>"
            f"<p>{escape(str(crossed.get('what', '')))}</p>"
            + _table(header, _levels(crossed), right_from=1)
            + f'<p style="color:{muted}">{ranges}</p>'
        )
    return text


def _levels(metrics: Mapping[str, Any]) -> List[Tuple[str, ...]]:
    """A row of percentages for each level that was measured."""
    rows: List[Tuple[str, ...]] = []
    for level in Level:
        figures = metrics.get(f"level{int(level)}")
        if figures:
            values = [figures.get(name) for name in FIGURES]
            shown = [
                formatting.number(100 * float(value), 1) if value is not None else "–" for value in values
            ]
            shown[0] = f"<b>{shown[0]}</b>"
            rows.append((str(int(level)), str(figures.get("classes", "–")), *shown))
    return rows


def _ranges(crossed: Mapping[str, Any]) -> str:
    """Lowest and highest overall agreement of a fold, for each level."""
    found = [fold.get("overall") or () for fold in crossed.get("folds") or ()]
    parts = []
    for level, values in zip(Level, zip(*found)):
        low, high = (formatting.number(100 * float(value), 1) for value in (min(values), max(values)))
        parts.append(_tr("level {}: {} to {} %").format(int(level), low, high))
    return ", ".join(parts)


def _swatch(code: int) -> str:
    red, green, blue = CLASSES[code].colour
    return f'<span style="background-color:#{red:02x}{green:02x}{blue:02x}">&nbsp;&nbsp;&nbsp;&nbsp;</span>'


def _classes(model: ModelEntry, muted: str) -> str:
    support = model.card.get("label_support") or {}
    metrics = model.card.get("metrics") or {}
    measured = ((metrics.get("crossvalidation") or metrics).get("level3") or {}).get("per_class") or {}
    rows = []
    sources = {"pixel": _tr("pixels"), "none": _tr("nothing")}
    for code in model.codes:
        item = support.get(str(code)) or {}
        learned = sources.get(str(item.get("source")), _tr("groups of classes only"))
        pixels, patches = item.get("pixels"), item.get("patches")
        rows.append(
            (
                _swatch(code),
                escape(class_label(code)),
                learned if item else "–",
                formatting.number(pixels) if pixels else "–",
                formatting.number(patches) if patches else "–",
                _f1(measured.get(str(code)) or {}),
            )
        )
    title = _tr("The {} of {} classes it can tell apart").format(len(model.codes), len(CODES[Level.L3]))
    remark = _tr(
        "“Groups of classes only”: no training pixel says just this class, only that it is one of several. "
        "Trust such a class less. F1 is the agreement on the imagery above; a dash where the class does not occur "
        "there."
    )
    header = ("", _tr("Class"), _tr("Learned from"), _tr("Pixels"), _tr("Patches"), _tr("F1 %"))
    return f'<h3>{title}</h3><p style="color:{muted}">{remark}</p>' + _table(header, rows, right_from=3)


def _f1(figures: Mapping[str, Any]) -> str:
    """The F1 of a class in percent; a dash where the held-out imagery has no pixel of it."""
    return formatting.number(100 * float(figures["f1"])) if figures.get("pixels") else "–"


def _limits(model: ModelEntry) -> str:
    absent = [class_label(code) for code in CODES[Level.L3] if code not in model.codes]
    lines = [str(line) for line in model.card.get("limitations") or ()]
    if absent:
        lines.append(_tr("It never predicts: {}.").format("; ".join(absent)))
    rare = [
        class_label(code)
        for code in model.codes
        if 0 < int(((model.card.get("label_support") or {}).get(str(code)) or {}).get("patches") or 0) <= 2
    ]
    if rare:
        lines.append(_tr("It has seen these classes in one or two places only: {}.").format("; ".join(rare)))
    lines.append(
        _tr(
            "How far it agrees with CORINE outside the countries and seasons of its training data is not known."
        )
    )
    return (
        f"<h3>{_tr('What it cannot do')}</h3><ul>"
        + "".join(f"<li>{escape(line)}</li>" for line in lines)
        + "</ul>"
    )


def _data(card: Mapping[str, Any]) -> str:
    sets = (card.get("training") or {}).get("sets") or ()
    items = []
    for item in sets:
        parts = [
            f"<b>{escape(str(item.get('name', '')))}</b>",
            escape(str(item.get("use", ""))),
            _tr("Licence: {}").format(escape(str(item.get("licence", _tr("not stated"))))),
            escape(str(item.get("citation", ""))),
        ]
        items.append("<li>" + ". ".join(part.rstrip(".") for part in parts if part) + ".</li>")
    if not items:
        return ""
    return f"<h3>{_tr('Training data and their licences')}</h3><ul>{''.join(items)}</ul>"


def _origin(model: ModelEntry, muted: str) -> str:
    card = model.card
    training = card.get("training") or {}
    rows = [
        (_tr("Licence of the model"), card.get("licence")),
        (_tr("Made"), card.get("created")),
        (_tr("Recipe"), training.get("recipe")),
        (_tr("Revision of the code"), training.get("git_revision")),
        (_tr("Seed"), training.get("seed")),
        (_tr("Folder"), model.path),
    ]
    return f"<h3>{_tr('Origin')}</h3>" + _table(
        (), [(name, escape(str(value))) for name, value in rows if value]
    )
