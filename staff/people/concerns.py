"""Concerns: what named adults see about a pupil who asked to talk, and what they did about it."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from learning.core.errors import LearningError
from learning.people import access, concerns as concerns_of_school, handling
from learning.people.pupils import Pupil
from staff.access import has_duty
from staff.forms import choices, Form, not_in_future
from staff.labels import ACTIONS
from staff.people import pages


class ActionForm(Form):
    """What was done about a concern."""

    kind = RadioField(_("What was done?"), [InputRequired(_("Choose what was done."))], choices=choices(ACTIONS))
    handed_to = StringField(_("Handed over to"), [Length(max=120)])
    on = DateField(_("Date"), [InputRequired(_("Enter the date.")), not_in_future])
    note = TextAreaField(_("Note"), [Length(max=handling.LONGEST_NOTE)])


FIELD_OF: dict[type[LearningError], str] = {handling.HandedToMissing: "handed_to", handling.NoteMissing: "note"}


@pages.get("/concerns")
def concerns() -> str:
    """Show all concerns of which this member is a named adult."""
    if has_duty("administrator"):
        abort(403)
    return render_template("staff/people/concerns.html", concerns=concerns_of_school.concerns_for(g.member))


@pages.route("/concerns/<int:concern_id>", methods=["GET", "POST"])
def concern(concern_id: int) -> ResponseReturnValue:
    """Show a concern, and save what was done about it."""
    found, form = concerns_of_school.concern(concern_id, g.member), ActionForm(on=g.today)
    if form.validate_on_submit():
        try:
            handling.save_action(
                concern_id,
                g.member,
                form.kind.data,
                handed_to=form.handed_to.data,
                on=form.on.data,
                note=form.note.data,
                now=g.now,
            )
            flash(gettext("Saved. Everyone who was told can read this."))
            return redirect(url_for("staff.people.concern", concern_id=concern_id), 303)
        except (handling.HandedToMissing, handling.NoteMissing) as refusal:
            form[FIELD_OF[type(refusal)]].errors = [gettext(refusal.msgid)]
    page = render_template(
        "staff/people/concern.html",
        concern=found,
        form=form,
        actions=ACTIONS,
        may_see=access.may_see(g.member, found.pupil.id),
    )
    return page, 422 if form.is_submitted() else 200


@pages.post("/concerns/<int:concern_id>/seen")
def see_concern(concern_id: int) -> ResponseReturnValue:
    """Note that this member has seen a concern. It stays on everybody's page until somebody says what was done."""
    handling.see(concern_id, g.member, g.now)
    flash(gettext("Marked as seen by you. It stays here until somebody says what was done."))
    return redirect(url_for("staff.people.concern", concern_id=concern_id), 303)


def of_concerns(pupil: Pupil) -> dict[str, Any]:
    """Return what a page about a pupil says of concerns: to a named adult all of them, to others only that it is being
    looked after."""
    named = concerns_of_school.concerns_about(pupil.id, g.member)
    return {"concerns": named, "concern_state": concerns_of_school.state_about(pupil.id, named)}
