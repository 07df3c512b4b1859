"""The voice of the school's machine: espeak-ng or Piper, where one is installed, reads a wording into a sound file.

Each wording is read once. The file lies in the folder `voice` of the data folder, under a hash of the wording, the
language and the voice. It can always be made again, so no backup needs it. One thread reads, so that a lesson never
waits for it: whoever asks waits a moment at most."""

import hashlib
import os
import shutil
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor, TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .errors import LearningError, N_

PROGRAMS = ("piper", "espeak-ng")  # the better voice first
PATIENCE = 1.5  # seconds that a request waits for its sound
LONGEST_READING = 20  # seconds that the program may take for one wording
LONGEST_WORDING = 400  # letters
MOST_WAITING = 100  # wordings
MOST_FILES = 4000  # about 400 MB
WORDS_A_MINUTE = "140"  # espeak-ng's own 175 is too quick for children
_folder = Path()
_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="voice")
_waiting: dict[str, "Future[bytes]"] = {}


class NoVoice(LearningError):
    """This machine has no voice, or its voice cannot read this wording."""

    msgid = N_("This machine cannot read that aloud.")
    status = 404


class StillReading(LearningError):
    """The sound is not ready yet."""

    msgid = N_("The sound is not ready yet. Please try again in a moment.")
    status = 503


@dataclass(frozen=True)
class Synthesiser:
    """A program that reads text from its input and writes a WAV file to its output, with its voice."""

    program: str
    command: tuple[str, ...]

    @property
    def key(self) -> str:
        """What sets its sounds apart from those of another voice."""
        return hashlib.sha256(" ".join((*self.command, WORDS_A_MINUTE)).encode()).hexdigest()[:12]


def hold(folder: Path) -> None:
    """Use this data folder: sounds lie in `voice`, Piper's voices in `voices`."""
    global _folder
    _folder = folder


def finish() -> None:
    """Wait until everything that was asked for has been read."""
    for future in list(_waiting.values()):
        with suppress(Exception):
            future.result(LONGEST_READING)


def synthesiser(language: str = "en_GB") -> Synthesiser | None:
    """Return the program that can read this language, or None."""
    for program in PROGRAMS:
        path = shutil.which(program)
        if path and program == "piper":
            models = sorted((_folder / "voices").glob(f"{language[:2]}*.onnx"))
            if models:
                return Synthesiser(program, (path, "--quiet", "--model", str(models[0]), "--output_file", "-"))
        elif path:
            voice = language.replace("_", "-").lower()
            return Synthesiser(program, (path, "-v", voice, "-s", WORDS_A_MINUTE, "--stdin", "--stdout"))
    return None


def speech(text: str, language: str) -> Path:
    """Return the sound file of a wording. Raises NoVoice, or StillReading where it takes longer than PATIENCE."""
    voice = synthesiser(language)
    if voice is None or not 0 < len(text) <= LONGEST_WORDING:
        raise NoVoice()
    name = hashlib.sha256(f"{voice.key}\n{language}\n{text}".encode()).hexdigest()
    path = _folder / "voice" / f"{name}.wav"
    if not path.is_file():
        _wait_for(name, voice, text, path)
    return path


def speech_of_private(text: str, language: str) -> bytes:
    """Return the sound of private words, such as a name, and store nothing. Raises NoVoice, StillReading."""
    voice = synthesiser(language)
    if voice is None or not 0 < len(text) <= LONGEST_WORDING:
        raise NoVoice()
    return _wait_for(text, voice, text, None)


def _wait_for(name: str, voice: Synthesiser, text: str, path: Path | None) -> bytes:
    future = _waiting.get(name)
    if future is None:
        if len(_waiting) >= MOST_WAITING:
            raise StillReading()
        future = _waiting[name] = _reader.submit(_read, voice, text, path)
        future.add_done_callback(lambda _: _waiting.pop(name, None))
    try:
        return future.result(PATIENCE)
    except NotYet:
        raise StillReading() from None
    except (OSError, subprocess.SubprocessError):
        raise NoVoice() from None


def _read(voice: Synthesiser, text: str, path: Path | None) -> bytes:
    done = subprocess.run(  # noqa: S603  (a fixed program; the text goes to its input, never into the command)
        voice.command, input=text.encode(), capture_output=True, timeout=LONGEST_READING, check=True
    )
    sound = with_length(done.stdout)
    if path:
        _store(path, sound)
    return sound


def with_length(sound: bytes) -> bytes:
    """Return a WAV file that says how long it is. A program that writes to a pipe did not know it yet."""
    if sound[:4] != b"RIFF" or sound[36:40] != b"data":
        return sound
    whole, data = len(sound) - 8, len(sound) - 44
    return sound[:4] + whole.to_bytes(4, "little") + sound[8:40] + data.to_bytes(4, "little") + sound[44:]


def _store(path: Path, sound: bytes) -> None:
    """Put a sound in its place, whole, and make room for it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(sound)
    os.replace(part, path)
    sounds = sorted(path.parent.glob("*.wav"), key=lambda each: each.stat().st_mtime)
    for old in sounds[:-MOST_FILES]:
        with suppress(OSError):
            old.unlink()
