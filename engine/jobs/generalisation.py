"""The rule by which small areas join a neighbour, shared by jobs that generalise."""

from __future__ import annotations

from enum import Enum


class Rule(str, Enum):
    """Which neighbour an area below the minimum unit joins.

    PRIORITY: the thematically nearest class, as CORINE's priority table does: one that shares level 2, else level 1,
    else any; among these the largest. LARGEST: the largest neighbour whatever its class.
    """

    PRIORITY = "priority"
    LARGEST = "largest"
