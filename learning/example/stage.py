"""The stage of the example school: its staff, pupils, cohorts and teams, made with a fixed seed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from learning.classroom import qr_cards, tablets
from learning.people import members, roll
from learning.people.cohorts import Cohort, cohorts_of, gather, join_team
from learning.people.members import Member
from learning.people.pupils import everyone, Pupil
from learning.rounds import characteristics
from learning.rounds.question_sets import QuestionSet, usual_set
from learning.rounds.set_versions import newest_version, NoSuchSet

from . import cast, sayings
from .college_stories import COLLEGE_STORIES
from .kestrels_stories import KESTRELS_STORIES
from .random_roll import random_roll
from .story import Story
from .swifts_stories import SWIFTS_STORIES

SEED = 1208
STORIES: dict[str, tuple[Story, ...]] = {
    cast.PRIMARY: KESTRELS_STORIES + SWIFTS_STORIES,
    cast.COLLEGE: COLLEGE_STORIES,
}


@dataclass(frozen=True)
class Stage:
    """What every part of the example needs: chance, the day, and the school's people and questions."""

    chance: Random
    today: date
    staff: dict[str, Member]  # by key
    pupils: dict[str, Pupil]  # by name
    cohorts: dict[str, Cohort]  # by name
    characteristics: tuple[int, ...]
    questions: tuple[tuple[int, str], ...]  # id, kind
    version: int | None  # of the journal's questions
    have_baseline: set[int] = field(default_factory=set)  # pupils' ids

    def ago(self, days: int) -> date:
        """Return the school day that many days ago, or the last one before it; never today."""
        return school_day(self.today, days)

    def saying(self, choices: tuple[str, ...]) -> str:
        """Return one of these sayings, about some subject."""
        return self.about((self.chance.choice(choices),))[0]

    def about(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return all of these sayings, about the same subject."""
        subject = self.chance.choice(sayings.SUBJECTS)
        return tuple(text.format(subject=subject) for text in texts)


def school_day(today: date, days: int) -> date:
    """Return the last day from Monday to Friday that is at least so many days before today."""
    day = today - timedelta(days=max(days, 1))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def at(day: date, minutes: int = 0) -> datetime:
    """Return a time in the morning of a day: so many minutes after nine."""
    return datetime.combine(day, time(9, 0)) + timedelta(minutes=minutes)


def set_the_stage(today: date) -> Stage:
    """Add staff, pupils, cohorts, teams, QR cards and tablets."""
    chance, first_day = Random(SEED), school_day(today, 95)
    staff = _add_staff(at(first_day))
    told_about = [story for stories in STORIES.values() for story in stories]
    roll.import_roll(random_roll(chance, today, told_about), at(first_day))
    pupils = {pupil.name: pupil for pupil in everyone()}
    _gather_groups(staff, pupils, at(first_day))
    cohorts = {cohort.name: cohort for cohort in cohorts_of(staff["rahman"])}
    _join_teams(staff, cohorts)
    for cohort in cohorts.values():
        qr_cards.make_qr_cards(cohort.id, at(first_day))
    for name, has_voice in cast.TABLETS.items():
        token = tablets.enrol(name, staff["doyle"].id, at(first_day))
        tablets.note_voice(tablets.tablet_of(token, at(first_day)), has_voice)
    journal = usual_questions()
    return Stage(
        chance=chance,
        today=today,
        staff=staff,
        pupils=pupils,
        cohorts=cohorts,
        characteristics=tuple(characteristic.id for characteristic in characteristics.characteristics()),
        questions=tuple((question.id, question.kind) for question in journal.questions),
        version=newest_version(journal.id),
    )


def usual_questions() -> QuestionSet:
    """Return the journal's usual question set; raises NoSuchSet before there is one."""
    found = usual_set()
    if found is None:
        raise NoSuchSet()
    return found


def _add_staff(now: datetime) -> dict[str, Member]:
    """Add the staff. All share one password, which is hashed once: a hash takes as long as a hundred rows."""
    people = [members.NewMember(person.name, person.email, person.job, person.duty) for person in cast.STAFF]
    added = members.add_members(people, cast.PASSWORD, now)
    return {person.key: member for person, member in zip(cast.STAFF, added, strict=True)}


def _gather_groups(staff: dict[str, Member], pupils: dict[str, Pupil], now: datetime) -> None:
    for name, stories in STORIES.items():
        founder = next(person for person in cast.STAFF if name in person.teams)
        gather(name, [pupils[story.name].id for story in stories], staff[founder.key].id, now)


def _join_teams(staff: dict[str, Member], cohorts: dict[str, Cohort]) -> None:
    for person in cast.STAFF:
        for team in person.teams:
            join_team(cohorts[team].id, staff[person.key].id)
