"""Learning journals: entries waiting for a one-to-one, one entry with its one-to-one, and a pupil's whole journal."""

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext as _
from wtforms import DateField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length

from learning.core.errors import LearningError
from learning.core.scale import band
from learning.journals import check_ins, journal
from learning.people import access
from learning.visits import answer_files, history, news, past_visits, set_aside
from staff.access import pupil_or_404
from staff.forms import Form, not_in_future
from staff.journals import pages
from staff.labels import CHOICES
from staff.people.concerns import of_concerns
from staff.score_line import draw

# The seed's rhythm: fill in and review every three weeks (R47).
OVERDUE_DAYS = 21
LONG = Length(max=4000, message=_("Use at most 4,000 characters."))
SHORT = Length(max=300, message=_("Use at most 300 characters."))


class OneToOneForm(Form):
    """The one-to-one after an entry."""

    on = DateField(_("Date of the one-to-one"), [InputRequired(_("Enter the date of the one-to-one.")), not_in_future])
    notes = TextAreaField(_("Notes"), [LONG])
    next_steps = TextAreaField(_("Next steps you agreed"), [LONG])

    for_pupil = TextAreaField(_("For the pupil: what we agreed"), [SHORT])

    def validate_on(self, field: DateField) -> None:
        """A one-to-one is recorded after it was held."""
        if field.data and field.data > g.today:
            raise ValidationError(gettext("Enter a date that is not in the future."))


@pages.get("/one-to-ones")
def awaiting_entries() -> str:
    """Entries that wait for their one-to-one, oldest first."""
    waiting = journal.awaiting(g.member, g.today)
    return render_template("staff/journals/awaiting_entries.html", waiting=waiting, overdue_days=OVERDUE_DAYS)


@pages.route("/entries/<int:entry_id>", methods=["GET", "POST"])
def entry(entry_id: int) -> ResponseReturnValue:
    """One entry in the pupil's own words, and the form for its one-to-one."""
    found = journal.entry(entry_id)
    if not access.may_see(g.member, found.pupil.id):
        abort(404)
    form, message = OneToOneForm(on=g.today), ""
    if form.validate_on_submit():
        try:
            journal.record_one_to_one(
                entry_id,
                g.member.id,
                on=form.on.data,
                notes=form.notes.data,
                next_steps=form.next_steps.data,
                for_pupil=form.for_pupil.data or "",
                now=g.now,
            )
            flash(gettext("You saved the one-to-one with %(name)s.", name=found.pupil.called))
            return redirect(url_for("staff.journals.entry", entry_id=entry_id), 303)
        except LearningError as error:
            message = gettext(error.msgid, **error.values)
    page = render_template("staff/journals/entry.html", **of_entry(found), form=form, message=message)
    return page, 422 if form.is_submitted() else 200


@pages.get("/pupils/<int:pupil_id>/journal")
def pupil_entries(pupil_id: int) -> str:
    """Every entry of a pupil, newest first, with what was agreed after each."""
    pupil = pupil_or_404(pupil_id)
    entries = journal.entries_of(pupil_id)
    return render_template(
        "staff/journals/pupil_entries.html",
        pupil=pupil,
        entries=entries,
        given_before=history.earlier_answers(entries),
        files=answer_files.files_of(entries),
        check_ins=check_ins.check_ins_of_pupil(pupil_id),
        **of_answers(pupil_id),
    )


def of_entry(found: journal.Entry) -> dict[str, object]:
    """What the page of an entry shows: the entry, earlier one-to-ones, and the entries that are waiting."""
    earlier = [old for old in journal.entries_of(found.pupil.id) if old.on < found.on and old.one_to_ones]
    waiting = [other for other in journal.awaiting(g.member, g.today) if other.entry_id != found.id]
    return {
        **of_concerns(found.pupil),
        "entry": found,
        "pupil": found.pupil,
        "earlier": earlier,
        "waiting": waiting,
        "given_before": history.earlier_answers([found]),
        "files": answer_files.files_of([found]),
        "set_aside": set_aside.set_aside_in(found),
        "was_another": found.id in past_visits.disowned_entries(found.pupil.id),
        **of_answers(found.pupil.id),
    }


def of_answers(pupil_id: int) -> dict[str, object]:
    """What the macros for answers and one-to-ones need."""
    return {"choices": CHOICES, "draw": draw, "band": band, "replies": news.replies_about_talks(pupil_id)}
