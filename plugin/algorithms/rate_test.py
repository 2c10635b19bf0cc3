"""The algorithm corina:learningrate: the learning rate that suits a training, found by a short trial."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from corina.engine.jobs import Preset, RateTestJob, preset_recipe
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.data_algorithm import DataAlgorithm
from corina.plugin.algorithms.training_parameters import add_machine, machine
from corina.plugin.settings import load_settings

_INTEGER = QgsProcessingParameterNumber.Type.Integer


class RateTestAlgorithm(DataAlgorithm):
    """The learning-rate range test of the Train tab."""

    def name(self) -> str:
        return "learningrate"

    def displayName(self) -> str:
        return tr("Find a learning rate")

    def shortHelpString(self) -> str:
        return tr(
            "Trains for a few steps with a learning rate that rises from very small to very large, writes the loss at "
            "each rate as a table, and suggests the rate at which the loss falls fastest."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_data()
        self.add_patches()
        self.add_split(advanced=True)
        self.add_settings()
        self.add(
            QgsProcessingParameterNumber("STEPS", tr("Steps"), _INTEGER, 60, False, 10, 1000),
            tr("How many rates are tried; each takes as long as one step of the training."),
            advanced=True,
        )
        add_machine(self)
        self.add(
            QgsProcessingParameterFileDestination(
                "CURVE", tr("Loss at each rate"), "CSV (*.csv)", None, True
            ),
            tr("A table with the rates and the loss at each."),
        )
        self.addOutput(QgsProcessingOutputNumber("RATE", tr("Suggested learning rate")))
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> RateTestJob:
        """The job the parameters ask for."""
        device, threads = machine(self, parameters, context)
        recipe = self.recipe(parameters, context) or preset_recipe(Preset.BALANCED)
        return RateTestJob(
            self.with_data(parameters, context, recipe),
            device=device,
            threads=threads,
            steps=self.parameterAsInt(parameters, "STEPS", context),
            csv_path=self.place(parameters, "CURVE", context),
            models_dir=load_settings().models_folder,
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        feedback.pushInfo(str(result["suggestion_why"]))
        return {"CURVE": result["csv"] or "", "RATE": result["suggestion"], "JSON": json.dumps(result)}
