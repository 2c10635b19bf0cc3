"""Makes `import torchvision` work where a CPU build of torch meets PyPI's torchvision.

segmentation-models-pytorch and timm both import torchvision, so this must run before they are imported.
"""

from __future__ import annotations

import importlib
import sys
import types


def import_torchvision() -> None:
    """Import torchvision; on "operator torchvision::nms does not exist" import it again without its meta kernels.

    The meta kernels only serve the dynamo exporter and compiled operators, which Corina does not use.

    Raises:
        RuntimeError: torchvision fails for another reason.
        ImportError: torchvision is not installed.
    """
    try:
        importlib.import_module("torchvision")
    except RuntimeError as error:
        if "torchvision::nms" not in str(error):
            raise
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        sys.modules["torchvision._meta_registrations"] = types.ModuleType("torchvision._meta_registrations")
        importlib.import_module("torchvision")
