"""Runs jobs of a file on two processes that train together (DDP over gloo), as torchrun would start them.

    python -m tests.training.two_devices JOBS_FILE OUT_FOLDER

JOBS_FILE holds a list of jobs, each with an epoch after which it is stopped or null. Each process notes the events it
sent, the results, what it wrote, and what its network came to, in OUT_FOLDER/RANK.json.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from pathlib import Path

import torch

import corina.models.networks  # noqa: F401 - before Lightning looks for torchvision
from corina.engine.events import Metrics
from corina.engine.handlers import carry_out
from corina.engine.jobs import job_from_json
from corina.training import fit, run_train

WORLD = 2


def main(jobs_file: Path, out: Path) -> int:
    """Fork before torch has computed anything: the libraries are then loaded once."""
    torch.set_num_threads(1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    children = []
    for rank in range(WORLD):
        child = os.fork()
        if not child:
            code = 1
            try:
                take_part(rank, port, jobs_file, out)
                code = 0
            except BaseException:  # noqa: BLE001 - a fork must not go on into its parent's code
                sys.excepthook(*sys.exc_info())
            finally:
                os._exit(code)
        children.append(child)
    codes = [os.waitpid(child, 0)[1] for child in children]
    return int(any(codes))


def take_part(rank: int, port: int, jobs_file: Path, out: Path) -> None:
    """Do all jobs as one of the processes."""
    os.environ |= {
        "RANK": str(rank),
        "LOCAL_RANK": str(rank),
        "GROUP_RANK": "0",
        "WORLD_SIZE": str(WORLD),
        "LOCAL_WORLD_SIZE": str(WORLD),
        "MASTER_ADDR": "127.0.0.1",
        "MASTER_PORT": str(port),
        "TORCHELASTIC_RUN_ID": "test",
    }
    written, sums = [], []
    save, train = fit.save_state, run_train.fit

    def noted_save(path, state):
        written.append(path.name)
        save(path, state)

    def noted_fit(*given, **more):
        network = train(*given, **more)
        sums.append([float(tensor.double().sum()) for tensor in network.state_dict().values()])
        return network

    fit.save_state, run_train.fit = noted_save, noted_fit
    results, events = [], []
    for text, stop_after in json.loads(jobs_file.read_text()):
        job = job_from_json(text)
        own = []

        def listen(event, job=job, stop_after=stop_after, own=own):
            own.append(type(event).__name__)
            if isinstance(event, Metrics) and event.split == "validation" and event.epoch == stop_after:
                (Path(job.output_dir) / "control").write_text("stop")

        try:
            results.append(carry_out(job, listen))
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results.append({"error": str(error)})
        events.append(own)
    found = {"results": results, "events": events, "written": written, "sums": sums}
    (out / f"{rank}.json").write_text(json.dumps(found))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
