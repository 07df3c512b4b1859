"""Settings that make pages easier to use, set by staff for a question set."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.core import speech
from learning.people.pupil_help import SETTINGS
from learning.rounds import question_library, question_sets, set_help
from staff.access import needs
from staff.help_form import help_form, help_saved
from staff.rounds import pages


@pages.route("/school/questions/<int:question_set_id>/help", methods=["GET", "POST"])
@needs("lead", "administrator")
def help_for_set(question_set_id: int) -> ResponseReturnValue:
    """Show a question set's settings, and save changes."""
    shown = question_sets.question_set(question_set_id)
    form = help_form(set_help.help_of_set(question_set_id), dict.fromkeys(SETTINGS, gettext("not set here")))
    if form.validate_on_submit():
        set_help.choose_set_help(question_set_id, form.read())
        return help_saved(url_for("staff.rounds.question_set", question_set_id=question_set_id))
    page = render_template(
        "staff/rounds/set_help.html", set=shown, form=form, machine_speaks=speech.synthesiser() is not None
    )
    return page, 422 if request.method == "POST" else 200


@pages.post("/school/questions/<int:question_set_id>/help/ready")
@needs("lead", "administrator")
def use_ready_help(question_set_id: int) -> ResponseReturnValue:
    """Choose the settings with which the library's set starts now."""
    question_library.use_ready_help(question_set_id)
    return help_saved(url_for("staff.rounds.question_set", question_set_id=question_set_id))
