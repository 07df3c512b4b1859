"""Check-ins of a cohort, day by day: who is not well today comes first."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from learning.journals import check_ins as check_ins_of_journals, journal
from learning.journals.check_ins import CheckIn
from learning.people import access
from learning.people.pupils import pupils_of
from learning.rounds.questions import Question
from staff.access import cohort_or_404
from staff.journals import pages
from staff.labels import CHOICES


@pages.get("/cohorts/<int:cohort_id>/check-ins")
def check_ins(cohort_id: int) -> str:
    """Show the check-ins of the last four weeks, newest day first."""
    cohort = cohort_or_404(cohort_id)
    days = check_ins_of_journals.check_ins_of_cohort(cohort_id, g.today)
    return render_template(
        "staff/journals/check_ins.html",
        cohort=cohort,
        days=[(day, questions_of(found), found) for day, found in days.items()],
        in_all=len(pupils_of(cohort_id)),
        choices=CHOICES,
    )


def questions_of(found: list[CheckIn]) -> list[Question]:
    """Return the questions that any of these check-ins answered, in the order of asking."""
    questions = {answer.question.id: answer.question for check_in in found for answer in check_in.answers}
    return list(questions.values())


@pages.post("/entries/<int:entry_id>/talk-wanted")
def want_talk(entry_id: int) -> ResponseReturnValue:
    """Put a check-in among those waiting for a one-to-one, or take it out."""
    found = journal.entry(entry_id)
    if not access.may_see(g.member, found.pupil.id):
        abort(404)
    is_wanted = request.form.get("wanted") == "1"
    check_ins_of_journals.want_talk(entry_id, is_wanted)
    if is_wanted:
        flash(_("%(name)s is now on your list of one-to-ones.", name=found.pupil.called))
    else:
        flash(_("%(name)s is no longer on the list of one-to-ones.", name=found.pupil.called))
    return redirect(url_for("staff.journals.check_ins", cohort_id=found.round.cohort_id), 303)
