"""The rule by which small areas join a neighbour, shared by jobs that generalise."""

from __future__ import annotations

from enum import Enum

from corina.engine.jobs.codec import JobError


class Rule(str, Enum):
    """Which neighbour an area below the minimum unit joins.

    PRIORITY: the thematically nearest class: by a priority table such as CORINE's, where one is given, else one that
    shares level 2, else level 1, else any; among these the largest. LARGEST: the largest neighbour whatever its class.
    """

    PRIORITY = "priority"
    LARGEST = "largest"


def check_table(rule: Rule, table: str) -> None:
    """Raise JobError where a priority table is given and the rule does not look at it."""
    if table and rule is not Rule.PRIORITY:
        raise JobError(
            f"A priority table is given, but small areas join by the rule {rule.value!r}; choose "
            f"{Rule.PRIORITY.value!r}, or leave the table out."
        )
