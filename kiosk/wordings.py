"""Which wordings the school's machine may read aloud: those of the program and of the school's own questions.

A page asks for a sound by the hash of its wording, so what a pupil wrote never leaves the page, and is never read by
the machine: only a wording in this list is. It is made again when a hash is not in it, at most every few seconds."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from flask_babel import get_locale, gettext, ngettext

from learning.core.errors import LearningError
from learning.people import schools
from learning.people.cohorts import names_of_classes
from learning.rounds.wordings import asked_wordings, focuses

from .forms import HINTS
from .talk_wordings import talk_wordings

TEMPLATES = Path(__file__).parent / "templates" / "kiosk"
MARKED = re.compile(r"""\b_\((?:"([^"]+)"|'([^']+)')\s*\)""")
FRESH = 5.0  # seconds
MOST_STEPS = 60
_known: dict[str, dict[str, str]] = {}  # by language: the wording of each hash
_made_at: dict[str, float] = {}


def hash_of(wording: str) -> str:
    """Return the hash of a wording as read/sound.js makes it (FNV-1a, twice, over UTF-16)."""
    return _fnv(wording, 2166136261) + _fnv(wording, 84696351)


def _fnv(text: str, seed: int) -> str:
    code = text.encode("utf-16-le", "surrogatepass")
    for index in range(0, len(code), 2):
        seed = (seed ^ (code[index] | code[index + 1] << 8)) * 16777619 & 0xFFFFFFFF
    return f"{seed:08x}"


def find_wording(hashed: str) -> str | None:
    """Return the wording with this hash in the page's language, or None where nobody may read it aloud."""
    language = str(get_locale())
    known = _known.get(language, {})
    if hashed not in known and time.monotonic() - _made_at.get(language, -FRESH) >= FRESH:
        known = _known[language] = {hash_of(plain(wording)): plain(wording) for wording in all_wordings()}
        _made_at[language] = time.monotonic()
    return known.get(hashed)


def forget_wordings() -> None:
    """Make the list again when it is next needed."""
    _known.clear()
    _made_at.clear()


def plain(wording: str) -> str:
    """Return a wording with single spaces, as the page's script reads it."""
    return " ".join(wording.split())


def all_wordings() -> Iterator[str]:
    """Yield every wording that may be read aloud."""
    yield from asked_wordings()
    yield from filter(None, (gettext(msgid) for msgid in fixed_sentences() if "%(" not in msgid))
    yield from map(str, HINTS.values())
    yield from filter(None, talk_wordings())
    yield from map(str, range(11))
    school = schools.school_or_none()
    if school and school.readers:
        yield gettext("We show this to %(who)s. If you are not safe, they will help you.", who=school.readers)
    for focus in focuses():
        yield gettext("This time we are asking about %(focus)s.", focus=focus)
    for degree in range(1, 6):
        yield gettext("%(degree)s of 5", degree=degree)
    for score in range(11):
        today = gettext("%(score)s out of 10", score=score)
        yield today
        yield from (f"{today}. {gettext('Last time: %(score)s', score=last)}" for last in range(11))
    yield from names_of_classes()
    for number in range(1, MOST_STEPS):
        yield gettext("%(number)s more, or stop?", number=number)
        yield ngettext("Choose one card.", "Choose up to %(num)s cards.", number)
        skipped = ngettext("You skipped one question.", "You skipped %(num)s questions.", number)
        yield f"{skipped} {gettext('Look again')}"


def fixed_sentences() -> set[str]:
    """Return the sentences of the pupils' pages and of everything that can go wrong there."""
    folders = [TEMPLATES, Path(current_app.root_path) / "templates"]
    texts = [path.read_text("utf-8") for folder in folders for path in folder.rglob("*.html")]
    found = {double or single for text in texts for double, single in MARKED.findall(text)}
    return found | _messages() | {str(error.msgid) for error in every_error(LearningError)}


def _messages() -> set[str]:
    from .problems import HEADINGS  # it imports the routes, and they import this
    from .routes.pictures import HEADINGS as PICTURE_HEADINGS

    return {str(heading) for headings in (HEADINGS, PICTURE_HEADINGS) for heading in headings.values()}


def every_error(kind: type[LearningError]) -> Iterator[type[LearningError]]:
    """Yield a kind of error and all that are made from it."""
    yield kind
    for each in kind.__subclasses__():
        yield from every_error(each)
