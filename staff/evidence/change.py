"""What has changed since the baseline: for a pupil, and for a cohort with the number of pupils behind each figure."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from learning.aims import aims
from learning.evidence import change
from learning.people import schools
from learning.rounds import rounds
from staff.access import cohort_or_404, pupil_or_404
from staff.evidence import pages
from staff.labels import OUTCOMES
from staff.score_line import chart_y, points, x_of

# For each word that learning has for a change: the class of its drawing, and what the page says.
CHANGES = {
    "better": ("better", _("better")),
    "lower": ("lower", _("lower")),
    "too small to tell": ("even", _("too small to tell")),
    "baseline": ("even", _("baseline")),
    "": ("even", ""),
}


@pages.get("/pupils/<int:pupil_id>/change")
def pupil_change(pupil_id: int) -> ResponseReturnValue:
    """Show the latest agreed scores against the baseline, the attitude over time, and the aims with their reviews."""
    pupil_or_404(pupil_id)
    found = change.change_of(pupil_id)
    rows = [
        (line, None if line.baseline is None else x_of(line.baseline), None if line.now is None else x_of(line.now))
        for line in found.changes
    ]
    return render_template(
        "staff/evidence/pupil_change.html",
        pupil=found.pupil,
        rounds=rounds.rounds_for(pupil_id),
        change=found,
        rows=rows,
        points=points(found.attitudes),
        levels=[(score, chart_y(score)) for score in (0, 5, 10)],
        aims=aims.aims_of(pupil_id),
        changes=CHANGES,
        outcomes=OUTCOMES,
        smallest=schools.school().smallest_change,
    )


@pages.get("/cohorts/<int:cohort_id>/change")
def cohort_change(cohort_id: int) -> ResponseReturnValue:
    """Show a cohort's change against its baselines, with the number of pupils for each characteristic."""
    cohort = cohort_or_404(cohort_id)
    found = change.cohort_change(cohort_id)
    rows = [
        (line, None if line.before is None else x_of(line.before), None if line.after is None else x_of(line.after))
        for line in found.lines
    ]
    return render_template(
        "staff/evidence/cohort_change.html",
        cohort=cohort,
        change=found,
        rows=rows,
        smallest=schools.school().smallest_change,
    )
