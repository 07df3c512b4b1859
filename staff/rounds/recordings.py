"""A question read aloud by a member of staff: recorded in the page, or uploaded as a sound file."""

from flask import current_app, flash, g, make_response, redirect, request, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.core.errors import LearningError
from learning.core.files import FileTooLarge
from learning.rounds import recordings
from learning.rounds.recordings import MOST_BYTES, NotASound
from learning.rounds.set_versions import NoSuchQuestion
from learning.rounds.wordings import asked_wordings
from staff.access import needs, path_inside
from staff.rounds import pages


@pages.post("/school/recordings")
@needs("lead", "administrator")
def save_recording() -> ResponseReturnValue:
    """Save the sound of a wording in place of the one before."""
    wording, sent = wording_of_form(), request.files.get("sound")
    try:
        recordings.save_recording(wording, sent.read(MOST_BYTES + 1) if sent else b"", g.member.id, g.now)
    except (NotASound, FileTooLarge) as refusal:
        return back(message_of(refusal))
    return back(gettext("Recording saved. Pupils hear it at this question."))


@pages.post("/school/recordings/remove")
@needs("lead", "administrator")
def remove_recording() -> ResponseReturnValue:
    """Remove the recording of a wording, and its file."""
    recordings.remove_recording(wording_of_form())
    return back(gettext("Recording removed."))


def wording_of_form() -> str:
    """Return the wording that was sent, if the school asks it. Raises NoSuchQuestion."""
    wording = request.form.get("wording", "").replace("\r\n", "\n")
    if wording not in asked_wordings():
        raise NoSuchQuestion()
    return wording


def back(message: str) -> ResponseReturnValue:
    """Return to the page that the recording was made on."""
    flash(message)
    address = path_inside(request.form.get("next")) or url_for("staff.rounds.question_sets")
    return redirect(f"{address}#recording", 303)


def message_of(refusal: LearningError) -> str:
    """Return the message of a refusal in the reader's language."""
    return str(gettext(refusal.msgid, **refusal.values))


def with_microphone(page: str) -> Response:
    """Return a page that may ask for the microphone. No other page may."""
    response = make_response(page)
    policy = current_app.config["PERMISSIONS_POLICY"]
    response.headers["Permissions-Policy"] = policy.replace("microphone=()", "microphone=(self)")
    return response
