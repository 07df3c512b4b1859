"""Rounds: begin a dated time of asking for a cohort."""

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length

from learning import rounds
from learning.names import NameMissing
from staff import staff
from staff.access import cohort_or_404
from staff.forms import Form, within_a_year


class RoundForm(Form):
    """What a round is called, what it asks about, and when it began."""

    name = StringField(_("Name"), [DataRequired(_("Give the round a name.")), Length(max=80)])
    focus = StringField(_("What it asks about"), [Length(max=120)])
    opened_on = DateField(_("Date"), [DataRequired(_("Give the date.")), within_a_year])


@staff.route("/cohorts/<int:cohort_id>/start-round", methods=["GET", "POST"])
def start_round(cohort_id):
    """Name the round and date it; rooms, score cards and summaries belong to one."""
    cohort = cohort_or_404(cohort_id)
    form = RoundForm(opened_on=g.today)
    if form.validate_on_submit():
        try:
            rounds.open_round(cohort.id, form.name.data, form.focus.data, form.opened_on.data)
            flash(gettext("The round has begun."))
            return redirect(url_for("staff.cohort", cohort_id=cohort.id), 303)
        except (rounds.RoundNameTaken, NameMissing) as refusal:
            form.name.errors = [gettext(refusal.msgid, **refusal.values)]
    page = render_template("staff/start_round.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200
