"""What can go wrong while the engine's environment is made, as one sentence for the user. Standard library only."""

from __future__ import annotations

import re
from typing import NamedTuple, Sequence

KEPT = "What was downloaded is kept."


class EnvironmentProblem(Exception):
    """The engine's environment could not be made, checked or removed.

    code: one of "no_network", "proxy", "certificate", "disk_full", "permission", "no_python", "no_venv", "no_wheel",
    "not_ours", "busy", "killed", "cancelled", "check_failed", "package_incomplete", "tool_failed". message: one
    sentence: what was found and what to do. details: the tool's last lines, for the log.
    """

    def __init__(self, code: str, message: str, details: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class _Sign(NamedTuple):
    """Words in a tool's output that tell what went wrong; the first sign that is found decides."""

    code: str
    pattern: str
    message: str


# A full disk or a proxy also makes connections and permissions fail, so the causes come before the symptoms.
_SIGNS = (
    _Sign(
        "disk_full",
        r"No space left on device|\[Errno 28\]|os error 28|Disk quota exceeded|File too large|not enough space on the",
        "The disk is full; free some space, or choose another folder for the engine, and start again.",
    ),
    _Sign(
        "proxy",
        r"407 Proxy Authentication|Proxy Authentication Required|Tunnel connection failed: 407|proxy.{0,40}\b407\b",
        "The proxy asks for a user name and a password (407); enter them in QGIS under Settings > Options >"
        " Network and start again.",
    ),
    _Sign(
        "proxy",
        r"ProxyError|Cannot connect to proxy|Tunnel connection failed",
        "The proxy could not be reached or refused the connection; check it in QGIS under Settings > "
        "Options > Network and start again.",
    ),
    _Sign(
        "certificate",
        r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate|UnknownIssuer",
        "The package index's certificate is not trusted here, as behind a firewall that opens connections; "
        "set PIP_CERT to your organisation's certificate file and start again.",
    ),
    _Sign(
        "no_network",
        r"Temporary failure in name resolution|Name or service not known|getaddrinfo failed|NameResolutionError"
        r"|nodename nor servname|Connection refused|actively refused|Network is unreachable|No route to host"
        r"|NewConnectionError|Failed to establish a new connection|Connection timed out|ConnectTimeout|Read timed out"
        r"|dns error|tcp connect error|error sending request|Connection reset|Connection aborted|IncompleteRead",
        "The Python package index could not be reached; check the network connection, or the proxy in QGIS "
        "under Settings > Options > Network, and start again.",
    ),
    _Sign(
        "permission",
        r"Permission denied|\[Errno 13\]|Read-only file system|\[Errno 30\]|Access is denied|os error 13",
        "The engine's folder cannot be written to; check its permissions, or choose another one, and start "
        "again.",
    ),
    _Sign(
        "no_wheel",
        r"No matching distribution found|no wheels with a matching|has no wheels|not a supported wheel",
        "There is no ready-made package of the engine for this system and Python: it needs 64-bit Windows, macOS or "
        "Linux (not with musl) and Python 3.9 to 3.14.",
    ),
    _Sign(
        "check_failed",
        r"DLL load failed",
        "The engine's libraries cannot be loaded; install the Microsoft Visual C++ Redistributable (x64) "
        "and start again.",
    ),
)


def problem_from_output(step: str, exit_code: int, lines: Sequence[str]) -> EnvironmentProblem:
    """The problem behind a tool that ended with `exit_code` (negative: by that signal) after printing `lines`.

    step: what was being done, such as "downloading".
    """
    text = "\n".join(lines)
    details = text[-4000:]
    for sign in _SIGNS:
        if re.search(sign.pattern, text, re.IGNORECASE):
            kept = f" {KEPT}" if step == "downloading" else ""
            return EnvironmentProblem(sign.code, sign.message + kept, details)
    if exit_code < 0:
        return EnvironmentProblem(
            "killed",
            f"The installer was ended from outside (signal {-exit_code}) while {step}, perhaps because memory ran out; "
            f"start again. {KEPT}",
            details,
        )
    last = next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
    return EnvironmentProblem("tool_failed", f"The installer failed while {step}: {last[:300]}", details)
