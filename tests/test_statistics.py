"""Intervals and rates at their borders."""

from math import isnan

import pytest

from briefing_lessons.statistics import rate_of, rate_per_thousand, rates_p_value, wilson_interval


def test_no_trials_mean_nothing_is_known() -> None:
    assert wilson_interval(0, 0) == (0.0, 1.0)
    assert isnan(rate_per_thousand(0, 0))


def test_an_interval_never_leaves_zero_to_one() -> None:
    for trials in (1, 16, 2012):
        for successes in range(0, trials + 1, max(1, trials // 7)):
            low, high = wilson_interval(successes, trials)
            assert 0 <= low <= successes / trials <= high <= 1


def test_a_rate_lies_in_its_interval() -> None:
    found = rate_of("speaker", "hedge", 5, 145)
    assert found.low < found.rate < found.high


@pytest.mark.parametrize("numbers", [(0, 0, 0, 0), (0, 90, 0, 80), (0, 0, 3, 1000), (3, 1000, 0, 0)])
def test_no_difference_is_shown_where_one_side_has_no_words_or_both_no_marks(
    numbers: tuple[int, int, int, int],
) -> None:
    assert rates_p_value(*numbers) == 1
