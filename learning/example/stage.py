"""The stage of the example school: its staff, a roll with names from everywhere, cohorts and teams, by a fixed seed."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from learning.classroom import qr_cards, tablets
from learning.people import members, roll
from learning.people.cohorts import Cohort, cohorts_of, gather, join_team
from learning.people.members import Member
from learning.people.pupils import everyone, Pupil
from learning.rounds import characteristics
from learning.rounds.question_sets import newest_version, usual_set

from . import stories, words

SEED = 1208


@dataclass(frozen=True)
class Stage:
    """What every part of the making needs: chance, the days, and who and what there is."""

    chance: Random
    today: date
    staff: dict[str, Member]
    pupils: dict[str, Pupil]  # by name
    cohorts: dict[str, Cohort]  # by name
    characteristics: tuple[int, ...]
    questions: tuple[tuple[int, str], ...]  # id, kind
    version: int
    have_baseline: set[int] = field(default_factory=set)  # pupils' ids

    def ago(self, days: int) -> date:
        """The school day that many days ago, or the last one before it; never today."""
        return school_day(self.today, days)

    def saying(self, sayings: tuple[str, ...]) -> str:
        """One of these sayings, about some subject."""
        return self.about((self.chance.choice(sayings),))[0]

    def about(self, sayings: tuple[str, ...]) -> tuple[str, ...]:
        """All of these sayings, about one subject."""
        subject = self.chance.choice(words.SUBJECTS)
        return tuple(one.format(subject=subject) for one in sayings)


def school_day(today: date, days: int) -> date:
    """The last day from Monday to Friday that lies at least so many days before today."""
    day = today - timedelta(days=max(days, 1))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def at(day: date, minutes: int = 0) -> datetime:
    """A time in the morning of a day."""
    return datetime.combine(day, time(9, 0)) + timedelta(minutes=minutes)


# --- people -----------------------------------------------------------------------------------------------------


def set_the_stage(today: date) -> Stage:
    """Staff, roll, cohorts and teams."""
    chance, first_day = Random(SEED), school_day(today, 95)
    staff = _bring_staff(at(first_day))
    roll.import_roll(_roll(chance, today), at(first_day))
    pupils = {one.name: one for one in everyone()}
    for name, told in ((words.PRIMARY, stories.PRIMARY_STORIES), (words.COLLEGE, stories.COLLEGE_STORIES)):
        founder = next(person for person in words.STAFF if name in person.teams)
        gather(name, [pupils[called(story)].id for story in told], staff[founder.key].id, at(first_day))
    cohorts = {one.name: one for one in cohorts_of(staff["rahman"])}
    for person in words.STAFF:
        for team in person.teams:
            join_team(cohorts[team].id, staff[person.key].id)
    for cohort in cohorts.values():
        qr_cards.make_qr_cards(cohort.id, at(first_day))
    for name in words.TABLETS:
        tablets.enrol(name, staff["doyle"].id, at(first_day))
    usual = usual_set()
    return Stage(
        chance,
        today,
        staff,
        pupils,
        cohorts,
        tuple(one.id for one in characteristics.characteristics()),
        tuple((one.id, one.kind) for one in usual.questions),
        newest_version(usual.id),
    )


def _bring_staff(now: datetime) -> dict[str, Member]:
    """Add the staff. All share one password, which is hashed once: a hash takes as long as a hundred rows."""
    people = [members.NewMember(one.name, email(one), one.job, one.duty) for one in words.STAFF]
    added = members.add_members(people, words.PASSWORD, now)
    return {one.key: member for one, member in zip(words.STAFF, added, strict=True)}


def email(person: words.Person) -> str:
    """What a member of the example's staff signs in with."""
    return f"{person.key}@example.org"


def called(story: stories.Story) -> str:
    """A story's pupil by name, as people call them."""
    return f"{story.preferred or story.forename} {story.surname}"


def _roll(chance: Random, today: date) -> list[roll.Row]:
    """The whole roll: those of the stories, then classes filled with names from everywhere, no full name twice."""
    places = [
        (one.forename, one.surname, one.preferred, one.year, one.class_name)
        for one in stories.PRIMARY_STORIES + stories.COLLEGE_STORIES
    ]
    taken = {called(one) for one in stories.PRIMARY_STORIES + stories.COLLEGE_STORIES}
    for class_name, years, number in (("Kestrels", (3, 4), 22), ("Swifts", (5, 6), 22)):
        for _ in range(number):
            places.append((*_new_name(chance, taken), "", f"Year {chance.choice(years)}", class_name))
    for class_name, unusual in zip(words.TUTOR_CLASSES, (*words.UNUSUAL_NAMES, None), strict=True):
        names = [unusual] if unusual else []
        names += [(*_new_name(chance, taken), "") for _ in range(30 - len(names))]
        places += [(*name, words.YEAR_9, class_name) for name in names]
    numbers = chance.sample(range(10**11, 10**12), len(places))
    return [
        roll.Row(
            line,
            f"{chance.choice('ABCDEFGHJKLMNPQRTUVWXYZ')}{number}",
            forename,
            surname,
            preferred,
            "",
            year,
            class_name,
            _born(chance, today, int(year.removeprefix("Year "))),
        )
        for line, (number, (forename, surname, preferred, year, class_name)) in enumerate(
            zip(numbers, places, strict=True), 2
        )
    ]


def _new_name(chance: Random, taken: set[str]) -> tuple[str, str]:
    while True:
        forenames, surnames = chance.choice(words.NAMES)
        forename, surname = chance.choice(forenames), chance.choice(surnames)
        if f"{forename} {surname}" not in taken:
            taken.add(f"{forename} {surname}")
            return forename, surname


def _born(chance: Random, today: date, year: int) -> date:
    """A birthday between 1 September and 31 August, as an English year group has them."""
    school_year = today.year if today.month >= 9 else today.year - 1
    return date(school_year - year - 5, 9, 1) + timedelta(days=chance.randrange(365))
