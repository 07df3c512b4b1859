"""The codes of an invitation: a long one for its link and QR code, a short one to type. Only their seals are saved."""

from datetime import datetime
from typing import Any

from learning.classroom.qr_cards import GUESSES, GUESSES_IN_ALL, GUESSING_TIME, TooManyShortCodes
from learning.core import codes, keys
from learning.core.errors import N_
from learning.core.guesses import note_guess
from learning.core.store import writing

from .tables import InvitationRow

SHORT_LENGTH = 10  # two letters more than a QR card's: it can be typed on any device, not only on the school's tablets
LONGEST_TYPED = 64  # characters of a typed code that are looked at


class TooManyCodes(TooManyShortCodes):
    """Too many wrong codes within a minute."""

    msgid = N_("There were too many wrong codes. Please wait a minute and try again.")


def link_code(seed: str) -> str:
    """Return the code in an invitation's link: 26 letters and digits."""
    return codes.long_code("invitation", seed)


def short_code(seed: str) -> str:
    """Return the code to type, as it is printed: two groups of five letters, "ABCDE FGHJK"."""
    letters = _short_letters(seed)
    return f"{letters[:5]} {letters[5:]}"


def _short_letters(seed: str) -> str:
    return codes.short_code("invited", seed, SHORT_LENGTH)


def sealed_codes(seed: str) -> dict[str, str]:
    """Return the columns that hold both codes of a new invitation, sealed."""
    return {"sealed_code": _seal(link_code(seed)), "sealed_short_code": _seal(_short_letters(seed))}


def has_link_code(typed: str) -> Any:
    """Return the condition that an InvitationRow has this code in its link."""
    return InvitationRow.sealed_code == _seal(codes.plain(typed)[:LONGEST_TYPED])


def has_short_code(typed: str) -> Any:
    """Return the condition that an InvitationRow has this short code, in any case, with or without spaces."""
    return InvitationRow.sealed_short_code == _seal(codes.plain(typed)[:LONGEST_TYPED])


def _seal(code: str) -> str:
    return keys.seal("code", code)


@writing
def note_typed_code(address: str, now: datetime) -> list[int]:
    """Count a typed code for the address that it came from, and in all; returns the ids to forgive if it was right.

    Raises TooManyCodes."""
    limits = ((address, GUESSES), ("in all", GUESSES_IN_ALL))
    return [
        note_guess("invitation", name, most=most, within=GUESSING_TIME, now=now, refusal=TooManyCodes)
        for name, most in limits
    ]
