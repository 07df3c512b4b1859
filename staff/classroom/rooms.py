"""Rooms: open one for a cohort with what is due, until the lesson ends, watch its board, extend it and close it."""

from datetime import datetime, time, timedelta

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_time, gettext, lazy_gettext as _, to_user_timezone, to_utc
from wtforms import BooleanField, DateField, Field, SelectField, StringField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from learning.classroom import calls, rooms, secret_pictures, tablets
from learning.classroom.refused_cards import refused_cards_for
from learning.classroom.rooms import Room
from learning.core.errors import LearningError
from learning.people import concerns, schools
from learning.people.cohorts import Cohort, team_of
from learning.rounds import planning, rounds
from learning.visits import board, visits
from learning.visits.due import Due, due_in
from staff.access import cohort_or_404
from staff.classroom import pages
from staff.forms import Form, within_a_year

A_LESSON, A_VISIT = timedelta(minutes=60), timedelta(minutes=10)
NEW_ROUND = NOBODY_YET = 0


class RoomForm(Form):
    """The room's round, its tasks, and when it closes."""

    cohort_id: int
    due: Due | None

    round_id = SelectField(_("Round"), coerce=int)
    round_name = StringField(_("Name of the new round"), [Length(max=80)])
    journal = BooleanField(_("Learning journal"), default=True)
    score_card = BooleanField(_("Their own score card"), default=True)
    until = TimeField(_("Open until"), [InputRequired(_("Enter a time, such as 14:30."))])
    talker = SelectField(_("Who talks with them afterwards"), coerce=int)
    talk_on = DateField(_("On"), [Optional(), within_a_year])

    def validate_talk_on(self, field: Field) -> None:
        """Refuse a day that is over."""
        if field.data and field.data < g.today:
            raise ValidationError(gettext("Enter today or a later day."))

    def validate_round_name(self, field: Field) -> None:
        """Refuse a new round without a name, or with the name of another."""
        if self.round_id.data == NEW_ROUND and not (field.data or "").strip():
            raise ValidationError(gettext("Enter a name for the new round."))
        if self.round_id.data == NEW_ROUND and planning.is_taken(self.cohort_id, field.data):
            raise ValidationError(gettext(planning.RoundNameTaken.msgid, name=field.data.strip()))

    # These rules are learning's. They are checked here first, so that a refused room leaves no new round behind.

    def validate_journal(self, field: Field) -> None:
        """Refuse a room without a task."""
        if not (field.data or self.score_card.data):
            raise ValidationError(gettext(rooms.NothingToDo.msgid))

    def validate_until(self, field: Field) -> None:
        """Refuse a time that has passed."""
        if field.data and closing(field.data) <= g.now:
            raise ValidationError(gettext(rooms.RoomInThePast.msgid))


@pages.route("/cohorts/<int:cohort_id>/room", methods=["GET", "POST"])
def open_room(cohort_id: int) -> ResponseReturnValue:
    """Open the room: until it closes, the cohort's QR cards work on the school's tablets."""
    cohort = cohort_or_404(cohort_id)
    form = room_form(cohort)
    if form.validate_on_submit():
        round_id = form.round_id.data or planning.open_round(cohort.id, form.round_name.data, "", g.today).id
        opened = rooms.open_room(
            round_id,
            journal=form.journal.data,
            score_card=form.score_card.data,
            closes_at=closing(form.until.data),
            member_id=g.member.id,
            now=g.now,
            talker_id=form.talker.data or None,
            talk_on=form.talk_on.data,
        )
        flash(gettext("The room is open."))
        return redirect(url_for("staff.classroom.room", room_id=opened.id), 303)
    page = render_template("staff/classroom/open_room.html", form=form, cohort=cohort)
    return page, 422 if form.is_submitted() else 200


def room_form(cohort: Cohort) -> RoomForm:
    """Return the form with its defaults: the latest round, what is due in it, until the end of the lesson."""
    known = rounds.rounds_of(cohort.id)
    due = due_in(known[0].id, g.today) if known else None
    ticks = {"journal": bool(due.journal), "score_card": bool(due.score_card)} if due else {}
    if not any(ticks.values()):
        ticks = {"journal": True, "score_card": True}  # nothing is due: both may be meant
    until = end_of_lesson(schools.school().lesson_ends)
    team = team_of(cohort.id)
    talker = next((member.id for member in team if member.id == g.member.id), NOBODY_YET)
    first = known[0].id if known else NEW_ROUND
    form = RoomForm(round_id=first, until=until, round_name="", talker=talker, **ticks)
    form.talker.choices = [SelectChoice(NOBODY_YET, gettext("not decided yet"))]
    form.talker.choices += [SelectChoice(member.id, member.name) for member in team]
    form.cohort_id, form.due = cohort.id, due
    form.round_id.choices = [SelectChoice(round_.id, round_.name) for round_ in known]
    form.round_id.choices.append(SelectChoice(NEW_ROUND, gettext("A new round")))
    return form


def end_of_lesson(ends: tuple[time, ...]) -> time:
    """Return the next end of a lesson that leaves time for a visit, by the school's clock, else an hour from now.

    Never past midnight: a room closes on the day it was opened."""
    now, later = to_user_timezone(g.now), to_user_timezone(g.now + A_LESSON)
    soonest = (now + A_VISIT).time()
    if (found := next((end for end in ends if end >= soonest), None)) and found > now.time():
        return found
    return later.time() if later.date() == now.date() else time(23, 59)


