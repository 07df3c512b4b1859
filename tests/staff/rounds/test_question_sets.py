"""The pages where the journal's question sets are written."""

import pytest

from learning.people.cohorts import question_set_of
from learning.rounds import question_sets
from tests.cast import TODAY
from tests.chain import ask_the_seed

PAGE = "/staff/school/questions"
NEW = {"kind": "choice", "wording": "What helps me?", "options": "[sun] Light\nQuiet"}


@pytest.fixture
def lead(client, cast):
    """A lead's browser, in a school that asks the seed's questions."""
    ask_the_seed()
    return client.sign_in(cast.lead)


def wordings() -> list[str]:
    """What the usual set asks."""
    return [question.wording for question in question_sets.usual_set().questions]


def address(set_id=None) -> str:
    return f"{PAGE}/{set_id or question_sets.usual_set().id}"


def test_a_new_set_starts_with_a_name(lead):
    answer = lead.submit(PAGE, {"name": "Art days"}, to=PAGE)
    assert answer.location.startswith(PAGE) and "Art days" in [each.name for each in question_sets.sets()]


@pytest.mark.parametrize("name", ["", "my learning JOURNAL"])
def test_a_missing_or_taken_name_is_refused(lead, name):
    assert lead.submit(PAGE, {"name": name}, to=PAGE).status_code == 422


@pytest.mark.parametrize("key", ["eight", "faces"])
def test_a_ready_set_becomes_the_schools_own(lead, key):
    lead.submit(PAGE, to=f"{PAGE}/library/{key}")
    assert len(question_sets.sets()) == 2


def test_a_question_is_added(lead):
    lead.submit(address(), NEW, to=address())
    last = question_sets.usual_set().questions[-1]
    assert (last.kind, last.wording, last.options) == ("choice", "What helps me?", ("[sun] Light", "Quiet"))


def test_too_few_buttons_are_refused_and_what_was_typed_stays(lead):
    answer = lead.submit(address(), {**NEW, "options": "only one"}, to=address())
    assert answer.status_code == 422 and "only one</textarea>" in answer.text and "What helps me?" in answer.text
    assert len(wordings()) == 4


def test_a_question_is_reworded_moved_and_removed(lead):
    first, second = question_sets.usual_set().questions[:2]
    change = f"{address()}/{first.id}"
    lead.submit(change, {"wording": "Is school good?"}, to=change)
    assert wordings()[0] == "Is school good?"
    lead.submit(address(), to=f"{address()}/{second.id}/move/up")
    assert wordings()[:2] == [second.wording, "Is school good?"]
    lead.submit(address(), to=f"{address()}/{second.id}/remove")
    assert second.wording not in wordings()


def test_a_cohort_uses_a_set_of_its_own(lead, cast):
    other = question_sets.add_set("Other", TODAY)
    lead.submit(address(other.id), {"cohorts": str(cast.kestrels.id)}, to=f"{address(other.id)}/cohorts")
    assert question_set_of(cast.kestrels.id) == other.id


def test_the_usual_set_stays_until_another_becomes_the_usual_one(lead):
    lead.send(f"{address()}/retire", token_from=PAGE)
    assert question_sets.usual_set() is not None


def test_a_set_allows_what_is_ticked(lead):
    lead.submit(address(), {"ways-allows_drawings": "y"}, to=f"{address()}/own-ways")
    usual = question_sets.usual_set()
    assert (usual.allows_recordings, usual.allows_drawings) == (False, True)
    lead.submit(address(), {"ways-allows_drawings": None}, to=f"{address()}/own-ways")
    assert not question_sets.usual_set().allows_drawings
