"""Passwords: what they must be like, and how they are stored and checked."""

from functools import cache
from threading import BoundedSemaphore

from werkzeug.security import check_password_hash, generate_password_hash

from learning.core import keys
from learning.core.errors import LearningError, N_

HASHING = "scrypt:131072:8:1"  # OWASP's minimum; Werkzeug's default is below it
SHORTEST_PASSWORD = 12
CHECKS_AT_ONCE, WRITE_TIMEOUT = 2, 1.5  # seconds
_checks = BoundedSemaphore(CHECKS_AT_ONCE)
COMMON_PASSWORDS = ("password", "123456", "qwerty", "letmein", "welcome", "iloveyou", "football", "abc123")


class PasswordTooShort(LearningError):
    """The password is too short, or among the first that anyone would try."""

    msgid = N_("A password needs at least 12 characters and must not be a common one. Three words in a row work well.")


class TooManyAtOnce(LearningError):
    """Too many passwords are being checked. Each check takes 128 MB, which the tablets' requests also need."""

    msgid = N_("Many people are signing in at the moment. Please try again soon.")
    status = 429


def hashed(password: str) -> str:
    """Return the hash that is stored for a password; raises PasswordTooShort."""
    bare = password.lower().strip("0123456789!?.- ")
    if len(password) < SHORTEST_PASSWORD or bare in COMMON_PASSWORDS or len(set(password)) < 4:
        raise PasswordTooShort()
    return generate_password_hash(password, HASHING)


def fits(password: str, password_hash: str | None) -> bool:
    """Check a password. Takes the same time for an unknown person (None), so timing reveals nothing.

    Raises TooManyAtOnce where its turn does not come within WRITE_TIMEOUT seconds."""
    if not _checks.acquire(timeout=WRITE_TIMEOUT):
        raise TooManyAtOnce()
    try:
        return check_password_hash(password_hash or _hash_of_nobody(HASHING), password) and password_hash is not None
    finally:
        _checks.release()


@cache
def _hash_of_nobody(hashing: str) -> str:
    return generate_password_hash(keys.new_token(), hashing)
