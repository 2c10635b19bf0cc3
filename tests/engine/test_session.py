"""The network's session: the options that are set are those ONNX Runtime runs with."""

from __future__ import annotations

import numpy as np
import pytest

from corina.engine.jobs import Device
from corina.engine.session import ModelSession, available_cores

from .tiny_model import make_package, true_code


@pytest.mark.parametrize(("asked", "threads"), [(1, 1), (3, 3), (0, available_cores())])
def test_threads_and_options_reach_onnx_runtime(tmp_path, asked, threads):
    model = make_package(tmp_path / "model")
    session = ModelSession(str(model / "model.onnx"), 16, Device.CPU, asked, 0, print)
    options = session._session.get_session_options()
    assert options.intra_op_num_threads == threads == session.report.threads
    assert options.enable_cpu_mem_arena is False
    assert options.log_severity_level == 3


def test_too_few_tiles_for_a_fixed_batch_are_filled_up_and_only_their_own_come_back(tmp_path):
    model = make_package(tmp_path / "model", batch=4)
    session = ModelSession(str(model / "model.onnx"), 16, Device.CPU, 1, 9, print)
    assert session.batch == 4
    nir = np.array([200, 1000, 2500, 4000], np.uint16)
    scale, offset = np.full(4, 1e-4, np.float32), np.zeros(4, np.float32)
    for count in (1, 3, 4):
        stored = np.zeros((count, 4, 16, 16), np.uint16) + nir[:count, None, None, None]
        found = session.run(stored, scale, offset)
        assert found.shape == (count, 4, 16, 16)
        codes = np.array([112, 211, 312, 512])[found.argmax(axis=1)]
        assert (codes == true_code(nir[:count] / 1e4)[:, None, None]).all()
