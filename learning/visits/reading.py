"""How a visit is read: one query for the visit with its pupil and its room. Its steps are read only when needed."""

from datetime import datetime, timedelta
from typing import Any

from learning.classroom.rooms import Room
from learning.core import store
from learning.people.age_bands import settled_band
from learning.people.pupils import PUPIL_COLUMNS, pupil_from_values
from learning.rounds.rounds import GENERAL

from .running import IS_RUNNING, limits, TABLES
from .steps import Visit

_VISIT_COLUMNS = {
    "id": "v.id",
    "tablet_id": "v.tablet_id",
    "entry_id": "v.entry_id",
    "opinion_id": "v.opinion_id",
    "started_at": "v.started_at",
    "version_id": "e.version_id",
    "entry_on": 'e."on"',
    "opinion_on": 'o."on"',
    "card_sort": "r.card_sort",
    "tells_news": "r.tells_news",
    "focus": "r.focus",
    "room_id": "m.id",
    "cohort_id": "r.cohort_id",
    "cohort": "c.name",
    "round_id": "r.id",
    "round": "r.name",
    "journal": "m.journal",
    "score_card": "m.score_card",
    "opened_at": "m.opened_at",
    "closes_at": "m.closes_at",
    "check_in_id": "m.check_in_id",
    "talker": "w.name",
    "talk_on": "m.talk_on",
    "pupils_band": "p.age_band",
    "cohorts_band": "c.age_band",
    "years_band": "y.age_band",
    "token_hash": "v.token_hash",
    "latest": "(SELECT MAX(h.sequence) FROM given_answer h WHERE h.visit_id = v.id)",
}
_VISIT = f"""
SELECT {", ".join(_VISIT_COLUMNS.values())}, {", ".join(f"p.{column}" for column in PUPIL_COLUMNS)}
FROM {TABLES} JOIN cohort c ON c.id = r.cohort_id LEFT JOIN member w ON w.id = m.talker_id
     LEFT JOIN cohort y ON y.kind = 'year' AND y.name = p.year
     LEFT JOIN entry e ON e.id = v.entry_id LEFT JOIN opinion o ON o.id = v.opinion_id
WHERE v."""


def running_visit(token_hash: str, now: datetime) -> Visit | None:
    """Return the visit with the token of this hash if it is running, else None."""
    row = store.run(f"{_VISIT}token_hash = ? AND {IS_RUNNING}", token_hash, *limits(now)).fetchone()
    return _visit(row, now)[0] if row else None


def visit_and_start(visit_id: int, now: datetime) -> tuple[Visit, datetime] | None:
    """Return a visit, running or over, and when it started; None if there is none with this id."""
    row = store.run(f"{_VISIT}id = ?", visit_id).fetchone()
    return _visit(row, now) if row else None


def _visit(row: tuple[Any, ...], now: datetime) -> tuple[Visit, datetime]:
    columns = dict(zip(_VISIT_COLUMNS, row, strict=False))
    started_at, pupil = store.moment(columns["started_at"]), pupil_from_values(row[len(_VISIT_COLUMNS) :])
    of_pupil, of_cohort, of_year = (columns[f"{owner}_band"] or "" for owner in ("pupils", "cohorts", "years"))
    visit = Visit(
        id=columns["id"],
        pupil=pupil,
        room=_room(columns),
        tablet_id=columns["tablet_id"],
        entry_id=columns["entry_id"],
        opinion_id=columns["opinion_id"],
        version_id=columns["version_id"],
        on=store.day(columns["entry_on"] or columns["opinion_on"]),
        card_sort=columns["card_sort"] if columns["opinion_id"] else "",
        tells_news=bool(columns["tells_news"] and not columns["check_in_id"]),
        sequence=max(columns["latest"] or 0, (now - started_at) // timedelta(milliseconds=1)),
        about="" if columns["focus"] == GENERAL else columns["focus"],
        band=settled_band(of_pupil, of_cohort, of_year, pupil.year),
        token_hash=columns["token_hash"],
    )
    return visit, started_at


def _room(columns: dict[str, Any]) -> Room:
    return Room(
        id=columns["room_id"],
        cohort_id=columns["cohort_id"],
        cohort=columns["cohort"],
        round_id=columns["round_id"],
        round=columns["round"],
        journal=bool(columns["journal"]),
        score_card=bool(columns["score_card"]),
        opened_at=store.moment(columns["opened_at"]),
        closes_at=store.moment(columns["closes_at"]),
        closed_at=None,
        is_open=True,
        check_in_id=columns["check_in_id"],
        talker=columns["talker"] or "",
        talk_on=store.day(columns["talk_on"]) if columns["talk_on"] else None,
    )
