"""Words for what some numbers look like, and the rounds that keep them."""

import pytest

from learning.rounds import anchors, characteristics
from learning.rounds.characteristics import NoSuchCharacteristic
from tests.chain import ask_the_seed, give, open_round


@pytest.fixture
def resilience(cast):
    """The id of a characteristic on the school's list."""
    ask_the_seed()
    return next(each.id for each in characteristics.characteristics() if each.name == "Resilience")


def test_there_are_no_words_at_first(cast, resilience):
    assert anchors.anchors_of(resilience) == {}
    assert anchors.anchors_in(open_round(cast).id) == {}


def test_some_numbers_have_words_and_others_none(cast, resilience):
    anchors.set_anchors(resilience, {0: " I  stop ", 5: "I try twice", 7: " "})
    assert anchors.anchors_of(resilience) == {0: "I stop", 5: "I try twice"}
    assert anchors.anchors_in(open_round(cast).id) == {resilience: {0: "I stop", 5: "I try twice"}}


def test_a_round_with_scores_keeps_the_words_it_had(cast, resilience):
    scored, empty = open_round(cast, "Autumn"), open_round(cast, "Spring")
    anchors.set_anchors(resilience, {5: "I try twice"})
    give(cast, scored, "professional", 5)
    for newer in ("I ask for help", "I keep going"):
        anchors.set_anchors(resilience, {5: newer})
    assert anchors.anchors_in(scored.id) == {resilience: {5: "I try twice"}}
    assert anchors.anchors_in(empty.id) == {resilience: {5: "I keep going"}}


def test_a_round_that_was_scored_without_words_keeps_none(cast, resilience):
    scored = open_round(cast)
    give(cast, scored, "professional", 5)
    anchors.set_anchors(resilience, {5: "I try twice"})
    assert anchors.anchors_in(scored.id)[resilience] == {}


def test_saving_the_same_words_changes_nothing(cast, resilience, store):
    scored = open_round(cast)
    anchors.set_anchors(resilience, {5: "I try twice"})
    anchors.set_anchors(resilience, {5: "I try twice"})
    give(cast, scored, "professional", 5)
    assert anchors.anchors_in(scored.id) == {resilience: {5: "I try twice"}}


def test_an_unknown_characteristic_is_refused(cast):
    with pytest.raises(NoSuchCharacteristic):
        anchors.set_anchors(999, {5: "I try twice"})
