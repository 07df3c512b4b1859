"""A score for a characteristic that the round does not ask about is refused in the same way everywhere."""

from itertools import count

import pytest
from hypothesis import given, HealthCheck, settings, strategies as st

from learning.invitations import paper
from learning.rounds import characteristics, planning
from learning.rounds.asking import CharacteristicNotInRound
from learning.rounds.characteristics import NoSuchCharacteristic
from learning.score_cards import agreeing, giving, meeting, opinions, own_scores, score_card, summaries
from tests.cast import NOW, TODAY
from tests.chain import agree, ask_the_seed, give, open_round

NUMBERS = count(1)  # a round of its own for each example


def type_agreed_scores(cast, a_round, scores):
    typed = {characteristic_id: (score, "we talked") for characteristic_id, score in scores.items()}
    agree_on(cast, a_round, typed)


def agree_on(cast, a_round, typed):
    agreement = agreeing.Agreement(scores=typed, agreed_on=TODAY, taking_part="the team", how="discussed")
    agreeing.agree(cast.amina.id, a_round.id, agreement, member_id=cast.okafor.id, now=NOW)


def type_meeting_score(cast, a_round, scores):
    for characteristic_id, score in scores.items():
        meeting.save(cast.amina.id, a_round.id, characteristic_id, NOW, score=str(score), reason="we talked")


def type_own_scores(cast, a_round, scores):
    typed = {(cast.amina.id, characteristic_id): score for characteristic_id, score in scores.items()}
    own_scores.give_scores(a_round.id, cast.okafor.id, typed, on=TODAY, now=NOW)


def type_parents_scores(cast, a_round, scores):
    give_as_parent(
        cast, a_round, [opinions.Score(characteristic_id, score) for characteristic_id, score in scores.items()]
    )


def give_as_parent(cast, a_round, scores):
    parent = giving.Giver("parent", "Mrs Yusuf", "", cast.okafor.id)
    giving.give_opinion(cast.amina.id, a_round.id, parent, scores, on=TODAY, now=NOW)


def type_in_paper(cast, a_round, scores):
    typed = [opinions.Score(characteristic_id, score) for characteristic_id, score in scores.items()]
    paper.type_in_scores(cast.amina.id, a_round.id, typed, on=TODAY, member_id=cast.okafor.id, now=NOW)


FORMS = [type_agreed_scores, type_meeting_score, type_own_scores, type_parents_scores, type_in_paper]
every_form = pytest.mark.parametrize("type_scores", FORMS, ids=lambda form: form.__name__)


def ids_by_name() -> dict[str, int]:
    return {each.name: each.id for each in characteristics.characteristics()}


def remove_from_round(a_round, *names):
    """The round does not ask about these characteristics any more."""
    planning.list_in_round(a_round.id, [number for name, number in ids_by_name().items() if name not in names])


def saved(cast, a_round):
    """Everything about Amina that a refused form must leave alone."""
    current = summaries.current_summary(cast.amina.id, a_round.id)
    return score_card.score_card(cast.amina.id, a_round.id), current, meeting.draft_of(cast.amina.id, a_round.id)


@pytest.fixture
def autumn(cast):
    """A round of Kestrels on the seed's four characteristics."""
    ask_the_seed()
    return open_round(cast)


@every_form
def test_the_refusal_names_the_characteristic_and_saves_nothing(cast, autumn, type_scores):
    remove_from_round(autumn, "Resilience")
    before = saved(cast, autumn)
    with pytest.raises(CharacteristicNotInRound) as refusal:
        type_scores(cast, autumn, {ids_by_name()["Resilience"]: 5})
    assert str(refusal.value) == "This round does not ask about Resilience."
    assert saved(cast, autumn) == before


@every_form
def test_what_does_not_exist_at_all_is_another_refusal(cast, autumn, type_scores):
    with pytest.raises(NoSuchCharacteristic):
        type_scores(cast, autumn, {999: 5})


@every_form
def test_a_retired_characteristic_of_another_round_is_refused_too(cast, autumn, type_scores):
    retired = characteristics.characteristics()[0]
    characteristics.retire_characteristic(retired.id, TODAY)
    with pytest.raises(CharacteristicNotInRound, match=retired.name):
        type_scores(cast, open_round(cast, "Spring"), {retired.id: 5})


