"""Cohorts: the list, a cohort's page, and the team around it."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
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
    """A member of staff to add to the team."""

    member_id = SelectField(lazy_gettext("Add to the team"), coerce=int)


@pages.get("/cohorts")
def cohorts() -> ResponseReturnValue:
    """Show the cohorts that this member works with, groups first."""
    return render_template("staff/people/cohorts.html", cohorts=cohorts_of(g.member))


@pages.get("/cohorts/<int:cohort_id>")
def cohort(cohort_id: int) -> ResponseReturnValue:
    """Show a cohort: its pupils, rounds and team, and what comes next."""
    cohort = printable_cohort_or_404(cohort_id)
    sees = access.may_see_cohort(g.member, cohort_id)
    its_rounds = rounds.rounds_of(cohort_id) if sees else []
    return render_template(
        "staff/people/cohort.html",
        cohort=cohort,
        sees=sees,
        pupils=pupils.pupils_of(cohort_id),
        rounds=its_rounds,
        in_latest_round={pupil.id for pupil in asking.pupils_asked(its_rounds[0])} if its_rounds else set(),
        open_rooms=rooms.open_rooms(g.now, [cohort_id]) if sees else [],
        team=team_of(cohort_id),
        team_form=team_form(cohort_id) if has_duty("lead", "administrator") else None,
    )


def team_form(cohort_id: int) -> TeamForm:
    """Return the form with everyone who could join the team."""
    in_team = {member.id for member in team_of(cohort_id)}
    form = TeamForm(prefix="team")
    form.member_id.choices = [
        SelectChoice(member.id, f"{member.name}, {member.job}" if member.job else member.name)
        for member in members.members()
        if access.reads_words(member) and member.id not in in_team
    ]
    return form


@pages.post("/cohorts/<int:cohort_id>/team")
@needs("lead", "administrator")
def join_team(cohort_id: int) -> ResponseReturnValue:
    """Add a member to the team. From now on they can see its pupils."""
    printable_cohort_or_404(cohort_id)
    form = team_form(cohort_id)
    if not form.validate_on_submit():
        abort(422)
    cohorts_of_school.join_team(cohort_id, form.member_id.data)
    flash(_("Added to the team. They can now see these pupils."))
    return redirect(url_for("staff.people.cohort", cohort_id=cohort_id, _anchor="team"), 303)


@pages.post("/cohorts/<int:cohort_id>/team/<int:member_id>/leave")
@needs("lead", "administrator")
def leave_team(cohort_id: int, member_id: int) -> ResponseReturnValue:
    """Remove a member from the team. They stop seeing its pupils at once."""
    printable_cohort_or_404(cohort_id)
    cohorts_of_school.leave_team(cohort_id, member_id)
    flash(_("Removed from the team."))
    return redirect(url_for("staff.people.cohort", cohort_id=cohort_id, _anchor="team"), 303)
