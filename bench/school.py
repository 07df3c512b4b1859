"""The school that is measured: 1,500 pupils, 10 characteristics, 10 rounds of agreed summaries, one open room."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from learning.classroom import qr_cards, rooms, tablets as enrolled
from learning.core import store
from learning.people import members, pupils as pupils_of_school, schools
from learning.people.cohorts import cohorts_with, gather
from learning.people.pupils import pupils_of
from learning.people.roll import import_roll, Row
from learning.rounds import characteristics, planning, question_library, question_sets, ready_lists
from web.clock import utc_now
from web.config import read_settings

EMAIL, PASSWORD = "lead@bench.example", "four words in a row"
FORMER = ("Confidence", "Focus", "Working with others", "Curiosity", "Organisation", "Speaking up")
FIRST_DAY = date(2024, 9, 9)
LONG_VISITS = 2  # pupils with a visit of 14 steps: the first fills the cache
ROUND_LASTS = timedelta(weeks=8)

SUMMARY = """INSERT INTO summary (pupil_id, round_id, version, agreed_on, taking_part, how, notes, member_id, saved_at,
    is_current, is_baseline) VALUES (?, ?, 1, ?, 'The team', 'discussed', '', ?, ?, 1, ?)"""
AGREED = "INSERT INTO agreed_score (summary_id, characteristic_id, score, average, reason) VALUES (?, ?, ?, ?, '')"


@dataclass
class School:
    """What the measurements need to know: the cards to show (the long ones lead to a visit of 14 steps), the tablets to
    show them to, the cohorts to look at."""

    folder: Path
    cards: list[str]
    long_cards: list[str]
    tablets: list[str]
    cohorts: dict[str, int]  # class, year, school -> cohort
    rounds: dict[str, int]  # class, year, school -> newest round
    rows: dict[str, int]

    def next_cards(self, number: int) -> list[str]:
        """Cards of pupils who have not been here before."""
        if number > len(self.cards):
            raise RuntimeError("The benchmark's school has too few pupils for so many rounds.")
        taken, self.cards = self.cards[:number], self.cards[number:]
        return taken


def build_school(folder: Path, pupils: int, tablets: int) -> School:
    """A data folder with the whole school in it, made through the rules and, for the summaries, in bulk."""
    settings = read_settings({"DATA_DIR": folder}, {})
    store.open_store(settings["DATABASE_URL"], settings["SECRET_KEY"])
    try:
        store.upgrade()
        return fill(folder, pupils, tablets)
    finally:
        store.close_store()


@store.writing
def fill(folder: Path, pupils: int, tablets: int) -> School:
    """Pupils, cohorts, summaries, QR cards, tablets and the open room, in one transaction."""
    now, chance = utc_now(), random.Random(5)
    schools.found_school("The benchmark's school", now)
    lead = members.add_member("Lead", EMAIL, job="Head", duty="lead", password=PASSWORD, now=now)
    import_roll([pupil_row(number) for number in range(pupils)], now)
    everyone = sorted(pupils_of_school.everyone(), key=lambda pupil: pupil.key)
    whole = gather("Whole school", [pupil.id for pupil in everyone], lead.id, now)
    cohorts = {cohort.kind: cohort.id for cohort in cohorts_with(everyone[0].id)} | {"school": whole.id}

    question_library.ask_seed_questions(now.date())
    ready_lists.add_seed_characteristics()
    former_ones = [characteristics.add_characteristic(name) for name in FORMER]
    asked = [characteristic.id for characteristic in characteristics.characteristics()]
    newest = {}
    for size, times in (("school", 10), ("year", 2), ("class", 2)):
        pupil_ids = [pupil.id for pupil in pupils_of(cohorts[size])]
        for number in range(times):
            day = FIRST_DAY + number * ROUND_LASTS
            newest[size] = planning.open_round(cohorts[size], f"Round {number + 1}", "", day).id
            agree(newest[size], pupil_ids, asked, day, lead.id, now, size == "school" and number == 0, chance)
    for former in former_ones:
        characteristics.retire_characteristic(former.id, now.date())
    for round_id in newest.values():  # a pupil's score card has the seed's four, the grid all ten
        planning.list_in_round(round_id, [characteristic.id for characteristic in characteristics.characteristics()])

    qr_cards.make_qr_cards(whole.id, now)
    rooms.open_room(
        newest["school"], journal=True, score_card=True, closes_at=now + timedelta(hours=4), member_id=lead.id, now=now
    )
    long_ids = [pupil.id for pupil in everyone[-LONG_VISITS:]]
    ask_fourteen_steps(long_ids, lead.id, now)
    cards = qr_cards.qr_cards_of(whole.id)
    return School(
        folder=folder,
        cards=[card.code for card in cards if card.pupil.id not in long_ids],
        long_cards=[card.code for card in cards if card.pupil.id in long_ids],
        tablets=[enrolled.enrol("", lead.id, now) for _ in range(tablets)],
        cohorts={size: cohorts[size] for size in newest},
        rounds=newest,
        rows={"pupils": pupils, "characteristics": len(asked), "rounds": 10},
    )


def ask_fourteen_steps(pupil_ids: list[int], member_id: int, now) -> None:
    """A room of their own for some pupils: eight questions, both sides of the card sort, four characteristics."""
    cohort = gather("Fourteen steps", pupil_ids, member_id, now)
    round_id = planning.open_round(cohort.id, "Fourteen steps", "", now.date()).id
    eight = question_sets.add_set("Eight questions", now.date(), question_library.SEED_EIGHT.drafts)
    planning.ask_in_round(round_id, eight.id, "sort", True)
    closes_at = now + timedelta(hours=4)
    rooms.open_room(round_id, journal=True, score_card=True, closes_at=closes_at, member_id=member_id, now=now)


def pupil_row(number: int) -> Row:
    """One pupil of the roll; thirty make a class, three hundred a year."""
    year, class_ = f"Year {number // 300 + 1}", f"Class {number // 30 + 1}"
    return Row(number + 2, f"B{number:012d}", f"Forename{number}", f"Surname{number % 997}", "", "", year, class_, None)


def agree(round_id, pupil_ids, asked, day, member_id, now, is_baseline, chance) -> None:
    """The agreed summaries of one round for all its pupils."""
    keep = store.database.connection()
    last = keep.execute("SELECT COALESCE(MAX(id), 0) FROM summary").fetchone()[0]
    keep.executemany(
        SUMMARY, [(pupil_id, round_id, str(day), member_id, str(now), is_baseline) for pupil_id in pupil_ids]
    )
    keep.executemany(
        AGREED,
        [
            (last + number, characteristic_id, chance.randrange(11), round(chance.uniform(0, 10), 2))
            for number in range(1, len(pupil_ids) + 1)
            for characteristic_id in asked
        ],
    )
