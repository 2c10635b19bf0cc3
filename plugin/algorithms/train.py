"""The algorithm corina:train: a model from a scene and labels, from a ready-made data set, or by a recipe."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from corina.engine.jobs import (
    DataChoice,
    JobError,
    LabelInput,
    Preset,
    Recipe,
    SceneInput,
    SourceKind,
    SplitChoice,
    SplitScheme,
    TrainingSource,
    TrainJob,
    preset_recipe,
)
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.algorithms.training_parameters import add_machine, machine
from corina.plugin.areas import crs_text
from corina.plugin.label_sources import label_input
from corina.plugin.settings import load_settings
from corina.plugin.sources import SourceError, scene_source
from corina.plugin.train_command import read_recipe
from corina.ui.recipe_fields import model_name

_INTEGER = QgsProcessingParameterNumber.Type.Integer


class TrainAlgorithm(EngineAlgorithm):
    """The window's Train tab without a window. What is given wins over the recipe, and the recipe over the preset."""

    _job: Optional[TrainJob] = None

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
        self._add_data()
        self._add_fit()
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

    def _add_data(self) -> None:
        types = [QgsProcessing.SourceType.TypeVectorPolygon, QgsProcessing.SourceType.TypeRaster]
        self.add(
            QgsProcessingParameterFile("RECIPE", tr("Recipe"), optional=True, extension="json"),
            tr("A recipe saved in the Train tab. The other parameters, where given, win over it."),
        )
        self.add(
            QgsProcessingParameterMapLayer(
                "INPUT", tr("Scene layer"), optional=True, types=[QgsProcessing.SourceType.TypeRaster]
            ),
            tr("A raster layer with the bands of a Sentinel-2 scene."),
        )
        self.add(
            QgsProcessingParameterFile(
                "INPUT_FILE", tr("or product folder, .zip or raster file"), optional=True
            ),
            tr("A Sentinel-2 product (.SAFE folder or its .zip), or a raster file, in place of INPUT."),
        )
        self.add(
            QgsProcessingParameterMapLayer("LABELS", tr("Labels"), optional=True, types=types),
            tr("Polygons or a raster with CORINE classes, or with those of another LEGEND. Any CRS."),
        )
        self.add(
            QgsProcessingParameterString("FIELD", tr("Class field"), optional=True),
            tr(
                "The attribute of the polygons with the class. Empty: CODE_18, CLC_CODE and the like are found."
            ),
        )
        self.add(
            QgsProcessingParameterString("LEGEND", tr("Legend"), defaultValue="corine", optional=True),
            tr(
                "corine, another legend's name such as s2glc or esa-worldcover, or a legend file (.csv, .json)."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                "DATA_SET",
                tr("Ready-made data set"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr(
                "The folder of BigEarthNet, EuroSAT, SeasoNet or chips with masks, in place of scene and labels."
            ),
        )

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
            advanced=True,
        )
        for name, title, low, high, help_text in (
            ("EPOCHS", tr("Epochs"), 1, 10000, tr("How often the network sees all patches.")),
            ("BATCH", tr("Batch"), 1, 4096, tr("Patches in one step. Fewer need less memory.")),
            ("PATCH", tr("Patch size"), 32, 1024, tr("Edge of the patches in px.")),
            ("STEP", tr("Step"), 1, 1024, tr("Distance of neighbouring patches in px.")),
            ("FOLDS", tr("Folds"), 2, 20, tr("Into how many parts the data are divided; one is held out.")),
            ("SEED", tr("Seed"), 0, 999999, tr("The same seed draws the same split and the same training.")),
        ):
            parameter = QgsProcessingParameterNumber(name, title, _INTEGER, None, True, low, high)
            self.add(parameter, help_text, advanced=True)
        self.add(
            QgsProcessingParameterBoolean("RESUME", tr("Go on with the training in the folder"), False),
            tr("Resume the training that was stopped or cancelled in the run folder."),
            advanced=True,
        )

    def checkParameterValues(
        self, parameters: Dict[str, Any], context: QgsProcessingContext
    ) -> Tuple[bool, str]:
        scene = bool(parameters.get("INPUT") or parameters.get("INPUT_FILE"))
        if not (scene or parameters.get("RECIPE") or parameters.get("DATA_SET")):
            return False, tr(
                "There is nothing to learn from: give a scene with labels, a DATA_SET or a RECIPE."
            )
        if scene and not parameters.get("LABELS"):
            return False, tr(
                "The scene has no labels: give a layer with CORINE polygons or classes (LABELS)."
            )
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the thread that owns the layers: reads all parameters."""
        settings = load_settings()
        device, threads = machine(self, parameters, context)
        try:
            recipe = self._recipe(parameters, context)
        except (JobError, SourceError) as error:
            raise QgsProcessingException(str(error)) from error
        self._job = TrainJob(
            recipe,
            self.parameterAsString(parameters, "OUTPUT_DIR", context),
            resume=self.parameterAsBool(parameters, "RESUME", context),
            models_dir=settings.models_folder,
            device=device,
            threads=threads,
        )
        return True

    def _recipe(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Recipe:
        path = self.parameterAsFile(parameters, "RECIPE", context)
        preset = Preset(self.parameterAsEnumString(parameters, "PRESET", context))
        recipe = read_recipe(Path(path)) if path else preset_recipe(preset)
        source = self._source(parameters, context)
        data = recipe.data
        if source is not None:
            data = replace(data, sources=(source,)) if data is not None else DataChoice(sources=(source,))
        if data is None:
            raise JobError(
                tr("The recipe names no data: give a scene with labels (INPUT, LABELS) or a DATA_SET.")
            )
        patch = self._given(parameters, "PATCH", context) or data.patch
        data = replace(
            data, patch=patch, step=min(self._given(parameters, "STEP", context) or data.step, patch)
        )
        title = self.parameterAsString(parameters, "NAME", context).strip() or recipe.title
        last = recipe.stages[-1]
        last = replace(
            last,
            epochs=self._given(parameters, "EPOCHS", context) or last.epochs,
            batch=self._given(parameters, "BATCH", context) or last.batch,
        )
        seed = self._given(parameters, "SEED", context)
        return replace(
            recipe,
            data=data,
            split=self._split(parameters, context, recipe.split),
            title=title,
            name=model_name(title) or recipe.name,
            bands=data.bands,
            stages=(*recipe.stages[:-1], last),
            seed=recipe.seed if seed is None else seed,
        )

    def _split(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, split: SplitChoice
    ) -> SplitChoice:
        scheme = self.parameterAsEnumString(parameters, "SPLIT", context)
        folds, seed = self._given(parameters, "FOLDS", context), self._given(parameters, "SEED", context)
        return replace(
            split,
            scheme=SplitScheme(scheme) if scheme else split.scheme,
            folds=folds or split.folds,
            seed=split.seed if seed is None else seed,
        )

    def _given(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[int]:
        return None if parameters.get(name) is None else self.parameterAsInt(parameters, name, context)

    def _source(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[TrainingSource]:
        folder = self.parameterAsFile(parameters, "DATA_SET", context)
        legend = self.parameterAsString(parameters, "LEGEND", context)
        if folder:
            return TrainingSource(
                SourceKind.AUTO, path=folder, legend="" if legend in ("", "corine") else legend
            )
        scene = self._scene(parameters, context)
        if scene is None:
            return None
        layer = self._layer(parameters, "LABELS", context)
        field = self.parameterAsString(parameters, "FIELD", context)
        labels: LabelInput = replace(label_input(layer), field=field, legend=legend or "corine")
        return TrainingSource(scene=scene, labels=labels)

    def _scene(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[SceneInput]:
        if parameters.get("INPUT"):
            layer = self._layer(parameters, "INPUT", context)
            own = layer.dataProvider().crs() if layer.dataProvider() is not None else layer.crs()
            given = layer.crs().isValid() and layer.crs() != own
            return SceneInput(scene_source(layer), crs=crs_text(layer.crs()) if given else None)
        path = self.parameterAsFile(parameters, "INPUT_FILE", context)
        return SceneInput(path) if path else None

    def _layer(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> QgsMapLayer:
        layer = self.parameterAsLayer(parameters, name, context)
        if layer is None:
            raise SourceError(
                tr("{name} is {value}, which is no layer.").format(name=name, value=parameters[name])
            )
        return layer

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In a worker thread."""
        assert self._job is not None
        result = self.run_engine(self._job, feedback)
        if result is None:
            feedback.pushInfo(
                tr("The training is kept in {} and goes on with RESUME.").format(self._job.output_dir)
            )
            return {}
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
