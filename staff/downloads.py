"""Files to download: text tables and Excel workbooks."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from flask import Response

from learning.core.errors import LearningError, N_

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class OpenpyxlMissing(LearningError):
    """The extra was not installed."""

    msgid = N_("Excel files need one more package, which is not installed here. You can open the CSV file in Excel.")
    status = 501


def workbook(rows: Iterable[Sequence[object]], title: str) -> bytes:
    """One sheet of that title, its first row and column always in sight. Raises OpenpyxlMissing."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE as FORBIDDEN
    except ImportError as error:
        raise OpenpyxlMissing() from error
    book, file = Workbook(), BytesIO()
    book.active.title = title[:31]
    for row in rows:
        book.active.append([FORBIDDEN.sub("", cell) if isinstance(cell, str) else cell for cell in row])
    book.active.freeze_panes = "B2"
    book.active.column_dimensions["A"].width = 28
    book.save(file)
    return file.getvalue()


def as_file(content: bytes, kind: str, name: str) -> Response:
    """A file that the browser saves under this name."""
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
