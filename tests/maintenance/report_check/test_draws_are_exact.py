"""Columns with fixed totals are drawn from their exact law: held against listing every possibility."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt

from site_src.maintenance.report_check.sampling.exact import MarginSampler, patterns_of, poisson_binomial

Reals = npt.NDArray[np.float64]
MEMBER = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [0, 1], [0, 0], [1, 1]])
CHANCES = np.array([0.1, 0.7, 0.5, 0.9, 0.2, 0.4, 0.3])
MARGINS = np.array([2, 2, 4])


def brute() -> tuple[float, Reals]:
    """Return the chance of the margins and the mean of each entry, by listing everything."""
    total, mean = 0.0, np.zeros(len(CHANCES))
    for bits in product((0, 1), repeat=len(CHANCES)):
        column = np.array(bits)
        if (np.append(column @ MEMBER, column.sum()) == MARGINS).all():
            weight = float(np.where(column == 1, CHANCES, 1 - CHANCES).prod())
            total += weight
            mean += weight * column
    return total, mean / total


def test_chance_of_the_margins_equals_the_sum_over_all_columns() -> None:
    law = MarginSampler(patterns_of(MEMBER), CHANCES, MARGINS)
    assert np.isclose(np.exp(law.log_likelihood), brute()[0])


def test_draws_meet_the_margins_and_have_the_exact_mean() -> None:
    law = MarginSampler(patterns_of(MEMBER), CHANCES, MARGINS)
    random = np.random.default_rng(1)
    draws = np.array([law.draw(random) for _ in range(4000)])
    assert (draws @ MEMBER == MARGINS[:2]).all()
    assert (draws.sum(axis=1) == 4).all()
    assert np.abs(draws.mean(axis=0) - brute()[1]).max() < 0.03


def test_impossible_margins_have_no_chance() -> None:
    law = MarginSampler(patterns_of(MEMBER), CHANCES, np.array([0, 0, 3]))
    assert law.log_likelihood == -np.inf


def test_the_law_of_a_number_of_successes_is_that_of_independent_trials() -> None:
    assert np.allclose(poisson_binomial([0.5, 0.5]), [0.25, 0.5, 0.25])
