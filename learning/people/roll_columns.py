"""The columns of a roll: finds each by the names that the usual school systems give it."""

import re

from .roll_errors import ColumnMissing

# What SIMS, Arbor, Bromcom and others call the columns, without capitals, spaces and punctuation. The best comes first.
HEADERS = {
    "upn": ("upn", "uniquepupilnumber", "pupilupn", "studentupn"),
    "admission": ("admissionnumber", "admissionno", "adno", "admno", "admissionnum", "mislearnerid", "studentid"),
    "forename": ("legalforename", "legalfirstname", "legalgivenname", "forename", "firstname", "givenname",
                 "pupilforename", "studentforename", "forenames", "firstnames"),
    "surname": ("legalsurname", "legallastname", "legalfamilyname", "surname", "lastname", "familyname",
                "pupilsurname", "studentsurname"),
    "preferred_forename": ("preferredforename", "preferredfirstname", "chosenforename", "chosenfirstname",
                           "knownasforename", "knownasfirstname", "knownas", "preferredname", "chosenname"),
    "preferred_surname": ("preferredsurname", "preferredlastname", "chosensurname", "chosenlastname",
                          "knownassurname", "knownaslastname"),
    "year": ("year", "yeargroup", "ncyear", "ncyearactual", "yeartaughtin", "nationalcurriculumyear",
             "curriculumyear", "currentyear", "yeargrp"),
    "class_name": ("class", "classname", "reg", "reggroup", "reggrp", "registrationgroup", "registration",
                   "registrationform", "form", "formgroup", "tutorgroup", "tutorgrp", "tutor"),
    "born": ("dateofbirth", "dob", "birthdate", "birthday"),
}  # fmt: skip
# If the first column is missing, the second is used instead.
SUBSTITUTES = (
    ("forename", "preferred_forename"),
    ("surname", "preferred_surname"),
    ("key", "upn"),
    ("key", "admission"),
)
# What the message about a missing column calls it.
NEEDED = {
    "key": "UPN",
    "forename": "Forename",
    "surname": "Surname",
    "year": "Year group",
    "class_name": "Class or Registration group",
}


def columns_of(line: int, header: list[str]) -> dict[str, int]:
    """Return the position of each column by its name in HEADERS, with "key" for the UPN or admission number.

    `line` is the number of the header's line. Raises ColumnMissing."""
    positions: dict[str, int] = {}
    for position, title in enumerate(header):
        positions.setdefault(re.sub(r"[\W_]+", "", title.casefold()), position)
    columns = {}
    for name, titles in HEADERS.items():
        if known := [positions[title] for title in titles if title in positions]:
            columns[name] = known[0]
    for name, substitute in SUBSTITUTES:
        if name not in columns and substitute in columns:
            columns[name] = columns[substitute]
    _check_needed(columns, line, header)
    return columns


def _check_needed(columns: dict[str, int], line: int, header: list[str]) -> None:
    missing = [label for name, label in NEEDED.items() if name not in columns]
    if missing:
        titles = ", ".join(f"“{title}”" for title in header if title)
        raise ColumnMissing(line, missing=", ".join(missing), found=titles)
