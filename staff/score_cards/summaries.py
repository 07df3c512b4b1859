"""A pupil's score card summaries: every version can be read, and one is the baseline."""

from flask import flash, redirect, render_template, url_for
from flask_babel import format_date, gettext
from werkzeug.wrappers import Response

from learning.rounds import rounds
from learning.score_cards import summaries
from staff.access import pupil_or_404
from staff.labels import METHODS
from staff.score_cards import pages


@pages.get("/pupils/<int:pupil_id>/summaries")
def pupil_summaries(pupil_id: int) -> str:
    """Every summary of a pupil, all versions, newest first."""
    return render_template(
        "staff/score_cards/pupil_summaries.html",
        pupil=pupil_or_404(pupil_id),
        rounds=rounds.rounds_for(pupil_id),
        summaries=summaries.summaries_of(pupil_id),
        methods=METHODS,
    )


@pages.post("/pupils/<int:pupil_id>/summaries/<int:summary_id>/baseline")
def choose_baseline(pupil_id: int, summary_id: int) -> Response:
    """Measure later summaries against this one from now on."""
    pupil_or_404(pupil_id)
    if summaries.summary(summary_id).pupil_id != pupil_id:
        raise summaries.NoSuchSummary()
    chosen = summaries.choose_baseline(summary_id)
    flash(gettext("Change is now measured against the summary of %(day)s.", day=format_date(chosen.agreed_on, "long")))
    return redirect(url_for("staff.score_cards.pupil_summaries", pupil_id=pupil_id), 303)
