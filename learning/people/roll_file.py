"""The roll as a file: reads the CSV of the usual school systems."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from .roll_columns import columns_of
from .roll_errors import (
    NobodyOnRoll,
    NotADate,
    NotAUPN,
    NotOneTable,
    NotText,
    PupilTwice,
    RollEmpty,
    RollTooLong,
    TooManyValues,
    ValueMissing,
    ValueTooLong,
)

LONGEST_ROLL = 20_000  # pupils; the largest schools have some 3,000
LONGEST_VALUE = 100  # characters
UPN = re.compile(r"[A-Z][0-9]{11}[0-9A-Z]")  # the last is a letter in a temporary UPN; the check letter is not verified
DATES = ("%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%d/%m/%y", "%d-%b-%y", "%d-%m-%Y", "%d.%m.%Y")
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx, .ods and .xls begin


@dataclass(frozen=True)
class Row:
    """A pupil on the roll. `key` is the UPN, or the admission number where the roll has no UPNs."""

    line: int
    key: str
    forename: str
    surname: str
    preferred_forename: str
    preferred_surname: str
    year: str
    class_name: str
    born: date | None


@dataclass(frozen=True)
class Cell:
    """A value of the file, with its place for error messages: the line number and the column's header."""

    line: int
    header: str
    text: str


def read_roll(content: bytes) -> list[Row]:
    """Return the pupils in a CSV file, in its order; raises a RollError for the first fault.

    At most LONGEST_ROLL pupils, and LONGEST_VALUE characters in a value."""
    lines = _lines(_text(content))
    header_line, header = next(lines, (0, []))
    if not header:
        raise RollEmpty()
    columns = columns_of(header_line, header)
    rows: list[Row] = []
    line_of_key: dict[str, int] = {}
    for line, values in lines:
        if len(rows) == LONGEST_ROLL:
            raise RollTooLong(line, most=f"{LONGEST_ROLL:,}")
        row = _row(_cells(line, header, values, columns), line)
        if row.key in line_of_key:
            raise PupilTwice(line, header[columns["key"]], text=row.key, first=line_of_key[row.key])
        line_of_key[row.key] = line
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
    """Yield the number and the values of each line that is not blank. Values lose extra spaces."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for values in reader:
            tidied = [" ".join(value.split()) for value in values]
            if any(tidied):
                yield line, tidied
            line = reader.line_num + 1
    except csv.Error:
        raise NotOneTable(line) from None


def _delimiter(text: str) -> str:
    """Return comma, semicolon or tab: the character that splits the first line into most columns."""
    header = next(filter(str.strip, text.splitlines()), "")
    return max(",;\t", key=header.count)


def _cells(line: int, header: list[str], values: list[str], columns: dict[str, int]) -> dict[str, Cell]:
    """Return the cells of a line by column name. Values missing at the end of the line are empty."""
    if any(values[len(header) :]):
        raise TooManyValues(line, values=len(values), columns=len(header))
    texts = values + [""] * (len(header) - len(values))
    cells = {name: Cell(line, header[position], texts[position]) for name, position in columns.items()}
    for cell in cells.values():
        if len(cell.text) > LONGEST_VALUE:
            raise ValueTooLong(line, cell.header, most=LONGEST_VALUE)
    for name in ("key", "forename", "surname"):
        if not cells[name].text:
            raise ValueMissing(line, cells[name].header)
    return cells


def _row(cells: dict[str, Cell], line: int) -> Row:
    return Row(
        line=line,
        key=_key(cells["key"], is_upn="upn" in cells),
        forename=cells["forename"].text,
        surname=cells["surname"].text,
        preferred_forename=_preferred("forename", cells),
        preferred_surname=_preferred("surname", cells),
        year=_year(cells["year"].text),
        class_name=cells["class_name"].text,
        born=_born(cells["born"]) if "born" in cells else None,
    )


def _preferred(name: str, cells: dict[str, Cell]) -> str:
    """Return a preferred name where it differs from the legal one, else the empty string."""
    preferred = cells.get(f"preferred_{name}")
    return preferred.text if preferred and preferred.text != cells[name].text else ""


def _key(cell: Cell, is_upn: bool) -> str:
    key = cell.text.upper()
    if is_upn and not UPN.fullmatch(key):
        raise NotAUPN(cell.line, cell.header, text=cell.text)
    return key


def _year(text: str) -> str:
    """Return a year group in one spelling: "5", "Y5" and "Yr 05" are Year 5, "R" is Reception, "N2" is Nursery.

    Anything else stays as it is."""
    short = re.sub(r"^(nc|national curriculum|curriculum) ", "", text.casefold())
    if number := re.fullmatch(r"(?:year|yr|y)?(?: group)? ?0*([1-9]\d?)", short):
        return f"Year {number[1]}"
    if re.fullmatch(r"(?:year |yr |y)?r|reception.*|rec", short):
        return "Reception"
    if re.fullmatch(r"n ?\d?|nursery.*", short):
        return "Nursery"
    return text


def _born(cell: Cell) -> date | None:
    if not cell.text:
        return None
    day = re.sub(r" 00:00(:00)?$", "", cell.text)
    for form in DATES:
        try:
            born = datetime.strptime(day, form).date()
        except ValueError:
            continue
        if born.year > 1900:
            return born
    raise NotADate(cell.line, cell.header, text=cell.text)
