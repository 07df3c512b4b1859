"""What is due in a round: how many pupils still have to do what."""

from dataclasses import dataclass
from datetime import date, timedelta

from learning.core.store import as_tuples
from learning.journals.tables import EntryRow, JOURNAL
from learning.rounds.asking import pupils_asked
from learning.rounds.rounds import round_
from learning.score_cards.tables import OpinionRow

JOURNAL_RHYTHM = timedelta(weeks=3)  # R47: fill in and review every three weeks


@dataclass(frozen=True)
class Due:
    """How many pupils a round asks, and how many of them still have to write the journal (nothing finished for three
    weeks, R47) and fill in their own score card."""

    pupils: int
    journal: int
    score_card: int


def due_in(round_id: int, today: date) -> Due:
    """Return what a room of this round would have to do today. Raises NoSuchRound."""
    this_round = round_(round_id)
    pupils = {pupil.id for pupil in pupils_asked(this_round)}
    entry, opinion = EntryRow, OpinionRow
    wrote = entry.select(entry.pupil).where(
        entry.round == round_id,
        entry.kind == JOURNAL,
        entry.finished_at.is_null(False),
        entry.on > today - JOURNAL_RHYTHM,
    )
    scored = opinion.select(opinion.pupil).where(
        opinion.round == round_id, opinion.view == "pupil", opinion.finished_at.is_null(False)
    )
    left = [len(pupils - {pupil_id for (pupil_id,) in as_tuples(query)}) for query in (wrote, scored)]
    return Due(len(pupils), left[0], left[1] if "pupil" in this_round.views else 0)
