"""Opening a model package for a job, and what a result says of it and of the libraries it depends on."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any

import numpy
import onnxruntime
import rasterio

import corina
from corina.engine.errors import EngineProblem
from corina.models.graph import verify_graph
from corina.models.package import ModelPackage, PackageError, find_package, verify


def open_model(model: str, models_dir: str) -> ModelPackage:
    """Find and verify a model package. Raises EngineProblem model_not_found or model_invalid."""
    try:
        package = find_package(model, [Path(models_dir)] if models_dir else [])
        verify(package)
        verify_graph(package)
    except PackageError as error:
        code = "model_not_found" if str(error).startswith("No model") else "model_invalid"
        raise EngineProblem(code, str(error)) from error
    return package


def model_result(package: ModelPackage) -> dict[str, Any]:
    """What a result says of the model it was made with."""
    card = package.card
    return {
        "name": card.name,
        "title": card.title,
        "version": card.version,
        "path": str(package.path),
        "sha256": card.files["model.onnx"].sha256,
        "codes": list(card.codes),
    }


def versions() -> dict[str, str]:
    """Versions of what a result depends on."""
    return {
        "corina": corina.__version__,
        "python": sys.version.split()[0],
        "onnxruntime": onnxruntime.__version__,
        "numpy": numpy.__version__,
        "rasterio": rasterio.__version__,
        "gdal": rasterio.__gdal_version__,
        "platform": platform.platform(),
    }
