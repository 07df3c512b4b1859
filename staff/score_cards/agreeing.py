"""The page on which the team agrees its scores, which then become a dated summary."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from learning.core import scale
from learning.core.errors import LearningError
from learning.rounds import rounds
from learning.score_cards import agreeing, journal_evidence, meeting
from learning.score_cards.score_card import score_card, ScoreCard
from learning.score_cards.summaries import current_summary, Summary
from staff.access import pupil_or_404
from staff.forms import choices, Form, is_score, not_in_future, ScoreField
from staff.labels import METHODS, VIEWS
from staff.score_cards import pages
from staff.score_cards.drawn_rows import draw_rows
from staff.score_cards.others_scores import may_see_others_scores
from staff.score_cards.typed import typed_characteristics


class SummaryForm(Form):
    """What the team agreed; scores and reasons are added for each characteristic by form_class."""

    agreed_on = DateField(_("Agreed on"), [InputRequired(_("Enter the date.")), not_in_future])
    how = RadioField(_("How did you agree?"), choices=choices(METHODS))
    taking_part = StringField(_("Who took part?"), [InputRequired(_("Write who took part.")), Length(max=500)])
    notes = TextAreaField(_("Notes from the meeting"), [Length(max=4000)])
    seen = HiddenField()  # the version of what the page shows
    message = ""  # why the scores were not saved

    def validate_agreed_on(self, field: DateField) -> None:
        """Scores are agreed between the start of the round and today."""
        if field.data and field.data > g.today:
            raise ValidationError(gettext("This day is in the future."))
        if field.data and field.data < self.begins_on:
            raise ValidationError(gettext("The round had not started on that day."))


@pages.route("/pupils/<int:pupil_id>/summary/<int:round_id>", methods=["GET", "POST"])
def agree_summary(pupil_id: int, round_id: int) -> ResponseReturnValue:
    """The views of every characteristic, with the team's own score below them. Saving makes a dated summary."""
    pupil, asked_round = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    card = score_card(pupil_id, round_id, also_ids=typed_characteristics())
    before, draft = current_summary(pupil_id, round_id), meeting.draft_of(pupil_id, round_id)
    form, masked = summary_form(card, before, draft), names_are_hidden()
    if not (before or form.is_submitted() or may_see_others_scores(pupil_id, round_id)):
        return render_template("staff/score_cards/agree_blind.html", pupil=pupil, round=asked_round, masked=masked)
    refusal: LearningError | None = None
    if form.validate_on_submit():
        try:
            left = meeting.left_over(pupil_id, round_id)
            flash(agreed_message(save_summary(form, card)))
            tell_left_over(list(left))
            return go_on(card, masked)
        except LearningError as error:
            refusal = error
            show_refusal(form, card, error)
    page = render_template(
        "staff/score_cards/agree_summary.html",
        **{"pupil": pupil, "round": asked_round, "card": card, "before": before, "draft": draft, "masked": masked},
        form=form,
        message=form.message,
        is_behind=isinstance(refusal, agreeing.ChangedMeanwhile),
        rows=draw_rows(card.rows),
        views=VIEWS,
        evidence=journal_evidence.evidence_of(pupil_id, round_id),
    )
    return page, 422 if form.is_submitted() else 200


def names_are_hidden() -> bool:
    """Return whether names stay hidden, because the page may be on the meeting's wall."""
    return bool(request.args.get("masked"))


def agreed_message(summary: Summary) -> str:
    """Return the sentence that says what was saved."""
    number = summary.version
    sentence: str
    if number > 1 and summary.is_baseline:
        sentence = gettext("The correction is saved as version %(number)s. It is now the baseline.", number=number)
    elif number > 1:
        sentence = gettext("The correction is saved as version %(number)s.", number=number)
    else:
        sentence = gettext("The baseline is agreed.") if summary.is_baseline else gettext("The summary is agreed.")
    return sentence


def tell_left_over(names: list[str]) -> None:
    """Say what the meeting had set and the round no longer asks about."""
    if names:
        sentence = gettext(
            "This round no longer asks about %(names)s. What the meeting had set is in the notes of the summary.",
            names=", ".join(names),
        )
        flash(sentence, "warning")


