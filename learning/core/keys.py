"""The school's secret: QR codes are derived from it and kept codes sealed; the database alone opens nothing."""

import hashlib
import hmac
import secrets

_held = b""


def hold(secret: str) -> None:
    """Hold the secret of this school's data folder."""
    global _held
    _held = secret.encode()


def derive(purpose: str, text: str) -> bytes:
    """32 bytes that follow from the secret, the purpose and the text (HMAC-SHA-256)."""
    return hmac.digest(_held, f"{purpose}:{text}".encode(), "sha256")


def seal(purpose: str, text: str) -> str:
    """The form in which a code is kept: it can be compared, but not turned back without the secret."""
    return derive(purpose, text).hex()


def new_token() -> str:
    """A fresh random token of 256 bits for a cookie."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """The form in which a token is kept."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
