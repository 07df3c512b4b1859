"""Settings that make pages easier to use, for a cohort and for a question set, and which tablets have a voice."""

import pytest

from learning.classroom import tablets
from learning.core import speech
from learning.core.speech import Synthesiser
from learning.people.pupil_help import Help, help_of, help_of_cohort, set_cohort_help, set_help
from learning.rounds import question_library
from learning.rounds.set_help import choose_set_help, help_of_set
from tests.cast import NOW, TODAY
from tests.page import read_page, words_of


def test_a_tutor_sets_what_a_cohort_starts_with(client, cast):
    page = f"/staff/cohorts/{cast.kestrels.id}/help"
    client.sign_in(cast.okafor).submit(page, {"symbols": "1", "aloud": "0", "text_size": "2"}, to=page)
    assert help_of_cohort(cast.kestrels.id) == Help(symbols=True, aloud=False, text_size=2)


def test_a_setting_can_be_left_open_again(client, cast):
    set_cohort_help(cast.kestrels.id, Help(symbols=True, aloud=True))
    page = f"/staff/cohorts/{cast.kestrels.id}/help"
    client.sign_in(cast.okafor).submit(page, {"symbols": ""}, to=page)
    assert help_of_cohort(cast.kestrels.id) == Help(aloud=True)


def test_a_lead_sets_what_a_question_set_starts_with(client, cast):
    added = question_library.add_from_library("journal", TODAY)
    page = f"/staff/school/questions/{added.id}/help"
    client.sign_in(cast.lead).submit(page, {"aloud": "1"}, to=page)
    assert help_of_set(added.id) == Help(aloud=True)


def test_a_tutor_sets_nothing_for_a_question_set(client, cast):
    added = question_library.add_from_library("journal", TODAY)
    assert client.sign_in(cast.okafor).get(f"/staff/school/questions/{added.id}/help").status_code == 403


def test_a_set_added_before_takes_the_librarys_settings_in_one_press(client, cast):
    added = question_library.add_from_library("faces", TODAY)
    choose_set_help(added.id, Help())  # as a set that was added before the library had settings
    page = f"/staff/school/questions/{added.id}"
    client.sign_in(cast.lead).submit(page, to=f"{page}/help/ready")
    assert help_of_set(added.id) == Help(symbols=True, aloud=True)
    assert f"{page}/help/ready" not in client.get(page).text


def test_a_set_with_settings_or_questions_of_its_own_is_offered_none(client, cast):
    chosen = question_library.add_from_library("faces", TODAY)
    choose_set_help(chosen.id, Help(calm=True))
    other = question_library.add_from_library("journal", TODAY)
    client.sign_in(cast.lead)
    for each in (chosen, other):
        assert "/help/ready" not in client.get(f"/staff/school/questions/{each.id}").text
    question_library.use_ready_help(chosen.id)
    assert help_of_set(chosen.id) == Help(calm=True)


def test_a_pupils_page_says_what_the_class_has(client, cast):
    set_cohort_help(cast.kestrels.id, Help(text_size=2))
    set_help(cast.amina.id, Help(calm=True))
    page = f"/staff/pupils/{cast.amina.id}/help"
    assert "largest" in client.sign_in(cast.okafor).get(page).text
    client.submit(page, {"calm": ""}, to=page)
    assert help_of(cast.amina.id) == Help()


@pytest.mark.parametrize("value", ["3", "x", "-1"])
def test_another_value_is_refused(client, cast, value):
    page = f"/staff/cohorts/{cast.kestrels.id}/help"
    assert client.sign_in(cast.okafor).submit(page, {"text_size": value}, to=page).status_code == 422
    assert help_of_cohort(cast.kestrels.id) == Help()


def warnings(page) -> list[str]:
    """The warnings of a page."""
    return [words_of(part) for part in page.iter("p") if "warning" in (part.get("class") or "")]


@pytest.fixture
def silent_tablet(cast):
    """A tablet that said that it has no voice."""
    tablets.note_voice(tablets.tablet_of(tablets.enrol("", cast.tech.id, NOW), NOW), False)


def test_staff_are_told_of_tablets_that_stay_silent(client, cast, silent_tablet):
    assert len(warnings(read_page(client.sign_in(cast.tech).get("/staff/tablets").text))) == 1


def test_no_warning_where_the_machine_has_a_voice(client, cast, silent_tablet, monkeypatch):
    monkeypatch.setattr(speech, "synthesiser", lambda language="": Synthesiser("espeak-ng", ()))
    assert warnings(read_page(client.sign_in(cast.tech).get("/staff/tablets").text)) == []
