"""The example school: made by a seeded generator, and open to a newcomer who wants to try it. Nobody in it is real."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from learning.aims import wider_aims
from learning.aims.tables import AimRow
from learning.classroom import rooms, tablets
from learning.classroom.qr_cards import qr_card, qr_cards_of
from learning.core.errors import LearningError, N_
from learning.core.store import writing, writing_at_length
from learning.journals.tables import EntryRow
from learning.people import cohorts as cohorts_of_school, schools
from learning.people.cohorts import Cohort, cohorts_with, NoSuchCohort
from learning.people.pupils import Pupil
from learning.people.tables import CohortRow, PupilRow
from learning.rounds import question_library, ready_lists, rounds
from learning.rounds.tables import RoundRow
from learning.score_cards.tables import OpinionRow, SummaryRow

from . import stories, words
from .groups import tell_group
from .happenings import ask_the_families, raise_concerns
from .stage import at, email, school_day, set_the_stage
from .year_9 import tell_year

SIGN_INS = tuple(
    (person.name, person.duty, email(person), words.PASSWORD)
    for key in words.TO_TRY
    for person in words.STAFF
    if person.key == key
)
PRIMARY_DAYS, COLLEGE_DAYS = (75, 33, 4), (80, 36, 5)  # how many days ago the small groups' rounds were opened
TRYING_TIME = timedelta(hours=8)
CARDS_A_COHORT, MOST_CARDS = 2, 6


class NotEmpty(LearningError):
    """The example is loaded into an empty data folder only."""

    msgid = N_("This data folder holds a school already. The example needs an empty one.")
    status = 409


class NotTheExample(LearningError):
    """A real school has no front door without a QR card."""

    msgid = N_("This is not the example school.")
    status = 404


# --- loading ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """What was loaded, in numbers."""

    pupils: int
    cohorts: int
    rounds: int
    entries: int
    opinions: int
    summaries: int
    aims: int


@writing_at_length
def load(now: datetime, today: date) -> Counts:
    """Load the whole example school, its days counted back from `today`; all or nothing. Raises NotEmpty."""
    if schools.school_or_none():
        raise NotEmpty()
    schools.found_school(words.SCHOOL, min(now, at(school_day(today, 95))), is_example=True)
    ready_lists.add_seed_characteristics()
    question_library.ask_seed_questions(today)
    for wider_aim in words.WIDER_AIMS:
        wider_aims.add_wider_aim(wider_aim)
    stage = set_the_stage(today)
    tell_group(stage, words.PRIMARY, stories.PRIMARY_STORIES, PRIMARY_DAYS, "okafor")
    tell_year(stage)
    tell_group(stage, words.COLLEGE, stories.COLLEGE_STORIES, COLLEGE_DAYS, "baptiste")
    ask_the_families(stage, stage.cohorts[words.PRIMARY], stage.staff["okafor"])
    raise_concerns(stage)
    counted = (PupilRow, CohortRow, RoundRow, EntryRow, OpinionRow, SummaryRow, AimRow)
    return Counts(*(table.select().count() for table in counted))


# --- trying -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TryCard:
    """A QR card that a newcomer may press instead of showing it: its id, and whose it is."""

    id: int
    pupil: Pupil


def cards_to_try(now: datetime) -> list[TryCard]:
    """A few QR cards of pupils young and older, first of those whom the newest round still awaits.

    Raises NotTheExample."""
    _only_in_the_example()
    cards = {}
    for cohort in _cohorts_with_rounds():
        finished = _finished(rounds.latest_round(cohort.id).id, True, True)
        # By key: in no order that a person would see, but always the same.
        found = sorted(qr_cards_of(cohort.id), key=lambda card: (card.pupil.id in finished, card.pupil.key))
        for card in found[:CARDS_A_COHORT]:
            cards[card.pupil.id] = TryCard(card.id, card.pupil)
    return list(cards.values())[:MOST_CARDS]


def _only_in_the_example() -> None:
    school = schools.school()
    if school is None or not school.is_example:
        raise NotTheExample()


def _cohorts_with_rounds() -> list[Cohort]:
    """Those with the first rounds first: the order in which the example was made."""
    first = {}
    for row in RoundRow.select(RoundRow.id, RoundRow.cohort).order_by(RoundRow.id):
        first.setdefault(row.cohort_id, row.id)
    return [cohorts_of_school.cohort(cohort_id) for cohort_id in first]


def _finished(round_id: int, journal_asked: bool, score_card_asked: bool) -> set[int]:
    """The pupils who have finished a task of a round, so that their next visit would not be a whole one."""
    finished = set()
    if journal_asked:
        entry = EntryRow
        rows = entry.select(entry.pupil).where(entry.round == round_id, entry.finished_at.is_null(False))
        finished |= {pupil_id for (pupil_id,) in rows.tuples()}
    if score_card_asked:
        opinion = OpinionRow
        rows = opinion.select(opinion.pupil).where(
            opinion.round == round_id, opinion.view == "pupil", opinion.finished_at.is_null(False)
        )
        finished |= {pupil_id for (pupil_id,) in rows.tuples()}
    return finished


@writing
def try_card(card_id: int, tablet_token: str | None, now: datetime, today: date) -> tuple[str, int]:
    """As if a QR card had been shown at a tablet of its school: returns the tablet's token and the pupil's id.

    Makes this browser a tablet when it is none, and opens a room with a whole visit to do when there is none for the
    pupil; who has finished the newest round begins another. Raises NotTheExample, NoSuchQRCard."""
    _only_in_the_example()
    whose = qr_card(card_id).pupil
    try:
        tablets.tablet_of(tablet_token or "", now)
    except tablets.TabletNotEnrolled:
        tablet_token = tablets.enrol("This browser", None, now, tablet_token or "")
    room = next(iter(rooms.rooms_for(whose.id, now)), None)
    if room is None or whose.id in _finished(room.round_id, room.journal, room.score_card):
        round_id = _round_to_try(whose, today)
        rooms.open_room(round_id, journal=True, score_card=True, closes_at=now + TRYING_TIME, member_id=None, now=now)
    return tablet_token, whose.id


def _round_to_try(whose: Pupil, today: date) -> int:
    """The newest round of the pupil's cohorts, or a new one where the pupil has finished that or there is none."""
    mine = cohorts_with(whose.id)
    if not mine:
        raise NoSuchCohort()
    known = [one for cohort in mine for one in rounds.rounds_of(cohort.id)]
    newest = max(known, key=lambda one: (one.opened_on, one.id), default=None)
    if newest and whose.id not in _finished(newest.id, True, True):
        return newest.id
    cohort_id = newest.cohort_id if newest else mine[0].id
    number = len(rounds.rounds_of(cohort_id)) + 1
    return rounds.open_round(cohort_id, f"Round {number}", "", today).id
