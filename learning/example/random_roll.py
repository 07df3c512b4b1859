"""The example school's roll: the pupils of the stories, and classes filled with names from everywhere."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from learning.people import roll

from . import cast, names
from .story import Story

PRIMARY_CLASSES = (("Kestrels", (3, 4), 22), ("Swifts", (5, 6), 22))  # name, years, pupils beside the stories'
CLASS_SIZE = 30  # of Year 9
YOUNG_CLASS_SIZE = 12
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


class Place(NamedTuple):
    """A pupil's place on the roll, before a number and a birthday are drawn."""

    forename: str
    surname: str
    preferred: str
    year: str
    class_name: str


def random_roll(chance: Random, today: date, stories: Sequence[Story]) -> list[roll.Row]:
    """Return the whole roll, in which no two pupils have the same full name."""
    places = [Place(story.forename, story.surname, story.preferred, story.year, story.class_name) for story in stories]
    taken = {story.name for story in stories}
    places += _primary_places(chance, taken) + _year_9_places(chance, taken)
    rows = _rows(chance, today, places, 2)
    apart = Random(cast.YOUNG_CLASS)  # so that the other pupils are the same with and without this class
    young = [Place(*_new_name(apart, taken), "", "Year 1", cast.YOUNG_CLASS) for _ in range(YOUNG_CLASS_SIZE)]
    return rows + _rows(apart, today, young, len(rows) + 2)


def _rows(chance: Random, today: date, places: Sequence[Place], first_line: int) -> list[roll.Row]:
    numbers = chance.sample(range(10**11, 10**12), len(places))
    return [
        _row(chance, today, place, number, line)
        for line, (number, place) in enumerate(zip(numbers, places, strict=True), first_line)
    ]


def _primary_places(chance: Random, taken: set[str]) -> list[Place]:
    return [
        Place(*_new_name(chance, taken), "", f"Year {chance.choice(years)}", class_name)
        for class_name, years, number in PRIMARY_CLASSES
        for _ in range(number)
    ]


def _year_9_places(chance: Random, taken: set[str]) -> list[Place]:
    places = []
    for class_name, unusual in zip(cast.TUTOR_CLASSES, (*names.UNUSUAL_NAMES, None), strict=True):
        full_names = [unusual] if unusual else []
        full_names += [(*_new_name(chance, taken), "") for _ in range(CLASS_SIZE - len(full_names))]
        places += [Place(*full_name, cast.YEAR_9, class_name) for full_name in full_names]
    return places


def _row(chance: Random, today: date, place: Place, number: int, line: int) -> roll.Row:
    return roll.Row(
        line=line,
        key=f"{chance.choice(UPN_LETTERS)}{number}",
        forename=place.forename,
        surname=place.surname,
        preferred_forename=place.preferred,
        preferred_surname="",
        year=place.year,
        class_name=place.class_name,
        born=_born(chance, today, int(place.year.removeprefix("Year "))),
    )


def _new_name(chance: Random, taken: set[str]) -> tuple[str, str]:
    while True:
        forenames, surnames = chance.choice(names.NAMES)
        forename, surname = chance.choice(forenames), chance.choice(surnames)
        if f"{forename} {surname}" not in taken:
            taken.add(f"{forename} {surname}")
            return forename, surname


def _born(chance: Random, today: date, year: int) -> date:
    """Return a birthday between 1 September and 31 August, as an English year group has them."""
    school_year = today.year if today.month >= 9 else today.year - 1
    return date(school_year - year - 5, 9, 1) + timedelta(days=chance.randrange(365))
