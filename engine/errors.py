"""The one exception the engine's own code raises for what a user can mend."""

from __future__ import annotations


class EngineProblem(Exception):
    """Something a user can understand and act on.

    code: one of the names in docs/jobs.md. message: one sentence: what was found, what was expected, what to do.
    """

    def __init__(self, code: str, message: str, details: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class Cancelled(Exception):
    """The run was cancelled; whatever it had begun to write is removed on the way out."""
