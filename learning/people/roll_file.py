"""The roll as a file: reads the CSV of the usual school systems, whatever they call their columns."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from learning.core.errors import LearningError, N_

LONGEST_ROLL = 20_000  # pupils; the largest schools have some 3,000
LONGEST_VALUE = 100  # characters
UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")  # the last is a letter in a temporary UPN; the check letter is not verified
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%d/%m/%y", "%d-%b-%y", "%d-%m-%Y", "%d.%m.%Y")
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx, .ods and .xls begin

# What SIMS, Arbor, Bromcom and others call the columns, without case, spaces and punctuation; the best comes first.
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
CALLED = {
    "forename": "Forename",
    "surname": "Surname",
    "year": "Year group",
    "class_name": "Class or Registration group",
}


class RollError(LearningError):
    """The roll cannot be read. `line` and `column` say where (0 and "" for the whole file), `reason` says why."""

    msgid = N_("The roll cannot be read.")

    def __init__(self, line: int = 0, column: str = "", **values):
        super().__init__(line=line, column=column, **values)
        self.line, self.column = line, column

    @property
    def reason(self) -> str:
        """The sentence without its place."""
        return re.sub(r"^Line \d+(, column “[^”]*”)?: ", "", str(self))


class RollEmpty(RollError):
    """No line with anything in it."""

    msgid = N_("The file is empty.")


class NobodyOnRoll(RollError):
    """Headers and nothing below them."""

    msgid = N_("There is a line of headers, but there are no pupils below it.")


class NotText(RollError):
    """A spreadsheet's own format, a picture, anything but text."""

    msgid = N_("This is not a CSV file. Open it in your spreadsheet program, choose “Save as” and then CSV.")


class ColumnMissing(RollError):
    """A column that every roll needs is not there."""

    msgid = N_("Line %(line)s: there is no column for %(missing)s. The columns found are: %(found)s.")


class NotOneTable(RollError):
    """Quotation marks or separators that do not add up."""

    msgid = N_("Line %(line)s: quotation marks and separators do not fit together here.")


class TooManyValues(RollError):
    """More values than there are headers: the names would stand in the wrong columns."""

    msgid = N_("Line %(line)s: there are %(values)s values for %(columns)s columns.")


class RollTooLong(RollError):
    """No school is as large."""

    msgid = N_("Line %(line)s: a roll has at most %(most)s pupils.")


class ValueMissing(RollError):
    """A pupil without a name or a number."""

    msgid = N_("Line %(line)s, column “%(column)s”: this is empty, but every pupil needs it.")


class ValueTooLong(RollError):
    """Not what belongs into this column."""

    msgid = N_("Line %(line)s, column “%(column)s”: this is longer than %(most)s characters.")


class NotAUPN(RollError):
    """Wrong length or wrong characters."""

    msgid = N_("Line %(line)s, column “%(column)s”: “%(text)s” is not a UPN (a letter and 12 digits).")


class NotADate(RollError):
    """No such day, or written in a way that is not known."""

    msgid = N_("Line %(line)s, column “%(column)s”: %(text)s is not a date.")


class PupilTwice(RollError):
    """Two lines with one number."""

    msgid = N_("Line %(line)s, column “%(column)s”: “%(text)s” is on line %(first)s already.")


@dataclass(frozen=True)
class Row:
    """One pupil of the roll. `key` is the UPN, or the admission number where the roll has no UPNs."""

    line: int
    key: str
    forename: str
    surname: str
    preferred_forename: str
    preferred_surname: str
    year: str
    class_name: str
    born: date | None


def read_roll(content: bytes) -> list[Row]:
    """The pupils in a CSV file, in its order; raises a RollError for the first thing that is wrong."""
    lines = _lines(_text(content))
    header_line, header = next(lines, (0, None))
    if header is None:
        raise RollEmpty()
    columns = _columns(header_line, header)
    rows, first = [], {}
    for line, values in lines:
        if len(rows) == LONGEST_ROLL:
            raise RollTooLong(line, most=f"{LONGEST_ROLL:,}")
        if any(values[len(header) :]):
            raise TooManyValues(line, values=len(values), columns=len(header))
        row = _row(line, {name: (header[at], values[at] if at < len(values) else "") for name, at in columns.items()})
        if row.key in first:
            raise PupilTwice(line, header[columns["key"]], text=row.key, first=first[row.key])
        first[row.key] = line
        rows.append(row)
    if not rows:
        raise NobodyOnRoll()
    return rows


