"""Opening a room for a one-minute check-in."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import SelectField, TimeField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from learning.classroom import check_ins, rooms
from learning.people import schools
from learning.people.cohorts import team_of
from learning.rounds.question_library import check_in_sets, ONE_MINUTE
from staff.access import cohort_or_404
from staff.classroom import pages
from staff.classroom.rooms import closing, end_of_lesson
from staff.forms import Form

READY = 0


class CheckInForm(Form):
    """The questions of a check-in, and when its room closes."""

    set_id = SelectField(_("Questions"), coerce=int)
    until = TimeField(_("Open until"), [InputRequired(_("Enter a time, such as 14:30."))])

    def validate_until(self, field: TimeField) -> None:
        """Refuse a time that has passed."""
        if field.data and closing(field.data) <= g.now:
            raise ValidationError(gettext(rooms.RoomInThePast.msgid))


@pages.route("/cohorts/<int:cohort_id>/check-in", methods=["GET", "POST"])
def open_check_in(cohort_id: int) -> ResponseReturnValue:
    """Open the cohort's room for a check-in."""
    cohort, form = cohort_or_404(cohort_id), check_in_form()
    if form.validate_on_submit():
        room = check_ins.open_check_in(
            cohort_id,
            form.set_id.data or None,
            closes_at=closing(form.until.data),
            member_id=g.member.id,
            is_talker=g.member.id in {member.id for member in team_of(cohort_id)},
            now=g.now,
            today=g.today,
        )
        flash(gettext("The room is open for a check-in."))
        return redirect(url_for("staff.classroom.room", room_id=room.id), 303)
    page = render_template("staff/classroom/open_check_in.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


def check_in_form() -> CheckInForm:
    """Return the form with its defaults: the ready questions, until the end of the lesson."""
    found = check_in_sets()
    ready = next((each.id for each in found if each.name == ONE_MINUTE.name), READY)
    form = CheckInForm(set_id=ready, until=end_of_lesson(schools.school().lesson_ends))
    form.set_id.choices = [SelectChoice(each.id, each.name) for each in found]
    if ready == READY:
        form.set_id.choices.insert(0, SelectChoice(READY, gettext(ONE_MINUTE.name)))
    return form
