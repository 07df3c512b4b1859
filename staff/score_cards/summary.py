"""The score card summary: the team agrees its scores, every version stays readable."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import format_date, gettext, lazy_gettext as _
from wtforms import DateField, HiddenField, RadioField, SelectChoice, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from learning.core import scale
from learning.core.errors import LearningError
from learning.rounds import rounds
from learning.score_cards import agreeing, journal_evidence, score_card as cards, summary
from staff.access import pupil_or_404
from staff.forms import Form, is_score, not_in_future, ScoreField
from staff.labels import VIEWS
from staff.score_cards import pages
from staff.score_cards.said import has_scored_or_asks, said_of
from staff.score_cards.typed import typed_characteristics
from staff.score_line import draw

WAYS = {
    "discussed": _("Discussed by the team"),
    "average": _("Taken from the averages"),
    "journal": _("From the learning journal"),
}


class SummaryForm(Form):
    """What the team agreed; scores and reasons are added per characteristic by form_of."""

    agreed_on = DateField(_("Agreed on"), [InputRequired(_("Give the date.")), not_in_future])
    how = RadioField(_("How did you agree?"), choices=[SelectChoice(*way) for way in WAYS.items()])
    taking_part = StringField(_("Who took part?"), [InputRequired(_("Write who took part.")), Length(max=500)])
    notes = TextAreaField(_("Notes from the meeting"), [Length(max=4000)])
    seen = HiddenField()

    def validate_agreed_on(self, field):
        """Nothing is agreed tomorrow."""
        if field.data and field.data > g.today:
            raise ValidationError(gettext("This day is in the future."))
        if field.data and field.data < self.begins_on:
            raise ValidationError(gettext("The round had not started on that day."))


@pages.route("/pupils/<int:pupil_id>/summary/<int:round_id>", methods=["GET", "POST"])
def agree_summary(pupil_id: int, round_id: int):
    """The views of every characteristic with the team's own number under them; saving makes a dated summary."""
    pupil, round_ = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    card = cards.score_card(pupil_id, round_id, also_ids=typed_characteristics())
    before = summary.current_summary(pupil_id, round_id)
    draft = agreeing.draft_of(pupil_id, round_id)
    form, message = form_of(card, before, draft, request.args.get("from") == "average"), ""
    is_behind, masked = False, bool(request.args.get("masked"))  # the page may stand on the meeting's wall
    if not (before or form.is_submitted() or has_scored_or_asks(pupil_id, round_id)):
        return render_template("staff/score_cards/agree_blind.html", pupil=pupil, round=round_, masked=masked)
    if form.validate_on_submit():
        try:
            kept = keep_summary(form, card)
            flash(agreed_as(kept))
            if masked:
                place = {"cohort_id": round_.cohort_id, "round_id": round_id, "pupil_id": pupil_id, "masked": 1}
                return redirect(url_for("staff.score_cards.meet_about", **place), 303)
            return redirect(url_for("staff.score_cards.pupil_summaries", pupil_id=pupil_id), 303)
        except summary.ReasonNeeded:
            name_lines(form, card)
        except summary.ChangedMeanwhile as error:
            message, is_behind = gettext(error.msgid), True
            form.seen.data = agreeing.version_of(pupil_id, round_id)  # now they see it
        except LearningError as error:
            message = gettext(error.msgid, **error.values)
    page = render_template(
        "staff/score_cards/agree_summary.html",
        pupil=pupil,
        round=round_,
        card=card,
        before=before,
        rows=[(line, draw(line.marks, line.average), scale.rounded(line.average)) for line in card.lines],
        views=VIEWS,
        form=form,
        message=message,
        draft=draft,
        is_behind=is_behind,
        masked=masked,
        said={line.characteristic.id: said_of(line) for line in card.lines},
        evidence=journal_evidence.evidence_of(pupil_id, round_id),
    )
    return page, 422 if form.is_submitted() else 200


