"""Planning a round: staff open it, and choose what it asks and of whom."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from learning.core.errors import LearningError, N_
from learning.core.names import named
from learning.core.store import as_tuples, writing
from learning.people.cohorts import cohort
from learning.people.pupils import pupils_of

from .asking import characteristics_of
from .characteristics import characteristics, NoSuchCharacteristic
from .question_sets import question_set
from .rounds import GENERAL, Round, round_, rounds_of, USUAL_VIEWS, VIEWS
from .tables import RoundCharacteristicRow, RoundPupilRow, RoundRow

CARD_SORTS = ("", "sort", "shorten")


class NoSuchCardSort(LearningError):
    """A way of sorting cards that a round does not have."""

    msgid = N_("Choose one of the kinds of card sort.")


class RoundNameTaken(LearningError):
    """Another round of this cohort has this name."""

    msgid = N_("This cohort already has a round called “%(name)s”. Choose another name.")


class NobodyAsked(LearningError):
    """A round that asks no view."""

    msgid = N_("Choose at least one view to ask for.")


class DueTooSoon(LearningError):
    """The round would be due before it began."""

    msgid = N_("The round cannot be due before it starts.")


def is_taken(cohort_id: int, name: str, but: int | None = None) -> bool:
    """Return whether a round of this cohort, other than `but`, already has this name."""
    return name.strip().casefold() in {found.name.casefold() for found in rounds_of(cohort_id) if found.id != but}


@writing
def open_round(
    cohort_id: int,
    name: str,
    focus: str,
    today: date,
    *,
    question_set_id: int | None = None,
    card_sort: str = "",
    tells_news: bool = True,
    views: Iterable[str] = USUAL_VIEWS,
    due_on: date | None = None,
    pupil_ids: Iterable[int] = (),
    characteristic_ids: Iterable[int] | None = None,
) -> Round:
    """Open a round for a cohort; an empty focus means learning in general (R31).

    It keeps the characteristics it starts with, even if the school's list changes: these ones, or those that the cohort
    is asked now. Raises RoundNameTaken, NoSuchSet, NoSuchCardSort, NobodyAsked, DueTooSoon, NoSuchCharacteristic."""
    cohort(cohort_id)
    name = named(name)
    if is_taken(cohort_id, name):
        raise RoundNameTaken(name=name)
    row = RoundRow.create(cohort=cohort_id, name=name, focus=focus.strip() or GENERAL, opened_on=today)
    if characteristic_ids is None:
        characteristic_ids = [characteristic.id for characteristic in characteristics_of(cohort_id)]
    return ask_in_round(
        row.id,
        question_set_id,
        card_sort,
        tells_news,
        views=views,
        due_on=due_on,
        pupil_ids=pupil_ids,
        characteristic_ids=characteristic_ids,
    )


@writing
def change_round(round_id: int, name: str, focus: str, opened_on: date, **settings: Any) -> Round:
    """Correct a round's name, focus and first day, and what it asks (`settings`: the arguments of ask_in_round).

    Raises NameMissing, RoundNameTaken, and what ask_in_round raises."""
    old, name = round_(round_id), named(name)
    if is_taken(old.cohort_id, name, but=round_id):
        raise RoundNameTaken(name=name)
    RoundRow.update(name=name, focus=focus.strip() or GENERAL, opened_on=opened_on).where(
        RoundRow.id == round_id
    ).execute()
    return ask_in_round(round_id, **settings)


@writing
def ask_in_round(
    round_id: int,
    question_set_id: int | None,
    card_sort: str,
    tells_news: bool,
    *,
    views: Iterable[str] | None = None,
    due_on: date | None = None,
    pupil_ids: Iterable[int] = (),
    characteristic_ids: Iterable[int] | None = None,
) -> Round:
    """Choose a round's question set, its card sort, and whether pupils first read what was agreed last time.

    With `views`, also whom it asks (as ask_views), with `characteristic_ids`, also its characteristics. Entries already
    begun keep their questions. Raises NoSuchSet, NoSuchCardSort, NoSuchRound, NobodyAsked, DueTooSoon,
    NoSuchCharacteristic."""
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


@writing
def ask_views(round_id: int, views: Iterable[str], due_on: date | None, pupil_ids: Iterable[int] = ()) -> Round:
    """Choose a round's views, last day and pupils; no pupils means the whole cohort, including those who join later.

    Answers already given stay. Raises NobodyAsked, DueTooSoon, NoSuchRound."""
    old, wanted = round_(round_id), set(views)
    chosen_views = [view for view in VIEWS if view in wanted]
    if not chosen_views:
        raise NobodyAsked()
    if due_on and due_on < old.opened_on:
        raise DueTooSoon()
    RoundRow.update(views=" ".join(chosen_views), due_on=due_on).where(RoundRow.id == round_id).execute()
    chosen = {pupil.id for pupil in pupils_of(old.cohort_id)} & set(pupil_ids)
    RoundPupilRow.delete().where(RoundPupilRow.round == round_id).execute()
    if chosen:
        RoundPupilRow.insert_many([{"round": round_id, "pupil": pupil_id} for pupil_id in sorted(chosen)]).execute()
    return round_(round_id)


@writing
def list_in_round(round_id: int, characteristic_ids: Iterable[int]) -> None:
    """Choose a round's characteristics: from the school's list, or retired ones that the round already has.

    Scores already given stay. Raises NoSuchCharacteristic."""
    row, chosen = RoundCharacteristicRow, set(characteristic_ids)
    has = {each for (each,) in as_tuples(row.select(row.characteristic).where(row.round == round_id))}
    if chosen - {characteristic.id for characteristic in characteristics()} - has:
        raise NoSuchCharacteristic()
    row.delete().where(row.round == round_id).execute()
    if chosen:
        row.insert_many([{"round": round_id, "characteristic": each} for each in sorted(chosen)]).execute()
