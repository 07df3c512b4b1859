"""How a concern is raised and taken back: by a press of "I want to talk to someone", or by words of the school's list.

Nothing that arrives is lost, and nothing counts twice: each press and each answer has a key of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from learning.core import store
from learning.core.store import writing

from .named_adults import Adult, adults_for
from .tables import ConcernActionRow, ConcernCauseRow, ConcernRow, ConcernToldRow, MemberRow
from .word_list import entries_of, finds, word_list

CAN_TAKE_BACK = timedelta(minutes=1)
ON_ITS_WAY = timedelta(seconds=15)  # a press within the minute may arrive a little later


@dataclass(frozen=True)
class Press:
    """One press of "I want to talk to someone", with the key that it has however often it is sent.

    `at` is when it was pressed, `chosen_id` the person whom the pupil chose (None: anyone), `taken_back_at` when the
    pupil took it back."""

    key: str
    place: str
    at: datetime
    chosen_id: int | None = None
    taken_back_at: datetime | None = None


@dataclass(frozen=True)
class Writing:
    """A text that somebody wrote about a pupil: its key (the same for later wordings of it), the question, the time,
    and the writer's name ("" for the pupil)."""

    key: str
    place: str
    text: str
    at: datetime
    by: str = ""


# --- a wish to talk ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Heard:
    """Who was told of a wish to talk, the chosen people first, and whether the pupil has taken it back."""

    adults: tuple[Adult, ...]
    is_taken_back: bool


@writing
def ask_to_talk(pupil_id: int, visit_id: int | None, press: Press) -> Heard:
    """Save a press, or that it was taken back, and return who is told.

    Another press in the same visit belongs to the same concern until somebody has said what was done. A press that is
    sent again adds nothing, not even after that."""
    store.lock()
    cause = ConcernCauseRow
    if known := cause.get_or_none(cause.key == press.key):
        _take_back(known, press)
    else:
        concern_id = _open_concern(pupil_id, visit_id, "asked") or _raise(pupil_id, visit_id, "asked", press.at)
        _add_press(concern_id, pupil_id, press)
    saved = cause.get(cause.key == press.key)
    return Heard(tuple(recipients_of(saved.concern_id, pupil_id)), saved.taken_back_at is not None)


def _add_press(concern_id: int, pupil_id: int, press: Press) -> None:
    chosen = MemberRow.get_or_none(MemberRow.id == press.chosen_id, MemberRow.duty != "administrator")
    ConcernCauseRow.create(
        concern=concern_id,
        key=press.key,
        at=press.at,
        place=press.place,
        chosen=chosen,
        taken_back_at=press.taken_back_at if _is_within_minute(press.at, press.taken_back_at) else None,
    )
    _tell(concern_id, adults_for(pupil_id).recipients(press.chosen_id))


def _take_back(known: ConcernCauseRow, press: Press) -> None:
    if known.taken_back_at is None and _is_within_minute(known.at, press.taken_back_at):
        cause = ConcernCauseRow
        cause.update(taken_back_at=press.taken_back_at).where(cause.id == known.id).execute()


def _is_within_minute(pressed_at: datetime, taken_back_at: datetime | None) -> bool:
    return taken_back_at is not None and taken_back_at - pressed_at <= CAN_TAKE_BACK + ON_ITS_WAY


@writing
def take_back_latest(pupil_id: int, visit_id: int, now: datetime) -> Heard | None:
    """Take back what was asked last in a visit, if that was within the last minute: a page without script does not say
    which press it means. Returns None where there is nothing to take back."""
    cause = ConcernCauseRow
    in_visit = ConcernRow.select(ConcernRow.id).where(ConcernRow.visit == visit_id, ConcernRow.source == "asked")
    known = cause.select().where(cause.concern << in_visit, cause.taken_back_at.is_null()).order_by(cause.at.desc())
    last = known.first()
    if last is None or not _is_within_minute(last.at, now):
        return None
    return ask_to_talk(pupil_id, visit_id, Press(last.key, last.place, last.at, last.chosen_id, now))


@dataclass(frozen=True)
class Asked:
    """What a pupil has asked for in a visit: who was told, and until when it can be taken back."""

    names: tuple[str, ...]
    until: datetime

    def seconds_left(self, now: datetime) -> int:
        """Return for how many more seconds it can be taken back; 0 once it cannot."""
        return max(0, round((self.until - now).total_seconds()))


