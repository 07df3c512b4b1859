"""What a page's form sent: for which characteristics, whether the round asks about them or not."""

import re

from flask import request

from staff.forms import as_text

# score_3, reason_3 and why_3 on the pages of one pupil; score-12-3 and why-12-3 (pupil 12) on the page of a cohort.
FIELD = re.compile(r"(?:score|reason|why|improve|evidence)[_-](?:\d{1,18}-)?(\d{1,9})", re.ASCII)


def typed_characteristics() -> set[int]:
    """Return the ids of the characteristics for which a score or words were typed.

    The page shows them again when it is refused, even if the round does not ask about them any more."""
    fields = ((FIELD.fullmatch(name), as_text(text).strip()) for name, text in request.form.items())
    return {int(field[1]) for field, text in fields if field and text}
