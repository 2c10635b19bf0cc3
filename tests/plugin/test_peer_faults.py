"""Faults that made other plugins crash or fall silent: threads ended by force, windows from tasks, a lost stdout."""

from __future__ import annotations

import ast
import sys
import threading
from dataclasses import replace

from corina.plugin.runs import RunState

from .conftest import CHECKOUT


def test_what_a_run_tells_comes_in_the_gui_thread_and_stdout_stays(manager, job, finish, tmp_path):
    """A dialog that a slot opens from a task's thread aborts QGIS; here no slot is ever called in one."""
    streams = sys.stdout, sys.stderr
    threads = set()
    for signal in (manager.run_added, manager.run_changed, manager.run_finished):
        signal.connect(lambda _: threads.add(threading.current_thread()))
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    failed = manager.submit(replace(job, output_dir=str(blocked / "out")), "blocked")
    done = manager.submit(job, "Vaasa")
    assert finish(failed.id) is RunState.FAILED
    assert finish(done.id) is RunState.DONE
    assert threads == {threading.main_thread()}
    assert (sys.stdout, sys.stderr) == streams


def test_no_thread_is_ended_by_force_and_no_stream_replaced():
    """QThread.terminate() ends a thread that may hold a lock of QGIS; only processes are ended here."""
    found = []
    for room in ("plugin", "ui"):
        for path in (CHECKOUT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, (ast.Import, ast.ImportFrom)):
                    found += [(path.name, a.name) for a in node.names if a.name in ("QThread", "QRunnable")]
                if isinstance(node, ast.Assign):
                    found += [
                        (path.name, ast.unparse(target))
                        for target in node.targets
                        if ast.unparse(target) in ("sys.stdout", "sys.stderr", "sys.excepthook")
                    ]
    assert found == []
