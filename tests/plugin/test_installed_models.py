"""Models that are imported, listed with their problems, or passed over."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

from corina.plugin.installed_models import import_model, installed_models

from .interface import messages


def test_a_model_is_verified_and_imported_from_a_zip(
    controller, dock, model, models_folder, tmp_path, until, form
):
    shutil.rmtree(models_folder / Path(model).name)
    archive = tmp_path / "package.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in Path(model).iterdir():
            if path.is_file():
                file.write(path, path.name)
    controller.import_model(str(archive))
    until(lambda: controller._import_task is None)
    name = json.loads((Path(model) / "card.json").read_text())["name"]
    assert (models_folder / name / "model.onnx").is_file()
    assert dock.classify.fields.form.model.entry().name == name
    assert "verified" in messages(dock)[-1][0]


def test_an_altered_model_is_refused_in_one_sentence(controller, dock, model, models_folder, tmp_path, until):
    altered = tmp_path / "altered"
    shutil.copytree(model, altered)
    data = bytearray((altered / "model.onnx").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (altered / "model.onnx").write_bytes(bytes(data))
    before = sorted(models_folder.iterdir())
    controller.import_model(str(altered))
    until(lambda: controller._import_task is None)
    text, buttons = messages(dock)[-1]
    assert "altered" in text
    assert "Import model…" in buttons
    assert sorted(models_folder.iterdir()) == before


def test_a_truncated_model_is_listed_with_its_problem(model, tmp_path):
    folder = tmp_path / "models"
    shutil.copytree(model, folder / "cut")
    data = (folder / "cut" / "model.onnx").read_bytes()
    (folder / "cut" / "model.onnx").write_bytes(data[: len(data) // 2])
    entry = next(entry for entry in installed_models(folder) if not entry.bundled)
    assert str(len(data)) in entry.problem


def test_importing_needs_no_folder_yet(engine, model, tmp_path):
    name = import_model(engine, model, tmp_path / "new" / "models", lambda: False)
    assert [entry.name for entry in installed_models(tmp_path / "new" / "models") if not entry.bundled] == [
        name
    ]


def test_folders_that_are_no_packages_are_passed_over(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "card.json").write_text("{")
    (tmp_path / "file").write_text("x")
    assert [entry for entry in installed_models(tmp_path) if not entry.bundled] == []
