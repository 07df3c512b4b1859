"""The journal's question sets: compose them, take one from the library, say which cohort is asked which."""

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext as _
from itsdangerous import URLSafeTimedSerializer
from wtforms import SelectChoice, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput

from learning.core.errors import LearningError
from learning.people.cohorts import cohorts_of
from learning.rounds import library, questions
from learning.rounds.questions import Draft, Question
from staff.access import needs
from staff.forms import choices, Form
from staff.labels import SYMBOLS
from staff.rounds import pages

PAGE = "/school/questions"
SET = f"{PAGE}/<int:question_set_id>"
QUESTION = f"{SET}/<int:question_id>"
KINDS = {
    "words": _("their own words"),
    "track": _("a score from 0 to 10"),
    "choice": _("one choice"),
    "several": _("several choices"),
    "faces": _("five faces"),
    "yes_no": _("yes, not sure, no"),
}
PICTURES = {
    "": _("none"),
    "faces": _("faces"),
    "weather": _("rain and sun"),
    "plant": _("seed and flower"),
    "hill": _("foot and top of a hill"),
    "battery": _("empty and full battery"),
}


class QuestionForm(Form):
    """One question, in the words that pupils read."""

    kind = SelectField(_("Type of answer"), choices=choices(KINDS))
    wording = TextAreaField(_("Question"), [DataRequired(_("Write the question.")), Length(max=200)])
    follow_up = StringField(_("Follow-up question"), [Length(max=120)])
    options = TextAreaField(_("Choices, one per line"), [Length(max=1200)])
    low_end = StringField(_("Words at the low end"), [Length(max=60)])
    high_end = StringField(_("Words at the high end"), [Length(max=60)])
    picture = SelectField(_("Pictures at both ends"), choices=choices(PICTURES))
    symbol = SelectField(_("Picture beside the question"), choices=choices(SYMBOLS))

    def draft(self) -> Draft:
        """The question as it was composed."""
        ends = (self.low_end.data or "", self.high_end.data or "")
        lines = tuple((self.options.data or "").splitlines())
        words = (self.kind.data, self.wording.data, self.follow_up.data or "")
        return Draft(*words, *ends, lines, self.picture.data, self.symbol.data)


class NameForm(Form):
    """What a set is called."""

    name = StringField(_("Name of the set"), [DataRequired(_("Give the set a name.")), Length(max=80)])


class CohortsForm(Form):
    """Who is asked a set."""

    cohorts = SelectMultipleField(_("Cohorts that use this set"), coerce=int, option_widget=CheckboxInput())


@pages.route(PAGE, methods=["GET", "POST"])
@needs("lead", "administrator")
def question_sets():
    """The sets in use, the library, and a form for a set of one's own."""
    form = NameForm()
    if form.validate_on_submit():
        try:
            added = questions.add_set(form.name.data, g.today)
            return to_set(added.id, gettext("Question set added. Now add its questions."))
        except LearningError as refusal:
            form.name.errors = [told(refusal)]
    page = render_template(
        "staff/rounds/question_sets.html",
        form=form,
        sets=questions.sets(),
        retired=questions.sets(retired=True),
        library=library.LIBRARY,
        kinds=KINDS,
        asked=asked_where(),
    )
    return page, 422 if form.is_submitted() else 200


def asked_where() -> dict[int, list[str]]:
    """The names of the cohorts that are asked each set, as far as this member sees them."""
    found = {}
    for cohort in cohorts_of(g.member):
        found.setdefault(questions.set_of_cohort(cohort.id), []).append(cohort.name)
    return found


@pages.post(f"{PAGE}/library/<key>")
@needs("lead", "administrator")
def add_from_library(key: str):
    """A ready set becomes a set of the school's own."""
    try:
        added = library.add_from_library(key, g.today)
        return to_set(added.id, gettext("Question set added. You can now edit its questions."))
    except questions.SetNameTaken as refusal:
        flash(told(refusal))
        return redirect(url_for("staff.rounds.question_sets"), 303)


@pages.route(SET, methods=["GET", "POST"])
@needs("lead", "administrator")
def question_set(question_set_id: int):
    """One set in the order in which it is asked, and a form for one question more."""
    form = QuestionForm(kind="words")
    if form.validate_on_submit() and try_to(form, questions.add_question, question_set_id, form.draft(), g.today):
        return to_set(question_set_id, gettext("Question added. Pupils see it from their next journal."))
    return set_page(question_set_id, form)


