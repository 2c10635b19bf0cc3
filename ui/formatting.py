"""Numbers as a reader expects them: areas, shares, durations, sizes and accuracies, in the user's locale."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QCoreApplication, QDateTime, QLocale

M2_PER_HA = 10_000.0
_EQUAL = 1e-9
"""What a share of the whole may lack by rounding."""


def _tr(text: str) -> str:
    return str(QCoreApplication.translate("formatting", text))


def hectares(area_ha: float) -> str:
    """An area for a sentence: whole hectares from 100 on ("12,056 ha"), else two significant decimals ("3.25 ha")."""
    decimals = 0 if area_ha >= 100 else 1 if area_ha >= 10 else 2
    return _tr("{} ha").format(QLocale().toString(float(area_ha), "f", decimals))


def number(value: float, decimals: int = 0) -> str:
    """A number with the locale's decimal sign and group separators."""
    return str(QLocale().toString(float(value), "f", decimals))


def percent(value: float) -> str:
    """A share of 0..100: "12.3 %", "< 0.1 %" for what rounds to nothing, and "> 99.9 %" for what is not the whole."""
    return _tr("{} %").format(share(value))


def share(value: float) -> str:
    """A share of 0..100 without its sign, for a column that has it in its header."""
    if 99.95 <= value < 100 - _EQUAL:
        return f"> {number(99.9, 1)}"
    return f"< {number(0.1, 1)}" if 0 < value < 0.05 else number(value, 1)


def duration(seconds: float) -> str:
    """A duration to read: "8 s", "1 min 40 s", "2 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return _tr("{} s").format(whole)
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        return _tr("{} min {} s").format(minutes, rest) if rest else _tr("{} min").format(minutes)
    hours, rest = divmod(whole // 60, 60)
    return _tr("{} h {} min").format(hours, rest) if rest else _tr("{} h").format(hours)


def about(seconds: float) -> str:
    """An estimated duration, rounded to what an estimate can promise: "about 1 min 40 s"."""
    step = 1 if seconds < 10 else 5 if seconds < 60 else 10 if seconds < 600 else 60
    return _tr("about {}").format(duration(max(1, round(seconds / step)) * step))


def accuracy(value: Optional[float]) -> str:
    """An accuracy of 0..1 in the short form of the model list: ".88"; a dash when it was not measured."""
    if value is None:
        return "–"
    return f"{value:.2f}".lstrip("0") if value < 1 else "1.0"


def megabytes(size: float) -> str:
    """A size in bytes, as MB or GB."""
    if size >= 1e9:
        return _tr("{} GB").format(number(size / 1e9, 1))
    return _tr("{} MB").format(number(size / 1e6))


def moment(seconds_since_epoch: Optional[float]) -> str:
    """A date and time in the locale's short form; empty for None."""
    if seconds_since_epoch is None:
        return ""
    when = QDateTime.fromSecsSinceEpoch(int(seconds_since_epoch))
    return str(QLocale().toString(when, QLocale.FormatType.ShortFormat))
