"""The page on which one view of a pupil is given, without seeing the others' scores."""

from collections.abc import Iterable
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from learning.core import scale
from learning.core.errors import LearningError
from learning.invitations import paper
from learning.rounds import asking, rounds
from learning.rounds.anchors import anchors_in
from learning.rounds.characteristics import Characteristic
from learning.score_cards import giving, opinions
from learning.score_cards.agreed import is_agreed
from staff.access import pupil_or_404
from staff.forms import Form, is_score, not_in_future, ScoreField
from staff.labels import QUESTIONS, VIEWS
from staff.score_cards import pages
from staff.score_cards.typed import typed_characteristics


class OpinionForm(Form):
    """Who gives the scores and when; the scores themselves are added for each characteristic by form_class."""

    by = StringField(_("Whose scores are these?"), [InputRequired(_("Write the name.")), Length(max=100)])
    role = StringField(_("Who are they to the pupil?"), [Length(max=100)])
    on = DateField(_("Given on"), [InputRequired(_("Enter the date.")), not_in_future])
    from_paper = BooleanField(_("Typed in from paper"))
    seen = HiddenField()  # the version of what the form was filled from

    def validate_on(self, field: DateField) -> None:
        """Scores cannot be given tomorrow."""
        if field.data and field.data > g.today:
            raise ValidationError(gettext("This day is in the future."))


@pages.route(
    "/pupils/<int:pupil_id>/score-card/<int:round_id>/<any(professional,pupil,parent,community):view>",
    methods=["GET", "POST"],
)
def give_opinion(pupil_id: int, round_id: int, view: str) -> ResponseReturnValue:
    """Scores for every characteristic, given without seeing anybody else's."""
    pupil, asked_round = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    saved = saved_opinion(pupil_id, round_id, view)
    if saved and is_agreed(pupil_id, round_id):
        return render_template("staff/score_cards/opinion_closed.html", pupil=pupil, round=asked_round), 409
    if view == "pupil" and saved and saved.source != "paper" and saved.scores:
        raise paper.GivenOnTablet(name=pupil.called)
    if request.method == "GET":
        rounds.check_open(asked_round)  # refused before anything is typed
    # What this person has scored can be corrected, even if the round does not ask about it any more.
    used_ids = typed_characteristics() | opinions.answered([saved] if saved else [])
    characteristics = asking.characteristics_in(round_id, asked_round.cohort_id, used_ids)
    form, message, meanwhile = opinion_form(view, characteristics, saved), "", None
    if form.validate_on_submit():
        try:
            save_opinion(form, pupil_id, round_id, view, characteristics)
            flash(gettext("The scores are saved."))
            return redirect(url_for("staff.score_cards.score_card", pupil_id=pupil_id, round_id=round_id), 303)
        except LearningError as error:
            message = gettext(error.msgid, **error.values)
            if isinstance(error, giving.OpinionChanged):
                meanwhile = show_changed_opinion(form, pupil_id, round_id, view)
    page = render_template(
        "staff/score_cards/give_opinion.html",
        **{"pupil": pupil, "round": asked_round, "view": view, "characteristics": characteristics},
        **{"form": form, "message": message, "meanwhile": meanwhile, "questions": QUESTIONS, "views": VIEWS},
        anchors=anchors_in(round_id),
    )
    return page, 422 if form.is_submitted() else 200


def show_changed_opinion(form: OpinionForm, pupil_id: int, round_id: int, view: str) -> opinions.Opinion | None:
    """Return what was saved in the meantime. The form may replace it from now on, because the page shows it."""
    name = form.by.data if form.by else ""
    meanwhile = opinions.own_opinion(pupil_id, round_id, view, g.member.id, name)
    form.seen.data = opinions.version_of(meanwhile)
    return meanwhile


def saved_opinion(pupil_id: int, round_id: int, view: str) -> opinions.Opinion | None:
    """Return what this person gave before: the member, the pupil, or the person named in the address."""
    if view in ("professional", "pupil"):
        return opinions.own_opinion(pupil_id, round_id, view, g.member.id)
    name = request.args.get("by", "")
    return opinions.own_opinion(pupil_id, round_id, view, None, name) if name else None


def opinion_form(view: str, characteristics: Iterable[Characteristic], saved: opinions.Opinion | None) -> OpinionForm:
    """Return the form with a score and three questions for each characteristic, filled with what is saved already."""
    values: dict[str, Any] = {"on": g.today, "seen": opinions.version_of(saved)}
    if saved:
        values |= {"on": saved.on, "by": saved.by, "role": saved.role, "from_paper": saved.source == "paper"}
        for number, score in saved.scores.items():
            values |= {f"{name}_{number}": getattr(score, name) for name in QUESTIONS}
            values[f"score_{number}"] = None if score.score is None else str(score.score)
    return form_class(view, characteristics)(data=values)


def form_class(view: str, characteristics: Iterable[Characteristic]) -> type[OpinionForm]:
    """Return the form's class, with the fields of these characteristics, and of this view."""

    class Scores(OpinionForm):
        pass

    if view in ("professional", "pupil"):
        Scores.by = Scores.role = Scores.from_paper = None
    if view == "professional":
        Scores.on = None
    for characteristic in characteristics:
        setattr(Scores, f"score_{characteristic.id}", ScoreField(characteristic.name, [is_score]))
        for name, question in QUESTIONS.items():
            setattr(Scores, f"{name}_{characteristic.id}", TextAreaField(question, [Length(max=2000)]))
    return Scores


def save_opinion(
    form: OpinionForm, pupil_id: int, round_id: int, view: str, characteristics: Iterable[Characteristic]
) -> None:
    """Save what was typed. Professionals always sign with their own name, and give their scores today."""
    scores = [
        opinions.Score(
            characteristic_id=characteristic.id,
            score=scale.read_score(form[f"score_{characteristic.id}"].data),
            **{name: form[f"{name}_{characteristic.id}"].data or "" for name in QUESTIONS},
        )
        for characteristic in characteristics
    ]
    seen = form.seen.data or ""
    if view == "pupil":
        paper.type_in_scores(pupil_id, round_id, scores, on=form.on.data, member_id=g.member.id, now=g.now, seen=seen)
        return
    own = view == "professional"
    giver = giving.Giver(
        view=view,
        name=g.member.name if own else form.by.data,
        role=g.member.job if own else form.role.data or "",
        member_id=g.member.id,
    )
    on = g.today if own else form.on.data
    source = "paper" if not own and form.from_paper.data else "program"
    giving.give_opinion(pupil_id, round_id, giver, scores, on=on, now=g.now, source=source, seen=seen)
