"""Makes the checkout's engine, .engine, as the plugin does, with what comparison needs; --training adds training."""

from __future__ import annotations

import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """Exit code 0 when the engine is ready."""
    from corina.plugin.engine_folder import State
    from corina.plugin.engine_variant import COMPARE, TRAINING, Variant
    from corina.plugin.environment import EngineEnvironment
    from corina.plugin.environment_problem import EnvironmentProblem

    extras = (COMPARE, TRAINING) if "--training" in arguments else (COMPARE,)
    environment = EngineEnvironment(CHECKOUT / ".engine", CHECKOUT)
    if environment.state(extras) is State.READY:
        return 0
    shown = ""

    def on_progress(fraction: float, message: str) -> None:
        nonlocal shown
        step = message.split(":")[0]
        if step != shown:
            shown = step
            print(f"setup: {fraction:4.0%} {message}", flush=True)

    lines: list[str] = []
    try:
        environment.install(extras, on_progress, lines.append, variant=Variant.CPU)
    except EnvironmentProblem as problem:
        print(f"setup: {problem.message}\n{problem.details}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
