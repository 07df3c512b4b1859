"""Rooms: open one for a cohort until a time, see who is done, close it."""

from datetime import datetime, time, timedelta

from flask import flash, g, redirect, render_template, url_for
from flask_babel import gettext, lazy_gettext as _, to_user_timezone, to_utc
from wtforms import BooleanField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from learning import board, rooms, rounds
from learning.people import Cohort
from learning.rooms import Room
from staff import staff
from staff.access import cohort_or_404
from staff.forms import Form

A_LESSON = timedelta(minutes=60)
NEW_ROUND = 0


class RoomForm(Form):
    """For which round, with which tasks, until when."""

    round_id = SelectField(_("Round"), coerce=int)
    round_name = StringField(_("Name of the new round"), [Length(max=80)])
    journal = BooleanField(_("Learning journal"), default=True)
    score_card = BooleanField(_("Own score card"), default=True)
    until = TimeField(_("Open until"), [InputRequired(_("Give a time, such as 14:30."))])

    def validate_round_name(self, field):
        """A round that is not there yet needs a name."""
        if self.round_id.data == NEW_ROUND and not (field.data or "").strip():
            raise ValidationError(gettext("Give the new round a name."))
        if self.round_id.data == NEW_ROUND and rounds.is_taken(self.cohort_id, field.data):
            raise ValidationError(gettext(rounds.RoundNameTaken.msgid, name=field.data.strip()))

    # The rules are learning's; asked here too, so that a refused room leaves no new round behind.

    def validate_journal(self, field):
        """A room has at least one task."""
        if not (field.data or self.score_card.data):
            raise ValidationError(gettext(rooms.NothingToDo.msgid))

    def validate_until(self, field):
        """A room closes later than now."""
        if field.data and closing(field.data) <= g.now:
            raise ValidationError(gettext(rooms.RoomInThePast.msgid))


@staff.route("/cohorts/<int:cohort_id>/room", methods=["GET", "POST"])
def open_room(cohort_id):
    """Open the room: from now until its time the cohort's QR cards work on the school's tablets."""
    cohort = cohort_or_404(cohort_id)
    form = room_form(cohort)
    if form.validate_on_submit():
        round_id = form.round_id.data or rounds.open_round(cohort.id, form.round_name.data, "", g.today).id
        tasks = {"journal": form.journal.data, "score_card": form.score_card.data}
        room = rooms.open_room(round_id, closes_at=closing(form.until.data), member_id=g.member.id, now=g.now, **tasks)
        flash(gettext("The room is open."))
        return redirect(url_for("staff.room", room_id=room.id), 303)
    page = render_template("staff/open_room.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


def room_form(cohort: Cohort) -> RoomForm:
    """The form as it stands before anything is typed: the latest round, both tasks, an hour from now."""
    known = rounds.rounds_of(cohort.id)
    form = RoomForm(round_id=known[0].id if known else NEW_ROUND, until=in_an_hour(), round_name="")
    form.cohort_id = cohort.id
    form.round_id.choices = [SelectChoice(one.id, one.name) for one in known]
    form.round_id.choices.append(SelectChoice(NEW_ROUND, gettext("A new round")))
    return form


def in_an_hour() -> time:
    """The school's own time in an hour, but not past midnight: a room is closed on the day it was opened."""
    here, later = to_user_timezone(g.now), to_user_timezone(g.now + A_LESSON)
    return later.time() if later.date() == here.date() else time(23, 59)


def closing(until: time) -> datetime:
    """Today's moment at that time of the school, in UTC as the rules want it."""
    return to_utc(datetime.combine(g.today, until))


def room_or_404(room_id: int) -> Room:
    """The room, if this member may see its cohort."""
    room = rooms.room(room_id, g.now)
    cohort_or_404(room.cohort_id)
    return room


@staff.get("/rooms/<int:room_id>")
def room(room_id):
    """Who has not begun, who is in, who is done."""
    room = room_or_404(room_id)
    return render_template("staff/room.html", room=room, seats=board.board(room_id, g.now))


@staff.post("/rooms/<int:room_id>/close")
def close_room(room_id):
    """Close the room: QR cards stop working; every answer given so far is kept."""
    room = rooms.close_room(room_or_404(room_id).id, g.now)
    flash(gettext("The room is closed. Everything written so far is kept."))
    return redirect(url_for("staff.room", room_id=room.id), 303)
