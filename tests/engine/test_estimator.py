"""The estimators give the published worked examples to all printed digits, and not what peers give."""

from __future__ import annotations

import math

import numpy as np
import pytest

from corina.engine.accuracy.estimator import assess, stratified_by_map
from corina.engine.accuracy.samplesize import allocate, cochran, expected_error, stratified_size
from corina.engine.jobs import Allocation

OLOFSSON = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
OLOFSSON_PIXELS = np.array([200_000, 150_000, 3_200_000, 6_450_000])

REFERENCE = "AAAAACBABC" + "ABBBBBAABB" + "CCCCCDDBBA" + "DDDDDDDCCB"
MAPPED = "AAAAAAABBB" + "ABBBBBBBBB" + "BBCCCCCCBB" + "DDDDDDDDDD"
STEHMAN_SIZES = [40_000, 30_000, 20_000, 10_000]


def stehman_counts() -> np.ndarray:
    counts = np.zeros((4, 4, 4))
    for index, (mapped, reference) in enumerate(zip(MAPPED, REFERENCE)):
        counts[index // 10, "ABCD".index(mapped), "ABCD".index(reference)] += 1
    return counts


def half_width(estimate) -> float:
    return 1.96 * estimate.se


def test_olofsson_2014_to_all_printed_digits():
    found = stratified_by_map(OLOFSSON, OLOFSSON_PIXELS)
    assert f"{found.overall.value:.4f} {half_width(found.overall):.4f}" == "0.9465 0.0185"
    assert [f"{u.value:.3f}" for u in found.users] == ["0.880", "0.733", "0.927", "0.963"]
    assert [f"{half_width(u):.3f}" for u in found.users] == ["0.074", "0.101", "0.040", "0.021"]
    assert [f"{p.value:.3f}" for p in found.producers] == ["0.749", "0.847", "0.935", "0.962"]
    assert [f"{half_width(p):.3f}" for p in found.producers] == ["0.213", "0.254", "0.034", "0.018"]
    total = OLOFSSON_PIXELS.sum()
    assert [round(a.value * total) for a in found.areas] == [235086, 129846, 3175221, 6459846]
    assert [round(half_width(a) * total) for a in found.areas] == [68418, 41731, 172332, 180907]


def test_strata_that_differ_from_map_classes_to_all_printed_digits():
    found = assess(stehman_counts(), STEHMAN_SIZES)
    assert f"{found.overall.value:.2f} {found.overall.se:.5f}" == "0.63 0.08466"
    assert [f"{u.value:.7f}" for u in found.users] == ["0.7419355", "0.5744681", "0.5000000", "0.7000000"]
    assert [f"{u.se:.7f}" for u in found.users[:3]] == ["0.1645627", "0.1248023", "0.2151657"]
    assert f"{found.users[3].se:.5f}" == "0.15275"
    assert [f"{p.value:.7f}" for p in found.producers[:3]] == ["0.6571429", "0.7941176", "0.3000000"]
    assert [f"{p.se:.7f}" for p in found.producers[:3]] == ["0.1477318", "0.1165671", "0.1504438"]
    assert f"{found.producers[3].value:.5f} {found.producers[3].se:.5f}" == "0.63636 0.16232"
    assert [f"{a.value:.2f}" for a in found.areas] == ["0.35", "0.34", "0.20", "0.11"]


def test_producers_error_is_not_that_of_the_wrong_denominator():
    """AcATaMa's form has 1 - n_ij / column total where eq. 7 has 1 - n_ij / row total."""
    n, sizes = OLOFSSON.astype(float), OLOFSSON_PIXELS
    rows, columns = n.sum(axis=1), n.sum(axis=0)
    right = stratified_by_map(n, sizes).producers
    for j in range(4):
        total = (sizes / rows * n[:, j]).sum()
        user, producer = n[j, j] / rows[j], right[j].value
        first = sizes[j] ** 2 * (1 - producer) ** 2 * user * (1 - user) / (rows[j] - 1)

        def rest(denominators, j=j, producer=producer):
            return producer**2 * sum(
                sizes[i] ** 2 * n[i, j] / rows[i] * (1 - n[i, j] / denominators[i]) / (rows[i] - 1)
                for i in range(4)
                if i != j
            )

        assert right[j].se == pytest.approx(math.sqrt(first + rest(rows)) / total, rel=1e-12)
        wrong = math.sqrt(first + rest(np.full(4, columns[j]))) / total
        assert abs(right[j].se - wrong) > 1e-4


def test_interval_has_the_coverage_it_claims():
    """An interval 40 times too narrow, as EnMAP-Box's, would hold the truth in a few percent of the samples."""
    generator = np.random.default_rng(5)
    sizes = np.array([10_000, 60_000, 30_000])
    truth = np.array([[0.7, 0.2, 0.1], [0.05, 0.9, 0.05], [0.1, 0.1, 0.8]])
    weights = sizes / sizes.sum()
    area = (weights[:, None] * truth).sum(axis=0)
    held = np.zeros(3)
    for _ in range(400):
        matrix = np.array([generator.multinomial(200, row) for row in truth])
        found = stratified_by_map(matrix, sizes)
        held += [
            found.overall.low <= (weights * truth.diagonal()).sum() <= found.overall.high,
            found.areas[0].low <= area[0] <= found.areas[0].high,
            found.producers[2].low <= weights[2] * 0.8 / area[2] <= found.producers[2].high,
        ]
    assert (held / 400 > 0.9).all() and (held / 400 < 0.99).all()


def test_one_stratum_is_simple_random_sampling():
    matrix = np.array([[30, 10], [5, 55]])
    found = assess(matrix[None], [1.0])
    assert found.overall.value == 0.85
    assert found.overall.se == pytest.approx(math.sqrt(0.85 * 0.15 / 99))
    assert found.users[0].value == pytest.approx(0.75) and found.producers[0].value == pytest.approx(30 / 35)
    assert found.areas[0].value == pytest.approx(0.35)


def test_stratum_with_one_point_gives_values_without_interval():
    matrix = OLOFSSON.copy()
    matrix[1] = [0, 1, 0, 0]
    found = stratified_by_map(matrix, OLOFSSON_PIXELS)
    assert found.overall.value == pytest.approx(0.02 * 0.88 + 0.015 + 0.32 * 153 / 165 + 0.645 * 313 / 325)
    assert (found.overall.se, found.overall.low, found.users[1].se) == (None, None, None)
    assert found.users[0].se is not None, "a class's own stratum is all that its user's accuracy rests on"
    assert all(area.se is None for area in found.areas)


def test_class_without_points_has_no_accuracy():
    matrix = np.array([[10, 2, 0], [1, 9, 0], [0, 0, 0]])
    found = assess(matrix[None], [1.0])
    assert found.users[2] is None and found.producers[2] is None
    assert found.areas[2].value == 0


def test_interval_stays_between_0_and_1():
    found = stratified_by_map([[9, 1], [0, 10]], [1, 99])
    assert found.producers[0].low >= 0 and found.producers[0].high <= 1


@pytest.mark.parametrize(
    ("counts", "sizes"),
    [
        (np.ones((2, 2)), [1, 1]),
        (np.ones((1, 2, 2)), [1, 1]),
        (np.zeros((1, 2, 2)), [1]),
        (np.ones((1, 2, 2)), [0]),
    ],
)
def test_sample_that_cannot_be_estimated_is_refused(counts, sizes):
    with pytest.raises(ValueError, match=r"stratum|shape"):
        assess(counts, sizes)


def test_sample_size_of_olofsson_2014():
    """Section 5.1.1 of the paper: 641 points for a standard error of 0.01."""
    weights, expected = [0.02, 0.015, 0.32, 0.645], [0.7, 0.6, 0.9, 0.95]
    assert stratified_size(weights, expected, 0.01) == 641
    shared = allocate(641, np.multiply(weights, 1e7), Allocation.PROPORTIONAL)
    assert shared.tolist() == [13, 10, 205, 413]
    assert expected_error(weights, expected, shared) == pytest.approx(0.01, abs=0.0003)


def test_sample_size_of_cochran():
    assert cochran(0.5, 0.05) == 385
    assert cochran(0.85, 0.05) == 196
    assert cochran(1.0, 0.05) == 1


def test_allocation_gives_rare_strata_their_minimum_and_the_rest_by_area():
    pixels = [200_000, 150_000, 3_200_000, 6_450_000]
    shared = allocate(641, pixels, Allocation.ADJUSTED, 75)
    assert shared.tolist() == [75, 75, 163, 328] and shared.sum() == 641
    assert allocate(641, pixels, Allocation.EQUAL).tolist() == [161, 160, 160, 160]
    assert allocate(100, pixels, Allocation.ADJUSTED, 75).tolist() == [75, 75, 75, 75]


def test_allocation_never_asks_for_more_pixels_than_there_are_nor_for_a_single_point():
    assert allocate(100, [1, 3, 1_000_000], Allocation.PROPORTIONAL).tolist() == [1, 2, 100]
    assert allocate(90, [10, 10_000, 10_000], Allocation.EQUAL).tolist() == [10, 30, 30]


def test_a_minimum_that_leaves_the_total_gives_exactly_the_total():
    """What classes of few pixels cannot take goes to the others by area; a map of fewer pixels is drawn whole."""
    pixels = [9_000, 3_000, 500, 12, 5, 1]
    shared = allocate(300, pixels, Allocation.ADJUSTED, 50)
    assert shared.tolist() == [145, 82, 55, 12, 5, 1]
    for total in range(12, 700, 7):
        shared = allocate(total, pixels, Allocation.ADJUSTED, min(50, total // 6))
        assert shared.sum() == total and (shared <= pixels).all() and shared[:3].min() >= min(50, total // 6)
    assert allocate(20_000, pixels, Allocation.ADJUSTED, 50).tolist() == pixels
    assert allocate(12, pixels, Allocation.ADJUSTED, 2).tolist() == [3, 2, 2, 2, 2, 1]
