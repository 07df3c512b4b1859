"""What can be wrong with a roll: each error says on which line and in which column."""

import re

from learning.core.errors import LearningError, N_


class RollError(LearningError):
    """The roll cannot be read. `line` and `column` say where (0 and "" for the whole file), `reason` says why."""

    msgid = N_("The roll cannot be read.")

    def __init__(self, line: int = 0, column: str = "", **values: object) -> None:
        super().__init__(line=line, column=column, **values)
        self.line, self.column = line, column

    @property
    def reason(self) -> str:
        """The message without its place in the file."""
        return re.sub(r"^Line \d+(, column “[^”]*”)?: ", "", str(self))


class RollEmpty(RollError):
    """The file has no line with anything in it."""

    msgid = N_("The file is empty.")


class NobodyOnRoll(RollError):
    """There are headers and nothing below them."""

    msgid = N_("There is a line of headers, but there are no pupils below it.")


class NotText(RollError):
    """The file is not text: a spreadsheet's own format, or a picture."""

    msgid = N_("This is not a CSV file. Open it in your spreadsheet program, choose “Save as” and then CSV.")


class ColumnMissing(RollError):
    """A column that every roll needs is missing."""

    msgid = N_("Line %(line)s: there is no column for %(missing)s. The columns found are: %(found)s.")


class NotOneTable(RollError):
    """Quotation marks and separators do not match."""

    msgid = N_("Line %(line)s: the quotation marks and separators do not match here.")


class TooManyValues(RollError):
    """A line has more values than there are headers, so names would be in the wrong columns."""

    msgid = N_("Line %(line)s: there are %(values)s values for %(columns)s columns.")


class RollTooLong(RollError):
    """The roll has more pupils than any school."""

    msgid = N_("Line %(line)s: a roll has at most %(most)s pupils.")


class ValueMissing(RollError):
    """A pupil has no name or no number."""

    msgid = N_("Line %(line)s, column “%(column)s”: this is empty, but every pupil needs it.")


class ValueTooLong(RollError):
    """A value is too long for its column."""

    msgid = N_("Line %(line)s, column “%(column)s”: this is longer than %(most)s characters.")


class NotAUPN(RollError):
    """A UPN has the wrong length or wrong characters."""

    msgid = N_("Line %(line)s, column “%(column)s”: “%(text)s” is not a UPN (a letter and 12 digits).")


class NotADate(RollError):
    """There is no such day, or it is in an unknown format."""

    msgid = N_("Line %(line)s, column “%(column)s”: %(text)s is not a date.")


class PupilTwice(RollError):
    """Two lines have the same number."""

    msgid = N_("Line %(line)s, column “%(column)s”: “%(text)s” is on line %(first)s already.")