_ASKED = """
SELECT u.at, m.name FROM concern c JOIN concern_cause u ON u.concern_id = c.id
     JOIN concern_told t ON t.concern_id = c.id JOIN member m ON m.id = t.member_id
WHERE c.visit_id = ? AND c.source = 'asked' AND u.taken_back_at IS NULL AND m.retired_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM concern_action a WHERE a.concern_id = c.id)
ORDER BY u.at DESC, u.id DESC, CASE WHEN m.id = u.chosen_id THEN 0 ELSE 1 END, m.name"""


def asked_in(visit_id: int) -> Asked | None:
    """Return what the pupil has asked for in this visit and not taken back, or None."""
    rows = store.run(_ASKED, visit_id).fetchall()
    if not rows:
        return None
    return Asked(tuple(dict.fromkeys(name for _, name in rows)), store.moment(rows[0][0]) + CAN_TAKE_BACK)


# --- words from the school's list -------------------------------------------------------------------------------


@writing
def look_for_words(pupil_id: int, visit_id: int | None, writings: Iterable[Writing]) -> None:
    """Raise a concern where a text has a word from the school's list: once for each key, with the newest wording.

    Words that come after somebody has said what was done raise a new concern."""
    written = [each for each in writings if each.text.strip()]
    entries = entries_of(word_list()) if written else []
    found = [each for each in written if finds(each.text, entries)]
    if not found:
        return
    store.lock()
    concern_id = None
    for each in found:
        concern_id = _add_writing(pupil_id, visit_id, each, concern_id) or concern_id


def _add_writing(pupil_id: int, visit_id: int | None, found: Writing, concern_id: int | None) -> int | None:
    """Return the concern to which the text belongs now, or None where it was known already."""
    cause, key = ConcernCauseRow, found.key
    while known := cause.get_or_none(cause.key == key):
        if found.text in known.text:
            return None
        if not _is_done(known.concern_id):
            text = found.text if known.text in found.text else f"{known.text}\n\n{found.text}"
            cause.update(text=text).where(cause.id == known.id).execute()
            return known.concern_id
        key = f"{found.key}#{known.id}"  # somebody has dealt with what was written before
    concern_id = concern_id or _open_concern(pupil_id, visit_id, "words")
    concern_id = concern_id or _raise(pupil_id, visit_id, "words", found.at)
    cause.create(concern=concern_id, key=key, at=found.at, place=found.place, text=found.text, by=found.by)
    _tell(concern_id, adults_for(pupil_id).recipients(None))
    return concern_id


# --- both -------------------------------------------------------------------------------------------------------


def recipients_of(concern_id: int, pupil_id: int) -> list[Adult]:
    """Return who was told of a concern and has not left, the chosen people first; where all have left, who is told
    now."""
    cause, recipient = ConcernCauseRow, ConcernToldRow
    chosen = {row.chosen_id for row in cause.select(cause.chosen).where(cause.concern == concern_id)}
    rows = (
        MemberRow.select()
        .join(recipient, on=(recipient.member == MemberRow.id))
        .where(recipient.concern == concern_id, MemberRow.retired_at.is_null())
        .order_by(MemberRow.name)
    )
    adults = [Adult(row.id, row.name, row.job) for row in rows]
    return sorted(adults, key=lambda adult: adult.id not in chosen) or adults_for(pupil_id).recipients(None)


def _open_concern(pupil_id: int, visit_id: int | None, source: str) -> int | None:
    """Return the id of this visit's concern about which nobody has said what was done, or None."""
    concern, action = ConcernRow, ConcernActionRow
    if visit_id is None:
        return None
    row = concern.get_or_none(
        concern.pupil == pupil_id,
        concern.visit == visit_id,
        concern.source == source,
        concern.id.not_in(action.select(action.concern)),
    )
    return row.id if row else None


def _is_done(concern_id: int) -> bool:
    return bool(ConcernActionRow.select().where(ConcernActionRow.concern == concern_id).exists())


def _raise(pupil_id: int, visit_id: int | None, source: str, at: datetime) -> int:
    concern_id: int = ConcernRow.create(pupil=pupil_id, visit=visit_id, source=source, raised_at=at).id
    return concern_id


def _tell(concern_id: int, adults: Iterable[Adult]) -> None:
    for adult in adults:
        ConcernToldRow.insert(concern=concern_id, member=adult.id).on_conflict_ignore().execute()
