"""Words of the journal linked to a characteristic as evidence, and unlinked, on the score card."""

from typing import Any

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from learning.journals import journal
from learning.rounds import rounds
from learning.score_cards import journal_evidence
from learning.visits import past_visits
from staff.access import pupil_or_404
from staff.forms import as_text
from staff.score_cards import pages


@pages.post("/pupils/<int:pupil_id>/score-card/<int:round_id>/evidence/<int:entry_id>/<int:question_id>")
def link_evidence(pupil_id: int, round_id: int, entry_id: int, question_id: int) -> Response:
    """Link words of the journal to a characteristic, to show them beside its scores."""
    pupil_or_404(pupil_id)
    rounds.round_for(pupil_id, round_id)
    if journal.entry(entry_id).pupil.id != pupil_id or entry_id in past_visits.disowned_entries(pupil_id):
        raise journal.NoSuchEntry()
    chosen_id = request.form.get("characteristic", type=int) or 0
    words = as_text(request.form.get("words"))
    journal_evidence.link(entry_id, question_id, chosen_id, words=words, member_id=g.member.id, today=g.today)
    flash(gettext("The words are now shown beside the scores."))
    return back_to_card(pupil_id, round_id)


@pages.post("/pupils/<int:pupil_id>/score-card/<int:round_id>/evidence/<int:evidence_id>/unlink")
def unlink_evidence(pupil_id: int, round_id: int, evidence_id: int) -> Response:
    """Remove a piece of evidence."""
    pupil_or_404(pupil_id)
    rounds.round_for(pupil_id, round_id)
    journal_evidence.unlink(pupil_id, evidence_id)
    return back_to_card(pupil_id, round_id)


def back_to_card(pupil_id: int, round_id: int) -> Response:
    """Show the score card again, with the others' scores shown if they were."""
    query: dict[str, Any] = {"show": 1} if request.args.get("show") else {}
    query |= {"pupil_id": pupil_id, "round_id": round_id, "_anchor": "journal-of-the-time"}
    return redirect(url_for("staff.score_cards.score_card", **query), 303)
