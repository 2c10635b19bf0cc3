"""What the algorithms of training share: parameters that name data and split, and reading them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from corina.engine.jobs import (
    DataChoice,
    JobError,
    Recipe,
    SplitChoice,
    SplitScheme,
)
from corina.plugin.algorithms.band_values import add_band_values
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.algorithms.training_sources import LISTS, add_sources, problem_of, sources
from corina.plugin.train_command import read_recipe

_INTEGER = QgsProcessingParameterNumber.Type.Integer
_DOUBLE = QgsProcessingParameterNumber.Type.Double


class DataAlgorithm(EngineAlgorithm):
    """An algorithm on labelled data: a scene with labels, a ready-made data set, or those of a recipe."""

    needs_data = True
    """Whether nothing can be done without data that are named."""

    def add_data(self) -> None:
        self.add(
            QgsProcessingParameterFile("RECIPE", tr("Recipe"), optional=True, extension="json"),
            tr("A recipe saved in the Train tab. The other parameters, where given, win over it."),
        )
        add_sources(self)
        self._add_bands()

    def _add_bands(self) -> None:
        self.add(
            QgsProcessingParameterString("LEARN_BANDS", tr("Bands to learn from"), optional=True),
            tr(
                "The bands that the network reads, such as B02,B03,B04,B08,B11,B12; BigEarthNet also has the radar "
                "bands VV and VH. Empty: those of the recipe, else B02, B03, B04 and B08."
            ),
            advanced=True,
        )
        add_band_values(self)

    def add_patches(self) -> None:
        self.add(
            QgsProcessingParameterNumber("BOUNDARY", tr("Boundary band (m)"), _DOUBLE, None, True, 0, 1000),
            tr(
                "Pixels nearer than this to the border between two labels are not learned from; figures are given with "
                "and without them. CORINE's lines are good to 100 m."
            ),
            advanced=True,
        )
        for name, title, low, help_text in (
            ("PATCH", tr("Patch size"), 32, tr("Edge of the patches in px.")),
            ("STEP", tr("Step"), 1, tr("Distance of neighbouring patches in px.")),
        ):
            parameter = QgsProcessingParameterNumber(name, title, _INTEGER, None, True, low, 1024)
            self.add(parameter, help_text, advanced=True)

    def add_split(self, *, advanced: bool) -> None:
        self.add(
            QgsProcessingParameterEnum(
                "SPLIT",
                tr("Divide by"),
                [scheme.value for scheme in SplitScheme],
                defaultValue=None,
                optional=True,
                usesStaticStrings=True,
            ),
            tr("What is never divided between training and test. random and stratified flatter."),
            advanced=advanced,
        )
        for name, title, low, high, help_text in (
            ("FOLDS", tr("Folds"), 2, 20, tr("Into how many parts the data are divided; one is held out.")),
            ("SEED", tr("Seed"), 0, 999999, tr("The same seed draws the same split and the same training.")),
        ):
            parameter = QgsProcessingParameterNumber(name, title, _INTEGER, None, True, low, high)
            self.add(parameter, help_text, advanced=advanced)

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        scene = bool(parameters.get("INPUT") or parameters.get("INPUT_FILE"))
        if self.needs_data and not (scene or parameters.get("RECIPE") or parameters.get("DATA_SET")):
            return False, tr(
                "There is nothing to learn from: give a scene with labels, a DATA_SET or a RECIPE."
            )
        problem = problem_of(parameters)
        if problem:
            return False, problem
        # QGIS would refuse a product folder among them; `sources` says which of them cannot be read.
        checked = {name: value for name, value in parameters.items() if name not in LISTS}
        return super().checkParameterValues(checked, context)

    def recipe(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[Recipe]:
        """The recipe that was given, None without one. Raises JobError."""
        path = self.parameterAsFile(parameters, "RECIPE", context)
        return read_recipe(Path(path)) if path else None

    def data(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, data: Optional[DataChoice]
    ) -> Optional[DataChoice]:
        """The data that the parameters name; what they leave out is that of `data`. Raises JobError, SourceError."""
        given = sources(self, parameters, context)
        if given:
            data = replace(data, sources=given) if data is not None else DataChoice(sources=given)
        if data is None:
            return None
        patch = self.given(parameters, "PATCH", context) or data.patch
        step = self.given(parameters, "STEP", context) or data.step
        boundary = self.number(parameters, "BOUNDARY", context)
        return replace(
            data,
            bands=self._learned_bands(parameters, context) or data.bands,
            patch=patch,
            step=min(step, patch),
            boundary_m=data.boundary_m if boundary is None else boundary,
        )

    def _learned_bands(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[str, ...]:
        text = self.parameterAsString(parameters, "LEARN_BANDS", context)
        names = text.replace(";", ",").replace(" ", ",").split(",")
        return tuple(dict.fromkeys(name.strip().upper() for name in names if name.strip()))

    def with_data(self, parameters: Dict[str, Any], context: QgsProcessingContext, recipe: Recipe) -> Recipe:
        """The recipe with the data and the split that the parameters name. Raises JobError, SourceError."""
        data = self.data(parameters, context, recipe.data)
        if data is None:
            raise JobError(
                tr("The recipe names no data: give a scene with labels (INPUT, LABELS) or a DATA_SET.")
            )
        split = self.split(parameters, context, recipe.split)
        seed = self.given(parameters, "SEED", context)
        return replace(
            recipe,
            data=data,
            bands=data.bands,
            split=split,
            seed=recipe.seed if seed is None else seed,
        )

    def split(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, split: SplitChoice
    ) -> SplitChoice:
        """The split that the parameters name; what they leave out is that of `split`."""
        scheme = self.parameterAsEnumString(parameters, "SPLIT", context)
        folds, seed = self.given(parameters, "FOLDS", context), self.given(parameters, "SEED", context)
        return replace(
            split,
            scheme=SplitScheme(scheme) if scheme else split.scheme,
            folds=folds or split.folds,
            seed=split.seed if seed is None else seed,
        )

    def given(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[int]:
        """The whole number of a parameter, None where it is left out."""
        return None if parameters.get(name) is None else self.parameterAsInt(parameters, name, context)
