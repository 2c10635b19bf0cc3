"""Corina's algorithms in QGIS Processing."""

from __future__ import annotations

from typing import Callable, List

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from corina.plugin.algorithms.accuracy import AccuracyAlgorithm
from corina.plugin.algorithms.areas import AreasAlgorithm
from corina.plugin.algorithms.classification_report import ClassificationReportAlgorithm
from corina.plugin.algorithms.classify import ClassifyAlgorithm
from corina.plugin.algorithms.compare import ChangePolygonsAlgorithm, CompareAlgorithm
from corina.plugin.algorithms.compare_report import CompareReportAlgorithm
from corina.plugin.algorithms.generalise import GeneraliseAlgorithm
from corina.plugin.algorithms.models import EvaluateAlgorithm, ExportModelAlgorithm
from corina.plugin.algorithms.pretrain import PretrainAlgorithm
from corina.plugin.algorithms.rate_test import RateTestAlgorithm
from corina.plugin.algorithms.sample_points import SamplePointsAlgorithm
from corina.plugin.algorithms.sample_size import SampleSizeAlgorithm
from corina.plugin.algorithms.scene_info import SceneInfoAlgorithm
from corina.plugin.algorithms.train import TrainAlgorithm
from corina.plugin.algorithms.training_data import ReviewLabelsAlgorithm, TrainingDataAlgorithm
from corina.plugin.environment import EngineEnvironment
from corina.plugin.settings import find_engine, package_folder

ALGORITHMS = (
    ClassifyAlgorithm,
    SceneInfoAlgorithm,
    CompareAlgorithm,
    ChangePolygonsAlgorithm,
    CompareReportAlgorithm,
    ClassificationReportAlgorithm,
    GeneraliseAlgorithm,
    AreasAlgorithm,
    SampleSizeAlgorithm,
    SamplePointsAlgorithm,
    AccuracyAlgorithm,
    TrainAlgorithm,
    EvaluateAlgorithm,
    ExportModelAlgorithm,
    RateTestAlgorithm,
    PretrainAlgorithm,
    TrainingDataAlgorithm,
    ReviewLabelsAlgorithm,
)


class CorinaProvider(QgsProcessingProvider):
    """The provider `corina`. engine: gives the engine's environment at the moment it is needed."""

    def __init__(self, engine: Callable[[], EngineEnvironment] = find_engine) -> None:
        super().__init__()
        self._engine = engine

    def id(self) -> str:
        return "corina"

    def name(self) -> str:
        return "Corina"

    def longName(self) -> str:
        return "Corina: CORINE Land Cover from Sentinel-2"

    def icon(self) -> QIcon:
        return QIcon(str(package_folder() / "icon.svg"))

    def loadAlgorithms(self) -> None:
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm(self._engine))

    def supportedOutputRasterLayerExtensions(self) -> List[str]:
        return ["tif"]

    def supportedOutputVectorLayerExtensions(self) -> List[str]:
        return ["gpkg"]

    def defaultRasterFileExtension(self) -> str:
        return "tif"

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:  # noqa: N803 - QGIS's name
        return "gpkg"
