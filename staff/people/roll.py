"""The roll: import the school's own list of pupils, and say what changed."""

from flask import g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from learning.core.errors import LearningError
from learning.people import roll
from staff.access import needs
from staff.forms import Form
from staff.people import pages


class RollForm(Form):
    """The CSV file to import."""

    file = FileField(_("The roll, as a CSV file"), [FileRequired(_("Choose the file first."))])


@pages.get("/roll", endpoint="roll")
@needs("lead", "administrator")
def roll_page() -> ResponseReturnValue:
    """Say what the file must look like, and ask for it."""
    return render_template("staff/people/roll.html", form=RollForm(), report=None)


@pages.post("/roll")
@needs("lead", "administrator")
def import_roll() -> ResponseReturnValue:
    """Import the whole file, or nothing if it has a fault.

    Shows the report without a redirect, because names must not be in a cookie. Sending the form again changes nothing.
    """
    form = RollForm()
    report = None
    if form.validate():
        try:
            report = roll.import_roll(roll.read_roll(form.file.data.read()), g.now)
        except LearningError as error:
            form.file.errors = [gettext(error.msgid, **error.values)]
    page = render_template("staff/people/roll.html", form=form, report=report)
    return page, 200 if report else 422
