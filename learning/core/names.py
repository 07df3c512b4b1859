"""Names: how they are kept, and how a register sorts them."""

import re
from unicodedata import combining, normalize

from .errors import LearningError, N_


class NameMissing(LearningError):
    """A name is needed."""

    msgid = N_("Enter a name.")


def named(name: str) -> str:
    """A name as it is kept, in single spaces; raises NameMissing."""
    if not any(sign.isalnum() for sign in name):
        raise NameMissing()
    return " ".join(name.split())


def plain(name: str) -> str:
    """A name to sort by: accents and capitals do not count."""
    if name.isascii():
        return name.casefold()
    return "".join(sign for sign in normalize("NFKD", name.casefold()) if not combining(sign))


def counting(name: str) -> list[tuple[bool, int | str]]:
    """The key that sorts Year 3 before Year 13."""
    return [(part.isdigit(), int(part) if part.isdigit() else part) for part in re.split(r"(\d+)", plain(name))]
