"""Pupils: the list with its search, and a pupil's page, from which every step about them begins."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from learning.classroom import qr_cards, secret_pictures
from learning.people import access, concerns, pupils as pupils_of_school
from learning.people.cohorts import cohorts_of, cohorts_with
from learning.people.pupils import Pupil
from learning.rounds import rounds
from learning.visits import past_visits
from staff.access import needs, pupil_or_404
from staff.people import pages

MOST_ON_A_PAGE = 200
LATEST = 5  # turns at a tablet that the page lists


@pages.get("/pupils")
def pupils():
    """The pupils this member may see, those that match the search."""
    sought = request.args.get("q", "").strip()
    found = [pupil for pupil in access.visible_pupils(g.member) if matches(pupil, sought)]
    return render_template("staff/people/pupils.html", pupils=found[:MOST_ON_A_PAGE], in_all=len(found), sought=sought)


def matches(pupil: Pupil, sought: str) -> bool:
    """True when every word that was typed begins a word of the pupil's name, class or year."""
    words = f"{pupil.name} {pupil.class_name or ''} {pupil.year or ''}".casefold().split()
    return all(any(word.startswith(part) for word in words) for part in sought.casefold().split())


@pages.get("/pupils/<int:pupil_id>")
def pupil(pupil_id):
    """One pupil: who, where, and what comes next."""
    pupil = pupil_or_404(pupil_id)
    return render_template(
        "staff/people/pupil.html",
        pupil=pupil,
        cohorts=cohorts_with(pupil_id),
        open_cohorts={cohort.id for cohort in cohorts_of(g.member)},
        rounds=rounds.rounds_for(pupil_id),
        concerns=concerns.concerns_of(pupil_id),
        turns=past_visits.visits_of(pupil_id, LATEST),
        has_pictures=secret_pictures.has_pictures(pupil_id),
    )


@pages.post("/pupils/<int:pupil_id>/turns/<int:visit_id>/not-me")
def disown(pupil_id, visit_id):
    """The pupil says that this turn was somebody else's."""
    name = pupil_or_404(pupil_id).called
    past_visits.disown(pupil_id, visit_id, g.now)
    flash(
        _("Marked: that was not %(name)s. Check what was answered then, and replace the QR card.", name=name), "warning"
    )
    return redirect(url_for("staff.people.pupil", pupil_id=pupil_id, _anchor="turns-heading"), 303)


@pages.post("/pupils/<int:pupil_id>/forget-pictures")
def forget_pupils_pictures(pupil_id):
    """New pictures are chosen at the next scan."""
    name = pupil_or_404(pupil_id).called
    secret_pictures.reset_pictures(pupil_id)
    flash(_("%(name)s chooses three new pictures at the next scan.", name=name))
    return redirect(url_for("staff.people.pupil", pupil_id=pupil_id), 303)


@pages.post("/pupils/<int:pupil_id>/left")
@needs("lead")
def mark_left(pupil_id):
    """The pupil has left the school; all that was kept stays, and a later roll may bring them back."""
    name = pupil_or_404(pupil_id).name
    pupils_of_school.mark_left(pupil_id, g.today)
    flash(_("%(name)s has left. The next roll with this pupil brings them back.", name=name))
    return redirect(url_for("staff.people.pupils"), 303)


@pages.post("/pupils/<int:pupil_id>/qr-card")
def replace_qr_card(pupil_id):
    """Withdraw a lost QR card and make its successor; whoever may print this pupil's card may do it."""
    cohorts = cohorts_with(pupil_id)
    printable = [cohort for cohort in cohorts if access.may_print(g.member, cohort.id)]
    if not printable:
        abort(404)
    qr_cards.replace_qr_card(pupil_id, g.now)
    flash(_("The old QR card no longer works. Print the new one."))
    return redirect(url_for("staff.classroom.qr_cards_sheet", cohort_id=printable[0].id, pupil=pupil_id), 303)
