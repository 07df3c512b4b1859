"""Which summary is later than the baseline, and how a change since then reads."""

from datetime import timedelta

import pytest

from learning.evidence import change
from learning.score_cards.grid import cohort_grid
from learning.score_cards.since_baseline import change_word, since_baseline
from tests.cast import TODAY
from tests.chain import agree, ask_the_seed, open_round


@pytest.mark.parametrize(
    ("days", "is_later"), [((10, 20), True), ((10, 10), True), ((10, 9), False)], ids=["later", "same day", "earlier"]
)
def test_every_page_agrees_on_what_is_later_than_the_baseline(cast, days, is_later):
    ask_the_seed()
    autumn, spring = open_round(cast), open_round(cast, "Spring")
    for asked_in, day, score in zip((autumn, spring), days, (2, 7), strict=True):
        agree(cast, asked_in, score, on=TODAY + timedelta(days=day))
    since = since_baseline([cast.amina.id, cast.ben.id])
    assert set(since) == {cast.amina.id}
    assert (since[cast.amina.id].latest_id is not None) == is_later
    assert (change.change_of(cast.amina.id).latest is not None) == is_later
    assert (change.cohort_change(cast.kestrels.id).pupils == 1) == is_later
    rows = {row.pupil: row.cells for row in cohort_grid(spring.id).rows}
    assert all((cell.change is not None) == is_later for cell in rows[cast.amina])


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (4, 6, "better"),
        (4, 5, "too small to tell"),
        (4, 4, "too small to tell"),
        (4, 2, "lower"),
        (None, 4, ""),
        (4, None, ""),
        (0, 2, "better"),
    ],
)
def test_a_change_reads_as_better_lower_or_too_small_to_tell(before, after, word):
    assert change_word(before, after, 2) == word
