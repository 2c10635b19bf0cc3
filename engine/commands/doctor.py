"""`corina doctor`: the engine's check of itself."""

from __future__ import annotations

import argparse
from typing import Any

from corina.engine.jobs import CheckJob, Device


def add(commands: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - argparse's private type
    """Add `doctor`."""
    doctor = commands.add_parser(
        "doctor", parents=[common], help="check the engine and its devices with a tiny model"
    )
    doctor.add_argument("--device", choices=[d.value for d in Device], default="auto")
    doctor.set_defaults(make_job=lambda a: CheckJob(Device(a.device)), show=_show_doctor)


def _show_doctor(result: dict[str, Any]) -> str:
    lines = [f"{name} {version}" for name, version in result["versions"].items()]
    for device in result["devices"]:
        state = "works" if device["works"] else f"does not work: {device['reason']}"
        lines.append(f"{device['name']} ({device['provider']}): {state}")
    lines.append(
        f"The engine is ready on {result['device_used'].upper()}."
        if result["ok"]
        else "The engine is broken."
    )
    return "\n".join(lines)
