"""The algorithm corina:train: a model from a scene and labels, from a ready-made data set, or by a recipe."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from corina.engine.jobs import (
    Preset,
    Recipe,
    RecipeChanges,
    TrainJob,
    preset_recipe,
    weights_of,
)
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.data_algorithm import DataAlgorithm
from corina.plugin.algorithms.training_parameters import add_machine, machine
from corina.plugin.settings import load_settings

_DOUBLE = QgsProcessingParameterNumber.Type.Double


class TrainAlgorithm(DataAlgorithm):
    """The window's Train tab without a window. What is given wins over the recipe, and the recipe over the preset."""

    def name(self) -> str:
        return "train"

    def displayName(self) -> str:
        return tr("Train model")

    def shortHelpString(self) -> str:
        return tr(
            "Trains a model that tells CORINE classes apart, from a scene with labels, from a ready-made data set, or "
            "by a recipe that was saved in the Train tab. It measures the model on places it has never seen, writes a "
            "report, and puts the model into the list of models. A cancelled training is kept in its folder and goes "
            "on from there when it is started again with RESUME."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_data()
        self._add_fit()
        self.add_patches()
        self.add_split(advanced=True)
        add_machine(self)
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Run folder")),
            tr("The folder of the training: checkpoints, curves, report and model."),
        )
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Name of the model")))
        self.addOutput(QgsProcessingOutputString("MODEL_PATH", tr("Folder of the model")))
        self.addOutput(QgsProcessingOutputFile("REPORT", tr("Report")))
        for level in (1, 2, 3):
            self.addOutput(
                QgsProcessingOutputNumber(f"AGREEMENT{level}", tr("Agreement at level {}").format(level))
            )
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def _add_fit(self) -> None:
        self.add(
            QgsProcessingParameterEnum(
                "PRESET",
                tr("Preset"),
                [preset.value for preset in Preset],
                defaultValue=Preset.BALANCED.value,
                usesStaticStrings=True,
            ),
            tr(
                "quick_look takes minutes, balanced hours, best about a day on two cores. Not used with a recipe."
            ),
        )
        self.add(
            QgsProcessingParameterString("NAME", tr("Name of the model"), optional=True),
            tr("The model's name in the list of models."),
        )
        for name, title, help_text in (
            (
                "DESCRIPTION",
                tr("Description"),
                tr(
                    "What the model is good for, for its card. Empty: the recipe's, else made from the recipe."
                ),
            ),
            ("LICENCE", tr("Licence"), tr("Licence of the model, such as CC-BY-4.0. Empty: the recipe's.")),
            (
                "WEIGHTS",
                tr("First weights"),
                tr(
                    "What the network begins with: bundled, none, imagenet, a model's name, the folder of a run, or a "
                    "file such as the encoder of corina:pretrainencoder. Empty: as the recipe or the preset says."
                ),
            ),
        ):
            self.add(QgsProcessingParameterString(name, title, optional=True), help_text, advanced=True)
        self.add_length()
        self.add_settings()
        self.add(
            QgsProcessingParameterNumber(
                "LEARNING_RATE", tr("Learning rate"), _DOUBLE, None, True, 1e-9, 10.0
            ),
            tr("The highest one of the last stage, such as that of corina:learningrate."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("EACH_FOLD", tr("Hold out each fold in turn"), False),
            tr(
                "Train once for each fold; the report has the figures of all folds and their mean. The model is that "
                "of the fold held out."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("RESUME", tr("Go on with the training in the folder"), False),
            tr("Resume the training that was stopped or cancelled in the run folder."),
            advanced=True,
        )

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> TrainJob:
        """The job the parameters ask for."""
        settings = load_settings()
        device, threads = machine(self, parameters, context)
        recipe = self._recipe(parameters, context)
        return TrainJob(
            recipe,
            self.path(parameters, "OUTPUT_DIR", context),
            resume=self.parameterAsBool(parameters, "RESUME", context),
            models_dir=settings.models_folder,
            device=device,
            threads=threads,
            cross_validate=self.parameterAsBool(parameters, "EACH_FOLD", context),
        )

    def _recipe(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Recipe:
        preset = Preset(self.parameterAsEnumString(parameters, "PRESET", context))
        return self.with_data(parameters, context, self.recipe(parameters, context) or preset_recipe(preset))

    def changes(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> RecipeChanges:
        """Also what is said of the model and of the fit."""
        return replace(
            super().changes(parameters, context),
            title=self.parameterAsString(parameters, "NAME", context).strip(),
            description=self.parameterAsString(parameters, "DESCRIPTION", context).strip(),
            licence=self.parameterAsString(parameters, "LICENCE", context).strip(),
            learning_rate=self.number(parameters, "LEARNING_RATE", context),
            weights=weights_of(self.parameterAsString(parameters, "WEIGHTS", context)),
        )

    def when_cancelled(self, feedback: QgsProcessingFeedback) -> None:
        """Nothing of a training is lost."""
        feedback.pushInfo(
            tr("The training is kept in {} and goes on with RESUME.").format(self._job.output_dir)
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        model, metrics = result.get("model") or {}, result.get("metrics") or {}
        figures = {
            f"AGREEMENT{level}": (metrics.get(f"level{level}") or {}).get("overall") for level in (1, 2, 3)
        }
        return {
            "OUTPUT_DIR": self._job.output_dir,
            "MODEL": str(model.get("name") or ""),
            "MODEL_PATH": str(model.get("path") or ""),
            "REPORT": str((result.get("report") or {}).get("html") or ""),
            **figures,
            "JSON": json.dumps(result),
        }
