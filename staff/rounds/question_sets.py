"""The journal's question sets: write them, add one from the library, and choose which cohorts use which."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from itsdangerous import URLSafeTimedSerializer
from wtforms import SelectChoice

from learning.core.errors import LearningError
from learning.people.cohorts import cohorts_of, question_set_of
from learning.rounds import question_library, question_sets as sets, questions, recordings, set_versions
from learning.rounds.questions import Question
from staff.access import needs
from staff.help_form import LABELS
from staff.labels import AGE_BANDS
from staff.rounds import pages
from staff.rounds.question_forms import CohortsForm, KINDS, NameForm, OwnWaysForm, QuestionForm
from staff.rounds.recordings import with_microphone

PAGE = "/school/questions"
SET = f"{PAGE}/<int:question_set_id>"
QUESTION = f"{SET}/<int:question_id>"


@pages.route(PAGE, methods=["GET", "POST"])
@needs("lead", "administrator")
def question_sets() -> ResponseReturnValue:
    """Show the sets in use, the library, and a form for a new set."""
    form = NameForm()
    if form.validate_on_submit():
        try:
            added = sets.add_set(form.name.data, g.today)
            return to_set(added.id, gettext("Question set added. Now add its questions."))
        except LearningError as refusal:
            form.name.errors = [message_of(refusal)]
    page = render_template(
        "staff/rounds/question_sets.html",
        form=form,
        sets=sets.sets(),
        retired=sets.sets(retired=True),
        library=question_library.LIBRARY,
        kinds=KINDS,
        used_by=cohorts_by_set(),
    )
    return page, 422 if form.is_submitted() else 200


def cohorts_by_set() -> dict[int | None, list[str]]:
    """Return the names of the cohorts that use each set, of those that this member sees."""
    names: dict[int | None, list[str]] = {}
    for cohort in cohorts_of(g.member):
        names.setdefault(question_set_of(cohort.id), []).append(cohort.name)
    return names


@pages.post(f"{PAGE}/library/<key>")
@needs("lead", "administrator")
def add_from_library(key: str) -> ResponseReturnValue:
    """Add a set of the library to the school's own sets."""
    try:
        added = question_library.add_from_library(key, g.today)
        return to_set(added.id, gettext("Question set added. You can now edit its questions."))
    except sets.SetNameTaken as refusal:
        flash(message_of(refusal))
        return redirect(url_for("staff.rounds.question_sets"), 303)


@pages.route(SET, methods=["GET", "POST"])
@needs("lead", "administrator")
def question_set(question_set_id: int) -> ResponseReturnValue:
    """Show one set in its order, and a form that adds a question."""
    form = QuestionForm(kind="words")
    if form.validate_on_submit() and try_to(form, set_versions.add_question, question_set_id, form.draft(), g.today):
        return to_set(question_set_id, gettext("Question added. Pupils see it from their next journal."))
    return set_page(question_set_id, form)


def set_page(set_id: int, form: QuestionForm | None = None, name_form: NameForm | None = None) -> ResponseReturnValue:
    """Return the page of a set; a refused form shows what was typed."""
    shown, cohorts = sets.question_set(set_id), cohorts_of(g.member)
    cohorts_form = CohortsForm(None, cohorts=[each.id for each in cohorts if question_set_of(each.id) == set_id])
    cohorts_form.cohorts.choices = [SelectChoice(cohort.id, cohort.name) for cohort in cohorts]
    seal = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], "preview")
    page = render_template(
        "staff/rounds/question_set.html",
        set=shown,
        form=form or QuestionForm(None, kind="words"),
        name_form=name_form or NameForm(None, name=shown.name),
        cohorts_form=cohorts_form,
        ways_form=OwnWaysForm(
            None, allows_recordings=shown.allows_recordings, allows_drawings=shown.allows_drawings, prefix="ways-"
        ),
        kinds=KINDS,
        ready_help=[
            LABELS[name] for name, value in vars(question_library.ready_help(shown)).items() if value is not None
        ],
        previews=[
            (label, url_for("kiosk.preview", token=seal.dumps(set_id), band=band)) for band, label in AGE_BANDS.items()
        ],
    )
    return page, 422 if request.method == "POST" else 200


@pages.route(QUESTION, methods=["GET", "POST"])
@needs("lead", "administrator")
def change_question(question_set_id: int, question_id: int) -> ResponseReturnValue:
    """Reword a question; journals already begun keep the old wording."""
    shown = sets.question_set(question_set_id)
    question = find_question(shown, question_id)
    form = QuestionForm(**{**vars(question), "options": "\n".join(question.options)})
    if form.validate_on_submit() and try_to(
        form, set_versions.change_question, question_set_id, question_id, form.draft(), g.today
    ):
        return to_set(question_set_id, gettext("Question saved. Journals already begun do not change."))
    page = render_template(
        "staff/rounds/change_question.html",
        set=shown,
        question=question,
        form=form,
        recording_of_it=recordings.recording_of(question.wording),
    )
    return with_microphone(page), 422 if form.is_submitted() else 200


