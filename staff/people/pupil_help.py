"""Settings that make pages easier to use, set by staff for a pupil or a cohort. Pupils can also change their own."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from learning.core import speech
from learning.people import pupil_help
from learning.people.pupil_help import Help, help_of_cohorts, SETTINGS, settled
from staff.access import cohort_or_404, pupil_or_404
from staff.help_form import help_form, help_saved, words_of
from staff.people import pages


@pages.route("/pupils/<int:pupil_id>/help", methods=["GET", "POST"])
def help_for_pupil(pupil_id: int) -> ResponseReturnValue:
    """Show a pupil's settings, and save changes."""
    pupil = pupil_or_404(pupil_id)
    form = help_form(pupil_help.help_of(pupil_id), as_cohorts_have_it(settled(help_of_cohorts(pupil_id))))
    if form.validate_on_submit():
        pupil_help.set_help(pupil_id, form.read())
        return help_saved(url_for("staff.people.pupil", pupil_id=pupil_id))
    page = render_template(
        "staff/people/pupil_help.html", pupil=pupil, form=form, machine_speaks=speech.synthesiser() is not None
    )
    return page, 422 if request.method == "POST" else 200


def as_cohorts_have_it(help: Help) -> dict[str, str]:
    """Return what to call a setting that is not chosen for a pupil, by its name."""
    return {
        name: gettext("as the questions and the class have it (class: %(value)s)", value=words_of(name, value))
        for name in SETTINGS
        if (value := getattr(help, name)) is not None
    }


@pages.route("/cohorts/<int:cohort_id>/help", methods=["GET", "POST"])
def help_for_cohort(cohort_id: int) -> ResponseReturnValue:
    """Show a cohort's settings, and save changes."""
    cohort = cohort_or_404(cohort_id)
    form = help_form(pupil_help.help_of_cohort(cohort_id), dict.fromkeys(SETTINGS, gettext("not set here")))
    if form.validate_on_submit():
        pupil_help.set_cohort_help(cohort_id, form.read())
        return help_saved(url_for("staff.people.cohort", cohort_id=cohort_id))
    page = render_template(
        "staff/people/cohort_help.html", cohort=cohort, form=form, machine_speaks=speech.synthesiser() is not None
    )
    return page, 422 if request.method == "POST" else 200
