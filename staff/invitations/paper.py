"""Paper: score cards and journals to print and fill in by hand, and the page to type a journal in."""

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _
from wtforms import DateField, HiddenField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from learning.core.errors import LearningError
from learning.invitations import paper
from learning.rounds import asking, rounds
from staff.access import pupil_or_404, round_or_404
from staff.forms import as_text, choices, Form, not_in_future
from staff.invitations import pages
from staff.labels import CHOICES, QUESTIONS, VIEWS

SHEETS = {
    "own": _("Score card for the pupil, in a child’s words"),
    "others": _("Score card about the pupil, for grown-ups"),
    "journal": _("Learning journal"),
}
EVERYBODY, NOBODY = -1, 0
TYPED = ("choice", "other", "words", "degree", "score")


class SheetForm(Form):
    """Which sheets, and whose names stand on them. Sent by GET: their address can be kept."""

    class Meta(Form.Meta):
        csrf = False

    sheet = SelectField(_("Sheet"), choices=choices(SHEETS))
    pupil = SelectField(_("For"), coerce=int)


@pages.get("/cohorts/<int:cohort_id>/rounds/<int:round_id>/paper", endpoint="paper")
def paper_sheets(cohort_id: int, round_id: int):
    """Sheets of A4 with the school's own list or questions: for one pupil, for all, or without a name."""
    cohort, one = round_or_404(cohort_id, round_id)
    asked = asking.pupils_asked(one)
    form = SheetForm(request.args)
    form.pupil.choices = [
        SelectChoice(EVERYBODY, gettext("all pupils, a sheet each")),
        SelectChoice(NOBODY, gettext("one sheet without a name")),
        *(SelectChoice(each.id, each.name) for each in asked),
    ]
    if not form.validate():
        form.sheet.data = form.sheet.data if form.sheet.data in SHEETS else "own"
        named = request.args.get("pupil", type=int)
        form.pupil.data = named if named in {choice.value for choice in form.pupil.choices} else NOBODY
        form.pupil.errors = form.sheet.errors = ()
    whose = [each for each in asked if form.pupil.data in (EVERYBODY, each.id)] or [None]
    named = [each.id for each in whose if each] or [each.id for each in asked[:1]]
    questions = paper.journals_asked(one.id, named) if form.sheet.data == "journal" else {}
    return render_template(
        "staff/invitations/paper.html",
        cohort=cohort,
        round=one,
        form=form,
        sheet=form.sheet.data,
        sheets=[(pupil, questions.get(pupil.id if pupil else next(iter(named), None), ())) for pupil in whose],
        characteristics=asking.characteristics_in(one.id, one.cohort_id),
        choices=CHOICES,
        questions_asked=QUESTIONS,
    )


class PaperForm(Form):
    """When the paper was filled in; the answers are read per question."""

    on = DateField(_("Date when the paper was filled in"), [InputRequired(_("Give the date.")), not_in_future])
    seen = HiddenField()  # the entry that it may replace

    def replaces(self) -> int | None:
        """The id of that entry."""
        return int(self.seen.data) if (self.seen.data or "").isdecimal() and len(self.seen.data) < 19 else None


@pages.route("/pupils/<int:pupil_id>/journal/<int:round_id>/paper", methods=["GET", "POST"])
def type_in_journal(pupil_id: int, round_id: int):
    """Type in a journal entry that was written on paper."""
    pupil, one = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    asked, form = paper.journal_asked(pupil_id, round_id), PaperForm(on=g.today)
    typed, message, wrong = read_typed(asked), "", {}
    if form.validate_on_submit():
        try:
            entry_id = paper.type_in_journal(pupil_id, one.id, form.on.data, typed, g.now, form.replaces())
            flash(gettext("The journal of %(name)s is typed in.", name=pupil.called))
            return redirect(url_for("staff.journals.entry", entry_id=entry_id), 303)
        except paper.AnswerNotRead as refusal:
            wrong[refusal.question_id] = gettext(refusal.msgid, **refusal.values)
        except paper.TypedInAlready as refusal:
            message, form.seen.data = gettext(refusal.msgid), str(refusal.entry_id)
        except LearningError as refusal:
            message = gettext(refusal.msgid, **refusal.values)
    page = render_template(
        "staff/invitations/type_in_journal.html",
        pupil=pupil,
        round=one,
        asked=asked,
        form=form,
        typed=typed,
        wrong=wrong,
        message=message,
        choices=CHOICES,
        views=VIEWS,
    )
    return page, 422 if form.is_submitted() else 200


def read_typed(asked) -> dict[int, dict[str, str]]:
    """What was typed for each question; several pressed answers a line each."""
    given = request.form
    return {
        one.id: {name: "\n".join(as_text(words) for words in given.getlist(f"{name}-{one.id}")) for name in TYPED}
        for one in asked
    }
