"""The set-up of the engine as a task: progress, success, failure, cancel, never in the GUI thread."""

from __future__ import annotations

import threading
import time

import pytest
from qgis.core import QgsApplication

from corina.plugin.environment_problem import EnvironmentProblem
from corina.plugin.tasks import SetupTask

from .conftest import LONG_SECONDS


class Environment:
    """An environment whose installation does what a test wants; the real one is tested in test_environment.py."""

    def __init__(self, body):
        self.body = body
        self.thread = None
        self.arguments = None

    def install(self, on_progress, on_output, is_cancelled, **arguments):
        self.thread = threading.current_thread()
        self.arguments = arguments
        return self.body(on_progress, on_output, is_cancelled)


@pytest.fixture()
def run(qtbot):
    """Run a set-up to its end; returns what was heard, in order."""

    def start(environment, when_started=lambda task: None, **arguments):
        task = SetupTask(environment, **arguments)
        heard = []
        task.progressed.connect(lambda fraction, text: heard.append((round(fraction, 3), text)))
        task.output.connect(heard.append)
        task.succeeded.connect(lambda: heard.append("succeeded"))
        task.failed.connect(lambda error: heard.append(("failed", error.code, error.message, error.details)))
        task.cancelled.connect(lambda: heard.append("cancelled"))
        QgsApplication.taskManager().addTask(task)
        when_started(task)
        ends = ("succeeded", "cancelled")
        qtbot.waitUntil(
            lambda: any(h in ends or h[0] == "failed" for h in heard), timeout=LONG_SECONDS * 1000
        )
        return heard

    return start


def test_messages_come_in_order_and_the_work_is_off_the_gui_thread(run):
    def install(on_progress, on_output, is_cancelled):
        on_progress(0.25, "Downloading")
        on_output("Collecting numpy")
        on_progress(1.0, "Ready")

    environment = Environment(install)
    heard = run(environment, extras=("training",))
    assert heard == [(0.25, "Downloading"), "Collecting numpy", (1.0, "Ready"), "succeeded"]
    assert environment.thread is not threading.main_thread()
    assert environment.arguments == {"extras": ("training",)}


def test_problem_is_told_with_code_sentence_and_details(run):
    def install(on_progress, on_output, is_cancelled):
        raise EnvironmentProblem("no_network", "There is no network.", "pip said so")

    assert run(Environment(install)) == [("failed", "no_network", "There is no network.", "pip said so")]


def test_unexpected_error_keeps_its_traceback(run):
    def install(on_progress, on_output, is_cancelled):
        raise ZeroDivisionError("one by zero")

    ((_, code, message, details),) = run(Environment(install))
    assert code == "internal" and "one by zero" in message and "Traceback" in details


def test_cancel_reaches_the_installer(run):
    def install(on_progress, on_output, is_cancelled):
        while not is_cancelled():
            time.sleep(0.01)
        raise EnvironmentProblem("cancelled", "Cancelled.")

    assert run(Environment(install), when_started=lambda task: task.cancel()) == ["cancelled"]
