"""The school's wider learning-potential aims, which a pupil's aim may serve."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from learning.aims import wider_aims as school_aims
from staff.access import needs
from staff.aims import pages
from staff.forms import Form


class WiderAimForm(Form):
    """A wider aim of the school."""

    words = StringField(_("Wider aim"), [DataRequired(_("Write the aim.")), Length(max=300)])


@pages.route("/school/wider-aims", methods=["GET", "POST"])
@needs("lead", "administrator")
def wider_aims() -> ResponseReturnValue:
    """Show the list, and a form that adds an aim."""
    form = WiderAimForm()
    if form.validate_on_submit():
        school_aims.add_wider_aim(form.words.data)
        flash(gettext("Wider aim added."))
        return redirect(url_for("staff.aims.wider_aims"), 303)
    page = render_template("staff/aims/wider_aims.html", form=form, wider_aims=school_aims.wider_aims())
    return page, 422 if form.is_submitted() else 200


@pages.post("/school/wider-aims/<int:wider_aim_id>/retire")
@needs("lead", "administrator")
def retire_wider_aim(wider_aim_id: int) -> ResponseReturnValue:
    """Stop offering a wider aim; pupils' aims that already serve it keep it."""
    school_aims.retire_wider_aim(wider_aim_id, g.today)
    flash(gettext("Wider aim retired. Aims that already serve it keep it."))
    return redirect(url_for("staff.aims.wider_aims"), 303)
