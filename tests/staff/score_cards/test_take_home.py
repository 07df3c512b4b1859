"""Cards to take home: the pupil's own numbers, nobody else's, and none before the member has scored."""

import pytest

from learning.journals import journal
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_room, open_round, visit_and_finish


@pytest.fixture
def autumn(client, cast):
    """A round in which Amina has scored herself; Ms Okafor is signed in."""
    ask_the_seed()
    a_round = open_round(cast)
    open_room(cast, a_round)
    visit_and_finish(cast)
    client.sign_in(cast.okafor)
    return a_round


def cards(a_round, **options):
    query = "&".join(f"{name}={value}" for name, value in options.items())
    return f"/staff/cohorts/{a_round.cohort_id}/rounds/{a_round.id}/take-home?{query}"


def card_of(pupil, a_round):
    return f"/staff/pupils/{pupil.id}/score-card/{a_round.id}/take-home"


def test_a_card_is_hidden_until_the_member_has_scored(client, cast, autumn):
    assert client.get(cards(autumn)).text.count("<article") == 0
    assert client.get(cards(autumn, show=1)).text.count("<article") == 1
    give(cast, autumn, "professional", 2)
    assert client.get(cards(autumn)).text.count("<article") == 1


def test_only_pupils_with_a_card_have_a_sheet(client, cast, autumn):
    assert 'aria-label="Card of Amina Yusuf"' in client.get(cards(autumn, show=1)).text
    assert client.get(cards(autumn, show=1, pupil=cast.ben.id)).text.count("<article") == 0


def test_agreed_scores_are_shown_only_when_chosen_and_others_never(client, cast, autumn):
    give(cast, autumn, "professional", 2)
    give(cast, autumn, "parent", 1)
    agree(cast, autumn, 5)
    without, chosen = client.get(cards(autumn)).text, client.get(cards(autumn, agreed="y")).text
    assert ">7</text>" in without and ">7</text>" in chosen
    assert (">5</text>" in without, ">5</text>" in chosen) == (False, True)
    assert not any(f">{score}</text>" in chosen for score in (1, 2))


def test_what_was_written_for_the_pupil_is_shown_only_when_chosen(client, cast, autumn):
    entry = journal.entries_of(cast.amina.id)[0]
    notes = {"notes": "private notes", "next_steps": "steps", "for_pupil": "A seat by the window"}
    journal.record_one_to_one(entry.id, cast.okafor.id, on=TODAY, now=NOW, **notes)
    without, chosen = client.get(cards(autumn, show=1)).text, client.get(cards(autumn, show=1, plans="y")).text
    assert ("A seat by the window" in without, "A seat by the window" in chosen) == (False, True)
    assert "private notes" not in chosen


@pytest.mark.parametrize("size", ["a4", "a5", "wall"])
def test_a_sheet_is_a4_or_a5(client, autumn, size):
    page = client.get(cards(autumn, show=1, size=size)).text
    assert f"take_home_{'a4' if size == 'a4' else 'a5'}.css" in page


def test_one_pupils_card_has_an_address_of_its_own(client, cast, autumn):
    assert client.get(f"{card_of(cast.amina, autumn)}?show=1").text.count("<article") == 1


def test_another_tutor_gets_no_card(client, cast, autumn):
    client.sign_in(cast.price)
    assert client.get(cards(autumn, show=1)).status_code == 404
    assert client.get(card_of(cast.amina, autumn)).status_code == 404
