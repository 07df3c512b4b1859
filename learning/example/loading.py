"""Loading the example school into an empty data folder."""

from dataclasses import dataclass
from datetime import date, datetime

from learning.aims import wider_aims
from learning.aims.tables import AimRow
from learning.core.errors import LearningError, N_
from learning.core.store import writing_at_length
from learning.journals.tables import EntryRow
from learning.people import schools
from learning.people.tables import CohortRow, PupilRow
from learning.rounds import question_library, ready_lists
from learning.rounds.tables import RoundRow
from learning.score_cards.tables import OpinionRow, SummaryRow

from . import cast, chains
from .childrens_pages import choose_age_bands, hold_check_in, write_anchors
from .groups import tell_group
from .happenings import ask_the_families, begin_young_class, name_adults, raise_concerns
from .own_ways import answer_in_own_ways
from .stage import at, school_day, set_the_stage
from .year_9 import tell_year

PRIMARY_DAYS, COLLEGE_DAYS = (75, 33, 4), (80, 36, 5)  # how many days ago the small groups' rounds were opened


class NotEmpty(LearningError):
    """The data folder already has a school."""

    msgid = N_("This data folder already has a school. The example needs an empty one.")
    status = 409


@dataclass(frozen=True)
class Counts:
    """How much was loaded."""

    pupils: int
    cohorts: int
    rounds: int
    entries: int
    opinions: int
    summaries: int
    aims: int


@writing_at_length
def load(now: datetime, today: date) -> Counts:
    """Load the whole example school, or nothing. Its days are counted back from `today`. Raises NotEmpty."""
    if schools.school_or_none():
        raise NotEmpty()
    schools.found_school(cast.SCHOOL, min(now, at(school_day(today, 95))), is_example=True)
    ready_lists.add_seed_characteristics()
    write_anchors()
    question_library.ask_seed_questions(today)
    for wider_aim in chains.WIDER_AIMS:
        wider_aims.add_wider_aim(wider_aim)
    stage = set_the_stage(today)
    tell_group(stage, cast.PRIMARY, PRIMARY_DAYS, stage.staff["okafor"])
    tell_year(stage)
    tell_group(stage, cast.COLLEGE, COLLEGE_DAYS, stage.staff["baptiste"])
    ask_the_families(stage, stage.cohorts[cast.PRIMARY], stage.staff["okafor"])
    name_adults(stage)
    raise_concerns(stage)
    begin_young_class(stage)
    answer_in_own_ways(stage)
    choose_age_bands(stage)
    hold_check_in(stage, stage.cohorts[cast.PRIMARY], stage.staff["okafor"])
    return Counts(
        pupils=PupilRow.select().count(),
        cohorts=CohortRow.select().count(),
        rounds=RoundRow.select().count(),
        entries=EntryRow.select().count(),
        opinions=OpinionRow.select().count(),
        summaries=SummaryRow.select().count(),
        aims=AimRow.select().count(),
    )
