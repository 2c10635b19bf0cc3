"""Settings: defaults, storing, environment variables, values that cannot be read."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import QgsSettings

from corina.engine.jobs import ClassifyOptions, Device, Rule
from corina.plugin.settings import GROUP, Settings, find_engine, load_settings, save_settings


def test_defaults_are_those_of_the_engine(qgis_app):
    assert load_settings({}).options() == ClassifyOptions()
    assert load_settings({}).output_folder == ""


def test_what_is_saved_is_read_again_with_its_types():
    changed = Settings(
        device=Device.CPU, threads=3, batch=2, tile=256, overlap=0.25, confidence=True, polygons=True,
        minimum_unit_ha=0.5, use_scl=False, model=
            "m"
        , minimum_width_m=
            100.0
        , rule=
            Rule.PRIORITY
        , priority_table=
            "/t/own.csv"
        , output_folder=
            "/données/été"
        , models_folder=
            "/m"
        , engine_root=
            "/e"
        ,
    )  # fmt: skip
    save_settings(changed, {})
    assert load_settings({}) == changed


def test_back_to_the_default_removes_the_stored_value():
    save_settings(Settings(threads=3), {})
    save_settings(Settings(), {})
    assert not [key for key in QgsSettings().allKeys() if key.startswith(f"{GROUP}/")]


def test_environment_wins_and_is_not_stored():
    save_settings(Settings(threads=3), {})
    environment = {"CORINA_THREADS": "7", "CORINA_DEVICE": "cpu", "CORINA_ENGINE": "/opt/corina"}
    loaded = load_settings(environment)
    assert (loaded.threads, loaded.device, loaded.engine_root) == (7, Device.CPU, "/opt/corina")
    save_settings(replace(loaded, batch=4), environment)
    stored = load_settings({})
    assert (stored.threads, stored.batch, stored.device) == (3, 4, Device.AUTO)


def test_values_that_cannot_be_read_are_their_defaults():
    for name, value in (("device", "abacus"), ("threads", "many"), ("overlap", "wide")):
        QgsSettings().setValue(f"{GROUP}/{name}", value)
    assert load_settings({"CORINA_TILE": "big"}) == Settings()


def test_values_out_of_range_do_not_stop_a_run():
    assert replace(Settings(), threads=9999, confidence=True).options() == ClassifyOptions(confidence=True)


def test_engine_is_the_one_of_the_settings(engine):
    assert find_engine().root == engine.root
