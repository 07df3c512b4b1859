"""What a tablet plays: recordings, and the machine's voice, which reads nothing that a pupil wrote."""

import pytest

from kiosk import wordings
from kiosk.wordings import hash_of
from learning.core import speech
from learning.core.speech import Synthesiser
from learning.people.pupil_help import Help, set_cohort_help
from learning.rounds import recordings
from tests.cast import NOW
from tests.kiosk.conftest import address, answer, press, show_card, step_of, visit_in
from tests.page import read_page, words_of

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "
OWN_WORDS = "Nobody may hear that I am afraid at lunch"


@pytest.fixture
def voice(monkeypatch, tmp_path):
    """The machine has a voice: it answers with the wording. Returns all that it was asked to read and to store."""
    heard = {"stored": [], "private": []}
    sound = tmp_path / "sound.wav"

    def read(text, language):
        heard["stored"].append(text)
        sound.write_bytes(WAV + text.encode())
        return sound

    def read_private(text, language):
        heard["private"].append(text)
        return WAV

    monkeypatch.setattr(speech, "synthesiser", lambda language="": Synthesiser("espeak-ng", ("espeak-ng",)))
    monkeypatch.setattr(speech, "speech", read)
    monkeypatch.setattr(speech, "speech_of_private", read_private)
    wordings.forget_wordings()
    yield heard
    wordings.forget_wordings()


def say(tablet, wording):
    """What the machine answers for a wording, at the address that the page gives."""
    voice_at = read_page(tablet.get("/k/").text).get("data-say")
    return tablet.get(voice_at + hash_of(wording))


@pytest.mark.parametrize(
    "wording",
    ["Next", "Am I doing well in school?", "0: Poor attitude", "10: Good attitude"]
    + ["7", "4 more, or stop?", "Kestrels"],
)
def test_the_machine_reads_questions_buttons_and_numbers(tablet, voice, wording):
    sound = say(tablet, wording)
    assert (sound.status_code, sound.mimetype, voice["stored"]) == (200, "audio/wav", [wording])
    assert sound.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_machine_says_who_reads_it(tablet, voice):
    assert say(tablet, "We show this to your tutor. If you are not safe, they will help you.").status_code == 200


def test_the_machine_reads_nothing_that_a_pupil_wrote(visiting, voice):
    answer(visiting, step_of(visiting, "words"), words=OWN_WORDS)
    wordings.forget_wordings()
    assert say(visiting, OWN_WORDS).status_code == 404
    assert voice["stored"] == []


def test_the_machine_reads_no_name_that_tablets_may_store(tablet, voice, codes):
    assert say(tablet, "Amina Yusuf").status_code == 404


def test_the_name_is_read_for_the_pupil_whose_card_was_shown_and_stored_nowhere(tablet, voice, codes):
    assert tablet.get("/k/say/name").status_code == 404
    show_card(tablet, codes["Amina"])
    sound = tablet.get("/k/say/name")
    assert (sound.mimetype, sound.headers["Cache-Control"]) == ("audio/wav", "no-store")
    assert voice == {"stored": [], "private": ["Amina Yusuf"]}


def test_an_address_of_another_voice_is_not_there(tablet, voice):
    assert tablet.get(f"/k/say/another/{hash_of('Next')}").status_code == 404


def test_without_a_voice_pages_offer_none(tablet):
    assert read_page(tablet.get("/k/").text).get("data-say") is None


def test_a_sound_that_is_not_ready_is_asked_for_again(tablet, voice, monkeypatch):
    def slow(text, language):
        raise speech.StillReading()

    monkeypatch.setattr(speech, "speech", slow)
    assert say(tablet, "Next").status_code == 503


def test_every_text_that_a_page_reads_is_known_to_the_machine(visiting, voice):
    """But what was written for or by the pupil, and names."""
    page = read_page(visiting.get("/k/visit").text)
    main = page.find(".//main")
    texts = [words_of(part) for part in [*main.iter("h1"), *main.iter("label"), *page.iter("button")] if words_of(part)]
    assert len(texts) > 6
    assert [text for text in texts if say(visiting, text).status_code != 200] == []


def heading(page):
    """The heading of a page."""
    return next(page.iter("h1"))


def test_a_recorded_question_is_heard_where_it_is_asked(visiting, cast):
    first = visit_in(visiting).steps[0]
    recordings.save_recording(first.wording, WAV, cast.lead.id, NOW)
    sound = visiting.get(heading(read_page(visiting.get("/k/visit").text)).get("data-sound"))
    assert (sound.data, sound.mimetype) == (WAV, "audio/wav")
    assert sound.headers["Cache-Control"].startswith("public")


def test_a_tablet_may_ask_for_a_part_of_a_sound(visiting, cast):
    recordings.save_recording("What?", WAV, cast.lead.id, NOW)
    path = f"/k/sound/{recordings.recording_of('What?').file}"
    assert visiting.get(path, headers={"Range": "bytes=0-3"}).status_code == 206


def test_a_recording_that_was_removed_is_gone(visiting, cast):
    recordings.save_recording("What?", WAV, cast.lead.id, NOW)
    path = f"/k/sound/{recordings.recording_of('What?').file}"
    recordings.remove_recording("What?")
    assert visiting.get(path).status_code == 404
    assert visiting.get("/k/sound/../personalise.db").status_code == 404


def test_the_pages_before_a_visit_have_the_pupils_settings(tablet, codes, cast):
    set_cohort_help(cast.kestrels.id, Help(aloud=True, text_size=1))
    show_card(tablet, codes["Amina"])
    page = read_page(tablet.get("/k/is-this-you").text)
    assert (page.get("data-aloud"), page.get("data-text")) == ("", "1")


def texts_of_panel(tablet) -> list[str]:
    """Return what the panel "I want to talk to someone" says, as its page reads it."""
    page = read_page(tablet.get("/k/visit").text)
    (panel,) = (part for part in page.iter("details") if "data-taken-later" in part.attrib)
    pieces = [part for kind in ("p", "legend", "label", "button") for part in panel.iter(kind)]
    return [text for part in pieces if (text := part.get("data-spoken") or words_of(part))]


@pytest.mark.parametrize("is_told", [False, True])
def test_the_machine_knows_all_that_the_panel_to_talk_says(visiting, voice, is_told):
    if is_told:
        press(visiting, f"{address(step_of(visiting, 'words'))}/talk", press="talk")
    texts = texts_of_panel(visiting)
    assert any("Mrs Lead" in text for text in texts) and "Ms Okafor, Class teacher" in texts
    assert [text for text in texts if say(visiting, text).status_code != 200] == []


def test_the_machine_knows_who_was_told_when_somebody_was_chosen(visiting, voice, cast):
    path = f"{address(step_of(visiting, 'words'))}/talk"
    told = visiting.send(
        path,
        {"visit": str(visit_in(visiting).id), "press": "talk", "who": str(cast.okafor.id), "sequence": "1000"},
        token_from="/k/visit",
        headers={"Accept": "application/json"},
    ).json["told"]
    assert "Ms Okafor" in told and say(visiting, told).status_code == 200
