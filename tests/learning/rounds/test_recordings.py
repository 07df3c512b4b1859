"""Recordings of questions: what is a sound, one for each wording, and no file without its row."""

import pytest

from learning.core import files, sounds, store as the_store
from learning.core.errors import NotSaved
from learning.rounds import recordings
from learning.rounds.recordings import NotASound, recording_of, remove_recording, save_recording
from tests.cast import NOW

WAV = b"RIFF\x24\x00\x00\x00WAVEfmt "
SOUNDS = {
    "audio/wav": WAV,
    "audio/ogg": b"OggS\x00\x02",
    "audio/webm": b"\x1aE\xdf\xa3\x9fB",
    "audio/mp4": b"\x00\x00\x00\x1cftypM4A ",
    "audio/mpeg": b"ID3\x04\x00",
}
QUESTION = "How do I feel at school?"


@pytest.mark.parametrize("media_type", SOUNDS)
def test_a_sound_is_known_by_its_bytes(store, cast, media_type):
    save_recording(QUESTION, SOUNDS[media_type], cast.lead.id, NOW)
    found = recording_of(QUESTION)
    assert found.media_type == media_type
    assert files.path_of(found.file).read_bytes() == SOUNDS[media_type]


def test_an_mp3_without_a_head_is_a_sound():
    assert sounds.type_of_sound(b"\xff\xfb\x90\x64") == "audio/mpeg"


@pytest.mark.parametrize("content", [b"", b"RIFF", b"<script>", b"\x89PNG\r\n", b"\xff\xff\xff", b"\xff", b"%PDF-1.7"])
def test_anything_else_is_refused(store, cast, content):
    with pytest.raises(NotASound):
        save_recording(QUESTION, content, cast.lead.id, NOW)
    assert files.file_names() == set()


def test_too_long_a_sound_is_refused(store, cast):
    with pytest.raises(files.FileTooLarge):
        save_recording(QUESTION, WAV + b"x" * recordings.MOST_BYTES, cast.lead.id, NOW)


def test_a_new_recording_takes_the_place_of_the_old_one_and_of_its_file(store, cast):
    for content in (WAV, SOUNDS["audio/ogg"]):
        save_recording(QUESTION, content, cast.lead.id, NOW)
    assert files.file_names() == {recording_of(QUESTION).file}


def test_a_removed_recording_leaves_no_file(store, cast):
    save_recording(QUESTION, WAV, cast.lead.id, NOW)
    remove_recording(QUESTION)
    assert (recording_of(QUESTION), files.file_names()) == (None, set())


def test_another_wording_has_no_recording(store, cast):
    save_recording(QUESTION, WAV, cast.lead.id, NOW)
    assert recording_of("How do I feel in school?") is None


def test_a_recording_that_is_not_saved_leaves_no_file_and_keeps_the_old_one(store, cast, monkeypatch):
    save_recording(QUESTION, WAV, cast.lead.id, NOW)
    before = recording_of(QUESTION)

    def fail(*_):
        raise NotSaved()

    monkeypatch.setattr(recordings, "_replace", fail)
    with pytest.raises(NotSaved):
        save_recording(QUESTION, SOUNDS["audio/ogg"], cast.lead.id, NOW)
    assert (recording_of(QUESTION), files.file_names()) == (before, {before.file})


def test_the_recording_of_one_who_left_stays(store, cast):
    save_recording(QUESTION, WAV, cast.lead.id, NOW)

    @the_store.writing
    def leave():
        the_store.run("DELETE FROM member WHERE id = ?", cast.lead.id)

    leave()
    assert recording_of(QUESTION)