def go_on(card: ScoreCard, masked: bool) -> Response:
    """Go back to the meeting if names are hidden, else to the pupil's summaries."""
    if not masked:
        return redirect(url_for("staff.score_cards.pupil_summaries", pupil_id=card.pupil.id), 303)
    address = url_for(
        "staff.score_cards.meet_about",
        cohort_id=card.round.cohort_id,
        round_id=card.round.id,
        pupil_id=card.pupil.id,
        masked=1,
    )
    return redirect(address, 303)


# --- the form ---------------------------------------------------------------------------------------------------


def summary_form(card: ScoreCard, before: Summary | None, draft: meeting.Draft) -> SummaryForm:
    """Return the form: as it was sent, else filled from the summary it corrects, the meeting or the averages.

    Only what was sent counts: a score that was set in the meantime is not agreed unseen."""
    if request.method == "POST":
        return form_class(card)(data={})
    from_average = request.args.get("from") == "average"
    values: dict[str, Any] = {"how": "average" if from_average else "discussed"}
    if before:
        values |= {"how": before.how, "taking_part": before.taking_part, "notes": before.notes}
        for agreed in before.scores:
            values |= field_values(agreed.characteristic_id, agreed.score, agreed.reason)
    for number, (score, reason) in draft.scores.items():
        values |= field_values(number, score, reason)
    values |= {name: getattr(draft, name) for name in ("notes", "taking_part") if getattr(draft, name)}
    if from_average:
        values |= {
            f"score_{row.characteristic.id}": str(scale.rounded(row.average))
            for row in card.rows
            if row.average is not None
        }
    values |= {"agreed_on": g.today, "seen": meeting.version_of(card.pupil.id, card.round.id)}
    return form_class(card)(data=values)


def field_values(characteristic_id: int, score: int | None, reason: str) -> dict[str, str]:
    """Return what the two fields of a characteristic show."""
    return {f"score_{characteristic_id}": "" if score is None else str(score), f"reason_{characteristic_id}": reason}


def form_class(card: ScoreCard) -> type[SummaryForm]:
    """Return the form's class, with a score and a reason for each characteristic of the score card."""

    class Scores(SummaryForm):
        begins_on = card.round.opened_on

    for row in card.rows:
        number, name = row.characteristic.id, row.characteristic.name
        label = gettext("Reason for %(characteristic)s", characteristic=name)
        setattr(Scores, f"score_{number}", ScoreField(name, [is_score]))
        setattr(Scores, f"reason_{number}", StringField(label, [Length(max=500)]))
    return Scores


def show_refusal(form: SummaryForm, card: ScoreCard, refusal: LearningError) -> None:
    """Show why the scores were not saved, beside each reason that is missing, or above the form."""
    if isinstance(refusal, agreeing.ReasonNeeded):
        show_missing_reasons(form, card)
        return
    form.message = gettext(refusal.msgid, **refusal.values)
    if isinstance(refusal, agreeing.ChangedMeanwhile):
        form.seen.data = meeting.version_of(card.pupil.id, card.round.id)  # the page shows what changed


def show_missing_reasons(form: SummaryForm, card: ScoreCard) -> None:
    """Put the refusal beside each reason that is missing."""
    for row in card.rows:
        score, reason = (form[f"{name}_{row.characteristic.id}"] for name in ("score", "reason"))
        differs = score.data and row.average is not None and int(score.data) != scale.rounded(row.average)
        if differs and not reason.data.strip():
            reason.errors = [gettext("Say why it differs from the average.")]


def save_summary(form: SummaryForm, card: ScoreCard) -> Summary:
    """Save what the team agreed."""
    numbers = [row.characteristic.id for row in card.rows]
    agreement = agreeing.Agreement(
        scores={number: (form[f"score_{number}"].data, form[f"reason_{number}"].data or "") for number in numbers},
        agreed_on=form.agreed_on.data,
        taking_part=form.taking_part.data,
        how=form.how.data,
        notes=form.notes.data or "",
    )
    seen = form.seen.data or ""
    return agreeing.agree(card.pupil.id, card.round.id, agreement, member_id=g.member.id, now=g.now, seen=seen)
