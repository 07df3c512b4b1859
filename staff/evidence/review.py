"""What has changed: a pupil against the baseline, and a cohort, never without saying how many."""

from flask import render_template
from flask_babel import lazy_gettext as _

from learning.aims import aims
from learning.evidence import review
from learning.people import schools
from learning.rounds import rounds
from staff.access import cohort_or_404, pupil_or_404
from staff.evidence import pages
from staff.labels import OUTCOMES
from staff.score_line import chart_y, points, x_of

# learning's words for a change, the class of its drawing, and what the page says.
CHANGES = {
    "better": ("better", _("better")),
    "lower": ("lower", _("lower")),
    "too small to tell": ("even", _("too small to tell")),
    "baseline": ("even", _("baseline")),
    "": ("even", ""),
}


@pages.get("/pupils/<int:pupil_id>/change")
def pupil_change(pupil_id: int):
    """The latest agreed scores against the baseline, the attitude over time, the aims with their reviews."""
    pupil_or_404(pupil_id)
    change = review.change_of(pupil_id)
    rows = [
        (line, None if line.baseline is None else x_of(line.baseline), None if line.now is None else x_of(line.now))
        for line in change.changes
    ]
    return render_template(
        "staff/evidence/pupil_change.html",
        pupil=change.pupil,
        rounds=rounds.rounds_for(pupil_id),
        change=change,
        rows=rows,
        points=points(change.attitudes),
        levels=[(score, chart_y(score)) for score in (0, 5, 10)],
        aims=aims.aims_of(pupil_id),
        changes=CHANGES,
        outcomes=OUTCOMES,
        smallest=schools.school().smallest_change,
    )


@pages.get("/cohorts/<int:cohort_id>/change")
def cohort_change(cohort_id: int):
    """A cohort's change against its baselines, for each characteristic with how many pupils it is of."""
    cohort = cohort_or_404(cohort_id)
    change = review.cohort_change(cohort_id)
    rows = [
        (line, None if line.before is None else x_of(line.before), None if line.after is None else x_of(line.after))
        for line in change.lines
    ]
    return render_template(
        "staff/evidence/cohort_change.html",
        cohort=cohort,
        change=change,
        rows=rows,
        smallest=schools.school().smallest_change,
    )
