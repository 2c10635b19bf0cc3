"""What a from-to matrix says: agreement, quantity and allocation disagreement, gains, losses and swap.

Rows are the reference ("from"), columns the prediction ("to"). Quantity and allocation disagreement after Pontius and
Millones (2011), exchange and shift after Pontius and Santacruz (2014), gain, loss and swap after Pontius et al. (2004).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from corina.clc import CLASSES

Matrix = npt.NDArray[np.int64]


def agreement(codes: Sequence[int], counts: Matrix) -> dict[str, Any]:
    """Figures of a matrix [n, n] of pixels, as shares 0..1; None where nothing was compared.

    Macro figures are means over the classes that the reference or the prediction has. kappa: Cohen's. majority_floor:
    agreement of a map that shows the reference's most frequent class everywhere.
    """
    total = int(counts.sum())
    names = (
        *("overall", "kappa", "macro_f1", "micro_f1", "weighted_f1", "macro_iou", "majority_floor"),
        *("majority_code", "quantity", "allocation", "exchange", "shift", "pixels"),
    )
    if not total:
        return {**dict.fromkeys(names), "pixels": 0}
    rows, columns, same = counts.sum(1), counts.sum(0), np.diag(counts)
    overall = same.sum() / total
    chance = float((rows / total) @ (columns / total))
    f1, iou = _f1(rows, columns, same), _iou(rows, columns, same)
    occurs = rows + columns > 0
    quantity = float(np.abs(rows - columns).sum()) / 2 / total
    allocation = max(0.0, 1 - float(overall) - quantity)
    exchange = float(2 * np.triu(np.minimum(counts, counts.T), 1).sum()) / total
    values: dict[str, Any] = {
        "overall": overall,
        "kappa": (overall - chance) / (1 - chance) if chance < 1 else None,
        "macro_f1": f1[occurs].mean(),
        "micro_f1": overall,
        "weighted_f1": float((f1 * rows).sum()) / total,
        "macro_iou": iou[occurs].mean(),
        "majority_floor": rows.max() / total,
        "quantity": quantity,
        "allocation": allocation,
        "exchange": exchange,
        "shift": max(0.0, allocation - exchange),
    }
    rounded = {name: None if value is None else round(float(value), 6) for name, value in values.items()}
    return {**rounded, "majority_code": int(codes[int(rows.argmax())]), "pixels": total}


def per_class(codes: Sequence[int], counts: Matrix, pixel_ha: float) -> list[dict[str, Any]]:
    """Each class that occurs: areas in ha, precision, recall, F1, IoU (0..1, None without a pixel), gain, loss, swap.

    gain: where only the prediction has the class; loss: where only the reference has it; net: gain less loss; swap:
    what moved without changing the total, twice the smaller of both; persistence: where both have it.
    """
    rows, columns, same = counts.sum(1), counts.sum(0), np.diag(counts)
    f1, iou = _f1(rows, columns, same), _iou(rows, columns, same)
    found = []
    for i, code in enumerate(codes):
        if not rows[i] + columns[i]:
            continue
        gain, loss = int(columns[i] - same[i]), int(rows[i] - same[i])
        found.append(
            {
                "code": int(code),
                "name": CLASSES[code].name,
                "colour": list(CLASSES[code].colour),
                "reference_ha": _ha(rows[i], pixel_ha),
                "prediction_ha": _ha(columns[i], pixel_ha),
                "agree_ha": _ha(same[i], pixel_ha),
                "precision": _share(same[i], columns[i]),
                "recall": _share(same[i], rows[i]),
                "f1": round(float(f1[i]), 6),
                "iou": round(float(iou[i]), 6),
                "gain_ha": _ha(gain, pixel_ha),
                "loss_ha": _ha(loss, pixel_ha),
                "net_ha": _ha(gain - loss, pixel_ha),
                "swap_ha": _ha(2 * min(gain, loss), pixel_ha),
                "persistence_ha": _ha(same[i], pixel_ha),
            }
        )
    return found


def from_to(codes: Sequence[int], counts: Matrix, pixel_ha: float) -> list[dict[str, Any]]:
    """Every pair of classes that occurs, persistence too, the largest first; percent of what was compared."""
    total = int(counts.sum())
    pairs = []
    for i, j in np.argwhere(counts > 0).tolist():
        a, b, pixels = int(codes[i]), int(codes[j]), int(counts[i, j])
        pairs.append(
            {
                "code_from": a,
                "code_to": b,
                "name_from": CLASSES[a].name,
                "name_to": CLASSES[b].name,
                "pixels": pixels,
                "area_ha": _ha(pixels, pixel_ha),
                "percent": round(100 * pixels / total, 4),
            }
        )
    return sorted(pairs, key=lambda pair: (-pair["pixels"], pair["code_from"], pair["code_to"]))


def _f1(rows: Matrix, columns: Matrix, same: Matrix) -> npt.NDArray[np.float64]:
    shares: npt.NDArray[np.float64] = 2 * same / np.maximum(rows + columns, 1)
    return shares


def _iou(rows: Matrix, columns: Matrix, same: Matrix) -> npt.NDArray[np.float64]:
    shares: npt.NDArray[np.float64] = same / np.maximum(rows + columns - same, 1)
    return shares


def _share(part: int, whole: int) -> float | None:
    return round(float(part / whole), 6) if whole else None


def _ha(pixels: int, pixel_ha: float) -> float:
    return round(float(pixels) * pixel_ha, 4)
