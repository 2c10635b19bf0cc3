"""What Corina's Processing algorithms share: parameters with help, paths and layers, running a job with feedback."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon

from corina.engine.events import Event, Log, LogLevel, Metrics, Progress, Stage
from corina.engine.jobs import Job, JobError
from corina.plugin.engine_folder import State
from corina.plugin.engine_process import EngineCancelled, EngineError, run_job
from corina.plugin.environment import EngineEnvironment
from corina.plugin.installed_models import installed_models
from corina.plugin.settings import load_settings, package_folder
from corina.plugin.sources import SourceError, full_path, scene_source
from corina.ui.progress_text import stage_text


class EngineAlgorithm(QgsProcessingAlgorithm):
    """An algorithm whose work is done by the engine: `job` reads its parameters, `outputs` says what came of it.

    engine: gives the engine's environment at the moment it is needed.
    """

    def __init__(self, engine: Callable[[], EngineEnvironment]) -> None:
        super().__init__()
        self._engine = engine
        self._job: Any = None

    def createInstance(self, config: Optional[Dict[str, Any]] = None) -> EngineAlgorithm:
        return type(self)(self._engine)

    def icon(self) -> QIcon:
        return QIcon(str(package_folder() / "icon.svg"))

    def tags(self) -> List[str]:
        return ["corine", "clc", "land cover", "sentinel-2", "classification", "deep learning", "onnx"]

    def canExecute(self) -> Tuple[bool, str]:
        problem = engine_problem(self._engine())
        return problem is None, problem or ""

    def add(
        self, parameter: QgsProcessingParameterDefinition, help_text: str, advanced: bool = False
    ) -> None:
        """Add a parameter with its help; an advanced one is folded away in dialogs."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def job(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Job:
        """The job the parameters ask for. Raises JobError or SourceError, with one sentence."""
        raise NotImplementedError

    def outputs(
        self, result: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """The algorithm's outputs for the result of its job."""
        raise NotImplementedError

    def when_cancelled(self, feedback: QgsProcessingFeedback) -> None:
        """Say what is left of a job that was cancelled."""

    def prepareAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the thread that owns the layers: reads all parameters."""
        try:
            self._job = self.job(parameters, context)
        except (JobError, SourceError) as error:
            raise QgsProcessingException(str(error)) from error
        return True

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """In a worker thread."""
        result = self.run_engine(self._job, feedback)
        if result is None:
            self.when_cancelled(feedback)
            return {}
        return self.outputs(result, context, feedback)

    def run_engine(self, job: Job, feedback: QgsProcessingFeedback) -> Optional[Dict[str, Any]]:
        """Run the job and return its result; None when it was cancelled. Raises QgsProcessingException with
        one sentence.
        """
        engine = self._engine()
        problem = engine_problem(engine)
        if problem:
            raise QgsProcessingException(problem)
        try:
            return run_job(
                engine.command(), engine.child_environment(), job, _Teller(feedback), feedback.isCanceled
            )
        except EngineCancelled:
            feedback.pushInfo(tr("Cancelled; nothing was written."))
            return None
        except EngineError as error:
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(error.message) from error

    def path(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """The full path a parameter names; empty without one."""
        return full_path(self.parameterAsString(parameters, name, context).strip())

    def place(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """The full path of a file to be written, which may be a temporary one; empty without one."""
        return full_path(self.parameterAsFileOutput(parameters, name, context))

    def model(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """The name of an installed model as it is, the folder or file of another in full."""
        text = self.parameterAsString(parameters, "MODEL", context).strip()
        installed = {entry.name for entry in installed_models(Path(load_settings().models_folder))}
        return text if text in installed or not Path(text).exists() else full_path(text)

    def _layer_path(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        layer = self.parameterAsRasterLayer(parameters, name, context)
        value = parameters[name]
        if layer is None and isinstance(value, str) and Path(value).exists():
            return str(Path(value).absolute())  # QGIS cannot read it; the engine says why
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, name))
        return layer_path(layer)

    def number(self, parameters: Dict[str, Any], name: str, context: QgsProcessingContext) -> Optional[float]:
        return (
            None if parameters.get(name) is None else float(self.parameterAsDouble(parameters, name, context))
        )


class _Teller:
    """Passes the engine's events on to Processing."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._stage: Optional[Stage] = None

    def __call__(self, event: Event) -> None:
        if isinstance(event, Progress):
            self._feedback.setProgress(100.0 * event.fraction)
            if event.stage is not self._stage:
                self._stage = event.stage
                self._feedback.setProgressText(stage_text(event.stage.value))
        elif isinstance(event, Metrics):
            figures = ", ".join(f"{name} {value:.3f}" for name, value in event.values.items())
            self._feedback.pushInfo(f"{tr('Epoch')} {event.epoch}, {event.split}: {figures}")
        elif isinstance(event, Log) and event.level is LogLevel.WARNING:
            self._feedback.pushWarning(event.message)
        elif isinstance(event, Log):
            self._feedback.pushInfo(event.message)


def engine_problem(engine: EngineEnvironment) -> Optional[str]:
    """One sentence on why the engine cannot be used and what to do; None when it can."""
    if engine.state() is State.READY:
        return None
    return tr(
        "Corina's engine is not set up: open the Corina panel (Raster menu, Classify land cover) and set it up there; "
        "Processing never installs anything."
    )


def layer_path(layer: QgsRasterLayer) -> str:
    """The path of a raster layer. Raises QgsProcessingException with one sentence when it has none."""
    try:
        return scene_source(layer)
    except SourceError as error:
        raise QgsProcessingException(str(error)) from error


def is_temporary(value: Any) -> bool:  # noqa: ANN401 - a destination's value
    """Whether a destination parameter asks for a temporary file."""
    sink = getattr(value, "sink", None)
    return (value if sink is None else sink.staticValue()) == QgsProcessing.TEMPORARY_OUTPUT


def tr(text: str) -> str:
    """The text in the user's language."""
    return QCoreApplication.translate("Processing", text)
