"""The school's settings: its name, thresholds, QR cards and lessons, and who reads the journals."""

from dataclasses import asdict

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import BooleanField, Field, IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, NumberRange

from learning.core.scale import HIGHEST, LOWEST
from learning.people import schools
from staff.access import needs
from staff.forms import choices, Form
from staff.labels import CARD_NAMES
from staff.people import pages

SCORE = NumberRange(LOWEST, HIGHEST, _("Enter a whole number from 0 to 10."))
CHANGE = NumberRange(1, HIGHEST, _("Enter a whole number from 1 to 10."))


class SchoolForm(Form):
    """Settings that a school rarely changes."""

    def validate_lesson_ends(self, field: Field) -> None:
        """Refuse a text that is not a list of times."""
        try:
            schools.read_times(field.data)
        except schools.NotATime as error:
            raise ValidationError(gettext(error.msgid, **error.values)) from error

    name = StringField(_("Name of the school"), [DataRequired(_("Enter the school's name.")), Length(max=120)])
    low_score = IntegerField(_("Priorities: scores up to"), [SCORE])
    smallest_change = IntegerField(_("Smallest change that counts"), [CHANGE])
    card_name = SelectField(_("Name on QR cards"), choices=choices(CARD_NAMES))
    lesson_ends = StringField(_("Lessons end at"), [Length(max=200)])
    readers = StringField(_("Who reads the journals"), [DataRequired(_("Say who reads them.")), Length(max=120)])
    allows_recordings = BooleanField(_("Pupils can say their answers"))
    allows_drawings = BooleanField(_("Pupils can draw their answers"))


@pages.route("/school", methods=["GET", "POST"])
@needs("lead", "administrator")
def school() -> ResponseReturnValue:
    """Show the settings, and save changes."""
    current = schools.school()
    lesson_ends = ", ".join(f"{end:%H:%M}" for end in current.lesson_ends)
    form = SchoolForm(data={**asdict(current), "lesson_ends": lesson_ends})
    if form.validate_on_submit():
        schools.set_school(
            form.name.data,
            low_score=form.low_score.data,
            smallest_change=form.smallest_change.data,
            readers=form.readers.data,
            card_name=form.card_name.data,
            lesson_ends=form.lesson_ends.data,
        )
        schools.allow_own_ways(recordings=form.allows_recordings.data, drawings=form.allows_drawings.data)
        flash(gettext("Settings saved."))
        return redirect(url_for("staff.people.school"), 303)
    page = render_template("staff/people/school.html", form=form)
    return page, 422 if form.is_submitted() else 200
