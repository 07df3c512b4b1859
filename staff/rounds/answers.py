"""Who has answered in a round, who is missing, and who declined to answer."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import DataRequired, Length

from learning.invitations import declines
from learning.invitations.progress import round_progress, RoundProgress
from learning.rounds.rounds import NoSuchRound
from staff.access import cohort_or_404, round_or_404
from staff.forms import choices, Form, not_in_future
from staff.labels import VIEWS
from staff.rounds import pages


class DeclineForm(Form):
    """Who declined to answer about which pupil, and when."""

    pupil = SelectField(_("Pupil"), coerce=int)
    view = SelectField(_("View"), choices=choices(VIEWS))
    by = StringField(_("Who declined"), [Length(max=100)])
    on = DateField(_("Date"), [DataRequired(_("Enter the date.")), not_in_future])

    def offer(self, progress: RoundProgress) -> "DeclineForm":
        """Fill in the choices: the pupils that the round asks."""
        self.pupil.choices = [SelectChoice(row.pupil.id, row.pupil.name) for row in progress.pupils]
        return self


@pages.get("/cohorts/<int:cohort_id>/rounds/<int:round_id>/answers")
def round_answers(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Show who has answered, and when; with ?missing=, only the pupils without that answer."""
    return answers_page(cohort_id, round_id)


def answers_page(cohort_id: int, round_id: int, form: DeclineForm | None = None) -> str:
    """Return the page; a refused form shows what was typed."""
    cohort = cohort_or_404(cohort_id)
    progress = round_progress(round_id, g.today)
    if progress.round.cohort_id != cohort.id:
        raise NoSuchRound()
    missing = request.args.get("missing", "")
    labels = {
        "journal": gettext("Learning journal"),
        **{view: VIEWS[view] for view in progress.views},
        "agreed": gettext("Agreed by the team"),
    }
    return render_template(
        "staff/rounds/round_answers.html",
        cohort=cohort,
        progress=progress,
        rows=[row for row in progress.pupils if row.lacks(missing)],
        labels=labels,
        missing=missing,
        lacking={name: sum(row.lacks(name) for row in progress.pupils) for name in labels},
        form=form or DeclineForm(on=g.today).offer(progress),
    )


@pages.post("/cohorts/<int:cohort_id>/rounds/<int:round_id>/declined")
def decline(cohort_id: int, round_id: int) -> ResponseReturnValue:
    """Record that someone declined to answer, so that nobody waits for them."""
    _cohort, round_ = round_or_404(cohort_id, round_id)
    form = DeclineForm().offer(round_progress(round_.id, g.today))
    if not form.validate():
        return answers_page(cohort_id, round_id, form), 422
    declines.decline(
        round_.id, form.pupil.data, form.view.data, by=form.by.data, on=form.on.data, member_id=g.member.id
    )
    flash(gettext("Saved. This answer no longer counts as missing. They can still answer later."))
    return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort_id, round_id=round_id), 303)


@pages.post("/cohorts/<int:cohort_id>/rounds/<int:round_id>/declined/<int:decline_id>/take-back")
def take_back_decline(cohort_id: int, round_id: int, decline_id: int) -> ResponseReturnValue:
    """Undo a decline."""
    _cohort, round_ = round_or_404(cohort_id, round_id)
    declines.take_back_decline(round_.id, decline_id)
    return redirect(url_for("staff.rounds.round_answers", cohort_id=cohort_id, round_id=round_id), 303)