def set_page(set_id: int, form: QuestionForm | None = None, name: NameForm | None = None):
    """The page of a set; a refused form stands there as it was typed."""
    one, cohorts = questions.question_set(set_id), cohorts_of(g.member)
    chosen = [cohort.id for cohort in cohorts if questions.set_of_cohort(cohort.id) == set_id]
    who = CohortsForm(None, cohorts=chosen)
    who.cohorts.choices = [SelectChoice(cohort.id, cohort.name) for cohort in cohorts]
    seal = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], "preview")
    page = render_template(
        "staff/rounds/question_set.html",
        one=one,
        form=form or QuestionForm(None, kind="words"),
        name_form=name or NameForm(None, name=one.name),
        who=who,
        kinds=KINDS,
        preview=url_for("kiosk.preview", token=seal.dumps(set_id)),
    )
    return page, 422 if request.method == "POST" else 200


@pages.route(QUESTION, methods=["GET", "POST"])
@needs("lead", "administrator")
def change_question(question_set_id: int, question_id: int):
    """Other words for a question; journals that have begun keep the old ones."""
    one = questions.question_set(question_set_id)
    old = find(one, question_id)
    form = QuestionForm(**{**vars(old), "options": "\n".join(old.options)})
    ids = (question_set_id, question_id)
    if form.validate_on_submit() and try_to(form, questions.change_question, *ids, form.draft(), g.today):
        return to_set(question_set_id, gettext("Question saved. Journals already begun do not change."))
    page = render_template("staff/rounds/change_question.html", one=one, question=old, form=form)
    return page, 422 if form.is_submitted() else 200


def find(one: questions.QuestionSet, question_id: int) -> Question:
    """A question of this set; raises NoSuchQuestion."""
    for question in one.questions:
        if question.id == question_id:
            return question
    raise questions.NoSuchQuestion()


def try_to(form: QuestionForm, keep, *given) -> bool:
    """Keep a question, or tell beside its field why not."""
    try:
        keep(*given)
        return True
    except (questions.TooFewOptions, questions.TooManyOptions, questions.OptionTooLong) as refusal:
        form.options.errors = [told(refusal)]
    return False


@pages.post(f"{QUESTION}/move/<any(up, down):way>")
@needs("lead", "administrator")
def move_question(question_set_id: int, question_id: int, way: str):
    """Ask it earlier or later."""
    questions.move_question(question_set_id, question_id, -1 if way == "up" else 1, g.today)
    return to_set(question_set_id)


@pages.post(f"{QUESTION}/remove")
@needs("lead", "administrator")
def remove_question(question_set_id: int, question_id: int):
    """Ask it no longer."""
    questions.remove_question(question_set_id, question_id, g.today)
    return to_set(question_set_id, gettext("Question removed. Answers so far are not deleted."))


@pages.post(f"{SET}/name")
@needs("lead", "administrator")
def rename_set(question_set_id: int):
    """Another name for a set."""
    form = NameForm()
    if not form.validate():
        return set_page(question_set_id, name=form)
    try:
        questions.rename_set(question_set_id, form.name.data)
    except questions.SetNameTaken as refusal:
        form.name.errors = [told(refusal)]
        return set_page(question_set_id, name=form)
    return to_set(question_set_id, gettext("Kept."))


@pages.post(f"{SET}/<any(usual, retire, restore):what>")
@needs("lead", "administrator")
def turn_set(question_set_id: int, what: str):
    """Make it the usual set, use it no longer, or use it again."""
    if what == "usual":
        questions.make_usual(question_set_id)
    elif what == "restore":
        questions.restore_set(question_set_id)
    else:
        try:
            questions.retire_set(question_set_id, g.today)
        except questions.UsualSetNeeded as refusal:
            return to_set(question_set_id, told(refusal))
    flash(gettext("Kept."))
    return redirect(url_for("staff.rounds.question_sets"), 303)


@pages.post(f"{SET}/cohorts")
@needs("lead", "administrator")
def ask_cohorts(question_set_id: int):
    """Which cohorts are asked this set; the others keep theirs."""
    questions.question_set(question_set_id)
    chosen = request.form.getlist("cohorts", type=int)
    for cohort in cohorts_of(g.member):
        if cohort.id in chosen:
            questions.ask_in_cohort(cohort.id, question_set_id)
        elif questions.set_of_cohort(cohort.id) == question_set_id:
            questions.ask_in_cohort(cohort.id, None)
    return to_set(question_set_id, gettext("Kept."))


def to_set(set_id: int, words: str = ""):
    """Back to the set's page."""
    if words:
        flash(words)
    return redirect(url_for("staff.rounds.question_set", question_set_id=set_id), 303)


def told(refusal: LearningError) -> str:
    """Why not, in the reader's language."""
    return gettext(refusal.msgid, **refusal.values)
