"""A cohort's wall sheet."""

from flask import render_template
from flask.typing import ResponseReturnValue

from learning.aims import wall_sheet
from learning.people import schools
from staff.access import cohort_or_404
from staff.aims import pages


@pages.get("/cohorts/<int:cohort_id>/sheet")
def cohort_sheet(cohort_id: int) -> ResponseReturnValue:
    """Show the seed's table of step 3 for a cohort: scores, blockers, enablers and aims of every pupil."""
    cohort = cohort_or_404(cohort_id)
    return render_template(
        "staff/aims/cohort_sheet.html",
        cohort=cohort,
        sheet=wall_sheet.wall_sheet(cohort_id),
        low_score=schools.school().low_score,
    )
