"""The label field of a training scene: which file is chosen."""

from __future__ import annotations

from corina.engine.jobs import LabelInput
from corina.ui.label_box import LabelBox


def test_two_files_of_one_name_are_two_choices(qtbot):
    box = LabelBox()
    qtbot.addWidget(box)
    for path in ("/data/north/clc.tif", "/data/south/clc.tif"):
        box.set_labels(LabelInput(path))
    combo = box.form.layer
    listed = [combo.itemText(row) for row in range(combo.count())]
    assert box.labels().path == "/data/south/clc.tif"
    combo.setCurrentIndex(listed.index("clc.tif"))
    assert box.labels().path == "/data/north/clc.tif", "the first one is still itself"
    box.set_labels(LabelInput("/data/south/clc.tif", legend="esa-worldcover"))
    assert box.labels() == LabelInput("/data/south/clc.tif", legend="esa-worldcover")
    assert combo.count() == len(listed), "listed once"
