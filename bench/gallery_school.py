"""The example school as the gallery and the test of looks need it: a pupil with news, a round that asks every kind."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from learning import example
from learning.aims import aims
from learning.classroom import check_ins, qr_cards, rooms
from learning.invitations import invitations
from learning.journals import journal
from learning.people import schools
from learning.people.cohorts import cohorts_with
from learning.people.tables import MemberRow
from learning.rounds import planning, question_sets
from learning.rounds.question_library import CHECK_IN, PRIMARY, SEED_EIGHT, SEED_FOUR

# One of every kind, from the library.
EVERY_KIND = (
    SEED_FOUR.drafts[0],
    SEED_FOUR.drafts[1],
    CHECK_IN.drafts[0],
    SEED_EIGHT.drafts[4],
    PRIMARY.drafts[0],
    PRIMARY.drafts[2],
    CHECK_IN.drafts[1],
)


@dataclass(frozen=True)
class GallerySchool:
    """What the pictures need to know: the tablet's token, a cohort and its pupils with their cards' codes, pupils to
    check in, and a guest's link. Each look has pupils of its own, who have answered nothing yet."""

    tablet: str
    cohort_id: int
    pupils: list[tuple[int, str]]
    to_check_in: list[int]
    guest: str


def set_up(now: datetime) -> GallerySchool:
    """Load the example school, with pupils who have news, in an open room that asks every kind and sorts cards."""
    today: date = now.date()
    example.load(now, today)
    token, first_id = example.try_card(example.cards_to_try(now)[0].id, None, now, today)
    asked = question_sets.add_set("Every kind", today, EVERY_KIND)
    question_sets.allow_own_ways(asked.id, recordings=True, drawings=True)
    schools.allow_own_ways(recordings=True, drawings=True)
    lead = MemberRow.select().where(MemberRow.duty == "lead").get()
    cohort = cohorts_with(first_id)[0]
    round_id = planning.open_round(cohort.id, "Every page", "", today).id
    planning.ask_in_round(round_id, asked.id, "sort", True)
    closes_at = now + timedelta(hours=2)
    rooms.open_room(round_id, journal=True, score_card=True, closes_at=closes_at, member_id=lead.id, now=now)
    pupils = [(card.pupil.id, card.code) for card in qr_cards.qr_cards_of(cohort.id)]
    pupils = [(pupil_id, code) for pupil_id, code in pupils if _tell_news(pupil_id, lead.id, now, today)]
    until = today + timedelta(days=7)
    guest = invitations.invite(
        round_id, first_id, "parent", to="Fatima Yusuf", role="mother", until=until, member_id=lead.id, now=now,
        today=today,
    )  # fmt: skip
    return GallerySchool(token, cohort.id, pupils, _check_in(cohort.id, now), guest.code)


def _tell_news(pupil_id: int, lead_id: int, now: datetime, today: date) -> bool:
    """Record what was agreed with a pupil; False for a pupil without a journal."""
    entries = journal.entries_of(pupil_id)
    if not entries:
        return False
    promised = "A quiet seat by the window when it gets loud."
    journal.record_one_to_one(entries[0].id, lead_id, on=today, notes="", next_steps="", now=now, for_pupil=promised)
    for aim in list(aims.aims_of(pupil_id))[:1]:
        aims.reword_aim(aim.id, pupil_id, aim.words, "I put my hand up once in every lesson.")
    return True


def _check_in(cohort_id: int, now: datetime) -> list[int]:
    """Open a check-in for another cohort, and return its pupils."""
    other = next(card for card in example.cards_to_try(now) if cohorts_with(card.pupil.id)[0].id != cohort_id)
    other_id = cohorts_with(other.pupil.id)[0].id
    tutor = MemberRow.select().where(MemberRow.duty == "tutor").get()
    check_ins.open_check_in(
        other_id, None, closes_at=now + timedelta(hours=1), member_id=tutor.id, is_talker=True, now=now,
        today=now.date(),
    )  # fmt: skip
    return [card.pupil.id for card in qr_cards.qr_cards_of(other_id)]
