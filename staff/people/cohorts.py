"""Cohorts: the list, a cohort's page, and the team around it."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _, lazy_gettext
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from learning.classroom import rooms
from learning.people import access, cohorts as cohorts_of_school, members, pupils
from learning.people.cohorts import cohorts_of, team_of
from learning.rounds import asking, rounds
from staff.access import has_duty, needs, printable_cohort_or_404
from staff.forms import Form
from staff.people import pages


class TeamForm(Form):
    """Who joins the team."""

    member_id = SelectField(lazy_gettext("Add to the team"), coerce=int)


@pages.get("/cohorts")
def cohorts():
    """The cohorts this member works with, small groups first."""
    return render_template("staff/people/cohorts.html", cohorts=cohorts_of(g.member))


@pages.get("/cohorts/<int:cohort_id>")
def cohort(cohort_id):
    """One cohort: its pupils, its rounds, its team, and what comes next."""
    cohort = printable_cohort_or_404(cohort_id)
    sees = access.may_see_cohort(g.member, cohort_id)
    begun = rounds.rounds_of(cohort_id) if sees else []
    return render_template(
        "staff/people/cohort.html",
        cohort=cohort,
        sees=sees,
        pupils=pupils.pupils_of(cohort_id),
        rounds=begun,
        asked={one.id for one in asking.pupils_asked(begun[0])} if begun else (),
        open_rooms=rooms.open_rooms(g.now, [cohort_id]) if sees else [],
        team=team_of(cohort_id),
        team_form=team_form(cohort_id) if has_duty("lead", "administrator") else None,
    )


def team_form(cohort_id: int) -> TeamForm:
    """The form that offers everybody who is not in the team yet."""
    inside = {member.id for member in team_of(cohort_id)}
    form = TeamForm(prefix="team")
    form.member_id.choices = [
        SelectChoice(member.id, f"{member.name}, {member.job}" if member.job else member.name)
        for member in members.members()
        if access.reads_words(member) and member.id not in inside
    ]
    return form


@pages.post("/cohorts/<int:cohort_id>/team")
@needs("lead", "administrator")
def join_team(cohort_id):
    """Take a member into the team: from now on they see these pupils."""
    printable_cohort_or_404(cohort_id)
    form = team_form(cohort_id)
    if not form.validate_on_submit():
        abort(422)
    cohorts_of_school.join_team(cohort_id, form.member_id.data)
    flash(_("Added to the team. They can now see these pupils."))
    return redirect(url_for("staff.people.cohort", cohort_id=cohort_id, _anchor="team"), 303)


@pages.post("/cohorts/<int:cohort_id>/team/<int:member_id>/leave")
@needs("lead", "administrator")
def leave_team(cohort_id, member_id):
    """Take a member out of the team: these pupils are closed to them at once."""
    printable_cohort_or_404(cohort_id)
    cohorts_of_school.leave_team(cohort_id, member_id)
    flash(_("Removed from the team."))
    return redirect(url_for("staff.people.cohort", cohort_id=cohort_id, _anchor="team"), 303)
