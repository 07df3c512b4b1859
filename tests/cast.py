"""The cast and the builders: plain functions with keyword defaults, over the rules themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from learning.people import members, roll, schools
from learning.people.cohorts import Cohort, cohorts_with, join_team
from learning.people.members import Member
from learning.people.pupils import everyone, Pupil

NOW = datetime(2026, 11, 23, 10, 0)  # a Monday morning, in winter time: UTC is the school's own time
TODAY = date(2026, 11, 23)
PASSWORD = "three words in a row"

_numbers = count(1)  # each UPN once


@dataclass(frozen=True)
class Cast:
    """Ms Okafor is the tutor of Amina and Ben; Mr Price, who is Callum's, must never see them."""

    amina: Pupil
    ben: Pupil
    callum: Pupil
    kestrels: Cohort
    ospreys: Cohort
    okafor: Member
    price: Member
    lead: Member
    tech: Member


def gather_cast() -> Cast:
    """A school with its roll, two classes and four members of staff."""
    found_school()
    bring_pupils(
        pupil_row(forename="Amina", surname="Yusuf", class_name="Kestrels"),
        pupil_row(forename="Ben", surname="Adeyemi", class_name="Kestrels"),
        pupil_row(forename="Callum", surname="Reid", class_name="Ospreys", year="Year 6"),
    )
    cast = Cast(
        amina=pupil_called("Amina"),
        ben=pupil_called("Ben"),
        callum=pupil_called("Callum"),
        kestrels=cohort_called("Kestrels"),
        ospreys=cohort_called("Ospreys"),
        okafor=add_member(name="Ms Okafor", duty="tutor", cohorts=("Kestrels",)),
        price=add_member(name="Mr Price", duty="tutor", cohorts=("Ospreys",)),
        lead=add_member(name="Mrs Lead", duty="lead", job="SENCO"),
        tech=add_member(name="Mr Tech", duty="administrator", job="Network manager"),
    )
    return cast


def found_school(name="Hillside School", now=NOW, is_example=False) -> schools.School:
    """The school, which has not been founded yet."""
    return schools.found_school(name, now, is_example)


def add_member(
    name="Ms Grey", email=None, job="Class teacher", duty="tutor", password=PASSWORD, cohorts=(), now=NOW
) -> Member:
    """A member of staff in the teams of the cohorts named; the email follows the name."""
    email = email or f"{name.split()[-1].lower()}@hillside.example"
    member = members.add_member(name, email, job=job, duty=duty, password=password, now=now)
    for cohort in cohorts:
        join_team(cohort_called(cohort).id, member.id)
    return member


def pupil_row(
    key=None, forename="Dana", surname="Novak", preferred_forename="", preferred_surname="", year="Year 5",
    class_name="Kestrels", born=None, line=2,
) -> roll.Row:  # fmt: skip
    """One pupil of a roll; the UPN is a fresh one when none is given."""
    key = key or f"Z{next(_numbers):012d}"
    return roll.Row(
        line=line,
        key=key,
        forename=forename,
        surname=surname,
        preferred_forename=preferred_forename,
        preferred_surname=preferred_surname,
        year=year,
        class_name=class_name,
        born=born,
    )


def bring_pupils(*rows: roll.Row, now=NOW) -> roll.Report:
    """Pupils come on the roll, which makes their classes and years."""
    return roll.import_roll(list(rows), now)


def pupil_called(name: str) -> Pupil:
    """The pupil with this first name."""
    return next(pupil for pupil in everyone() if pupil.called == name)


def cohort_called(name: str) -> Cohort:
    """The cohort of this name."""
    pupils = everyone()
    found = {cohort.name: cohort for pupil in pupils for cohort in cohorts_with(pupil.id)}
    return found[name]
