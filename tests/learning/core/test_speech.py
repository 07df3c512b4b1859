"""The voice of the school's machine, with a program of the test's own in place of espeak-ng."""

import os
import stat

import pytest

from learning.core import speech
from learning.core.speech import NoVoice, StillReading

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the program of these tests is a shell script")
LANGUAGE = "en_GB"


@pytest.fixture
def program(tmp_path, data_dir, monkeypatch):
    """program(script): espeak-ng is this script. Each run adds a line to its log."""
    folder = tmp_path / "bin"
    folder.mkdir()
    log = tmp_path / "log"
    log.touch()

    def make(script="printf RIFF; cat", name="espeak-ng"):
        file = folder / name
        file.write_text(f'#!/bin/sh\necho "$@" >> {log}\n{script}\n')
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        monkeypatch.setattr(speech, "PROGRAMS", (name,))
        return log

    speech.hold(data_dir)
    yield make
    speech.finish()


def runs(log) -> int:
    return len(log.read_text().splitlines())


def test_a_wording_is_read_once_and_stored(program, data_dir):
    log = program()
    first, second = speech.speech("Next", LANGUAGE), speech.speech("Next", LANGUAGE)
    assert (first, first.read_bytes(), runs(log)) == (second, b"RIFFNext", 1)
    assert first.parent == data_dir / "voice"


def test_another_language_is_another_sound(program):
    log = program()
    assert speech.speech("Next", "en_GB") != speech.speech("Next", "cy")
    assert "-v cy" in log.read_text()


def test_the_text_never_becomes_a_part_of_the_command(program):
    log = program()
    speech.speech("-w /tmp/x; rm -rf .", LANGUAGE)
    assert "rm -rf" not in log.read_text()


def test_without_a_program_there_is_no_voice(data_dir):
    assert speech.synthesiser(LANGUAGE) is None
    with pytest.raises(NoVoice):
        speech.speech("Next", LANGUAGE)


def test_piper_needs_a_voice_in_the_data_folder(program, data_dir):
    program(name="piper")
    assert speech.synthesiser(LANGUAGE) is None
    (data_dir / "voices").mkdir()
    (data_dir / "voices" / "en_GB-alba-medium.onnx").touch()
    assert speech.synthesiser(LANGUAGE).program == "piper"
    assert speech.speech("Next", LANGUAGE).read_bytes() == b"RIFFNext"


def test_a_program_that_fails_is_no_voice_and_leaves_nothing(program, data_dir):
    program("exit 1")
    with pytest.raises(NoVoice):
        speech.speech("Next", LANGUAGE)
    assert not (data_dir / "voice").exists()


def test_a_slow_program_is_not_waited_for_but_its_sound_comes(program, tmp_path, monkeypatch):
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    program(f"read _ < {gate}; printf RIFF")
    monkeypatch.setattr(speech, "PATIENCE", 0.05)
    with pytest.raises(StillReading):
        speech.speech("Next", LANGUAGE)
    gate.write_text("go\n")
    monkeypatch.setattr(speech, "PATIENCE", 30)
    assert speech.speech("Next", LANGUAGE).read_bytes() == b"RIFF"


def test_private_words_are_read_and_not_stored(program, data_dir):
    program()
    assert speech.speech_of_private("Amina Yusuf", LANGUAGE) == b"RIFFAmina Yusuf"
    assert not (data_dir / "voice").exists()


@pytest.mark.parametrize("text", ["", "x" * 401])
def test_nothing_and_too_much_are_not_read(program, text):
    program()
    with pytest.raises(NoVoice):
        speech.speech(text, LANGUAGE)


def test_the_folder_stays_small(program, data_dir, monkeypatch):
    program()
    monkeypatch.setattr(speech, "MOST_FILES", 2)
    for number in range(4):
        speech.speech(f"Question {number}", LANGUAGE)
    assert len(list((data_dir / "voice").iterdir())) == 2


def test_a_sound_says_how_long_it_is():
    head = b"RIFF\xff\xff\xff\x7fWAVEfmt " + b"\0" * 20 + b"data\xff\xff\xff\x7f"
    sound = speech.with_length(head + b"\1\2\3\4")
    assert (sound[4:8], sound[40:44], len(sound)) == (b"\x28\0\0\0", b"\4\0\0\0", 48)
