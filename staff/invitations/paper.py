"""Paper: score cards and journals to print and fill in by hand, and the page to type a journal in."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import DateField, HiddenField, SelectChoice, SelectField
from wtforms.validators import InputRequired

from learning.core.errors import LearningError
from learning.invitations import paper
from learning.people.pupils import Pupil
from learning.rounds import asking, rounds
from learning.rounds.anchors import anchors_in
from learning.rounds.questions import Question
from learning.rounds.rounds import Round
from staff.access import pupil_or_404, round_or_404
from staff.forms import as_text, choices, Form, not_in_future
from staff.invitations import pages
from staff.labels import CHOICES, QUESTIONS

SHEETS = {
    "own": _("Score card for the pupil, in a child’s words"),
    "others": _("Score card about the pupil, for adults"),
    "journal": _("Learning journal"),
}
EVERYBODY, NOBODY = -1, 0
TYPED = ("choice", "other", "words", "degree", "score")
LONGEST_ID = 18  # digits


# --- sheets to print --------------------------------------------------------------------------------------------


class SheetForm(Form):
    """Which sheets, and whose names to print on them. Sent by GET, so that the address can be bookmarked."""

    class Meta(Form.Meta):
        csrf = False

    sheet = SelectField(_("Sheet"), choices=choices(SHEETS))
    pupil = SelectField(_("For"), coerce=int)

    def offer(self, pupils: Iterable[Pupil]) -> "SheetForm":
        """Fill in the choices of names."""
        self.pupil.choices = [
            SelectChoice(EVERYBODY, gettext("all pupils, a sheet each")),
            SelectChoice(NOBODY, gettext("one sheet without a name")),
            *(SelectChoice(pupil.id, pupil.name) for pupil in pupils),
        ]
        return self

    def correct(self) -> None:
        """Replace what makes no sense in the address by the usual choice: no message is needed."""
        if self.validate():
            return
        self.sheet.data = self.sheet.data if self.sheet.data in SHEETS else "own"
        pupil_id = request.args.get("pupil", type=int)
        self.pupil.data = pupil_id if pupil_id in {choice.value for choice in self.pupil.choices} else NOBODY
        self.sheet.errors = self.pupil.errors = ()


@pages.get("/cohorts/<int:cohort_id>/rounds/<int:round_id>/paper", endpoint="paper")
def paper_sheets(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Show sheets of A4 with the school's own list or questions: for one pupil, for all, or without a name."""
    cohort, round_ = round_or_404(cohort_id, round_id)
    pupils = asking.pupils_asked(round_)
    form = SheetForm(request.args).offer(pupils)
    form.correct()
    return render_template(
        "staff/invitations/paper.html",
        cohort=cohort,
        round=round_,
        form=form,
        sheet=form.sheet.data,
        sheets=sheets_of(form, round_, pupils),
        characteristics=asking.characteristics_in(round_.id, round_.cohort_id),
        anchors=anchors_in(round_.id),
        choices=CHOICES,
        score_questions=QUESTIONS,
    )


def sheets_of(
    form: SheetForm, round_: Round, pupils: Sequence[Pupil]
) -> list[tuple[Pupil | None, tuple[Question, ...]]]:
    """Return the pupil (None: no name) and the journal's questions of each sheet to print.

    A journal without a name asks what the first pupil's does."""
    named = [pupil for pupil in pupils if form.pupil.data in (EVERYBODY, pupil.id)]
    questions: dict[int, tuple[Question, ...]] = {}
    if form.sheet.data == "journal":
        questions = paper.journals_asked(round_.id, [pupil.id for pupil in named or pupils[:1]])
    if not named:
        return [(None, next(iter(questions.values()), ()))]
    return [(pupil, questions.get(pupil.id, ())) for pupil in named]


# --- a journal, typed in ----------------------------------------------------------------------------------------


class PaperForm(Form):
    """When the paper was filled in. The answers are read question by question."""

    on = DateField(_("Date when the paper was filled in"), [InputRequired(_("Enter the date.")), not_in_future])
    replaces = HiddenField()

    def entry_id(self) -> int | None:
        """Return the id of the earlier entry that this one may replace, or None."""
        typed = self.replaces.data or ""
        return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_ID else None


@pages.route("/pupils/<int:pupil_id>/journal/<int:round_id>/paper", methods=["GET", "POST"])
def type_in_journal(pupil_id: int, round_id: int) -> ResponseReturnValue:
    """Type in a journal entry that was written on paper."""
    pupil, round_ = pupil_or_404(pupil_id), rounds.round_for(pupil_id, round_id)
    questions, form = paper.journal_asked(pupil_id, round_id), PaperForm(on=g.today)
    typed, message, wrong = typed_answers(questions), "", {}
    if form.validate_on_submit():
        try:
            entry_id = paper.type_in_journal(
                pupil_id, round_.id, typed, on=form.on.data, now=g.now, replaces=form.entry_id()
            )
            flash(gettext("%(name)s’s journal is saved and marked as from paper.", name=pupil.called))
            return redirect(url_for("staff.journals.entry", entry_id=entry_id), 303)
        except paper.AnswerNotRead as refusal:
            wrong[refusal.question_id] = gettext(refusal.msgid, **refusal.values)
        except paper.TypedInAlready as refusal:
            message, form.replaces.data = gettext(refusal.msgid), str(refusal.entry_id)
        except LearningError as refusal:
            message = gettext(refusal.msgid, **refusal.values)
    return journal_page(pupil, round_, form, questions=questions, typed=typed, wrong=wrong, message=message)


def journal_page(pupil: Pupil, round_: Round, form: PaperForm, **values: Any) -> ResponseReturnValue:
    """Return the page; a refused form shows what was typed."""
    page = render_template(
        "staff/invitations/type_in_journal.html", pupil=pupil, round=round_, form=form, ticks_of=ticks_of, **values
    )
    return page, 422 if form.is_submitted() else 200


def ticks_of(question: Question) -> list[tuple[str, str]]:
    """Return the values and the labels of what can be ticked: faces, yes or no, or the question's own choices."""
    if question.kind == "faces":
        ends = {1: f"1 {question.low_end}", 5: f"5 {question.high_end}"}
        return [("", gettext("no face")), *((str(degree), ends.get(degree, str(degree))) for degree in range(1, 6))]
    if question.kind == "yes_no":
        return [("", gettext("nothing ticked")), *CHOICES.items()]
    options = [(option.words, option.words) for option in question.buttons]
    return options if question.kind == "several" else [("", gettext("nothing ticked")), *options]


def typed_answers(questions: Iterable[Question]) -> dict[int, dict[str, str]]:
    """Return what was typed for each question, by its id; several choices are a line each."""
    return {question.id: {name: typed_field(f"{name}-{question.id}") for name in TYPED} for question in questions}


def typed_field(name: str) -> str:
    """Return what was sent in a field, a line for each of its values."""
    return "\n".join(as_text(value) for value in request.form.getlist(name))