def closing(until: time) -> datetime:
    """Return that time of today, by the school's clock, in UTC."""
    moment: datetime = to_utc(datetime.combine(g.today, until))
    return moment


class ExtendForm(Form):
    """The new closing time of an open room."""

    until = TimeField(_("Open until"), [InputRequired(_("Enter a time, such as 14:30."))])


@pages.post("/rooms/<int:room_id>/extend")
def extend_room(room_id: int) -> ResponseReturnValue:
    """Let the room close later or earlier."""
    room_, form = room_or_404(room_id), ExtendForm()
    if not form.validate():
        return board_page(room_, form), 422
    try:
        room_ = rooms.extend_room(room_.id, closing(form.until.data), g.now)
    except LearningError as refusal:
        form.until.errors = [gettext(refusal.msgid, **refusal.values)]
        return board_page(room_, form), refusal.status
    flash(gettext("The room is open until %(time)s.", time=format_time(room_.closes_at, "HH:mm")))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


@pages.post("/rooms/<int:room_id>/close")
def close_room(room_id: int) -> ResponseReturnValue:
    """Close the room: QR cards stop working, and every answer given so far stays saved."""
    closed = rooms.close_room(room_or_404(room_id).id, g.now)
    flash(gettext("The room is closed. Everything pupils wrote is saved."))
    return redirect(url_for("staff.classroom.room", room_id=closed.id), 303)


@pages.get("/rooms/<int:room_id>")
def room(room_id: int) -> ResponseReturnValue:
    """Show the room's board: who has not started, who is at a tablet, who is done. Its script refreshes it."""
    shown = room_or_404(room_id)
    return board_page(shown, ExtendForm(None, until=to_user_timezone(shown.closes_at).time()))


def board_page(room_: Room, form: ExtendForm) -> str:
    """Return the board, with names or, for the projector, without."""
    seats = board.board(room_.id, g.now)
    pupil_ids = {seat.pupil.id for seat in seats}
    refused = [card for card in refused_cards_for(g.member, g.now) if card.at >= room_.opened_at]
    return render_template(
        "staff/classroom/room.html",
        room=room_,
        seats=seats,
        desks=board.desks(g.now),
        mine={concern.pupil.id for concern in concerns.open_concerns(g.member)} & pupil_ids,
        refused_cards=[card for card in refused if card.pupil.id in pupil_ids],
        is_masked="masked" in request.args,
        ten_more=format_time(room_.closes_at + timedelta(minutes=10), "HH:mm"),
        form=form,
    )


# --- one pupil in the room ------------------------------------------------------------------------------------------


@pages.get("/rooms/<int:room_id>/pupils/<int:pupil_id>")
def seat(room_id: int, pupil_id: int) -> ResponseReturnValue:
    """Show one pupil of the room: start them at a tablet, undo a finish, or reset their pictures."""
    room_, shown = seat_or_404(room_id, pupil_id)
    has_pictures = secret_pictures.has_pictures(pupil_id)
    return render_template(
        "staff/classroom/seat.html", room=room_, seat=shown, desks=board.desks(g.now), has_pictures=has_pictures
    )


def seat_or_404(room_id: int, pupil_id: int) -> tuple[Room, board.Seat]:
    """Return a room and the seat of one of its pupils; 404 if this member may not see its cohort."""
    room_ = room_or_404(room_id)
    found = next((seat for seat in board.board(room_id, g.now) if seat.pupil.id == pupil_id), None)
    if found is None:
        abort(404)
    return room_, found


@pages.post("/rooms/<int:room_id>/pupils/<int:pupil_id>/call/<int:tablet_id>")
def call_pupil(room_id: int, pupil_id: int, tablet_id: int) -> ResponseReturnValue:
    """Ask "Is this you?" at a tablet, because the QR card is lost or the pupil starts again."""
    room_, chosen = seat_or_404(room_id, pupil_id)
    if chosen.state == "done":
        visits.reopen(pupil_id, room_, g.now)
    calls.call_pupil(pupil_id, tablet_id, g.member.id, g.now)
    name = tablets.tablet(tablet_id).name
    flash(gettext("%(tablet)s now asks for %(pupil)s, for two minutes.", tablet=name, pupil=chosen.pupil.called))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


@pages.post("/rooms/<int:room_id>/pupils/<int:pupil_id>/reopen")
def reopen(room_id: int, pupil_id: int) -> ResponseReturnValue:
    """Undo a finish: at the next scan, the pupil continues with everything given so far."""
    room_, chosen = seat_or_404(room_id, pupil_id)
    visits.reopen(pupil_id, room_, g.now)
    flash(gettext("%(pupil)s can continue by showing the QR card again.", pupil=chosen.pupil.called))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


@pages.post("/rooms/<int:room_id>/pupils/<int:pupil_id>/forget-pictures")
def forget_pictures(room_id: int, pupil_id: int) -> ResponseReturnValue:
    """Reset a pupil's three pictures, because the pupil forgot them or somebody guessed at them."""
    _room, chosen = seat_or_404(room_id, pupil_id)
    secret_pictures.reset_pictures(pupil_id)
    flash(gettext("%(pupil)s will choose three new pictures at the next scan.", pupil=chosen.pupil.called))
    return redirect(url_for("staff.classroom.room", room_id=room_id), 303)


def room_or_404(room_id: int) -> Room:
    """Return the room; 404 if this member may not see its cohort."""
    found = rooms.room(room_id, g.now)
    cohort_or_404(found.cohort_id)
    return found
