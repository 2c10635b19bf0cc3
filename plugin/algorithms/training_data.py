"""The algorithms corina:trainingdata and corina:reviewlabels: what there is to learn, and which labels to doubt."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from corina.engine.jobs import (
    DescribeTrainingDataJob,
    ReviewLabelsJob,
    SplitChoice,
    changed_data,
    changed_split,
)
from corina.plugin.algorithms.base import tr
from corina.plugin.algorithms.data_algorithm import DataAlgorithm
from corina.plugin.settings import load_settings

_INTEGER = QgsProcessingParameterNumber.Type.Integer
_DOUBLE = QgsProcessingParameterNumber.Type.Double


class TrainingDataAlgorithm(DataAlgorithm):
    """The statistics and the split of the Train tab's first two pages."""

    def name(self) -> str:
        return "trainingdata"

    def displayName(self) -> str:
        return tr("Describe training data")

    def shortHelpString(self) -> str:
        return tr(
            "Says what there is to learn from: patches, those left out and why, area and share of each class, what to "
            "be warned of, and how the patches are divided into training, validation and test, as a layer."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add_data()
        self.add_patches()
        self.add_split(advanced=False)
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Folder for the results")),
            tr("The folder that the layer of patches and the description are written into."),
        )
        self.addOutput(QgsProcessingOutputVectorLayer("LAYER", tr("Patches and their folds")))
        self.addOutput(QgsProcessingOutputNumber("PATCHES", tr("Number of patches")))
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> DescribeTrainingDataJob:
        """The job the parameters ask for."""
        recipe = self.recipe(parameters, context)
        changes = self.changes(parameters, context)
        data = changed_data(changes, recipe.data if recipe is not None else None)
        split = changed_split(changes, recipe.split if recipe is not None else SplitChoice())
        folder = self.path(parameters, "OUTPUT_DIR", context)
        return DescribeTrainingDataJob(data, split, output_dir=folder)

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        for warning in result["warnings"]:
            feedback.pushWarning(warning)
        layer = result["outputs"]["layer"]
        return {
            "OUTPUT_DIR": self._job.output_dir,
            "LAYER": f"{layer}|layername={result['outputs']['table']}" if layer else "",
            "PATCHES": result["patches"]["kept"],
            "JSON": json.dumps(result),
        }


class ReviewLabelsAlgorithm(DataAlgorithm):
    """The labels that a model believes least, to step through on the map."""

    needs_data = False  # the run folder of a training brings its data along

    def name(self) -> str:
        return "reviewlabels"

    def displayName(self) -> str:
        return tr("Review labels")

    def shortHelpString(self) -> str:
        return tr(
            "Maps labelled patches with a model and lists the patches and the label polygons that it believes least: "
            "wrong labels, changes since the labels were made, or what the model has not learned."
        )

    def initAlgorithm(self, configuration: Optional[Dict[str, Any]] = None) -> None:
        self.add(
            QgsProcessingParameterString("MODEL", tr("Model or run folder")),
            tr("Name or path of a model package, or the run folder of a training."),
        )
        self.add_data()
        self.add_patches()
        self.add(
            QgsProcessingParameterNumber("LIMIT", tr("How many to list"), _INTEGER, 200, False, 1, 100000),
            tr("The number of patches and of polygons that are listed, the worst first."),
        )
        self.add(
            QgsProcessingParameterNumber("MINIMUM_HA", tr("Smallest polygon (ha)"), _DOUBLE, 1.0, False, 0),
            tr("Polygons smaller than this are passed over."),
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT_DIR", tr("Folder for the results")),
            tr("The folder that the two layers and the table are written into."),
        )
        self.addOutput(QgsProcessingOutputVectorLayer("POLYGONS", tr("Label polygons to review")))
        self.addOutput(QgsProcessingOutputVectorLayer("PATCHES", tr("Patches to review")))
        self.addOutput(QgsProcessingOutputFile("TABLE", tr("Patches to review, as a table")))
        self.addOutput(QgsProcessingOutputString("JSON", tr("Everything, as JSON")))

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> ReviewLabelsJob:
        """The job the parameters ask for."""
        recipe = self.recipe(parameters, context)
        changes = self.changes(parameters, context)
        data = changed_data(changes, recipe.data if recipe is not None else None)
        return ReviewLabelsJob(
            self.model(parameters, context),
            self.path(parameters, "OUTPUT_DIR", context),
            data,
            load_settings().models_folder,
            limit=self.parameterAsInt(parameters, "LIMIT", context),
            minimum_ha=self.parameterAsDouble(parameters, "MINIMUM_HA", context),
            threads=load_settings().threads,
        )

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """What came of it."""
        layers = {
            name.upper(): f"{result['outputs'][name]}|layername={name}" if result["outputs"][name] else ""
            for name in ("polygons", "patches")
        }
        return {
            "OUTPUT_DIR": self._job.output_dir,
            **layers,
            "TABLE": result["outputs"]["table"],
            "JSON": json.dumps(result),
        }
