"""A member's own scores of a whole cohort on one grid, which can be filled with the keyboard."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from learning.core.errors import LearningError
from learning.rounds.anchors import anchors_in
from learning.rounds.rounds import Round
from learning.score_cards.own_scores import AgreedMeanwhile, give_scores, own_scores, OwnScores, Place
from staff.access import round_or_404
from staff.forms import Form
from staff.labels import QUESTIONS
from staff.score_cards import own_scores_fields, pages
from staff.score_cards.own_scores_fields import changed_reasons, changed_scores, Fields, saved_fields, typed_fields
from staff.score_cards.typed import typed_characteristics


@pages.route("/cohorts/<int:cohort_id>/rounds/<int:round_id>/my-scores", methods=["GET", "POST"], endpoint="own_scores")
def own_scores_page(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Pupils by characteristics, without anybody else's scores; ?characteristic= shows only one, and its reasons."""
    cohort, asked_round = round_or_404(cohort_id, round_id)
    grid, form, message = read_grid(round_id), Form(), ""
    shown, wrong = saved_fields(grid), dict[Place, str]()
    if form.is_submitted():
        shown = typed_fields(shown)
        scores, wrong = changed_scores(shown)
        if not wrong and form.validate():
            try:
                reasons = changed_reasons(shown)
                count = give_scores(round_id, g.member.id, scores, reasons=reasons, on=g.today, now=g.now)
                return say_saved(asked_round, shown, count)
            except AgreedMeanwhile as error:
                message, grid = gettext(error.msgid, **error.values), read_grid(round_id)
                own_scores_fields.restore_closed(shown, saved_fields(grid), closed_ids(grid))
            except LearningError as error:
                message = gettext(error.msgid, **error.values)
    page = render_template(
        "staff/score_cards/own_scores.html",
        cohort=cohort,
        grid=grid,
        fields=shown,
        wrong=wrong,
        message=message,
        questions=QUESTIONS,
        anchors=anchors_in(round_id),
        score_name=own_scores_fields.score_name,
        reason_name=own_scores_fields.reason_name,
        longest=own_scores_fields.LONGEST_REASON,
    )
    return page, 422 if form.is_submitted() else 200


def read_grid(round_id: int) -> OwnScores:
    """Return the member's own scores, with every characteristic for which something was typed."""
    return own_scores(round_id, g.member.id, typed_characteristics())


def closed_ids(grid: OwnScores) -> set[int]:
    """Return the ids of the pupils whose scores can no longer be changed."""
    return {row.pupil.id for row in grid.rows if row.is_closed}


def say_saved(asked_round: Round, typed: Fields, count: int) -> Response:
    """Show the page again with how many changes were saved, and what could not be saved."""
    flash(ngettext("%(num)s change saved.", "%(num)s changes saved.", count))
    if texts := own_scores_fields.left_out(typed):
        sentence = gettext(
            "This round no longer asks about some of these pupils. Not saved: %(scores)s.", scores=", ".join(texts)
        )
        flash(sentence, "warning")
    query: dict[str, Any] = {"characteristic": request.args.get("characteristic", type=int)}
    query |= {"cohort_id": asked_round.cohort_id, "round_id": asked_round.id}
    return redirect(url_for("staff.score_cards.own_scores", **query), 303)
