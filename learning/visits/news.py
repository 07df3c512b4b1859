"""You said, we did: what a pupil reads about the last one-to-one and their aims, and how they say it is going (R21)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from learning.aims.aim_answers import save_aim_answer
from learning.aims.tables import AimAnswerRow, AimRow
from learning.core import store
from learning.core.store import as_tuples
from learning.journals.answers import save_talk_answer
from learning.journals.tables import AnswerRow, EntryRow, JOURNAL, OneToOneRow, TalkAnswerRow
from learning.rounds.tables import QuestionRow

HOWS = ("well", "some", "not yet")


@dataclass(frozen=True)
class Item:
    """Something that was agreed, in words for the pupil. `how` it is going, "" if the pupil did not say."""

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
        """Everything that the pupil can say something about."""
        return (*((self.talk,) if self.talk else ()), *self.aims)

    @property
    def answered(self) -> bool:
        """Has the pupil been asked about all of it today?"""
        return all(item.answered for item in self.items)


@dataclass(frozen=True)
class Reply:
    """What a pupil said on a day about how something agreed is going: "well", "some" or "not yet"."""

    on: date
    how: str


def news_for(pupil_id: int, on: date, visit_id: int | None = None) -> News | None:
    """Return what a pupil is shown on a day, or None where nothing was written for them. What they said about it that
    day is included only if they said it in this visit."""
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


def _talk(pupil_id: int, on: date, visit_id: int | None) -> Item | None:
    row = store.run(_TALK, on, pupil_id).fetchone()
    return _item(row, visit_id) if row and row[1] else None


def _aims(pupil_id: int, on: date, visit_id: int | None) -> tuple[Item, ...]:
    return tuple(_item(row, visit_id) for row in store.run(_AIMS, on, pupil_id).fetchall())


def _item(row: tuple[Any, ...], visit_id: int | None) -> Item:
    item_id, words, on, by, how, answered_in = row
    shown = how if answered_in == visit_id and visit_id is not None else ""
    return Item(id=item_id, words=words, on=store.day(on), by=by or "", how=shown or "", answered=how is not None)


def track_of(pupil_id: int) -> Track | None:
    """Return the track question that a pupil scored most often, rewordings included, or None before a second score."""
    entry, answer, question = EntryRow, AnswerRow, QuestionRow
    rows = (
        answer.select(answer, entry, question)
        .join(entry)
        .switch(answer)
        .join(question)
        .where(entry.pupil == pupil_id, entry.kind == JOURNAL, question.kind == "track", answer.score.is_null(False))
        .order_by(entry.on, entry.id)
    )
    by_question: dict[int, list[AnswerRow]] = {}
    for row in rows:
        by_question.setdefault(row.question.continues_id or row.question.id, []).append(row)
    longest = max(by_question.values(), key=len, default=[])
    if len(longest) < 2:
        return None
    newest = longest[-1].question
    points = tuple((row.entry.on, row.score) for row in longest if row.score is not None)
    return Track(newest.wording, newest.low_end, newest.high_end, points)


def save_news(visit_id: int, news: News, *, on: date, hows: dict[str, str], sequence: int, now: datetime) -> None:
    """Save how a pupil says each thing that they were shown is going; "" where they said nothing. Part of a
    transaction."""
    if news.talk:
        how = hows.get(f"talk-{news.talk.id}", "")
        save_talk_answer(news.talk.id, on, how, visit_id=visit_id, sequence=sequence, now=now)
    for aim in news.aims:
        save_aim_answer(aim.id, on, hows.get(f"aim-{aim.id}", ""), visit_id=visit_id, sequence=sequence, now=now)


def replies_about_aims(pupil_id: int) -> dict[int, list[Reply]]:
    """Return what a pupil said about each aim, newest first, by the aim's id."""
    answer = AimAnswerRow
    query = answer.select(answer.aim, answer.on, answer.how).join(AimRow)
    query = query.where(AimRow.pupil == pupil_id, answer.how != "")
    return _by_id(as_tuples(query.order_by(answer.on.desc())))


def replies_about_talks(pupil_id: int) -> dict[int, list[Reply]]:
    """Return what a pupil said about what was agreed in each one-to-one, newest first, by the one-to-one's id."""
    answer = TalkAnswerRow
    query = answer.select(answer.one_to_one, answer.on, answer.how).join(OneToOneRow).join(EntryRow)
    query = query.where(EntryRow.pupil == pupil_id, answer.how != "")
    return _by_id(as_tuples(query.order_by(answer.on.desc())))


def _by_id(rows: list[tuple[Any, ...]]) -> dict[int, list[Reply]]:
    replies: dict[int, list[Reply]] = {}
    for item_id, on, how in rows:
        replies.setdefault(item_id, []).append(Reply(on, how))
    return replies
