"""The example school: its name, its cohorts, and its staff with their teams. None of these people are real."""

from typing import NamedTuple

SCHOOL = "Rowan Hill Schools"
PASSWORD = "rowan tree in the rain"


class Person(NamedTuple):
    """A member of staff, with the names of the cohorts whose teams they are in."""

    key: str
    name: str
    job: str
    duty: str
    teams: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@example.org"


PRIMARY, COLLEGE, YEAR_9 = "Lighthouse group (primary)", "Harbour group (college)", "Year 9"
YOUNG_CLASS = "Wrens"  # Year 1: nobody reads yet
TUTOR_CLASSES = {"9A": "haddad", "9B": "pryce", "9C": "mensah", "9D": "kaczmarek", "9E": "teixeira", "9F": "yilmaz"}
# The first member of a group's team makes the group.
STAFF = (
    Person("okafor", "Ms Okafor", "Class teacher, Kestrels", "tutor", ("Kestrels", PRIMARY)),
    Person("lindqvist", "Mr Lindqvist", "Class teacher, Swifts", "tutor", ("Swifts", PRIMARY)),
    Person("rahman", "Mrs Rahman", "SENCO", "lead", (PRIMARY, COLLEGE)),
    Person("obrien", "Dr O'Brien", "Head", "lead"),
    Person("doyle", "Mr Doyle", "Network manager", "administrator"),
    Person("haddad", "Mrs Haddad", "Head of Year 9, tutor of 9A", "tutor", ("9A", YEAR_9)),
    Person("pryce", "Mr Pryce", "Tutor of 9B", "tutor", ("9B", YEAR_9)),
    Person("mensah", "Miss Mensah", "Tutor of 9C", "tutor", ("9C", YEAR_9)),
    Person("kaczmarek", "Mr Kaczmarek", "Tutor of 9D", "tutor", ("9D", YEAR_9)),
    Person("teixeira", "Ms Teixeira", "Tutor of 9E", "tutor", ("9E", YEAR_9)),
    Person("yilmaz", "Mr Yılmaz", "Tutor of 9F", "tutor", ("9F", YEAR_9)),
    Person("baptiste", "Mr Baptiste", "College tutor", "tutor", (COLLEGE,)),
    Person("nowicka", "Ms Nowicka", "Speech and language therapist", "professional", (PRIMARY, COLLEGE)),
    Person("sato", "Mr Sato", "Occupational therapist", "professional", (COLLEGE,)),
    Person("bello", "Miss Bello", "Class teacher, Wrens", "tutor", (YOUNG_CLASS,)),
    Person("hughes", "Mrs Hughes", "Social worker", "professional", (COLLEGE,)),
)
TO_TRY = ("okafor", "rahman", "doyle", "nowicka")  # the staff that a newcomer can sign in as, a tutor first
TABLETS = {"Library 1": True, "Library 2": False, "Kestrels": True}  # whether it has a voice of its own
# The safeguarding lead, the deputy, and those whom every pupil can choose.
NAMED_ADULTS = ("rahman", "obrien", "nowicka")
# Pupils who asked to talk: forename, position of the question, whom they chose, and whether it has been dealt with.
CONCERNS = (("Ifeoma", 0, "", True), ("Tirion", 2, "okafor", False))
WHAT_WAS_DONE = "A fallout with a friend. We agreed a weekly meeting, and her form tutor knows."
