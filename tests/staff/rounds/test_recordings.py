"""A question read aloud by staff, on the question's own page."""

from io import BytesIO

import pytest

from learning.core import files
from learning.core.errors import NotSaved
from learning.rounds import characteristics, question_library, question_sets, recordings
from tests.cast import TODAY
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


def test_a_tutor_records_nothing(client, cast, question):
    sent = client.sign_in(cast.okafor).send(SAVE, {"wording": question[0].wording}, token_from="/staff/")
    assert sent.status_code == 403


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
