"""The algorithms corina:evaluate and corina:exportmodel: measure a model, and make a package of a training."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from corina.engine.jobs import EvaluateJob, ExportModelJob, Preset, changed_recipe, preset_recipe
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.algorithms.data_algorithm import DataAlgorithm
from corina.plugin.algorithms.training_parameters import add_machine, machine
from corina.plugin.settings import load_settings


class EvaluateAlgorithm(DataAlgorithm):
    """A report on data of one's own, or on what the model's training has held out."""

    needs_data = False
    learns = False

    def name(self) -> str:
        return "evaluate"

    def displayName(self) -> str:
        return tr("Evaluate model")

    def shortHelpString(self) -> str:
        return tr(
            "Measures a model on labelled data and writes a report with confusion matrices and figures for each class "
            "at three levels, as HTML, CSV and JSON. The data are a scene with labels, a ready-made data set or those "
            "of a recipe, of which the fold held out is measured; without any, what the model's own training has held "
            "out."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add(
            QgsProcessingParameterString("MODEL", tr("Model or run folder")),
            tr("Name or path of a model package, or the run folder of a training."),
        )
        self.add_data()
        self.add_patches()
        self.add_split(advanced=True)
        add_machine(self)
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Folder of the report")),
            tr("The folder the report is written into."),
        )
        self.addOutput(QgsProcessingOutputFile("REPORT", tr("Report")))
        for level in (1, 2, 3):
            self.addOutput(
                QgsProcessingOutputNumber(f"AGREEMENT{level}", tr("Agreement at level {}").format(level))
            )
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> EvaluateJob:
        """The job the parameters ask for."""
        device, threads = machine(self, parameters, context)
        recipe, changes = self.recipe(parameters, context), self.changes(parameters, context)
        if recipe is not None or changes.sources:
            recipe = changed_recipe(changes, recipe or preset_recipe(Preset.BALANCED))
        return EvaluateJob(
            self.model(parameters, context),
            self.path(parameters, "OUTPUT_DIR", context),
            recipe,
            load_settings().models_folder,
            device=device,
            threads=threads,
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        metrics = result.get("metrics") or {}
        figures = {
            f"AGREEMENT{level}": (metrics.get(f"level{level}") or {}).get("overall") for level in (1, 2, 3)
        }
        return {
            "OUTPUT_DIR": self._job.output_dir,
            "REPORT": str((result.get("report") or {}).get("html") or ""),
            **figures,
            "JSON": json.dumps(result),
        }


class ExportModelAlgorithm(EngineAlgorithm):
    """The package of a training that was stopped, or one more under another name."""

    def name(self) -> str:
        return "exportmodel"

    def displayName(self) -> str:
        return tr("Export model")

    def shortHelpString(self) -> str:
        return tr(
            "Makes a model package of a training: the network as ONNX with its normalisation inside, checked against "
            "the trained one on real patches, and its card. The model is then in the list of models."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                "RUN_FOLDER", tr("Run folder"), QgsProcessingParameterFile.Behavior.Folder
            ),
            tr("The folder of the training."),
        )
        self.add(
            QgsProcessingParameterEnum(
                "CHECKPOINT",
                tr("Checkpoint"),
                ["best", "last"],
                defaultValue="best",
                usesStaticStrings=True,
            ),
            tr("The epoch that was the best on the validation data, or the last one."),
        )
        for name, title, help_text in (
            (
                "NAME",
                tr("Name"),
                tr("Name of the package: letters, digits, dots and dashes. Empty: the recipe's."),
            ),
            ("TITLE", tr("Title"), tr("Title in the list of models. Empty: the recipe's.")),
            (
                "DESCRIPTION",
                tr("Description"),
                tr(
                    "What the model is good for, for its card. Empty: the recipe's, else made from the recipe."
                ),
            ),
            ("LICENCE", tr("Licence"), tr("Licence of the model, such as CC-BY-4.0. Empty: the recipe's.")),
        ):
            self.add(QgsProcessingParameterString(name, title, optional=True), help_text, advanced=True)
        self.add(
            QgsProcessingParameterFileDestination(
                "ZIP", tr("Package as one file"), "*.zip", None, True, False
            ),
            tr("Also write the package as one zip, to give it to others."),
        )
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Name of the model")))
        self.addOutput(QgsProcessingOutputString("MODEL_PATH", tr("Folder of the model")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> ExportModelJob:
        """The job the parameters ask for."""
        return ExportModelJob(
            self.path(parameters, "RUN_FOLDER", context),
            load_settings().models_folder,
            self.parameterAsEnumString(parameters, "CHECKPOINT", context),
            self.parameterAsString(parameters, "NAME", context).strip(),
            self.parameterAsString(parameters, "TITLE", context).strip(),
            description=self.parameterAsString(parameters, "DESCRIPTION", context).strip(),
            licence=self.parameterAsString(parameters, "LICENCE", context).strip(),
            zip_path=self.place(parameters, "ZIP", context),
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        zipped = {"ZIP": str(result["zip"])} if result.get("zip") else {}
        return {"MODEL": str(result["name"]), "MODEL_PATH": str(result["path"]), **zipped}
