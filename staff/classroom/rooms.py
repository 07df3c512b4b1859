"""Rooms: open one for a cohort with what is due, until the lesson ends; extend it, close it."""

from datetime import datetime, time, timedelta

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import format_time, gettext, lazy_gettext as _, to_user_timezone, to_utc
from wtforms import BooleanField, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from learning.classroom import calls, rooms, secret_pictures, tablets
from learning.classroom.refused_cards import refused_cards_for
from learning.classroom.rooms import Room
from learning.core.errors import LearningError
from learning.people import schools
from learning.people.cohorts import Cohort
from learning.rounds import rounds
from learning.visits import board, visits
from learning.visits.due import due_in
from staff.access import cohort_or_404
from staff.classroom import pages
from staff.forms import Form

A_LESSON, A_TURN = timedelta(minutes=60), timedelta(minutes=10)
NEW_ROUND = 0


class RoomForm(Form):
    """For which round, with which tasks, until when."""

    round_id = SelectField(_("Round"), coerce=int)
    round_name = StringField(_("Name of the new round"), [Length(max=80)])
    journal = BooleanField(_("Learning journal"), default=True)
    score_card = BooleanField(_("Their own score card"), default=True)
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


@pages.route("/cohorts/<int:cohort_id>/room", methods=["GET", "POST"])
def open_room(cohort_id):
    """Open the room: from now until its time the cohort's QR cards work on the school's tablets."""
    cohort = cohort_or_404(cohort_id)
    form = room_form(cohort)
    if form.validate_on_submit():
        round_id = form.round_id.data or rounds.open_round(cohort.id, form.round_name.data, "", g.today).id
        tasks = {"journal": form.journal.data, "score_card": form.score_card.data}
        room = rooms.open_room(round_id, closes_at=closing(form.until.data), member_id=g.member.id, now=g.now, **tasks)
        flash(gettext("The room is open."))
        return redirect(url_for("staff.classroom.room", room_id=room.id), 303)
    page = render_template("staff/classroom/open_room.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


def room_form(cohort: Cohort) -> RoomForm:
    """The form as it stands before anything is typed: the latest round, what is due in it, to the end of the lesson."""
    known = rounds.rounds_of(cohort.id)
    due = due_in(known[0].id, g.today) if known else None
    ticks = {"journal": bool(due.journal), "score_card": bool(due.score_card)} if due else {}
    if not any(ticks.values()):
        ticks = {"journal": True, "score_card": True}  # nothing is due: both may be meant
    until = end_of_lesson(schools.school().lesson_ends)
    form = RoomForm(round_id=known[0].id if known else NEW_ROUND, until=until, round_name="", **ticks)
    form.cohort_id, form.due = cohort.id, due
    form.round_id.choices = [SelectChoice(one.id, one.name) for one in known]
    form.round_id.choices.append(SelectChoice(NEW_ROUND, gettext("A new round")))
    return form


def end_of_lesson(ends: tuple[time, ...]) -> time:
    """The next end of a lesson that leaves time for a turn, by the school's clock; else an hour from now.

    Never past midnight: a room is closed on the day it was opened."""
    here, later = to_user_timezone(g.now), to_user_timezone(g.now + A_LESSON)
    soonest = (here + A_TURN).time()
    if (found := next((end for end in ends if end >= soonest), None)) and found > here.time():
        return found
    return later.time() if later.date() == here.date() else time(23, 59)


def closing(until: time) -> datetime:
    """Today's moment at that time of the school, in UTC as the rules want it."""
    return to_utc(datetime.combine(g.today, until))


class ExtendForm(Form):
    """Until when the room stays open now."""

    until = TimeField(_("Open until"), [InputRequired(_("Give a time, such as 14:30."))])


@pages.post("/rooms/<int:room_id>/extend")
def extend_room(room_id):
    """Let the room close later, or sooner."""
    here, form = room_or_404(room_id), ExtendForm()
    if not form.validate():
        return board_page(here, form), 422
    try:
        here = rooms.extend_room(here.id, closing(form.until.data), g.now)
    except LearningError as refusal:
        form.until.errors = [gettext(refusal.msgid, **refusal.values)]
        return board_page(here, form), refusal.status
    flash(gettext("The room is open until %(time)s.", time=format_time(here.closes_at, "HH:mm")))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


@pages.post("/rooms/<int:room_id>/close")
def close_room(room_id):
    """Close the room: QR cards stop working; every answer given so far is kept."""
    room = rooms.close_room(room_or_404(room_id).id, g.now)
    flash(gettext("The room is closed. Everything pupils wrote is saved."))
    return redirect(url_for("staff.classroom.room", room_id=room.id), 303)


@pages.get("/rooms/<int:room_id>")
def room(room_id):
    """The room's board: who has not begun, who is in, who is done. It asks for itself again every few seconds."""
    here = room_or_404(room_id)
    return board_page(here, ExtendForm(None, until=to_user_timezone(here.closes_at).time()))


def board_page(here: Room, form: ExtendForm) -> str:
    """The board, with names or, for the projector, without."""
    refused_cards = [one for one in refused_cards_for(g.member, g.now) if one.at >= here.opened_at]
    seats = board.board(here.id, g.now)
    mine = {seat.pupil.id for seat in seats}
    return render_template(
        "staff/classroom/room.html",
        room=here,
        seats=seats,
        desks=board.desks(g.now),
        refused_cards=[one for one in refused_cards if one.pupil.id in mine],
        is_masked="masked" in request.args,
        ten_more=format_time(here.closes_at + timedelta(minutes=10), "HH:mm"),
        form=form,
    )


# --- one pupil in the room ------------------------------------------------------------------------------------------


@pages.get("/rooms/<int:room_id>/pupils/<int:pupil_id>")
def seat(room_id, pupil_id):
    """One pupil of the room: start them at a tablet without a QR card, undo a wrong finish, forget their pictures."""
    here, seat = seat_or_404(room_id, pupil_id)
    has_pictures = secret_pictures.has_pictures(pupil_id)
    return render_template(
        "staff/classroom/seat.html", room=here, seat=seat, desks=board.desks(g.now), has_pictures=has_pictures
    )


def seat_or_404(room_id: int, pupil_id: int) -> tuple[Room, board.Seat]:
    """A pupil of a room, if this member may see its cohort."""
    here = room_or_404(room_id)
    found = next((seat for seat in board.board(room_id, g.now) if seat.pupil.id == pupil_id), None)
    if found is None:
        abort(404)
    return here, found


@pages.post("/rooms/<int:room_id>/pupils/<int:pupil_id>/call/<int:tablet_id>")
def call_pupil(room_id, pupil_id, tablet_id):
    """Ask "Is this you?" at a tablet: the QR card is lost, or the pupil is invited again."""
    here, seat = seat_or_404(room_id, pupil_id)
    if seat.state == "done":
        visits.reopen(pupil_id, here, g.now)
    calls.call(pupil_id, tablet_id, g.member.id, g.now)
    name = tablets.tablet(tablet_id).name
    flash(gettext("%(tablet)s now asks for %(pupil)s, for two minutes.", tablet=name, pupil=seat.pupil.called))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


@pages.post("/rooms/<int:room_id>/pupils/<int:pupil_id>/reopen")
def reopen(room_id, pupil_id):
    """Undo a wrong finish: the next scan goes on, with everything given so far."""
    here, seat = seat_or_404(room_id, pupil_id)
    visits.reopen(pupil_id, here, g.now)
    flash(gettext("%(pupil)s can continue by showing the QR card again.", pupil=seat.pupil.called))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


@pages.post("/rooms/<int:room_id>/pupils/<int:pupil_id>/forget-pictures")
def forget_pictures(room_id, pupil_id):
    """The pupil forgot the three pictures, or somebody tried them: new ones are chosen at the next scan."""
    _, seat = seat_or_404(room_id, pupil_id)
    secret_pictures.reset_pictures(pupil_id)
    flash(gettext("%(pupil)s will choose three new pictures at the next scan.", pupil=seat.pupil.called))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


def room_or_404(room_id: int) -> Room:
    """The room, if this member may see its cohort."""
    room = rooms.room(room_id, g.now)
    cohort_or_404(room.cohort_id)
    return room
