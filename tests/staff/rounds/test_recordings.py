"""A question read aloud by staff, on the question's own page."""

from io import BytesIO

import pytest

from learning.core import files
from learning.core.errors import NotSaved
from learning.rounds import characteristics, question_library, question_sets, readers, recordings
from tests.cast import add_member, NOW, TODAY
from tests.chain import ask_the_seed
from tests.page import read_page

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "
SAVE, REMOVE = "/staff/school/recordings", "/staff/school/recordings/remove"


@pytest.fixture
def question(cast):
    """The first question of a set, and the address of its page."""
    added = question_library.add_from_library("faces", TODAY)
    first = added.questions[0]
    return first, f"/staff/school/questions/{added.id}/{first.id}"


def record(client, page, content=WAV):
    return client.submit(page, {"sound": (BytesIO(content), "sound.wav")}, to=SAVE, content_type="multipart/form-data")


def test_a_lead_records_a_question_and_hears_it_on_its_page(client, cast, question):
    first, page = question
    assert record(client.sign_in(cast.lead), page).location.startswith(page)
    heard = read_page(client.get(page).text).find(".//audio").get("src")
    assert client.get(heard).data == WAV
    assert recordings.recording_of(first.wording)


def test_a_characteristic_can_be_recorded_in_a_childs_words(client, cast):
    ask_the_seed()
    first = characteristics.characteristics()[0]
    record(client.sign_in(cast.lead), f"/staff/school/characteristics/{first.id}")
    assert recordings.recording_of(first.child_wording)


def test_a_recording_is_removed_with_its_file(client, cast, question):
    first, page = question
    record(client.sign_in(cast.lead), page)
    client.submit(page, to=REMOVE)
    assert (recordings.recording_of(first.wording), files.file_names()) == (None, set())


def test_what_is_no_sound_is_refused_with_a_message(client, cast, question):
    first, page = question
    record(client.sign_in(cast.lead), page, b"<html>")
    assert recordings.NotASound.msgid in client.get(page).text
    assert recordings.recording_of(first.wording) is None


def test_no_file_is_no_sound(client, cast, question):
    client.sign_in(cast.lead).submit(question[1], {}, to=SAVE)
    assert recordings.recording_of(question[0].wording) is None


def test_only_what_the_school_asks_can_be_recorded(client, cast, question):
    client.sign_in(cast.lead)
    sent = client.submit(question[1], {"wording": "Anything", "sound": (BytesIO(WAV), "a.wav")}, to=SAVE)
    assert (sent.status_code, files.file_names()) == (404, set())


@pytest.fixture
def of_kestrels(cast, question):
    """The page on which the tutor of Kestrels records the first question of the set that Kestrels are asked."""
    set_id = int(question[1].split("/")[-2])
    question_sets.ask_in_cohort(cast.kestrels.id, set_id)
    number = readers.wordings_of(cast.kestrels.id).index(question[0].wording) + 1
    return f"/staff/cohorts/{cast.kestrels.id}/read-aloud/{number}"


def test_a_tutor_records_what_their_pupils_are_asked(client, cast, question, of_kestrels):
    page = client.sign_in(cast.okafor).get(of_kestrels.rpartition("/")[0])
    assert of_kestrels in [link.get("href") for link in read_page(page.text).iter("a")]
    assert "microphone=(self)" in client.get(of_kestrels).headers["Permissions-Policy"]
    assert record(client, of_kestrels).location.startswith(of_kestrels)
    assert recordings.recording_of(question[0].wording).member_id == cast.okafor.id
    client.submit(of_kestrels, to=REMOVE)
    assert recordings.recording_of(question[0].wording) is None


def test_a_tutor_does_not_replace_or_remove_what_somebody_else_recorded(client, cast, question, of_kestrels):
    recordings.save_recording(question[0].wording, WAV, cast.lead.id, NOW)
    page = client.sign_in(cast.okafor).get(of_kestrels)
    assert SAVE not in [form.get("action") for form in read_page(page.text).iter("form")]
    sent = {"wording": question[0].wording, "sound": (BytesIO(WAV), "a.wav")}
    for path, values in ((SAVE, sent), (REMOVE, {"wording": question[0].wording})):
        assert client.send(path, values, token_from="/staff/").status_code == 403
    assert recordings.recording_of(question[0].wording).member_id == cast.lead.id


def test_a_tutor_records_nothing_that_only_other_classes_are_asked(client, cast, question, of_kestrels):
    other = question_library.add_from_library(question_library.SEED_FOUR.key, TODAY)
    question_sets.make_usual(other.id)
    client.sign_in(cast.price)
    sent = {"wording": question[0].wording, "sound": (BytesIO(WAV), "a.wav")}
    assert client.send(SAVE, sent, token_from="/staff/").status_code == 404
    assert client.get(of_kestrels).status_code == 404


def test_a_professional_records_nothing(client, cast, question, of_kestrels):
    ode = add_member(name="Dr Ode", duty="professional", cohorts=("Kestrels",))
    client.sign_in(ode)
    assert client.get(of_kestrels).status_code == 403
    assert client.send(SAVE, {"wording": question[0].wording}, token_from="/staff/").status_code == 403


def test_a_recording_that_is_not_saved_is_not_called_saved(client, cast, question, monkeypatch):
    def fail(*_):
        raise NotSaved()

    monkeypatch.setattr(recordings, "_replace", fail)
    assert record(client.sign_in(cast.lead), question[1]).status_code == 503
    assert files.file_names() == set()


def test_only_pages_that_record_may_ask_for_the_microphone(client, cast, question):
    client.sign_in(cast.lead)
    assert "microphone=(self)" in client.get(question[1]).headers["Permissions-Policy"]
    assert "microphone=()" in client.get("/staff/school/questions").headers["Permissions-Policy"]


def test_a_new_version_of_a_question_keeps_the_recording_of_the_same_words(client, cast, question):
    first, page = question
    record(client.sign_in(cast.lead), page)
    client.submit(page, {"symbol": "star"}, to=page)
    asked = question_sets.sets()[-1].questions[0]
    assert asked.symbol == "star" and recordings.recording_of(asked.wording)
