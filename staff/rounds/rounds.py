"""Rounds: begin a dated time of asking for a cohort, and see who has answered."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional

from learning.core.errors import LearningError
from learning.core.names import NameMissing
from learning.invitations import asked
from learning.people.pupils import pupils_of
from learning.rounds import characteristics, questions, rounds
from staff.access import cohort_or_404, round_or_404
from staff.forms import choices, Form, not_in_future, within_a_year
from staff.labels import VIEWS
from staff.rounds import pages

CARD_SORTS = {
    "": _("none"),
    "sort": _("pupils first sort cards: most and least like me"),
    "shorten": _("pupils sort cards, then score only the ones they chose"),
}


class RoundForm(Form):
    """What a round is called, what it is about, what and whom it asks, and when."""

    name = StringField(_("Name"), [DataRequired(_("Give the round a name.")), Length(max=80)])
    focus = StringField(_("What it is about"), [Length(max=120)])
    opened_on = DateField(_("Date"), [DataRequired(_("Give the date.")), within_a_year])
    views = SelectMultipleField(_("Whose views to ask for"), [DataRequired(_("Choose at least one."))])
    only_some = BooleanField(_("Only some pupils"))
    pupils = SelectMultipleField(_("Pupils"), coerce=int)
    due_on = DateField(_("Answers due by"), [Optional(), within_a_year])
    lines = SelectMultipleField(_("Success characteristics"), coerce=int)
    question_set = SelectField(_("Journal questions"), coerce=int)
    card_sort = SelectField(_("Card sort"), choices=choices(CARD_SORTS))
    tells_news = BooleanField(_("First show pupils what was agreed last time"), default=True)

    def validate_pupils(self, field):
        """Some are at least one."""
        if self.only_some.data and not field.data:
            raise ValidationError(gettext("Choose at least one."))

    def validate_lines(self, field):
        """A score card without a line is none."""
        if field.choices and not field.data:
            raise ValidationError(gettext("Choose at least one."))

    def offer(self, cohort_id: int, begun: rounds.Round | None = None):
        """The sets in use, 0 for the cohort's own; the views; the cohort's pupils; the school's list, and what a round
        that has begun has of retired lines."""
        self.views.choices = choices(VIEWS)
        self.pupils.choices = [SelectChoice(one.id, one.name) for one in pupils_of(cohort_id)]
        kept = characteristics.characteristics_in(begun.id, cohort_id) if begun else []
        listed = characteristics.characteristics_with({one.id for one in kept})
        self.lines.choices = [SelectChoice(one.id, one.name) for one in listed]
        sets = [SelectChoice(one.id, one.name) for one in questions.sets()]
        self.question_set.choices = [SelectChoice(0, gettext("The cohort’s own set")), *sets]
        return self

    def named(self) -> tuple:
        """Name, focus and date."""
        return (self.name.data, self.focus.data, self.opened_on.data)

    def asks(self) -> dict:
        """What and whom it asks, as the rules want it."""
        return {
            "question_set_id": self.question_set.data or None,
            "card_sort": self.card_sort.data,
            "tells_news": self.tells_news.data,
            "views": self.views.data,
            "due_on": self.due_on.data,
            "pupil_ids": self.pupils.data if self.only_some.data else (),
            "characteristic_ids": self.lines.data,
        }

    def explain(self, refusal: LearningError) -> None:
        """A refusal of the rules, beside the field that it is about."""
        field = self.due_on if isinstance(refusal, rounds.DueTooSoon) else self.name
        field.errors = [gettext(refusal.msgid, **refusal.values)]


REFUSALS = (rounds.DueTooSoon, rounds.RoundNameTaken, NameMissing)


@pages.route("/cohorts/<int:cohort_id>/start-round", methods=["GET", "POST"])
def start_round(cohort_id):
    """Name the round and date it; rooms, score cards and summaries belong to one."""
    cohort = cohort_or_404(cohort_id)
    lines = [one.id for one in characteristics.characteristics_of(cohort_id)]
    form = RoundForm(opened_on=g.today, views=rounds.ASKED, lines=lines).offer(cohort_id)
    if form.validate_on_submit():
        try:
            begun = rounds.open_round(cohort.id, *form.named(), **form.asks())
            flash(gettext("Round started."))
            return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort.id, round_id=begun.id), 303)
        except REFUSALS as refusal:
            form.explain(refusal)
    page = render_template("staff/rounds/start_round.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


@pages.route("/cohorts/<int:cohort_id>/rounds/<int:round_id>", methods=["GET", "POST"])
def round_asks(cohort_id, round_id):
    """What a running round asks; journals that have begun keep their questions."""
    cohort, one = round_or_404(cohort_id, round_id)
    form = RoundForm(data=filled(one)).offer(cohort_id, one)
    if form.validate_on_submit():
        try:
            rounds.change_round(one.id, *form.named(), **form.asks())
            flash(gettext("Round saved. Journals already begun keep their questions."))
            return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort.id, round_id=one.id), 303)
        except REFUSALS as refusal:
            form.explain(refusal)
    page = render_template("staff/rounds/round_asks.html", form=form, cohort=cohort, round=one)
    return page, 422 if form.is_submitted() else 200


def filled(one: rounds.Round) -> dict:
    """A round as its form shows it."""
    chosen = rounds.chosen_pupils(one.id)
    return {
        "name": one.name,
        "focus": one.about,
        "opened_on": one.opened_on,
        "views": one.views,
        "only_some": bool(chosen),
        "pupils": chosen,
        "due_on": one.due_on,
        "lines": [each.id for each in characteristics.characteristics_in(one.id, one.cohort_id)],
        "question_set": one.question_set_id or 0,
        "card_sort": one.card_sort,
        "tells_news": one.tells_news,
    }


@pages.post("/cohorts/<int:cohort_id>/rounds/<int:round_id>/<any(close, reopen):what>")
def close_round(cohort_id, round_id, what):
    """Take no more answers, or take them again."""
    _, one = round_or_404(cohort_id, round_id)
    if what == "close":
        rounds.close_round(one.id, g.today)
        flash(gettext("“%(round)s” is closed. It takes no more answers, but you can agree scores.", round=one.name))
    else:
        rounds.reopen_round(one.id)
        flash(gettext("“%(round)s” is open again.", round=one.name))
    return redirect(url_for("staff.people.cohort", cohort_id=cohort_id, _anchor="rounds-heading"), 303)


@pages.get("/cohorts/<int:cohort_id>/rounds/<int:round_id>/answers")
def round_answers(cohort_id, round_id):
    """Who has answered and when, and what is missing; with ?missing=, only the pupils of whom that is missing."""
    return answers_page(cohort_id, round_id)


def answers_page(cohort_id: int, round_id: int, form=None) -> str:
    """The page, with the form of those who decline as it was sent."""
    cohort = cohort_or_404(cohort_id)
    where = asked.asked_in(round_id, g.today)
    if where.round.cohort_id != cohort.id:
        raise rounds.NoSuchRound()
    missing = request.args.get("missing", "")
    pupils = [one for one in where.pupils if one.lacks(missing)]
    labels = {"journal": gettext("Learning journal"), **{view: VIEWS[view] for view in where.views}}
    return render_template(
        "staff/rounds/round_answers.html",
        cohort=cohort,
        where=where,
        pupils=pupils,
        labels={**labels, "agreed": gettext("Agreed by the team")},
        missing=missing,
        lacking={name: sum(one.lacks(name) for one in where.pupils) for name in (*labels, "agreed")},
        form=form or DeclineForm(on=g.today).offer(where),
    )


class DeclineForm(Form):
    """Who would rather not answer, and since when."""

    pupil = SelectField(_("Pupil"), coerce=int)
    view = SelectField(_("View"), choices=choices(VIEWS))
    by = StringField(_("Who declined"), [Length(max=100)])
    on = DateField(_("Date"), [DataRequired(_("Give the date.")), not_in_future])

    def offer(self, where: asked.AskedRound):
        """The pupils whom the round asks."""
        self.pupil.choices = [SelectChoice(one.pupil.id, one.pupil.name) for one in where.pupils]
        return self


@pages.post("/cohorts/<int:cohort_id>/rounds/<int:round_id>/declined")
def decline(cohort_id, round_id):
    """Nobody has to answer: whoever would rather not is not waited for."""
    _, one = round_or_404(cohort_id, round_id)
    form = DeclineForm().offer(asked.asked_in(one.id, g.today))
    if not form.validate():
        return answers_page(cohort_id, round_id, form), 422
    asked.decline(one.id, form.pupil.data, form.view.data, form.by.data, form.on.data, g.member.id)
    flash(gettext("Saved. This answer no longer counts as missing. They can still answer later."))
    return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort_id, round_id=round_id), 303)


@pages.post("/cohorts/<int:cohort_id>/rounds/<int:round_id>/declined/<int:decline_id>/take-back")
def take_back_decline(cohort_id, round_id, decline_id):
    """It was a mistake, or they changed their mind."""
    _, one = round_or_404(cohort_id, round_id)
    asked.take_back_decline(one.id, decline_id)
    return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort_id, round_id=round_id), 303)
