"""Rounds: a dated time of asking for a cohort, with a focus: learning in general, or an activity or class (R31)."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from peewee import Table

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import writing
from learning.people.cohorts import cohort
from learning.people.pupils import Pupil, pupils_of
from learning.people.tables import CohortPupilRow, CohortRow

from .characteristics import characteristics_of, list_in_round
from .questions import question_set
from .tables import RoundPupilRow, RoundRow

GENERAL = N_("learning in general")
CARD_SORTS = ("", "sort", "shorten")
VIEWS = ("professional", "pupil", "parent", "community")
# Where a round keeps what it heard of a pupil: tables of later packages, read here by name.
ANSWERED_IN = [Table(name, ("round_id", "pupil_id")) for name in ("entry", "opinion", "summary")]
ASKED = ("professional", "pupil", "parent")  # the community is heard where a round asks it


class NoSuchRound(LearningError):
    """There is no such round for this pupil or cohort."""

    msgid = N_("There is no such round here.")
    status = 404


class NoSuchCardSort(LearningError):
    """A way of sorting cards that a round does not have."""

    msgid = N_("Choose one of the kinds of card sort.")


class RoundNameTaken(LearningError):
    """Two rounds of a cohort with one name could not be told apart."""

    msgid = N_("This cohort already has a round called “%(name)s”. Choose another name.")


class NobodyAsked(LearningError):
    """A round that asks no view."""

    msgid = N_("Choose at least one view to ask for.")


class DueTooSoon(LearningError):
    """The round would be due before it began."""

    msgid = N_("The round cannot be due before it starts.")


class RoundClosed(LearningError):
    """A closed round takes no more answers; it can be opened again."""

    msgid = N_("The round “%(name)s” is closed. Open it again to continue.")
    status = 409


@dataclass(frozen=True)
class Round:
    """One round of a cohort; `focus` says what it asks about.

    `question_set_id` is its own question set, None for its cohort's; `card_sort` is "" (none), "sort" (before the score
    card) or "shorten" (and the chosen cards alone are scored); `tells_news`: pupils read what was agreed last time;
    `views` are those it asks; `due_on`: until when, or None."""

    id: int
    cohort_id: int
    cohort: str
    name: str
    focus: str
    opened_on: date
    closed_on: date | None
    question_set_id: int | None
    card_sort: str
    tells_news: bool
    views: tuple[str, ...] = ASKED
    due_on: date | None = None

    @property
    def about(self) -> str:
        """The activity or class that it asks about; "" for learning in general."""
        return "" if self.focus == GENERAL else self.focus


def round_from(row) -> Round:
    """The round in a row joined with its cohort."""
    dates, asked = (row.opened_on, row.closed_on), (row.question_set_id, row.card_sort, row.tells_news)
    named_by = (row.id, row.cohort_id, row.cohort.name, row.name, row.focus)
    return Round(*named_by, *dates, *asked, tuple(row.views.split()), row.due_on)


def _rounds():
    return RoundRow.select(RoundRow, CohortRow).join(CohortRow).order_by(RoundRow.opened_on.desc(), RoundRow.id.desc())


def is_taken(cohort_id: int, name: str, but: int | None = None) -> bool:
    """Has a round of this cohort, but that one, this name already?"""
    return name.strip().casefold() in {one.name.casefold() for one in rounds_of(cohort_id) if one.id != but}


@writing
def open_round(
    cohort_id: int,
    name: str,
    focus: str,
    today: date,
    question_set_id: int | None = None,
    card_sort: str = "",
    tells_news: bool = True,
    views=ASKED,
    due_on: date | None = None,
    pupil_ids=(),
    characteristic_ids=None,
) -> Round:
    """Open a round for a cohort; an empty focus means learning in general (R31). It keeps the lines it begins with,
    whatever becomes of the school's list: those given, else what the cohort is asked now.

    Raises RoundNameTaken, NoSuchSet, NoSuchCardSort, NobodyAsked, DueTooSoon, NoSuchCharacteristic."""
    cohort(cohort_id)
    name = named(name)
    if is_taken(cohort_id, name):
        raise RoundNameTaken(name=name)
    row = RoundRow.create(cohort=cohort_id, name=name, focus=focus.strip() or GENERAL, opened_on=today)
    if characteristic_ids is None:
        characteristic_ids = [each.id for each in characteristics_of(cohort_id)]
    asks = {"views": views, "due_on": due_on, "pupil_ids": pupil_ids, "characteristic_ids": characteristic_ids}
    return ask_in_round(row.id, question_set_id, card_sort, tells_news, **asks)


@writing
def change_round(round_id: int, name: str, focus: str, opened_on: date, **asks) -> Round:
    """Correct what a round is called, what it is about and when it began, and what it asks (`asks` as ask_in_round).

    Raises NameMissing, RoundNameTaken, and as ask_in_round."""
    when, name = round_(round_id), named(name)
    if is_taken(when.cohort_id, name, but=round_id):
        raise RoundNameTaken(name=name)
    said = {"name": name, "focus": focus.strip() or GENERAL, "opened_on": opened_on}
    RoundRow.update(**said).where(RoundRow.id == round_id).execute()
    return ask_in_round(round_id, **asks)


@writing
def ask_views(round_id: int, views, due_on: date | None, pupil_ids=()) -> Round:
    """Which views a round asks, until when, and which pupils of its cohort; none are the whole cohort, with those who
    come later. What was given stays. Raises NobodyAsked, DueTooSoon, NoSuchRound."""
    when, asked = round_(round_id), [view for view in VIEWS if view in set(views)]
    if not asked:
        raise NobodyAsked()
    if due_on and due_on < when.opened_on:
        raise DueTooSoon()
    RoundRow.update(views=" ".join(asked), due_on=due_on).where(RoundRow.id == round_id).execute()
    chosen = RoundPupilRow
    wanted = {one.id for one in pupils_of(when.cohort_id)} & set(pupil_ids)
    chosen.delete().where(chosen.round == round_id).execute()
    if wanted:
        chosen.insert_many([{"round": round_id, "pupil": one} for one in sorted(wanted)]).execute()
    return round_(round_id)


@writing
def close_round(round_id: int, today: date) -> None:
    """Take no more answers in a round; while it is closed, its rooms are. What was given can still be agreed."""
    round_(round_id)
    RoundRow.update(closed_on=today).where(RoundRow.id == round_id, RoundRow.closed_on.is_null()).execute()


@writing
def reopen_round(round_id: int) -> None:
    """Take answers in a closed round once more. Raises NoSuchRound."""
    round_(round_id)
    RoundRow.update(closed_on=None).where(RoundRow.id == round_id).execute()


def check_open(asked: Round) -> None:
    """Raises RoundClosed for a round that takes no more answers."""
    if asked.closed_on:
        raise RoundClosed(name=asked.name)


def chosen_pupils(round_id: int) -> set[int]:
    """The ids of the pupils whom a round chose of its cohort; none where it asks them all."""
    one = RoundPupilRow
    return {pupil_id for (pupil_id,) in one.select(one.pupil).where(one.round == round_id).tuples()}


def pupils_asked(asked: Round) -> list[Pupil]:
    """Whom a round asks, by surname: the chosen pupils of its cohort, or all of them."""
    chosen = chosen_pupils(asked.id)
    return [each for each in pupils_of(asked.cohort_id) if not chosen or each.id in chosen]


def asks(pupil_id: int):
    """The condition on a round that it asks this pupil: of its cohort, and chosen where the round chose some."""
    mine, chosen = CohortPupilRow, RoundPupilRow
    cohorts = mine.select(mine.cohort).where(mine.pupil == pupil_id)
    choosing, choosing_me = chosen.select(chosen.round), chosen.select(chosen.round).where(chosen.pupil == pupil_id)
    rounds = RoundRow
    return (rounds.cohort << cohorts) & (rounds.id.not_in(choosing) | (rounds.id << choosing_me))


@writing
def ask_in_round(
    round_id: int,
    question_set_id: int | None,
    card_sort: str,
    tells_news: bool,
    views=None,
    due_on=None,
    pupil_ids=(),
    characteristic_ids=None,
) -> Round:
    """What a round asks, with `views` also whom (as ask_views), with `characteristic_ids` on which lines. Which set,
    whether cards are sorted, whether pupils read what was agreed; entries that were begun keep their questions.

    Raises NoSuchSet, NoSuchCardSort, NoSuchRound, NobodyAsked, DueTooSoon, NoSuchCharacteristic."""
    if question_set_id is not None:
        question_set(question_set_id)
    if card_sort not in CARD_SORTS:
        raise NoSuchCardSort()
    RoundRow.update(question_set=question_set_id, card_sort=card_sort, tells_news=tells_news).where(
        RoundRow.id == round_id
    ).execute()
    if characteristic_ids is not None:
        list_in_round(round_id, characteristic_ids)
    return round_(round_id) if views is None else ask_views(round_id, views, due_on, pupil_ids)


def rounds_of(cohort_id: int) -> list[Round]:
    """The rounds of a cohort, newest first."""
    return [round_from(row) for row in _rounds().where(RoundRow.cohort == cohort_id)]


def rounds_for(pupil_id: int) -> list[Round]:
    """The rounds of all the pupil's cohorts, and those in which the pupil was asked before, newest first."""
    answered = (RoundRow.id << table.select(table.round_id).where(table.pupil_id == pupil_id) for table in ANSWERED_IN)
    return [round_from(row) for row in _rounds().where(reduce(or_, answered, asks(pupil_id)))]


def round_for(pupil_id: int, round_id: int) -> Round:
    """One of the pupil's rounds; raises NoSuchRound for any other."""
    for one in rounds_for(pupil_id):
        if one.id == round_id:
            return one
    raise NoSuchRound()


def round_(round_id: int) -> Round:
    """One round; raises NoSuchRound."""
    row = _rounds().where(RoundRow.id == round_id).first()
    if row is None:
        raise NoSuchRound()
    return round_from(row)


def latest_round(cohort_id: int) -> Round | None:
    """The newest round of a cohort, or None before the first."""
    return next(iter(rounds_of(cohort_id)), None)
