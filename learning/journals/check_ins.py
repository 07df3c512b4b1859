"""One-minute check-ins: how pupils are today, in one to three questions. They are no journals and need no one-to-one,
unless somebody wants one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.store import writing
from learning.people.pupils import Pupil, surname_order
from learning.rounds.tables import RoundRow

from .journal import Answer, entries_where, Entry
from .tables import CHECK_IN, EntryRow

SHOWN_FOR = timedelta(days=28)
LOW_SCORE, LOW_DEGREE = 3, 2  # up to these, a pupil comes first on the tutor's page


class NoSuchCheckIn(LearningError):
    """There is no such check-in."""

    msgid = N_("There is no such check-in.")
    status = 404


@dataclass(frozen=True)
class CheckIn:
    """One pupil's check-in of a day, with its answers in the order of asking. `is_low`: a low number or face, or a No.
    `talk_wanted`: somebody wants a one-to-one about it."""

    entry_id: int
    pupil: Pupil
    on: date
    answers: tuple[Answer, ...]
    is_low: bool
    talk_wanted: bool
    has_talk: bool


def check_ins_of_cohort(cohort_id: int, today: date) -> dict[date, list[CheckIn]]:
    """Return the check-ins of the last four weeks in a cohort's rounds by day, newest day first. On each day, those
    with a low number or face come first, then by surname."""
    from_round = EntryRow.round << _rounds_of([cohort_id])
    found = entries_where(EntryRow.kind == CHECK_IN, from_round, EntryRow.on > today - SHOWN_FOR)
    days: dict[date, list[CheckIn]] = {}
    for entry in found:
        if entry.answers:
            days.setdefault(entry.on, []).append(_check_in(entry))
    return {day: sorted(check_ins, key=_order) for day, check_ins in days.items()}


@dataclass(frozen=True)
class Today:
    """How many pupils of a cohort have checked in today, and how many of them are low."""

    cohort_id: int
    cohort: str
    pupils: int
    low: int


def check_ins_today(cohort_ids: Iterable[int], today: date) -> list[Today]:
    """Return the check-ins of today in the rounds of these cohorts, by the cohort's name. None is left out."""
    found: dict[tuple[str, int], list[Entry]] = {}
    from_rounds = EntryRow.round << _rounds_of(cohort_ids)
    for entry in entries_where(EntryRow.kind == CHECK_IN, EntryRow.on == today, from_rounds):
        if entry.answers:
            found.setdefault((entry.round.cohort, entry.round.cohort_id), []).append(entry)
    return [
        Today(
            cohort_id,
            cohort,
            len({entry.pupil.id for entry in entries}),
            len({entry.pupil.id for entry in entries if _check_in(entry).is_low}),
        )
        for (cohort, cohort_id), entries in sorted(found.items())
    ]


def check_ins_of_pupil(pupil_id: int) -> list[CheckIn]:
    """Return a pupil's check-ins that have an answer, newest first."""
    found = entries_where(EntryRow.kind == CHECK_IN, EntryRow.pupil == pupil_id)
    return [_check_in(entry) for entry in found if entry.answers]


@writing
def want_talk(entry_id: int, is_wanted: bool) -> None:
    """Put a check-in among the entries that wait for a one-to-one, or take it out again. Raises NoSuchCheckIn."""
    row = EntryRow
    changed = row.update(talk_wanted=is_wanted).where(row.id == entry_id, row.kind == CHECK_IN).execute()
    if not changed:
        raise NoSuchCheckIn()


def _check_in(entry: Entry) -> CheckIn:
    return CheckIn(
        entry_id=entry.id,
        pupil=entry.pupil,
        on=entry.on,
        answers=entry.answers,
        is_low=any(_is_low(answer) for answer in entry.answers),
        talk_wanted=entry.talk_wanted,
        has_talk=bool(entry.one_to_ones),
    )


def _is_low(answer: Answer) -> bool:
    if answer.score is not None:
        return answer.score <= LOW_SCORE
    if answer.degree is not None:
        return answer.degree <= LOW_DEGREE
    return answer.question.kind == "yes_no" and answer.choices == ("no",)


def _order(check_in: CheckIn) -> tuple[bool, tuple[str, str]]:
    return not check_in.is_low, surname_order(check_in.pupil)


def _rounds_of(cohort_ids: Iterable[int]) -> Any:
    return RoundRow.select(RoundRow.id).where(RoundRow.cohort << list(cohort_ids))
