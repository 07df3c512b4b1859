"""You said, we did: what a pupil reads of the last one-to-one and of their aims, and how they say it goes (R21)."""

from dataclasses import dataclass
from datetime import date, datetime

from learning.aims.tables import AimAnswerRow, AimRow
from learning.core import store
from learning.journals.tables import AnswerRow, EntryRow, OneToOneRow, TalkAnswerRow
from learning.rounds.tables import QuestionRow

HOWS = ("well", "some", "not yet")


@dataclass(frozen=True)
class Item:
    """One thing that was agreed, in words written for the pupil; `how` it goes, "" where it was not said."""

    id: int
    words: str
    on: date
    by: str = ""
    how: str = ""
    answered: bool = False


@dataclass(frozen=True)
class Track:
    """The pupil's own scores of one question on the 0-10 track, oldest first."""

    wording: str
    low_end: str
    high_end: str
    points: tuple[tuple[date, int], ...]


@dataclass(frozen=True)
class News:
    """What a visit begins with: the last talk, the aims, and the pupil's own track once it has two points."""

    talk: Item | None
    aims: tuple[Item, ...]
    track: Track | None

    @property
    def items(self) -> tuple[Item, ...]:
        """All that a pupil can say something about."""
        return (*((self.talk,) if self.talk else ()), *self.aims)

    @property
    def answered(self) -> bool:
        """Has the pupil been asked about all of it on this day?"""
        return all(item.answered for item in self.items)


@dataclass(frozen=True)
class Said:
    """What a pupil said of something that was agreed: "well", "some", "not yet"."""

    on: date
    how: str


def news_for(pupil_id: int, on: date, visit_id: int | None = None) -> News | None:
    """What a pupil is told on a day, or None where nothing was written for them; what they said of it on that day is
    there only where it was said in this visit."""
    talk, aims = _talk(pupil_id, on, visit_id), _aims(pupil_id, on, visit_id)
    return News(talk, aims, track_of(pupil_id)) if talk or aims else None


_TALK = """
SELECT t.id, t.for_pupil, t."on", m.name, a.how, a.visit_id
FROM one_to_one t JOIN entry e ON e.id = t.entry_id LEFT JOIN member m ON m.id = t.member_id
     LEFT JOIN talk_answer a ON a.one_to_one_id = t.id AND a."on" = ?
WHERE e.pupil_id = ? ORDER BY t."on" DESC, t.id DESC LIMIT 1"""

_AIMS = """
SELECT i.id, i.own_words, i.set_on, '', a.how, a.visit_id
FROM aim i LEFT JOIN aim_answer a ON a.aim_id = i.id AND a."on" = ?
WHERE i.pupil_id = ? AND i.removed_on IS NULL AND i.own_words <> '' ORDER BY i.set_on, i.id"""


def _talk(pupil_id, on, visit_id) -> Item | None:
    row = store.run(_TALK, on, pupil_id).fetchone()
    return _item(row, visit_id) if row and row[1] else None


def _aims(pupil_id, on, visit_id) -> tuple[Item, ...]:
    return tuple(_item(row, visit_id) for row in store.run(_AIMS, on, pupil_id).fetchall())


def _item(row, visit_id) -> Item:
    item_id, words, on, by, how, said_in = row
    seen = how if said_in == visit_id and visit_id is not None else ""
    return Item(item_id, words, store.day(on), by or "", seen or "", how is not None)


def track_of(pupil_id: int) -> Track | None:
    """The question on the track that a pupil scored most often, rewordings included; None before the second score."""
    entry, answer, question = EntryRow, AnswerRow, QuestionRow
    rows = (
        answer.select(answer, entry, question)
        .join(entry)
        .switch(answer)
        .join(question)
        .where(entry.pupil == pupil_id, question.kind == "track", answer.score.is_null(False))
        .order_by(entry.on, entry.id)
    )
    lines = {}
    for row in rows:
        lines.setdefault(row.question.continues_id or row.question_id, []).append(row)
    longest = max(lines.values(), key=len, default=[])
    if len(longest) < 2:
        return None
    newest = longest[-1].question
    points = tuple((row.entry.on, row.score) for row in longest)
    return Track(newest.wording, newest.low_end, newest.high_end, points)


def save_news(visit_id: int, news: News, on: date, hows: dict[str, str], sequence: int, now: datetime) -> None:
    """Keep how a pupil says it goes with everything they were told; "" where they said nothing. Inside a write."""
    told = [("talk", news.talk)] if news.talk else []
    for kind, item in (*told, *(("aim", aim) for aim in news.aims)):
        store.run(_KEEP[kind], item.id, on, hows.get(f"{kind}-{item.id}", ""), visit_id, sequence, now)


_KEEP_ONE = """
INSERT INTO {table} ({of}, "on", how, visit_id, sequence, saved_at) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT ({of}, "on") DO UPDATE SET how = excluded.how, visit_id = excluded.visit_id,
sequence = excluded.sequence, saved_at = excluded.saved_at
WHERE (COALESCE({table}.visit_id, 0), {table}.sequence) <= (excluded.visit_id, excluded.sequence)"""
_KEEP = {
    "talk": _KEEP_ONE.format(table="talk_answer", of="one_to_one_id"),
    "aim": _KEEP_ONE.format(table="aim_answer", of="aim_id"),
}


def said_of_aims(pupil_id: int) -> dict[int, list[Said]]:
    """What a pupil said about each aim, newest first."""
    one = AimAnswerRow
    rows = one.select(one.aim, one.on, one.how).join(AimRow).where(AimRow.pupil == pupil_id, one.how != "")
    return _by_what(rows.order_by(one.on.desc()).tuples())


def said_of_talks(pupil_id: int) -> dict[int, list[Said]]:
    """What a pupil said about what was agreed in each one-to-one, newest first."""
    one = TalkAnswerRow
    rows = one.select(one.one_to_one, one.on, one.how).join(OneToOneRow).join(EntryRow)
    return _by_what(rows.where(EntryRow.pupil == pupil_id, one.how != "").order_by(one.on.desc()).tuples())


def _by_what(rows) -> dict[int, list[Said]]:
    found = {}
    for what, on, how in rows:
        found.setdefault(what, []).append(Said(on, how))
    return found
