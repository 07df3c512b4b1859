"""Several people keep something about the same pupil in the same instant: one is first, the others are told."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from learning.rounds import characteristics
from learning.score_cards import agreeing, giving, meeting, opinions, summaries
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_round

MANY = 8


@pytest.fixture
def autumn(cast):
    """A round of Kestrels in which a professional has scored Amina."""
    ask_the_seed()
    a_round = open_round(cast)
    give(cast, a_round, "professional", 3)
    return a_round


def all_at_once(store, act, *refusals) -> int:
    """How many of them were kept."""

    def once(number):
        try:
            act(number)
            return True
        except refusals:
            return False
        finally:
            store.release()

    with ThreadPoolExecutor(MANY) as threads:
        return sum(threads.map(once, range(MANY)))


def test_one_agrees_and_nobody_corrects_it_unseen(store, cast, autumn):
    seen = meeting.version_of(cast.amina.id, autumn.id)
    kept = all_at_once(store, lambda number: agree(cast, autumn, number, seen=seen), agreeing.ChangedMeanwhile)
    assert (kept, [summary.version for summary in summaries.summaries_of(cast.amina.id)]) == (1, [1])


def test_one_types_a_parents_sheet_in(store, cast, autumn):
    first = characteristics.characteristics()[0].id

    def type_in(number):
        parent = giving.Giver("parent", "Mrs Yusuf", "", cast.okafor.id)
        scores = [opinions.Score(first, number)]
        giving.give_opinion(cast.amina.id, autumn.id, parent, scores, on=TODAY, now=NOW, seen="")

    assert all_at_once(store, type_in, giving.OpinionChanged) == 1


def test_one_writes_the_notes(store, cast, autumn):
    first = characteristics.characteristics()[0].id

    def note(number):
        meeting.save(cast.amina.id, autumn.id, first, NOW, notes=f"note {number}", notes_before="")

    assert all_at_once(store, note, meeting.SetMeanwhile) == 1