def _text(content: bytes) -> str:
    if content.startswith(SPREADSHEETS):
        raise NotText()
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotText()


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, values) of every line that is not blank; values without the spaces around and inside."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for values in reader:
            tidy = [" ".join(value.split()) for value in values]
            if any(tidy):
                yield line, tidy
            line = reader.line_num + 1
    except csv.Error:
        raise NotOneTable(line) from None


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: the one that makes most columns out of the first line."""
    header = next(filter(str.strip, text.splitlines()), "")
    return max(",;\t", key=header.count)


def _columns(line: int, header: list[str]) -> dict[str, int]:
    """Where each column is, by the best of its names that is there."""
    places = {}
    for at, title in enumerate(header):
        places.setdefault(re.sub(r"[\W_]+", "", title.casefold()), at)
    columns = {}
    for name, titles in HEADERS.items():
        if found := [places[title] for title in titles if title in places]:
            columns[name] = found[0]
    for name in ("forename", "surname"):
        columns.setdefault(name, columns.get(f"preferred_{name}"))
    columns["key"] = columns.get("upn", columns.get("admission"))
    missing = [words for name, words in {"key": "UPN", **CALLED}.items() if columns.get(name) is None]
    if missing:
        found = ", ".join(f"“{title}”" for title in header if title)
        raise ColumnMissing(line, missing=", ".join(missing), found=found)
    return columns


def _row(line: int, cells: dict[str, tuple[str, str]]) -> Row:
    """One pupil from (header, value) by column name."""
    for title, value in cells.values():
        if len(value) > LONGEST_VALUE:
            raise ValueTooLong(line, title, most=LONGEST_VALUE)
    for name in ("key", "forename", "surname"):
        if not cells[name][1]:
            raise ValueMissing(line, cells[name][0])
    preferred = {name: cells.get(f"preferred_{name}", ("", ""))[1] for name in ("forename", "surname")}
    return Row(
        line=line,
        key=_key(line, *cells["key"], is_upn="upn" in cells),
        forename=cells["forename"][1],
        surname=cells["surname"][1],
        preferred_forename=preferred["forename"] if preferred["forename"] != cells["forename"][1] else "",
        preferred_surname=preferred["surname"] if preferred["surname"] != cells["surname"][1] else "",
        year=_year(cells["year"][1]),
        class_name=cells["class_name"][1],
        born=_born(line, *cells.get("born", ("", ""))),
    )


def _key(line: int, title: str, text: str, is_upn: bool) -> str:
    key = text.upper()
    if is_upn and not UPN.fullmatch(key):
        raise NotAUPN(line, title, text=text)
    return key


def _year(text: str) -> str:
    """ "5", "Y5", "Yr 05" are Year 5; "R" is Reception; "N2" is Nursery; other words stay."""
    words = re.sub(r"^(nc|national curriculum|curriculum) ", "", text.casefold())
    if number := re.fullmatch(r"(?:year|yr|y)?(?: group)? ?0*([1-9]\d?)", words):
        return f"Year {number[1]}"
    if re.fullmatch(r"(?:year |yr |y)?r|reception.*|rec", words):
        return "Reception"
    if re.fullmatch(r"n ?\d?|nursery.*", words):
        return "Nursery"
    return text


def _born(line: int, title: str, text: str) -> date | None:
    if not text:
        return None
    day = re.sub(r" 00:00(:00)?$", "", text)
    for form in DATES:
        try:
            born = datetime.strptime(day, form).date()
        except ValueError:
            continue
        if born.year > 1900:
            return born
    raise NotADate(line, title, text=text)
