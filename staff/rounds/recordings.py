"""A question read aloud by a member of staff: recorded in the page, or uploaded as a sound file.

Leads and administrators record on the question's own page, tutors on the page of their cohort."""

from flask import abort, current_app, flash, g, make_response, redirect, render_template, request, Response, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.core.errors import LearningError
from learning.core.files import FileTooLarge
from learning.people.members import member
from learning.rounds import readers, recordings
from learning.rounds.recordings import MOST_BYTES, NotASound
from learning.rounds.set_versions import NoSuchQuestion
from staff.access import cohort_or_404, needs, path_inside
from staff.rounds import pages


@pages.get("/cohorts/<int:cohort_id>/read-aloud")
@needs("lead", "tutor")
def read_aloud(cohort_id: int) -> ResponseReturnValue:
    """Show what a cohort's pupils are asked, and which of it somebody has read aloud."""
    cohort, wordings = cohort_or_404(cohort_id), readers.wordings_of(cohort_id)
    found = recordings.recordings_of(wordings)
    return render_template("staff/rounds/read_aloud.html", cohort=cohort, wordings=wordings, found=found)


@pages.get("/cohorts/<int:cohort_id>/read-aloud/<int:number>")
@needs("lead", "tutor")
def read_one_aloud(cohort_id: int, number: int) -> ResponseReturnValue:
    """Show one of the wordings, counted from 1, with its recording and the means to record it."""
    cohort, wordings = cohort_or_404(cohort_id), readers.wordings_of(cohort_id)
    if not 1 <= number <= len(wordings):
        abort(404)
    found = recordings.recording_of(wordings[number - 1])
    page = render_template(
        "staff/rounds/read_one_aloud.html",
        cohort=cohort,
        wording=wordings[number - 1],
        found=found,
        recorded_by=member(found.member_id).name if found and found.member_id else "",
        may_change=readers.may_change(g.member, found),
    )
    return with_microphone(page)


@pages.post("/school/recordings")
@needs("lead", "administrator", "tutor")
def save_recording() -> ResponseReturnValue:
    """Save the sound of a wording in place of the one before."""
    wording, sent = wording_of_form(), request.files.get("sound")
    try:
        recordings.save_recording(wording, sent.read(MOST_BYTES + 1) if sent else b"", g.member.id, g.now)
    except (NotASound, FileTooLarge) as refusal:
        return back(message_of(refusal))
    return back(gettext("Recording saved. Pupils hear it at this question."))


@pages.post("/school/recordings/remove")
@needs("lead", "administrator", "tutor")
def remove_recording() -> ResponseReturnValue:
    """Remove the recording of a wording, and its file."""
    recordings.remove_recording(wording_of_form())
    return back(gettext("Recording removed."))


def wording_of_form() -> str:
    """Return the wording that was sent, if this member may record it. Raises NoSuchQuestion, RecordedByAnother."""
    wording = request.form.get("wording", "").replace("\r\n", "\n")
    if not readers.may_record(g.member, wording):
        raise NoSuchQuestion()
    readers.check_may_change(g.member, wording)
    return wording


def back(message: str) -> ResponseReturnValue:
    """Return to the page that the recording was made on."""
    flash(message)
    address = path_inside(request.form.get("next")) or url_for("staff.home")
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
