"""Pictures of fixed validation patches while a network trains: image, label and prediction side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt
import torch
from PIL import Image

from corina.clc import CLASSES
from corina.engine.events import Preview
from corina.engine.jobs import Recipe
from corina.engine.jobs.training import PREVIEW_FOLDER
from corina.models.networks import Network
from corina.training.datasets import Chip
from corina.training.labels import IGNORE, LabelTable
from corina.training.sampling import EvaluationBatches
from corina.training.validation import Tally

Picture = npt.NDArray[np.uint8]

GREY = (128, 128, 128)
"""Colour of labels that are a set of several codes, and of pixels without a label."""
BRIGHTEST = 0.3
"""Reflectance shown as white where the picture's own range is not wider."""
GAP = 4
_CANDIDATES = 40
EDGE = 256
"""Patches are shown at least this large."""


class Painter:
    """Draws `count` validation patches, the same ones each epoch: those with the most classes of some spread evenly."""

    def __init__(
        self, folder: Path, chips: Sequence[Chip], count: int, table: LabelTable, recipe: Recipe
    ) -> None:
        self.indexes = varied(chips, count)
        self.folder = folder / PREVIEW_FOLDER
        self.chips, self.table, self.bands = chips, table, recipe.input_bands
        self._tally = Tally(table)

    def paint(self, network: Network, epoch: int, tell: Callable[[Preview], None]) -> None:
        """Write the pictures of an epoch and tell of each."""
        if not self.indexes:
            return
        self.folder.mkdir(exist_ok=True)
        for number, index in enumerate(self.indexes):
            chip = self.chips[index]
            path = self.folder / f"epoch{epoch:03d}_{number}.png"
            parts = [
                true_colour(chip.image, self.bands),
                label_picture(chip.labels, self.table),
                code_picture(self._mapped(network, chip), self.table.codes),
            ]
            Image.fromarray(side_by_side(parts)).save(path)
            tell(Preview(str(path), epoch, number, chip.name))

    def _mapped(self, network: Network, chip: Chip) -> npt.NDArray[np.int64]:
        mean = network.mean.flatten().tolist()
        images, _, _ = EvaluationBatches([chip], [chip], mean, network.config.stride, 1)[0]
        self._tally.to(network.mean.device)
        with torch.no_grad():
            network.eval()
            leaves = self._tally.decide(network(images.to(network.mean.device)))[0].cpu().numpy()
        height, width = chip.labels.shape
        mapped: npt.NDArray[np.int64] = np.where(chip.image.any(axis=0), leaves[:height, :width], -1)
        return mapped


def varied(chips: Sequence[Chip], count: int) -> List[int]:
    """The numbers of `count` patches with many classes, in rising order; the same for the same patches."""
    total = len(chips)
    if not total or not count:
        return []
    looked_at = sorted({int(i) for i in np.linspace(0, total - 1, min(_CANDIDATES, total))})
    classes = {i: len(np.unique(chips[i].labels)) for i in looked_at}
    return sorted(sorted(looked_at, key=lambda i: (-classes[i], i))[:count])


def true_colour(image: npt.NDArray[np.uint16], bands: Sequence[str]) -> Picture:
    """Red, green and blue where the bands are known, else the first three (or one in grey), [H, W, 3]."""
    wanted = [band for band in ("B04", "B03", "B02") if band in bands]
    places = [bands.index(band) for band in wanted] if len(wanted) == 3 else list(range(min(3, len(image))))
    if len(places) < 3:
        places = [places[0]] * 3
    shown = image[places].astype(np.float32) * 1e-4
    bright = max(float(np.percentile(shown, 98)), BRIGHTEST / 2)
    picture: Picture = (np.clip(shown / bright, 0, 1) ** 0.7 * 255).astype(np.uint8).transpose(1, 2, 0)
    return picture


def label_picture(labels: npt.NDArray[np.uint8], table: LabelTable) -> Picture:
    """Rows of a label table in the colours of CORINE, [H, W, 3]; sets of several codes are grey."""
    colours = [
        CLASSES[next(iter(allowed))].colour if len(allowed) == 1 and row != IGNORE else GREY
        for row, allowed in enumerate(table.sets)
    ]
    picture: Picture = np.array(colours, np.uint8)[labels]
    return picture


def code_picture(leaves: npt.NDArray[np.int64], codes: Sequence[int]) -> Picture:
    """Indexes into `codes` in the colours of CORINE, [H, W, 3]; -1 is white."""
    colours: Dict[int, Tuple[int, int, int]] = {i: CLASSES[code].colour for i, code in enumerate(codes)}
    table = np.array([*colours.values(), (255, 255, 255)], np.uint8)
    picture: Picture = table[leaves]
    return picture


def side_by_side(parts: Sequence[Picture]) -> Picture:
    """Pictures of one size next to one another with a white gap, enlarged to at least EDGE px."""
    height = parts[0].shape[0]
    factor = max(1, -(-EDGE // height))
    large = [part.repeat(factor, 0).repeat(factor, 1) for part in parts]
    gap = np.full((large[0].shape[0], GAP, 3), 255, np.uint8)
    row = [piece for part in large for piece in (part, gap)][:-1]
    picture: Picture = np.concatenate(row, axis=1)
    return picture
