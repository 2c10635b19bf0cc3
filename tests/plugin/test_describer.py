"""The scene describer: it answers, the newest request wins, and nobody waits."""

from __future__ import annotations

import time

import pytest

from corina.engine.jobs import BandChoice, DescribeModelJob, DescribeSceneJob, SceneInput
from corina.plugin.describer import SceneDescriber

from .conftest import LONG_SECONDS


@pytest.fixture()
def describer(qgis_app, engine):
    made = SceneDescriber(lambda: engine)
    yield made
    made.shutdown()


def test_scene_is_described(describer, scene, qtbot):
    with qtbot.waitSignal(describer.described, timeout=LONG_SECONDS * 1000) as heard:
        describer.describe(DescribeSceneJob(SceneInput(str(scene))))
        assert describer.is_busy()
    assert heard.args[0]["missing"] == []
    assert not describer.is_busy()


def test_only_the_newest_request_is_answered(describer, scene, qtbot):
    answers = []
    describer.described.connect(answers.append)
    describer.describe(DescribeSceneJob(SceneInput(str(scene))))
    with qtbot.waitSignal(describer.started, timeout=LONG_SECONDS * 1000):
        pass
    with qtbot.waitSignal(describer.described, timeout=LONG_SECONDS * 1000):
        for index in (1, 2, 3):
            choice = BandChoice("B08", str(scene), index)
            describer.describe(DescribeSceneJob(SceneInput(str(scene), bands=(choice,))))
    qtbot.wait(500)
    assert len(answers) == 1
    assert [b["index"] for b in answers[0]["bands"] if b["band"] == "B08"] == [3]


def test_failure_is_told_with_its_sentence(describer, tmp_path, qtbot):
    with qtbot.waitSignal(describer.failed, timeout=LONG_SECONDS * 1000) as heard:
        describer.describe(DescribeSceneJob(SceneInput(str(tmp_path / "absent.tif"))))
    assert heard.args[0].code == "scene_unreadable"
    assert "absent.tif" in heard.args[0].message


def test_model_is_described(describer, model, qtbot):
    with qtbot.waitSignal(describer.described, timeout=LONG_SECONDS * 1000) as heard:
        describer.describe(DescribeModelJob(model))
    assert heard.args[0]["card"]["bands"] == ["B02", "B03", "B04", "B08"]


def test_cancelled_request_is_never_heard(describer, scene, qtbot):
    heard = []
    describer.described.connect(heard.append)
    describer.failed.connect(heard.append)
    describer.describe(DescribeSceneJob(SceneInput(str(scene))))
    with qtbot.waitSignal(describer.started, timeout=LONG_SECONDS * 1000):
        pass
    describer.cancel()
    assert not describer.is_busy()
    qtbot.wait(1500)
    assert heard == []


def test_shutdown_during_a_request_does_not_wait_for_its_answer(describer, scene, qtbot):
    describer.describe(DescribeSceneJob(SceneInput(str(scene))))
    with qtbot.waitSignal(describer.started, timeout=LONG_SECONDS * 1000):
        pass
    begun = time.monotonic()
    describer.shutdown()
    assert time.monotonic() - begun < 5
