"""The rule by which small areas join a neighbour, as parameters of an algorithm."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterEnum, QgsProcessingParameterFile

from corina.engine.jobs import Rule
from corina.plugin.algorithms.base import EngineAlgorithm, tr


def add_rule(algorithm: EngineAlgorithm, default: Rule) -> None:
    """Add RULE and PRIORITY_TABLE."""
    algorithm.add(
        QgsProcessingParameterEnum(
            "RULE",
            tr("Small areas join"),
            [rule.value for rule in Rule],
            defaultValue=default.value,
            usesStaticStrings=True,
        ),
        tr(
            "priority: the neighbour of the most similar class, as CORINE does; largest: the largest neighbour."
        ),
        advanced=True,
    )
    algorithm.add(
        QgsProcessingParameterFile("PRIORITY_TABLE", tr("Priority table"), optional=True),
        tr(
            "For the rule priority: a CSV with the columns class, neighbour and priority (the lowest is joined "
            "first), or CODE and PRI, or a matrix of classes, such as CORINE's own. Empty: by the digits that the "
            "codes have in common."
        ),
        advanced=True,
    )


def rule_of(
    algorithm: EngineAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext
) -> Dict[str, Any]:
    """The rule and its table, as the fields of a job."""
    return {
        "rule": Rule(algorithm.parameterAsEnumString(parameters, "RULE", context)),
        "priority_table": algorithm.path(parameters, "PRIORITY_TABLE", context),
    }
