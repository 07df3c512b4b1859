"""Safeguarding: the adults who are told when a pupil wants to talk, and the words that raise a concern."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice

from learning.core.errors import LearningError
from learning.people import named_adults, word_list
from learning.people.members import members
from staff.access import has_duty
from staff.forms import Form
from staff.people import pages

NOBODY = 0


class NamedAdultsForm(Form):
    """The safeguarding lead, the deputy, and others whom every pupil can choose."""

    safeguarding_lead = SelectField(_("Safeguarding lead"), coerce=int)
    deputy = SelectField(_("Deputy safeguarding lead"), coerce=int)
    listeners = SelectMultipleField(_("Others whom every pupil can choose"), coerce=int)


class WordListForm(Form):
    """The words that raise a concern, one a line."""

    word_list = TextAreaField(_("Words and phrases, one a line"))


def guard() -> None:
    """Let in leads, administrators, and whoever is told of every concern (403 for others)."""
    if not has_duty("lead", "administrator") and g.member.id not in named_adults.always_told():
        abort(403)


@pages.get("/school/safeguarding")
def safeguarding() -> str:
    """Show the named adults and the word list."""
    guard()
    return page(adults_form(), WordListForm(word_list=word_list.word_list()))


@pages.post("/school/safeguarding")
def name_adults() -> ResponseReturnValue:
    """Save whom pupils reach. Only an administrator chooses them."""
    if not has_duty("administrator"):
        abort(403)
    form, message = adults_form(), ""
    if form.validate():
        lead, deputy = (field.data or None for field in (form.safeguarding_lead, form.deputy))
        try:
            named_adults.name_adults(lead, deputy, form.listeners.data)
            flash(gettext("Saved. Pupils see these names from now on."))
            return redirect(url_for("staff.people.safeguarding"), 303)
        except LearningError as refusal:
            message = gettext(refusal.msgid)
    return page(form, WordListForm(None, word_list=word_list.word_list()), message), 422


@pages.post("/school/safeguarding/words")
def save_words() -> ResponseReturnValue:
    """Save the word list. An empty list switches it off."""
    guard()
    form = WordListForm()
    if form.validate():
        try:
            word_list.save_word_list(form.word_list.data)
            flash(gettext("The word list is saved.") if word_list.word_list() else gettext("The word list is off."))
            return redirect(url_for("staff.people.safeguarding"), 303)
        except LearningError as refusal:
            form.word_list.errors = [gettext(refusal.msgid, **refusal.values)]
    return page(adults_form(None), form), 422


def adults_form(*args: None) -> NamedAdultsForm:
    """Return the form with who is named now; with None it does not read what was sent."""
    current = named_adults.named_adults()
    form = NamedAdultsForm(
        *args,
        safeguarding_lead=current.safeguarding_lead.id if current.safeguarding_lead else NOBODY,
        deputy=current.deputy.id if current.deputy else NOBODY,
        listeners=[member.id for member in current.listeners],
    )
    people = [SelectChoice(member.id, member.name) for member in named_adults.can_be_named()]
    nobody = SelectChoice(NOBODY, gettext("Nobody yet"))
    form.safeguarding_lead.choices = form.deputy.choices = [nobody, *people]
    form.listeners.choices = people
    return form


def page(form: NamedAdultsForm, words: WordListForm, message: str = "") -> str:
    """Return the page with both forms."""
    return render_template(
        "staff/people/safeguarding.html",
        form=form,
        words=words,
        message=message,
        jobs={member.id: member.job for member in named_adults.can_be_named()},
        named=named_adults.named_adults(),
        fallback=fallback(),
        starting_list=word_list.STARTING_LIST,
    )


def fallback() -> list[str]:
    """Return the names of those who are told of every concern now."""
    told_ids = named_adults.always_told()
    return [member.name for member in members() if member.id in told_ids]
