"""Passwords: what one must be, and the slow form in which it is kept."""

from threading import BoundedSemaphore

from werkzeug.security import check_password_hash, generate_password_hash

from learning.core import keys
from learning.core.errors import LearningError, N_

HASHING = "scrypt:131072:8:1"  # OWASP's minimum; Werkzeug's default lies below it
SHORTEST_PASSWORD = 12
CHECKS_AT_ONCE, WRITE_TIMEOUT = 2, 1.5  # seconds
_checks = BoundedSemaphore(CHECKS_AT_ONCE)
COMMON_PASSWORDS = ("password", "123456", "qwerty", "letmein", "welcome", "iloveyou", "football", "abc123")


class PasswordTooShort(LearningError):
    """The password is too short or among the first that anyone would try."""

    msgid = N_("A password needs at least 12 characters and must not be a common one. Three words in a row work well.")


class TooManyAtOnce(LearningError):
    """Each check takes 128 MB: a flood of sign-ins must not take the tablets' memory."""

    msgid = N_("Many people are signing in at the moment. Please try again soon.")
    status = 429


def hashed(password: str) -> str:
    """The form in which a password is kept; raises PasswordTooShort."""
    known = password.lower().strip("0123456789!?.- ")
    if len(password) < SHORTEST_PASSWORD or known in COMMON_PASSWORDS or len(set(password)) < 4:
        raise PasswordTooShort()
    return generate_password_hash(password, HASHING)


def fits(password: str, password_hash: str | None) -> bool:
    """Is it the password? An unknown person (None) costs the same time as a wrong password."""
    if not _checks.acquire(timeout=WRITE_TIMEOUT):
        raise TooManyAtOnce()
    try:
        return check_password_hash(password_hash or _nobodys(), password) and password_hash is not None
    finally:
        _checks.release()


_nobodys_hash = {}


def _nobodys() -> str:
    if HASHING not in _nobodys_hash:
        _nobodys_hash[HASHING] = generate_password_hash(keys.new_token(), HASHING)
    return _nobodys_hash[HASHING]
