"""Settings that make a pupil's pages easier to use, set by staff. Pupils can also change them at the tablet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, SelectField

from learning.people import pupil_help
from learning.people.pupil_help import Help
from staff.access import pupil_or_404
from staff.forms import choices, Form
from staff.people import pages

SIZES = {0: _("standard"), 1: _("larger"), 2: _("largest")}


class HelpForm(Form):
    """A pupil's own settings."""

    text_size = SelectField(_("Text size"), coerce=int, choices=choices(SIZES))
    contrast = BooleanField(_("Stronger contrast"))
    easy_font = BooleanField(_("Easy-to-read font"))
    calm = BooleanField(_("Calm: nothing moves"))
    symbols = BooleanField(_("Pictures with the words"))
    aloud = BooleanField(_("Read questions aloud automatically"))


@pages.route("/pupils/<int:pupil_id>/help", methods=["GET", "POST"])
def help_for_pupil(pupil_id: int) -> ResponseReturnValue:
    """Show the settings, and save changes."""
    pupil = pupil_or_404(pupil_id)
    form = HelpForm(obj=pupil_help.help_of(pupil_id))
    if form.validate_on_submit():
        pupil_help.set_help(pupil_id, Help(**{name: form[name].data for name in pupil_help.SETTINGS}))
        flash(gettext("Settings saved. They apply from the next visit."))
        return redirect(url_for("staff.people.pupil", pupil_id=pupil_id), 303)
    page = render_template("staff/people/pupil_help.html", pupil=pupil, form=form)
    return page, 422 if request.method == "POST" else 200
