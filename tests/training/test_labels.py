"""Legends become sets of codes, restricted to what the network can predict."""

from __future__ import annotations

import numpy as np

from corina.clc import CODES, Level
from corina.training.labels import CORINE, IGNORE, S2GLC, LabelTable

PREDICTED = (112, 211, 311, 312, 313, 512)


def build():
    return LabelTable.build(PREDICTED, [CORINE, S2GLC])


def test_labels_of_both_legends_become_rows_of_one_table():
    table = build()
    rows = table.encode(np.array([[4, 5], [9, 1]]), S2GLC)
    assert [table.sets[row] for row in rows.ravel()] == [{311, 313}, {312, 313}, {512}, set(PREDICTED)]
    assert rows[1, 1] == IGNORE
    corine = table.encode(np.array([512, 311, 0, 999]), CORINE)
    assert [table.sets[row] for row in corine] == [{512}, {311}, set(PREDICTED), set(PREDICTED)]


def test_a_code_the_network_cannot_predict_teaches_nothing():
    assert build().encode(np.array([223]), CORINE)[0] == IGNORE


def test_a_set_is_widened_to_its_parents_at_levels_2_and_1():
    table = build()
    row = table.row(frozenset({312, 313}))
    members = [{code for code, inside in zip(PREDICTED, mask) if inside} for mask in table.masks[:, row]]
    assert members == [{311, 312, 313}, {311, 312, 313}, {312, 313}]


def test_every_s2glc_class_is_made_of_corine_codes():
    for allowed in S2GLC.values():
        assert allowed <= set(CODES[Level.L3])