def find_question(question_set: sets.QuestionSet, question_id: int) -> Question:
    """Return a question of this set; raises NoSuchQuestion."""
    for question in question_set.questions:
        if question.id == question_id:
            return question
    raise set_versions.NoSuchQuestion()


def try_to(form: QuestionForm, save: Callable[..., Question], *args: Any) -> bool:
    """Save a question, or say beside its field why it was refused."""
    try:
        save(*args)
        return True
    except (questions.TooFewOptions, questions.TooManyOptions, questions.OptionTooLong) as refusal:
        form.options.errors = [message_of(refusal)]
    return False


@pages.post(f"{QUESTION}/move/<any(up, down):direction>")
@needs("lead", "administrator")
def move_question(question_set_id: int, question_id: int, direction: str) -> ResponseReturnValue:
    """Ask a question earlier or later."""
    set_versions.move_question(question_set_id, question_id, -1 if direction == "up" else 1, g.today)
    return to_set(question_set_id)


@pages.post(f"{QUESTION}/remove")
@needs("lead", "administrator")
def remove_question(question_set_id: int, question_id: int) -> ResponseReturnValue:
    """Remove a question from the set."""
    set_versions.remove_question(question_set_id, question_id, g.today)
    return to_set(question_set_id, gettext("Question removed. Answers so far are not deleted."))


@pages.post(f"{SET}/name")
@needs("lead", "administrator")
def rename_set(question_set_id: int) -> ResponseReturnValue:
    """Rename a set."""
    form = NameForm()
    if not form.validate():
        return set_page(question_set_id, name_form=form)
    try:
        sets.rename_set(question_set_id, form.name.data)
    except sets.SetNameTaken as refusal:
        form.name.errors = [message_of(refusal)]
        return set_page(question_set_id, name_form=form)
    return to_set(question_set_id, gettext("Name saved."))


@pages.post(f"{SET}/own-ways")
@needs("lead", "administrator")
def allow_own_ways(question_set_id: int) -> ResponseReturnValue:
    """Choose whether pupils can say and draw their answers."""
    form = OwnWaysForm(prefix="ways-")
    recordings, drawings = form.allows_recordings.data, form.allows_drawings.data
    sets.allow_own_ways(question_set_id, recordings=recordings, drawings=drawings)
    return to_set(question_set_id, gettext("Ways to answer saved."))


@pages.post(f"{SET}/usual")
@needs("lead", "administrator")
def make_usual(question_set_id: int) -> ResponseReturnValue:
    """Ask this set unless a cohort or a round has another."""
    sets.make_usual(question_set_id)
    return to_sets(gettext("This is now the usual set."))


@pages.post(f"{SET}/retire")
@needs("lead", "administrator")
def retire_set(question_set_id: int) -> ResponseReturnValue:
    """Stop asking a set; the usual one stays until another is."""
    try:
        sets.retire_set(question_set_id, g.today)
    except sets.UsualSetNeeded as refusal:
        return to_set(question_set_id, message_of(refusal))
    return to_sets(gettext("Question set retired."))


@pages.post(f"{SET}/restore")
@needs("lead", "administrator")
def restore_set(question_set_id: int) -> ResponseReturnValue:
    """Use a retired set again."""
    sets.restore_set(question_set_id)
    return to_sets(gettext("Question set restored."))


@pages.post(f"{SET}/cohorts")
@needs("lead", "administrator")
def ask_cohorts(question_set_id: int) -> ResponseReturnValue:
    """Choose which cohorts use this set; the others keep theirs."""
    sets.question_set(question_set_id)
    chosen = request.form.getlist("cohorts", type=int)
    for cohort in cohorts_of(g.member):
        if cohort.id in chosen:
            sets.ask_in_cohort(cohort.id, question_set_id)
        elif question_set_of(cohort.id) == question_set_id:
            sets.ask_in_cohort(cohort.id, None)
    return to_set(question_set_id, gettext("Cohorts saved."))


def to_set(set_id: int, message: str = "") -> ResponseReturnValue:
    """Return to the set's page."""
    if message:
        flash(message)
    return redirect(url_for("staff.rounds.question_set", question_set_id=set_id), 303)


def to_sets(message: str) -> ResponseReturnValue:
    """Return to the page of all sets."""
    flash(message)
    return redirect(url_for("staff.rounds.question_sets"), 303)


def message_of(refusal: LearningError) -> str:
    """Return the message of a refusal in the reader's language."""
    return str(gettext(refusal.msgid, **refusal.values))
