"""What the algorithms of training share: parameters that name data and split, and reading them."""

from __future__ import annotations

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
    JobError,
    Recipe,
    RecipeChanges,
    SplitScheme,
    changed_recipe,
    codes_of_text,
    split_settings,
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

    learns = True
    """Whether bands and classes are chosen; a model that is only measured has its own."""

    def add_data(self) -> None:
        self.add(
            QgsProcessingParameterFile("RECIPE", tr("Recipe"), optional=True, extension="json"),
            tr("A recipe saved in the Train tab. The other parameters, where given, win over it."),
        )
        add_sources(self)
        if self.learns:
            self._add_learned()
        add_band_values(self)

    def _add_learned(self) -> None:
        self.add(
            QgsProcessingParameterString("LEARN_BANDS", tr("Bands to learn from"), optional=True),
            tr(
                "The bands that the network reads, such as B02,B03,B04,B08,B11,B12; BigEarthNet also has the radar "
                "bands VV and VH. Empty: those of the recipe, else B02, B03, B04 and B08."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("CODES", tr("Classes to tell apart"), optional=True),
            tr(
                "CORINE codes of level 3 that the model shall know, such as 112,211,311. Empty: those of the recipe, "
                "else all that the labels name."
            ),
            advanced=True,
        )

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
            (
                "HELD_OUT",
                tr("Fold held out"),
                0,
                19,
                tr("The fold that the report is measured on, counted from 0 as in the layer of the split."),
            ),
            (
                "VALIDATION",
                tr("Fold for validation"),
                0,
                19,
                tr(
                    "The fold that says when to stop and which epoch was the best, counted from 0. Empty: the one "
                    "after the fold held out."
                ),
            ),
            ("SEED", tr("Seed"), 0, 999999, tr("The same seed draws the same split and the same training.")),
        ):
            parameter = QgsProcessingParameterNumber(name, title, _INTEGER, None, True, low, high)
            self.add(parameter, help_text, advanced=advanced)
        self.add(
            QgsProcessingParameterNumber("BLOCK", tr("Block size (m)"), _DOUBLE, None, True, 100, 1000000),
            tr("Edge of the squares that stay together with blocks."),
            advanced=advanced,
        )

    def add_length(self) -> None:
        for name, title, low, high, help_text in (
            ("EPOCHS", tr("Epochs"), 1, 10000, tr("How often the network sees all patches.")),
            ("BATCH", tr("Batch"), 1, 4096, tr("Patches in one step. Fewer need less memory.")),
        ):
            parameter = QgsProcessingParameterNumber(name, title, _INTEGER, None, True, low, high)
            self.add(parameter, help_text, advanced=True)

    def add_settings(self) -> None:
        self.add(
            QgsProcessingParameterString("CHANGES", tr("Other settings"), optional=True, multiLine=True),
            tr(
                "Any other field of the recipe, one a line or with semicolons: network.encoder=resnet34; "
                "stages.last.weight_decay=0.02. The manual's page on training lists them."
            ),
            advanced=True,
        )

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

    def changes(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> RecipeChanges:
        """What the parameters say instead of a recipe or a preset. Raises JobError, SourceError."""
        divides = self.parameterDefinition("SPLIT") is not None
        scheme = self.parameterAsEnumString(parameters, "SPLIT", context) if divides else ""
        return RecipeChanges(
            sources=sources(self, parameters, context),
            bands=self._learned_bands(parameters, context),
            codes=codes_of_text(self._text(parameters, "CODES", context)),
            patch=self.given(parameters, "PATCH", context),
            step=self.given(parameters, "STEP", context),
            boundary_m=self.number(parameters, "BOUNDARY", context),
            scheme=SplitScheme(scheme) if scheme else None,
            folds=self.given(parameters, "FOLDS", context),
            held_out=self.given(parameters, "HELD_OUT", context),
            validation=self.given(parameters, "VALIDATION", context),
            block_m=self.number(parameters, "BLOCK", context),
            seed=self.given(parameters, "SEED", context),
            epochs=self.given(parameters, "EPOCHS", context),
            batch=self.given(parameters, "BATCH", context),
            settings=tuple(split_settings(self._text(parameters, "CHANGES", context))),
        )

    def _learned_bands(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[str, ...]:
        text = self._text(parameters, "LEARN_BANDS", context)
        names = text.replace(";", ",").replace(" ", ",").split(",")
        return tuple(dict.fromkeys(name.strip().upper() for name in names if name.strip()))

    def with_data(self, parameters: Dict[str, Any], context: QgsProcessingContext, recipe: Recipe) -> Recipe:
        """The recipe with all that the parameters say. Raises JobError, SourceError."""
        recipe = changed_recipe(self.changes(parameters, context), recipe)
        if recipe.data is None:
            raise JobError(
                tr("The recipe names no data: give a scene with labels (INPUT, LABELS) or a DATA_SET.")
            )
        return recipe

    def _text(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """The text of a parameter that not every algorithm has."""
        known = self.parameterDefinition(name) is not None
        return str(self.parameterAsString(parameters, name, context)) if known else ""

    def given(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[int]:
        """The whole number of a parameter, None where it is left out."""
        return None if parameters.get(name) is None else self.parameterAsInt(parameters, name, context)
