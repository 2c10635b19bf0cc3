"""The plugin as QGIS loads and unloads it: its dock, its buttons, and an error on the way."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication

from corina.plugin.main import CorinaPlugin
from corina.ui.dock import CorinaDock


@pytest.fixture()
def plugin(iface, models_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("corina.plugin.controller.data_folder", lambda: tmp_path / "profile")
    made = CorinaPlugin(iface)
    made.initGui()
    yield made
    made.unload()


def test_the_plugin_comes_and_goes_without_a_trace(iface, models_folder, tmp_path, monkeypatch):
    monkeypatch.setattr("corina.plugin.controller.data_folder", lambda: tmp_path / "profile")
    registry = QgsApplication.processingRegistry()
    plugin = CorinaPlugin(iface)
    plugin.initGui()
    assert [action.text() for action in iface.toolbar] == ["Classify land cover…"]
    assert iface.raster_menu == iface.plugin_menu
    assert [action.objectName() for action in iface.raster_menu] == [
        "CorinaClassify", "CorinaTrain", "CorinaCompare", "CorinaLabel", "CorinaLayout"]  # fmt: skip
    assert registry.providerById("corina") is not None
    plugin.unload()
    assert iface.toolbar == iface.raster_menu == iface.plugin_menu == []
    assert registry.providerById("corina") is None
    assert iface.window.findChildren(CorinaDock) == [] or plugin.dock is None


def test_the_dock_to_label_points_opens_once_and_goes_with_the_plugin(iface, models_folder):
    from corina.plugin.label_dock import LabelDock

    made = CorinaPlugin(iface)
    made.initGui()
    next(a for a in iface.raster_menu if a.objectName() == "CorinaLabel").trigger()
    made.open_labelling()
    assert (
        len(iface.window.findChildren(LabelDock)) == 1 and made.label_dock.panel.form.draw_button.isEnabled()
    )
    made.unload()
    assert made.label_dock is None


def test_the_toolbar_button_opens_the_dock_once(plugin, iface):
    iface.window.show()
    iface.toolbar[0].trigger()
    dock = plugin.dock
    assert dock.isVisible()
    iface.toolbar[0].trigger()
    assert plugin.dock is dock


def test_a_dock_that_was_open_comes_back(plugin, iface, models_folder):
    iface.window.show()
    iface.toolbar[0].trigger()
    plugin._on_visibility(True)
    again = CorinaPlugin(iface)
    again._restore_dock()
    assert again.dock is not None
    again._remove_dock()


def test_an_error_while_loading_is_said_and_does_not_break_qgis(iface, monkeypatch):
    plugin = CorinaPlugin(iface)
    monkeypatch.setattr(plugin, "_add_actions", lambda: 1 / 0)
    plugin.initGui()
    assert len(iface.bar.items()) == 1
    plugin.unload()
