"""Question sets: written by staff, saved in versions, asked where they should be."""

import pytest

from learning.journals.tables import EntryRow
from learning.people import cohorts
from learning.rounds import planning, question_sets, questions, set_versions
from learning.rounds.asking import version_for
from learning.rounds.questions import Draft
from tests.cast import TODAY
from tests.chain import ask_the_seed, begin_visit, open_room, open_round

CHOICE = Draft("choice", "What helps?", options=("Quiet", "Time"))


@pytest.fixture
def usual(store, cast):
    """The seed's four questions, which are asked unless another set is chosen."""
    ask_the_seed()
    return question_sets.usual_set()


def wordings(set_id) -> list[str]:
    """What a set asks, in order."""
    return [question.wording for question in question_sets.question_set(set_id).questions]


@pytest.mark.parametrize("kind", questions.KINDS)
def test_every_kind_can_be_asked(store, kind):
    added = question_sets.add_set("Ours", TODAY, [Draft(kind, "So?", options=("A", "B"))])
    assert [question.kind for question in added.questions] == [kind]


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (Draft("essay", "So?"), questions.NoSuchKind),
        (Draft("words", "  "), questions.WordingMissing),
        (Draft("choice", "So?", options=("only one", " ")), questions.TooFewOptions),
        (Draft("choice", "So?", options=tuple("abcdefghi")), questions.TooManyOptions),
        (Draft("several", "So?", options=("a", "b" * 61)), questions.OptionTooLong),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_and_nothing_is_saved(store, draft, refusal):
    with pytest.raises(refusal):
        question_sets.add_set("Ours", TODAY, [CHOICE, draft])
    assert question_sets.sets() == []


def test_a_button_may_have_a_symbol_and_its_words_stay_plain(store):
    light_or_dark = Draft("choice", "So?", options=("[sun] Light", "Dark"))
    (question,) = question_sets.add_set("Ours", TODAY, [light_or_dark]).questions
    assert [(button.words, button.symbol) for button in question.buttons] == [("Light", "sun"), ("Dark", "")]


def test_two_sets_cannot_have_one_name(usual):
    with pytest.raises(question_sets.SetNameTaken):
        question_sets.add_set(usual.name.upper(), TODAY)


def test_before_anybody_answers_a_set_is_changed_in_place(usual):
    set_versions.add_question(usual.id, CHOICE, TODAY)
    assert question_sets.question_set(usual.id).number == 1


def test_an_entry_keeps_the_wording_that_it_was_asked_with(cast, usual):
    open_room(cast)
    begin_visit(cast)
    set_versions.change_question(usual.id, usual.questions[0].id, Draft("yes_no", "Is school good?"), TODAY)
    assert question_sets.question_set(usual.id).number == 2
    assert wordings(usual.id)[0] == "Is school good?"
    kept_questions = set_versions.questions_of(EntryRow.get().version_id)
    assert kept_questions[0].wording == "Am I doing well in school?"


def test_all_wordings_of_a_question_lead_to_its_first(cast, usual):
    track = usual.questions[1]
    changed = set_versions.change_question(usual.id, track.id, Draft("track", "My attitude?"), TODAY)
    again = set_versions.change_question(usual.id, changed.id, Draft("track", "And now?"), TODAY)
    assert {track.first_id, changed.first_id, again.first_id} == {track.id}


@pytest.mark.parametrize(("place", "by", "order"), [(0, 1, [1, 0, 2, 3]), (0, -1, [0, 1, 2, 3]), (3, -1, [0, 1, 3, 2])])
def test_a_question_moves_and_stops_at_the_end(usual, place, by, order):
    before = wordings(usual.id)
    set_versions.move_question(usual.id, usual.questions[place].id, by, TODAY)
    assert wordings(usual.id) == [before[index] for index in order]


def test_a_removed_question_is_not_asked(usual):
    set_versions.remove_question(usual.id, usual.questions[0].id, TODAY)
    assert len(wordings(usual.id)) == 3


def test_a_question_of_another_set_is_not_found(usual):
    other = question_sets.add_set("Other", TODAY, [CHOICE])
    with pytest.raises(set_versions.NoSuchQuestion):
        set_versions.remove_question(other.id, usual.questions[0].id, TODAY)


def test_the_usual_set_cannot_be_retired(usual):
    with pytest.raises(question_sets.UsualSetNeeded):
        question_sets.retire_set(usual.id, TODAY)


def test_another_set_can_become_the_usual_one(usual):
    other = question_sets.add_set("Other", TODAY, [CHOICE])
    question_sets.make_usual(other.id)
    assert question_sets.usual_set().id == other.id
    question_sets.retire_set(usual.id, TODAY)
    assert [question_set.id for question_set in question_sets.sets()] == [other.id]


def test_the_rounds_set_comes_before_the_cohorts_and_that_before_the_usual(cast, usual):
    a_round = open_round(cast)
    for_cohort = question_sets.add_set("For Kestrels", TODAY, [CHOICE])
    for_round = question_sets.add_set("For autumn", TODAY, [CHOICE])
    versions = [version_for(a_round.id, cast.amina.id)]
    question_sets.ask_in_cohort(cast.kestrels.id, for_cohort.id)
    versions.append(version_for(a_round.id, cast.amina.id))
    planning.ask_in_round(a_round.id, for_round.id, "", True)
    versions.append(version_for(a_round.id, cast.amina.id))
    assert versions == [set_versions.newest_version(each.id) for each in (usual, for_cohort, for_round)]


def test_a_pupils_year_can_have_a_set_of_its_own(cast, usual):
    a_round = open_round(cast)
    for_year = question_sets.add_set("For this year", TODAY, [CHOICE])
    year = next(cohort for cohort in cohorts.cohorts_with(cast.amina.id) if cohort.kind == "year")
    question_sets.ask_in_cohort(year.id, for_year.id)
    assert version_for(a_round.id, cast.amina.id) == set_versions.newest_version(for_year.id)
    assert version_for(a_round.id) == set_versions.newest_version(usual.id)


def test_a_retired_set_is_asked_nowhere(cast, usual):
    a_round = open_round(cast)
    other = question_sets.add_set("Other", TODAY, [CHOICE])
    question_sets.ask_in_cohort(cast.kestrels.id, other.id)
    question_sets.retire_set(other.id, TODAY)
    assert version_for(a_round.id, cast.amina.id) == set_versions.newest_version(usual.id)
