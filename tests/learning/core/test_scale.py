"""The 0 to 10 scale."""

import pytest

from learning.core.scale import gap, mean, read_score, rounded, ScoreOutsideScale


@pytest.mark.parametrize(
    ("typed", "score"), [("0", 0), ("10", 10), (" 7 ", 7), (0, 0), (10, 10), ("", None), (None, None)]
)
def test_a_score_is_read_as_typed(typed, score):
    assert read_score(typed) == score


@pytest.mark.parametrize("typed", ["11", "-1", "ten", "5.5", "1e1", "٣", "007", "NaN", "0x1"])
def test_what_is_no_score_is_refused_in_the_readers_words(typed):
    with pytest.raises(ScoreOutsideScale, match=f"“{typed}”"):
        read_score(typed)


def test_the_mean_leaves_out_what_was_not_given_and_counts_zero():
    assert mean([0, None, 4]) == 2


def test_the_mean_of_nothing_is_not_given():
    assert mean([None]) is None


def test_the_gap_is_widest_minus_narrowest():
    assert gap([7, 0, None, 2]) == 7


def test_one_view_alone_has_no_gap():
    assert gap([5, None]) is None


@pytest.mark.parametrize(("average", "whole"), [(0.0, 0), (2.5, 3), (2.49, 2), (None, None), (10.0, 10)])
def test_a_half_rounds_up(average, whole):
    assert rounded(average) == whole
