"""The parameters of corina:classify beyond those of its scene, each with its help text."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from corina.engine.jobs import MAX_OVERLAP, MAX_THREADS, Device
from corina.plugin.algorithms.base import EngineAlgorithm, tr
from corina.plugin.algorithms.rule import add_rule
from corina.plugin.settings import load_settings


def add_area(algorithm: EngineAlgorithm) -> None:
    """Add the parameters that say where to classify."""
    algorithm.add(
        QgsProcessingParameterExtent("AREA", tr("Extent"), optional=True),
        tr("Classify only this rectangle. Empty: the whole scene."),
    )
    algorithm.add(
        QgsProcessingParameterFeatureSource(
            "AREA_LAYER", tr("Polygons"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
        ),
        tr("Classify only inside these polygons; with “selected features only” inside the selected ones."),
    )


def add_network(algorithm: EngineAlgorithm) -> None:
    """Add how the network runs, with the user's settings as defaults; `network_options` reads them."""
    integer, double = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
    settings = load_settings()
    algorithm.add(
        QgsProcessingParameterEnum(
            "DEVICE",
            tr("Device"),
            [device.value for device in Device],
            defaultValue=settings.device.value,
            usesStaticStrings=True,
        ),
        tr("Where the network runs. auto takes the fastest device that works; the log says which it was."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber(
            "THREADS", tr("CPU threads"), integer, settings.threads, False, 0, MAX_THREADS
        ),
        tr("CPU threads of the network; 0 for all cores."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber("BATCH", tr("Tiles at once"), integer, settings.batch, False, 0, 64),
        tr("Tiles the network takes at once; 0 chooses by device and memory."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber("TILE", tr("Tile edge (px)"), integer, settings.tile, False, 0, 2048),
        tr("Edge of a tile in pixels, 64 to 2048; 0 for the model's own."),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber(
            "OVERLAP", tr("Overlap of tiles"), double, settings.overlap, True, 0.0, MAX_OVERLAP
        ),
        tr("Share of a tile's edge that it has in common with the next, 0 to 0.5. Empty: the model's own."),
        advanced=True,
    )


def add_sea(algorithm: EngineAlgorithm) -> None:
    """Add SEA_AT_COAST, which `network_options` reads."""
    algorithm.add(
        QgsProcessingParameterBoolean(
            "SEA_AT_COAST", tr("Sea at the coast only"), load_settings().sea_at_coast
        ),
        tr(
            "Water some 10 km or more from every coast is mapped as lakes, never as sea: an image of open water does "
            "not tell them apart."
        ),
        advanced=True,
    )


def network_options(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext
) -> Dict[str, Any]:
    """What `add_network` and `add_sea` ask for, as fields of ClassifyOptions."""
    return {
        "device": Device(algorithm.parameterAsEnumString(parameters, "DEVICE", context)),
        "threads": algorithm.parameterAsInt(parameters, "THREADS", context),
        "batch": algorithm.parameterAsInt(parameters, "BATCH", context),
        "tile": algorithm.parameterAsInt(parameters, "TILE", context),
        # An empty field is None and asks for the model's own; what is not given at all is as the settings say.
        "overlap": algorithm.number(parameters, "OVERLAP", context)
        if "OVERLAP" in parameters
        else load_settings().overlap,
        "sea_at_coast": algorithm.parameterAsBool(parameters, "SEA_AT_COAST", context),
    }


def add_options(algorithm: EngineAlgorithm) -> None:
    """Add the advanced settings of a classification, with those of the user as defaults."""
    double, settings = QgsProcessingParameterNumber.Type.Double, load_settings()
    add_network(algorithm)
    algorithm.add(
        QgsProcessingParameterNumber(
            "MINIMUM_UNIT", tr("Minimum mapping unit (ha)"), double, settings.minimum_unit_ha, False, 0.0
        ),
        tr(
            "Polygons smaller than this many hectares are merged into their largest neighbour; 25 is "
            "CORINE's own. 0: all stay."
        ),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterNumber(
            "MINIMUM_WIDTH", tr("Minimum width (m)"), double, settings.minimum_width_m, False, 0.0
        ),
        tr("Narrower parts join a neighbour; CORINE's own is 100 m. 0: all stay."),
        advanced=True,
    )
    add_rule(algorithm, settings.rule)
    add_sea(algorithm)
    algorithm.add(
        QgsProcessingParameterString("NAME", tr("Name of the files"), optional=True),
        tr("First part of the file names in the output folder. Empty: the name of the scene."),
        advanced=True,
    )


def add_destinations(algorithm: EngineAlgorithm) -> None:
    """Add the folder and the places of the files."""
    algorithm.add(
        QgsProcessingParameterFile(
            "OUTPUT_DIR", tr("Output folder"), QgsProcessingParameterFile.Behavior.Folder, optional=True
        ),
        tr(
            "Folder that gets NAME_level1.tif, NAME_level2.tif, NAME_level3.tif, NAME_areas.csv and "
            "NAME_result.json."
        ),
    )
    for level, classes in ((3, 44), (2, 15), (1, 5)):
        algorithm.add(
            QgsProcessingParameterRasterDestination(
                f"LEVEL{level}",
                tr("Level {level} ({classes} classes)").format(level=level, classes=classes),
                None,
                True,
                True,
            ),
            tr(
                "GeoTIFF with the classes of level {level}. With an output folder, a temporary file "
                "means: the one in the folder."
            ).format(level=level),
        )
    algorithm.add(
        QgsProcessingParameterRasterDestination("CONFIDENCE", tr("Confidence"), None, True, False),
        tr("GeoTIFF with the probability of the level 3 class in percent."),
    )
    algorithm.add(
        QgsProcessingParameterVectorDestination(
            "POLYGONS",
            tr("Polygons of classes"),
            QgsProcessing.SourceType.TypeVectorPolygon,
            None,
            True,
            False,
        ),
        tr("GeoPackage with a polygon per patch, its codes, area and mean confidence."),
    )
    algorithm.add(
        QgsProcessingParameterFileDestination(
            "AREAS", tr("Class areas"), tr("CSV files (*.csv)"), None, True, True
        ),
        tr("Table with pixels, hectares and percent of each class at each level."),
    )
