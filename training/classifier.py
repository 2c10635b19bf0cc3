"""A classifier of whole patches on the encoder of a segmentation network, and the patches it learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Dict, FrozenSet, List, Optional, Tuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import Dataset

from corina.clc import Level, parent
from corina.clc.legends import Legend
from corina.engine.errors import EngineProblem
from corina.engine.jobs import Recipe
from corina.models.encoders import build_encoder
from corina.models.networks import CLIP, NetworkConfig
from corina.training.augment import NONE, sample
from corina.training.collection import Collection
from corina.training.multilabel import Sets

_KEY = 777_767  # keeps these draws apart from those of a segmentation
THRESHOLD = 0.5


class PatchClassifier(nn.Module):
    """Reflectance [N, B, H, W] to scores [N, labels]: an encoder, the mean of its coarsest features, a linear layer."""

    def __init__(
        self, config: NetworkConfig, mean: Sequence[float], std: Sequence[float], labels: int
    ) -> None:
        super().__init__()
        self.config = config
        self.mean: Tensor
        self.std: Tensor
        self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32).view(1, -1, 1, 1))
        self.register_buffer("std", torch.tensor(std, dtype=torch.float32).view(1, -1, 1, 1))
        self.encoder = build_encoder(config.encoder, config.bands, config.depth)
        self.dropout = nn.Dropout(max(config.dropout, config.inner_dropout))
        self.head = nn.Linear(self.encoder.out_channels[-1], labels)

    def forward(self, reflectance: Tensor) -> Tensor:
        """Reflectance [N, B, H, W] to scores [N, labels]."""
        x = ((reflectance - self.mean) / self.std).clamp(-CLIP, CLIP)
        features = self.encoder(x)[-1].mean(dim=(2, 3))
        scores: Tensor = self.head(self.dropout(features))
        return scores

    def encoders(self) -> List[nn.Module]:
        """The part that a first stage may keep frozen."""
        assert isinstance(self.encoder, nn.Module)
        return [self.encoder]


@dataclass(frozen=True)
class PatchLabels:
    """The labels of the patches of a collection.

    names: CORINE codes of one level, or numbers of classes for single labels and for groups. truth: [patches, labels].
    finest: the level of the codes, None for single labels and for groups. groups: names of groups of codes.
    """

    names: Tuple[int, ...]
    truth: Sets
    finest: Optional[Level]
    groups: Tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Whether each patch has exactly one label."""
        return self.finest is None and not self.groups


def patch_labels(collection: Collection, level: Level, share: float, *, single: bool) -> PatchLabels:
    """What each patch holds as a whole. single: exactly one class a patch, as in EuroSAT.

    level: of the codes; a label whose codes have several parents there names none of them. share: of a patch that a
    class must cover to count, where labels are pixels. Raises EngineProblem("data_invalid") without two labels.
    """
    if single:
        found = [collection.named(number)[:1] for number in range(len(collection.patches))]
        classes = sorted({allowed for sets in found for allowed in sets}, key=sorted)
        truth = np.array([[allowed in sets for allowed in classes] for sets in found], bool)
        names: Tuple[int, ...] = tuple(range(len(classes)))
    else:
        codes = [_codes(collection, number, level, share) for number in range(len(collection.patches))]
        names = tuple(sorted({code for one in codes for code in one}))
        truth = np.array([[name in one for name in names] for one in codes], bool)
    _check_several(len(names))
    return PatchLabels(names, truth.reshape(len(collection.patches), -1), None if single else level)


def group_labels(collection: Collection, groups: Legend, share: float) -> PatchLabels:
    """Which classes of a legend each patch holds, such as BigEarthNet's 19; codes of no class are passed over.

    share: as in `patch_labels`. Raises EngineProblem("data_invalid") without two labels.
    """
    classes = [entry for entry in groups.classes if entry.codes]
    truth = np.zeros((len(collection.patches), len(classes)), bool)
    for number in range(len(collection.patches)):
        patch = collection.patches[number]
        by_pixels = not patch.names and share > 0
        counts = patch.counts if by_pixels else dict.fromkeys(collection.named(number), 1)
        least = share * max(1, patch.labelled) if by_pixels else 1
        for place, entry in enumerate(classes):
            held = sum(amount for allowed, amount in counts.items() if allowed <= entry.codes)
            truth[number, place] = held >= least
    occurring = np.flatnonzero(truth.any(axis=0)).tolist()
    _check_several(len(occurring))
    titles = tuple(classes[place].name or classes[place].value for place in occurring)
    return PatchLabels(tuple(range(len(titles))), truth[:, occurring], None, titles)


def _check_several(labels: int) -> None:
    if labels < 2:
        raise EngineProblem(
            "data_invalid",
            f"The patches have {labels} different labels, expected at least two to tell apart.",
        )


def _codes(collection: Collection, number: int, level: Level, share: float) -> FrozenSet[int]:
    patch = collection.patches[number]
    sets = collection.named(number)
    if not patch.names and share > 0:
        least = share * max(1, patch.labelled)
        totals: Dict[int, int] = {}
        for allowed, pixels in patch.counts.items():
            parents = {parent(code, level) for code in allowed}
            if len(parents) == 1:
                name = parents.pop()
                totals[name] = totals.get(name, 0) + pixels
        return frozenset(name for name, pixels in totals.items() if pixels >= least)
    result = set()
    for allowed in sets:
        parents = {parent(code, level) for code in allowed}
        result |= parents if len(parents) == 1 else set()
    return frozenset(result)


class LabelledPatches(Dataset[Tuple[Tensor, Tensor, List[str]]]):
    """Batches of patches with the labels of each: reflectance, truth [N, labels] and names.

    epoch: draws order and changes of a training epoch; None for all patches in order without changes. most: batches at
    most, where a stage ends within an epoch.
    """

    def __init__(
        self,
        collection: Collection,
        indexes: Sequence[int],
        labels: PatchLabels,
        recipe: Recipe,
        mean: Sequence[float],
        *,
        batch: int,
        size: int,
        epoch: Optional[int] = None,
        most: Optional[int] = None,
    ) -> None:
        self.collection, self.labels, self.recipe = collection, labels, recipe
        self.fill, self.batch, self.size, self.epoch = np.asarray(mean, np.float32), batch, size, epoch
        order = list(indexes)
        if epoch is not None:
            rng = np.random.default_rng([recipe.seed, _KEY, epoch])
            whole = max(1, len(order) // batch) * batch
            order = np.resize(rng.permutation(order), whole).tolist()
        self.order = order if most is None else order[: most * batch]

    def __len__(self) -> int:
        return -(-len(self.order) // self.batch)

    def __getitem__(self, number: int) -> Tuple[Tensor, Tensor, List[str]]:
        if not 0 <= number < len(self):
            raise IndexError(number)
        chosen = self.order[number * self.batch : (number + 1) * self.batch]
        how = self.recipe.augmentation if self.epoch is not None else NONE
        rng = np.random.default_rng([self.recipe.seed, _KEY, self.epoch or 0, number])
        images, names = [], []
        for index in chosen:
            chip = self.collection.read(index)
            image, _ = sample(chip, self.size, self.fill, how, rng)
            images.append(torch.from_numpy(image))
            names.append(chip.name)
        truth = torch.from_numpy(self.labels.truth[chosen].astype(np.float32))
        return torch.stack(images), truth, names
