"""A card is read back as it was written, and every way of being wrong is said in one sentence."""

from __future__ import annotations

import json

import pytest

from corina.models.card import CardError, ModelCard
from tests.models.conftest import write_card


def read(folder):
    return json.loads((folder / "card.json").read_text())


def test_a_card_is_read_back_as_it_was_written(package_folder):
    values = read(package_folder)
    card = ModelCard.from_dict(values)
    assert card.codes == (112, 211, 231, 311, 312, 512)
    assert card.scale == 1e-4
    again = ModelCard.from_dict(json.loads(json.dumps(card.to_dict())))
    assert again == card


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"schema": 2}, "schema 2, this Corina reads 1"),
        ({"name": "../evil"}, "name '../evil'"),
        ({"bands": ["B02", "B02", "B04", "B08"]}, "named twice"),
        ({"mean": [0.1]}, "4 bands but 1 values of mean"),
        ({"codes": [112, 999]}, "999"),
        ({"codes": [112, 112]}, "one twice"),
        ({"tile_size": 100}, "tile_size 100 is not a multiple of its stride 16"),
        ({"overlap": 100}, "overlap 100 is not between 0 and half of 128"),
        ({"input": {"dtype": "float32", "scale": 1, "offset": 0}}, "input is float32"),
        ({"files": {}}, "does not list model.onnx"),
        ({"files": {"../x": {"sha256": "0" * 64, "bytes": 1}}}, "not a plain name"),
        ({"stride": None}, "stride"),
        ({"bands": None}, "no field 'bands'"),
    ],
)
def test_what_is_wrong_with_a_card_is_said(package_folder, changes, sentence):
    write_card(package_folder, **changes)
    with pytest.raises(CardError) as caught:
        ModelCard.from_dict(read(package_folder))
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)