def agreed_as(kept: summary.Summary) -> str:
    """What became of it, in words."""
    if kept.version > 1 and kept.is_baseline:
        return gettext("The correction is saved as version %(number)s. It is now the baseline.", number=kept.version)
    if kept.version > 1:
        return gettext("The correction is saved as version %(number)s.", number=kept.version)
    return gettext("The baseline is agreed.") if kept.is_baseline else gettext("The summary is agreed.")


@pages.post("/pupils/<int:pupil_id>/summaries/<int:summary_id>/baseline")
def choose_baseline(pupil_id: int, summary_id: int):
    """Later summaries are measured against this one from now on."""
    pupil_or_404(pupil_id)
    if summary.summary(summary_id).pupil_id != pupil_id:
        raise summary.NoSuchSummary()
    kept = summary.choose_baseline(summary_id)
    flash(gettext("Change is now measured against the summary of %(day)s.", day=format_date(kept.agreed_on, "long")))
    return redirect(url_for("staff.score_cards.pupil_summaries", pupil_id=pupil_id), 303)


@pages.get("/pupils/<int:pupil_id>/summaries")
def pupil_summaries(pupil_id: int):
    """Every summary of a pupil, all versions, newest first."""
    return render_template(
        "staff/score_cards/pupil_summaries.html",
        pupil=pupil_or_404(pupil_id),
        rounds=rounds.rounds_for(pupil_id),
        summaries=summary.summaries_of(pupil_id),
        ways=WAYS,
    )


def form_of(
    card: cards.ScoreCard, before: summary.Summary | None, draft: agreeing.Draft, from_average: bool
) -> SummaryForm:
    """A number and a reason per line, filled from the summary it corrects, from the meeting or from the averages."""

    class Scores(SummaryForm):
        begins_on = card.round.opened_on

    filled = {"agreed_on": g.today, "how": "average" if from_average else "discussed"}
    if before:
        filled = {"agreed_on": g.today, "how": before.how, "taking_part": before.taking_part, "notes": before.notes}
        for agreed in before.scores:
            filled |= {f"score_{agreed.characteristic_id}": str(agreed.score)}
            filled |= {f"reason_{agreed.characteristic_id}": agreed.reason}
    for number, (score, reason) in draft.scores.items():
        filled |= {f"score_{number}": "" if score is None else str(score), f"reason_{number}": reason}
    for name in ("notes", "taking_part"):
        filled[name] = getattr(draft, name) or filled.get(name, "")
    for line in card.lines:
        number = line.characteristic.id
        reason = gettext("Reason for %(characteristic)s", characteristic=line.characteristic.name)
        setattr(Scores, f"score_{number}", ScoreField(line.characteristic.name, [is_score]))
        setattr(Scores, f"reason_{number}", StringField(reason, [Length(max=500)]))
        if from_average and line.average is not None:
            filled[f"score_{number}"] = str(scale.rounded(line.average))
    filled["seen"] = agreeing.version_of(card.pupil.id, card.round.id)
    # What was sent is all that counts: a number that was set meanwhile is not agreed unseen.
    return Scores(data={} if request.method == "POST" else filled)


def name_lines(form: SummaryForm, card: cards.ScoreCard) -> None:
    """Put the refusal beside each reason that is missing, where it can be mended."""
    for line in card.lines:
        score, reason = (form[f"{name}_{line.characteristic.id}"] for name in ("score", "reason"))
        is_apart = score.data and line.average is not None and int(score.data) != scale.rounded(line.average)
        if is_apart and not reason.data.strip():
            reason.errors = [gettext("Say why it differs from the average.")]


def keep_summary(form: SummaryForm, card: cards.ScoreCard) -> summary.Summary:
    """Hand what the team agreed to learning."""
    scores = {}
    for line in card.lines:
        number = line.characteristic.id
        scores[number] = (scale.read_score(form[f"score_{number}"].data), form[f"reason_{number}"].data or "")
    return summary.agree(
        card.pupil.id,
        card.round.id,
        scores,
        form.agreed_on.data,
        form.taking_part.data,
        form.how.data,
        form.notes.data or "",
        g.member.id,
        g.now,
        seen=form.seen.data or "",
    )
