"""When a visit is running and when it is over: the one place that decides it (design.md, rules for the pupil's side).

A visit is over once it has been finished, left, disowned or followed by the next one (`ended_at`). It is over as well
after 10 idle minutes, 45 minutes in all, or as soon as its room or round is closed, its tablet is signed out or set up
again, its pupil has left the school, or the pupil's QR card has been replaced or withdrawn. Nobody has to write that
down: it follows from the room, the round, the tablet, the pupil and the card."""

from datetime import datetime, timedelta

from learning.core import store

IDLE_TIME, LONGEST_VISIT = timedelta(minutes=10), timedelta(minutes=45)

# What a visit is read with: v the visit, p its pupil, t its tablet, m its room, r the room's round.
TABLES = """visit v JOIN pupil p ON p.id = v.pupil_id JOIN tablet t ON t.id = v.tablet_id JOIN room m
     ON m.id = v.room_id JOIN round r ON r.id = m.round_id"""
IS_RUNNING = """v.ended_at IS NULL AND v.seen_at >= ? AND v.started_at >= ?
    AND m.closes_at > ? AND m.closed_at IS NULL AND r.closed_on IS NULL
    AND t.signed_out_at IS NULL AND t.enrolled_at <= v.started_at AND p.left_on IS NULL
    AND NOT EXISTS (SELECT 1 FROM qr_card q WHERE q.pupil_id = v.pupil_id AND q.withdrawn_at > v.started_at)"""


def limits(now: datetime) -> tuple[datetime, datetime, datetime]:
    """Return the values for the places of IS_RUNNING: last seen since, begun since, room open beyond."""
    return now - IDLE_TIME, now - LONGEST_VISIT, now


def visits_in(room_id: int, now: datetime) -> dict[int, tuple[int, str]]:
    """Return the visits that are running in a room, by pupil: the visit's id and its tablet's name."""
    query = f"SELECT v.pupil_id, v.id, t.name FROM {TABLES} WHERE v.room_id = ? AND {IS_RUNNING} ORDER BY v.id"
    rows = store.run(query, room_id, *limits(now)).fetchall()
    return {pupil_id: (visit_id, tablet) for pupil_id, visit_id, tablet in rows}


def busy_tablets(now: datetime) -> set[int]:
    """Return the ids of the tablets at which a visit is running."""
    rows = store.run(f"SELECT v.tablet_id FROM {TABLES} WHERE {IS_RUNNING}", *limits(now)).fetchall()
    return {tablet_id for (tablet_id,) in rows}


def later_tablet(visit_id: int, now: datetime) -> str | None:
    """Return the name of the tablet at which the pupil of this visit has a later visit running, or None."""
    query = f"""SELECT t.name FROM {TABLES} JOIN visit w ON w.pupil_id = v.pupil_id AND w.tablet_id <> v.tablet_id
        WHERE w.id = ? AND v.id > w.id AND {IS_RUNNING}"""
    row = store.run(query, visit_id, *limits(now)).fetchone()
    return row[0] if row else None


_SEE = f"""UPDATE visit SET seen_at = ?
WHERE id = ? AND EXISTS (SELECT 1 FROM {TABLES} WHERE v.id = ? AND {IS_RUNNING})"""


def note_seen(visit_id: int, now: datetime) -> bool:
    """Start a visit's idle time again. Returns False if the visit is over. Part of a transaction."""
    return bool(store.run(_SEE, now, visit_id, visit_id, *limits(now)).rowcount == 1)