@pytest.mark.parametrize("score", [None, 4])
def test_words_about_a_characteristic_that_is_not_asked_are_not_dropped_in_silence(cast, autumn, score):
    remove_from_round(autumn, "Resilience")
    typed = [
        opinions.Score(ids_by_name()["Attendance"], 4),
        opinions.Score(ids_by_name()["Resilience"], score, why="She tries"),
    ]
    with pytest.raises(CharacteristicNotInRound):
        give_as_parent(cast, autumn, typed)
    reasons = {(cast.amina.id, ids_by_name()["Resilience"]): {"why": "She tries"}}
    with pytest.raises(CharacteristicNotInRound):
        own_scores.give_scores(autumn.id, cast.okafor.id, {}, reasons=reasons, on=TODAY, now=NOW)
    agreed = {ids_by_name()["Resilience"]: (score, "She tries"), ids_by_name()["Attendance"]: (4, "we talked")}
    with pytest.raises(CharacteristicNotInRound):
        agree_on(cast, autumn, agreed)
    with pytest.raises(CharacteristicNotInRound):
        meeting.save(cast.amina.id, autumn.id, ids_by_name()["Resilience"], NOW, reason="She tries")


def test_notes_of_a_meeting_are_saved_even_beside_a_characteristic_that_is_not_asked_any_more(cast, autumn):
    remove_from_round(autumn, "Resilience")
    meeting.save(cast.amina.id, autumn.id, ids_by_name()["Resilience"], NOW, score="", reason="", notes="Loud at home")
    assert meeting.draft_of(cast.amina.id, autumn.id).notes == "Loud at home"


def test_an_empty_field_for_a_characteristic_that_is_not_asked_stands_in_nobodys_way(cast, autumn):
    remove_from_round(autumn, "Resilience")
    scores = {ids_by_name()["Attendance"]: 4, ids_by_name()["Resilience"]: None}
    type_parents_scores(cast, autumn, scores)
    type_in_paper(cast, autumn, scores)
    agree_on(cast, autumn, {number: (score, "") for number, score in scores.items()})
    names = {row.characteristic.name for row in score_card.score_card(cast.amina.id, autumn.id).rows}
    assert "Attendance" in names and "Resilience" not in names


@st.composite
def removals(draw):
    """Which of the seed's four characteristics have a score already, are removed from the round, and are typed."""
    places = st.sets(st.integers(0, 3))
    return draw(places), draw(st.sets(st.integers(0, 3), max_size=3)), draw(st.sets(st.integers(0, 3), min_size=1))


# Slow, because each of its examples fills a round of its own.
@pytest.mark.parametrize("is_agreed", [False, True], ids=["scored before", "agreed before"])
@every_form
@given(chosen=removals())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_has_a_score_can_be_corrected_and_only_what_is_neither_asked_nor_used_is_refused(
    cast, type_scores, is_agreed, chosen
):
    ask_the_seed()
    used, removed, typed = chosen
    listed = characteristics.characteristics()
    a_round = open_round(cast, f"Round {next(NUMBERS)}")
    if used:
        before = {listed[place].name.replace(" ", "_"): 4 for place in used}
        agree(cast, a_round, None, **before) if is_agreed else give(cast, a_round, "professional", None, **before)
    planning.list_in_round(a_round.id, [each.id for place, each in enumerate(listed) if place not in removed])
    if type_scores is type_own_scores and is_agreed:
        used = set()  # the page of a member's own scores shows only what that member has scored
    if type_scores is type_meeting_score:
        typed = {min(typed)}  # the meeting saves one characteristic at a time
    refused = [listed[place].name for place in sorted(typed & removed - used)]
    scores = {listed[place].id: 5 for place in typed}
    if not refused:
        type_scores(cast, a_round, scores)
        return
    was = saved(cast, a_round)
    with pytest.raises(CharacteristicNotInRound) as refusal:
        type_scores(cast, a_round, scores)
    assert str(refusal.value) == f"This round does not ask about {', '.join(refused)}."
    assert saved(cast, a_round) == was
