"""What a tablet plays: recordings by staff, and the voice of the school's machine where it has none of its own."""

from flask import abort, g, make_response, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from learning.core import files, speech
from learning.rounds.recordings import recording_in
from learning.visits import visits

from .. import kiosk
from ..visit import the_scan, the_tablet
from ..wordings import find_wording


@kiosk.get("/sound/<name>")
def sound(name: str) -> ResponseReturnValue:
    """Play a recording. Its name cannot be guessed, and holds nothing of a pupil."""
    recording = recording_in(name)
    return send_file(files.path_of(name), mimetype=recording.media_type, conditional=True)


@kiosk.get("/say/<key>/<hashed>")
def say(key: str, hashed: str) -> ResponseReturnValue:
    """Play a wording that the machine reads. The key is that of its voice, so that another voice is heard at once."""
    language = str(get_locale())
    voice, wording = speech.synthesiser(language), find_wording(hashed)
    if voice is None or voice.key != key or wording is None:
        abort(404)
    return send_file(speech.speech(wording, language), mimetype="audio/wav", conditional=True)


@kiosk.get("/say/name")
def say_name() -> ResponseReturnValue:
    """Play the name of the pupil whose card was just shown. Nothing of it is stored, here or in the browser."""
    scan = the_scan(the_tablet().id)
    if scan is None:
        abort(404)
    response = make_response(speech.speech_of_private(visits.greet(scan.pupil_id, g.now).name, str(get_locale())))
    response.mimetype = "audio/wav"
    return response


@kiosk.context_processor
def voice_of_the_machine() -> dict[str, str]:
    """Return where pupils' pages find the machine's voice: `say`, "" where it has none."""
    voice = speech.synthesiser(str(get_locale()))
    return {"say": url_for("kiosk.say", key=voice.key, hashed="-").removesuffix("-") if voice else ""}
