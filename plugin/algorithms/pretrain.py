"""The algorithm corina:pretrainencoder: an encoder that has learned to tell whole patches apart, to begin with."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)

from corina.engine.jobs import JobError, Preset, PretrainJob, preset_recipe
from corina.engine.jobs.training import PRETRAIN_KINDS
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.data_algorithm import DataAlgorithm
from corina.plugin.algorithms.training_parameters import add_machine, machine
from corina.plugin.settings import load_settings

_INTEGER = QgsProcessingParameterNumber.Type.Integer


class PretrainAlgorithm(DataAlgorithm):
    """Trains a recipe's encoder as a classifier of patches."""

    def name(self) -> str:
        return "pretrainencoder"

    def displayName(self) -> str:
        return tr("Pretrain encoder")

    def shortHelpString(self) -> str:
        return tr(
            "Trains the encoder of a network to say which classes occur in a whole patch. The file it writes can be "
            "the first weights of a training: choose it in the Train tab, or as weights.path of a recipe."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_data()
        self.add(
            QgsProcessingParameterEnum(
                "KIND",
                tr("Labels of a patch"),
                list(PRETRAIN_KINDS),
                defaultValue="own",
                usesStaticStrings=True,
            ),
            tr(
                "own: the classes that occur in the patch. eurosat: DATA_SET holds a folder for each class. "
                "bigearthnet: DATA_SET is BigEarthNet, with the classes of its metadata; bigearthnet19: with its 19 "
                "classes."
            ),
        )
        self.add(
            QgsProcessingParameterNumber("LEVEL", tr("Level"), _INTEGER, 3, False, 1, 3),
            tr(
                "The level of the nomenclature that is told apart, 1 to 3; not used with eurosat and bigearthnet19."
            ),
        )
        self.add_patches()
        self.add_split(advanced=True)
        self.add_length()
        self.add_settings()
        self.add(
            QgsProcessingParameterBoolean("RESUME", tr("Go on with the training in the folder"), False),
            tr("Resume the training that was stopped or cancelled in the run folder."),
            advanced=True,
        )
        add_machine(self)
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Run folder")),
            tr("The folder of the training: checkpoints, curves and the encoder."),
        )
        self.addOutput(QgsProcessingOutputFile("ENCODER", tr("Encoder")))
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> PretrainJob:
        """The job the parameters ask for."""
        device, threads = machine(self, parameters, context)
        kind = self.parameterAsEnumString(parameters, "KIND", context)
        folder = self.path(parameters, "DATA_SET", context)
        if kind != "own" and not folder:
            raise JobError(tr("KIND is {}: name its folder or zip as DATA_SET.").format(kind))
        recipe = self.recipe(parameters, context) or preset_recipe(Preset.BALANCED)
        return PretrainJob(
            self.with_data(parameters, context, recipe),
            self.path(parameters, "OUTPUT_DIR", context),
            kind,
            "" if kind == "own" else folder,
            self.parameterAsInt(parameters, "LEVEL", context),
            resume=self.parameterAsBool(parameters, "RESUME", context),
            device=device,
            threads=threads,
            models_dir=load_settings().models_folder,
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        return {
            "OUTPUT_DIR": self._job.output_dir,
            "ENCODER": str(result["encoder"] or ""),
            "JSON": json.dumps(result),
        }
