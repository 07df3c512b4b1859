"""Trying the example school: a newcomer presses a QR card on the screen instead of showing one to a tablet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from learning.classroom import rooms, tablets
from learning.classroom.qr_cards import qr_card, qr_cards_of
from learning.core.errors import LearningError, N_
from learning.core.store import as_tuples, writing
from learning.journals.tables import EntryRow, JOURNAL
from learning.people import schools
from learning.people.cohorts import cohorts_with, NoSuchCohort
from learning.people.pupils import Pupil
from learning.rounds import planning, rounds
from learning.rounds.rounds import Round
from learning.rounds.tables import RoundRow
from learning.score_cards.tables import OpinionRow

TRYING_TIME = timedelta(hours=8)
CARDS_A_COHORT, MOST_CARDS = 2, 8


class NotTheExample(LearningError):
    """This is a real school, where nobody comes in without a QR card."""

    msgid = N_("This is not the example school.")
    status = 404


@dataclass(frozen=True)
class TryCard:
    """A QR card that a newcomer can press: its id and its pupil."""

    id: int
    pupil: Pupil


def cards_to_try(now: datetime) -> list[TryCard]:
    """Return a few QR cards of younger and older pupils, first of those who have not finished the newest round.

    Raises NotTheExample."""
    _check_example()
    cards = {}
    for round_ in _newest_rounds():
        finished = _finished(round_.id, journal=True, score_card=True)
        # By key, which looks like no order but is always the same.
        in_order = sorted(qr_cards_of(round_.cohort_id), key=lambda card: (card.pupil.id in finished, card.pupil.key))
        for card in in_order[:CARDS_A_COHORT]:
            cards[card.pupil.id] = TryCard(card.id, card.pupil)
    return list(cards.values())[:MOST_CARDS]


def _check_example() -> None:
    if not schools.school().is_example:
        raise NotTheExample()


def _newest_rounds() -> list[Round]:
    """Return the newest round of each cohort that has one, in the order in which the example was made."""
    rows = as_tuples(RoundRow.select(RoundRow.cohort).order_by(RoundRow.id))
    cohort_ids = dict.fromkeys(cohort_id for (cohort_id,) in rows)
    return [rounds.rounds_of(cohort_id)[0] for cohort_id in cohort_ids]


def _finished(round_id: int, *, journal: bool, score_card: bool) -> set[int]:
    """Return the ids of pupils who have finished one of these tasks of a round: their next visit would be shorter."""
    entry, opinion = EntryRow, OpinionRow
    queries: list[Any] = []
    if journal:
        is_done = (entry.kind == JOURNAL) & entry.finished_at.is_null(False)
        queries.append(entry.select(entry.pupil).where(entry.round == round_id, is_done))
    if score_card:
        is_finished = (opinion.view == "pupil") & opinion.finished_at.is_null(False)
        queries.append(opinion.select(opinion.pupil).where(opinion.round == round_id, is_finished))
    return {pupil_id for query in queries for (pupil_id,) in as_tuples(query)}


@writing
def try_card(card_id: int, tablet_token: str | None, now: datetime, today: date) -> tuple[str, int]:
    """Do what showing a QR card at a tablet needs, and return the tablet's token and the pupil's id.

    Makes this browser a tablet if it is not one. Opens a room if the pupil has none with a whole visit to do: a pupil
    who has finished the newest round starts another. Raises NotTheExample, NoSuchQRCard."""
    _check_example()
    pupil = qr_card(card_id).pupil
    token = tablet_token or ""
    try:
        tablets.tablet_of(token, now)
    except tablets.TabletNotEnrolled:
        token = tablets.enrol("This browser", None, now, token)
    room = next(iter(rooms.rooms_for(pupil.id, now)), None)
    if room is None or pupil.id in _finished(room.round_id, journal=room.journal, score_card=room.score_card):
        round_id = _round_to_try(pupil, today)
        rooms.open_room(round_id, journal=True, score_card=True, closes_at=now + TRYING_TIME, member_id=None, now=now)
    return token, pupil.id


def _round_to_try(pupil: Pupil, today: date) -> int:
    """Return the newest round of the pupil's cohorts, or a new one if the pupil has finished it or there is none."""
    cohorts = cohorts_with(pupil.id)
    if not cohorts:
        raise NoSuchCohort()
    all_rounds = [round_ for cohort in cohorts for round_ in rounds.rounds_of(cohort.id)]
    newest = max(all_rounds, key=lambda round_: (round_.opened_on, round_.id), default=None)
    if newest and pupil.id not in _finished(newest.id, journal=True, score_card=True):
        return newest.id
    cohort_id = newest.cohort_id if newest else cohorts[0].id
    number = len(rounds.rounds_of(cohort_id)) + 1
    return planning.open_round(cohort_id, f"Round {number}", "", today).id
