"""The words for numbers on the pages of staff, guests and paper."""

import pytest

from learning.rounds import anchors, characteristics
from tests.chain import ask_the_seed, open_round

WORDS = {"at_0": "I stop", "at_5": "I try once more"}


@pytest.fixture
def first(client, cast):
    """The first success characteristic; the lead is signed in."""
    ask_the_seed()
    client.sign_in(cast.lead)
    return characteristics.characteristics()[0]


def test_a_lead_writes_words_for_some_numbers(client, first):
    path = f"/staff/school/characteristics/{first.id}"
    assert client.submit(path, WORDS, to=path).status_code == 303
    assert anchors.anchors_of(first.id) == {0: "I stop", 5: "I try once more"}
    assert "I try once more" in client.get(path).text


def test_a_new_characteristic_can_have_them_at_once(client, first):
    fields = {"name": "Kindness", "child_wording": "I am kind", "low_end": "Not yet", "high_end": "Always", **WORDS}
    client.submit("/staff/school/characteristics", fields, to="/staff/school/characteristics")
    assert anchors.anchors_of(characteristics.characteristics()[-1].id) == {0: "I stop", 5: "I try once more"}


def test_too_many_words_are_refused_and_nothing_is_saved(client, first):
    path = f"/staff/school/characteristics/{first.id}"
    page = client.submit(path, {"name": "Other", "at_5": "long " * 20}, to=path)
    assert page.status_code == 422
    assert (characteristics.characteristic(first.id).name, anchors.anchors_of(first.id)) == (first.name, {})


def test_paper_has_them(client, cast, first):
    anchors.set_anchors(first.id, {5: "I try once more"})
    a_round = open_round(cast)
    page = client.get(f"/staff/cohorts/{cast.kestrels.id}/rounds/{a_round.id}/paper?sheet=own&pupil=0").text
    assert page.count("I try once more") == 1


def test_the_staffs_own_scoring_pages_have_them(client, cast, first):
    anchors.set_anchors(first.id, {5: "I try once more"})
    a_round = open_round(cast)
    card = f"/staff/pupils/{cast.amina.id}/score-card/{a_round.id}/professional"
    grid = f"/staff/cohorts/{cast.kestrels.id}/rounds/{a_round.id}/my-scores?characteristic={first.id}"
    assert [client.get(page).text.count("I try once more") for page in (card, grid)] == [1, 1]
