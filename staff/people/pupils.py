"""Pupils: the list with its search, and a pupil's page with links to every step."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from learning.classroom import qr_cards, secret_pictures
from learning.people import access, pupils as pupils_of_school
from learning.people.cohorts import cohorts_of, cohorts_with
from learning.people.pupils import Pupil
from learning.rounds import rounds
from learning.visits import past_visits
from staff.access import needs, pupil_or_404
from staff.labels import STARTED_BY
from staff.people import pages
from staff.people.concerns import of_concerns

MOST_ON_A_PAGE = 200
LATEST = 5  # visits to a tablet that the page lists


@pages.get("/pupils")
def pupils() -> ResponseReturnValue:
    """Show the pupils that this member may see and that match the search."""
    sought = request.args.get("q", "").strip()
    found = [pupil for pupil in access.visible_pupils(g.member) if matches(pupil, sought)]
    return render_template("staff/people/pupils.html", pupils=found[:MOST_ON_A_PAGE], in_all=len(found), sought=sought)


def matches(pupil: Pupil, sought: str) -> bool:
    """Return whether each word of the search is the beginning of a word of the pupil's name, class or year."""
    words = f"{pupil.name} {pupil.class_name or ''} {pupil.year or ''}".casefold().split()
    return all(any(word.startswith(beginning) for word in words) for beginning in sought.casefold().split())


@pages.get("/pupils/<int:pupil_id>")
def pupil(pupil_id: int) -> ResponseReturnValue:
    """Show a pupil: cohorts, score cards, visits, and what comes next."""
    pupil = pupil_or_404(pupil_id)
    return render_template(
        "staff/people/pupil.html",
        pupil=pupil,
        cohorts=cohorts_with(pupil_id),
        open_cohorts={cohort.id for cohort in cohorts_of(g.member)},
        rounds=rounds.rounds_for(pupil_id),
        **of_concerns(pupil),
        visits=past_visits.visits_of(pupil_id, LATEST),
        started_by=STARTED_BY,
        has_pictures=secret_pictures.has_pictures(pupil_id),
    )


@pages.post("/pupils/<int:pupil_id>/visits/<int:visit_id>/not-me")
def disown(pupil_id: int, visit_id: int) -> ResponseReturnValue:
    """Mark a visit as somebody else's, because the pupil says so."""
    name = pupil_or_404(pupil_id).called
    past_visits.disown(pupil_id, visit_id, g.now)
    flash(
        _("Marked: that was not %(name)s. Check the answers of that visit, and replace the QR card.", name=name),
        "warning",
    )
    return redirect(url_for("staff.people.pupil", pupil_id=pupil_id, _anchor="visits-heading"), 303)


@pages.post("/pupils/<int:pupil_id>/forget-pictures")
def forget_pupils_pictures(pupil_id: int) -> ResponseReturnValue:
    """Forget a pupil's three secret pictures. They choose new ones at the next scan."""
    name = pupil_or_404(pupil_id).called
    secret_pictures.reset_pictures(pupil_id)
    flash(_("%(name)s will choose three new pictures at the next scan.", name=name))
    return redirect(url_for("staff.people.pupil", pupil_id=pupil_id), 303)


@pages.post("/pupils/<int:pupil_id>/left")
@needs("lead")
def mark_left(pupil_id: int) -> ResponseReturnValue:
    """Mark a pupil as having left the school. Everything saved stays, and a later roll can bring them back."""
    name = pupil_or_404(pupil_id).name
    pupils_of_school.mark_left(pupil_id, g.today)
    flash(_("%(name)s is marked as having left. Importing a roll with this pupil undoes this.", name=name))
    return redirect(url_for("staff.people.pupils"), 303)


@pages.post("/pupils/<int:pupil_id>/qr-card")
def replace_qr_card(pupil_id: int) -> ResponseReturnValue:
    """Withdraw a lost QR card and make a new one. Anyone who may print this pupil's card can do it."""
    cohorts = cohorts_with(pupil_id)
    printable = [cohort for cohort in cohorts if access.may_print(g.member, cohort.id)]
    if not printable:
        abort(404)
    qr_cards.replace_qr_card(pupil_id, g.now)
    flash(_("The old QR card no longer works. Print the new one."))
    return redirect(url_for("staff.classroom.qr_cards_sheet", cohort_id=printable[0].id, pupil=pupil_id), 303)
