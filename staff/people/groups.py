"""Targeted groups: pupils from different classes, chosen by staff."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from learning.core.errors import LearningError
from learning.people import access, cohorts
from learning.people.pupils import everyone, Pupil
from staff.access import has_duty, needs
from staff.forms import Form
from staff.people import pages


class GatherForm(Form):
    """A group's name and its pupils."""

    name = StringField(_("Name of the group"), [DataRequired(_("Enter a name for the group.")), Length(max=80)])
    pupil_ids = SelectMultipleField(
        _("Pupils"), [DataRequired(_("Choose at least one pupil."))], coerce=int, validate_choice=True
    )


@pages.route("/cohorts/gather", methods=["GET", "POST"])
@needs("lead", "tutor")
def gather() -> ResponseReturnValue:
    """Choose pupils and name the group. The member who makes it is the first in its team."""
    pupils = open_to_gather()
    form = GatherForm()
    form.pupil_ids.choices = [SelectChoice(pupil.id, pupil.name) for pupil in pupils]
    refusal = ""
    if form.validate_on_submit():
        try:
            group = cohorts.gather(form.name.data, form.pupil_ids.data, g.member.id, g.now)
        except LearningError as error:
            refusal = gettext(error.msgid, **error.values)
        else:
            flash(gettext("The group is saved. You are in its team."))
            return redirect(url_for("staff.people.cohort", cohort_id=group.id), 303)
    page = render_template("staff/people/gather.html", form=form, pupils=pupils, refusal=refusal)
    return page, 422 if form.is_submitted() else 200


def open_to_gather() -> list[Pupil]:
    """Return the pupils that this member can put in a group: a lead anyone, a tutor only pupils they can see already.

    Otherwise a tutor could see any pupil by making a group."""
    return everyone() if has_duty("lead") else access.visible_pupils(g.member)
