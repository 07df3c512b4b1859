"""What a tablet could not send waits there sealed: the key of a turn is in its page alone, never in the tablet's store.

Sealed with ChaCha20-Poly1305, under a key that follows from the school's secret and the turn: whoever finds the tablet
finds nothing to read, and whoever writes a letter must have had the turn."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from learning.core import keys
from learning.core.errors import LearningError, N_

NONCE = 12  # bytes


class MessageUnreadable(LearningError):
    """A letter that this school's secret does not open."""

    msgid = N_("This letter cannot be opened here.")


def message_key(visit_id: int) -> str:
    """The key of a turn, for its page."""
    return b64encode(_key(visit_id)).decode()


def _key(visit_id: int) -> bytes:
    return keys.derive("letters", str(visit_id))


def open_message(visit_id: int, sealed: str) -> dict:
    """What the page of a turn wrote; raises MessageUnreadable."""
    from cryptography.exceptions import InvalidTag  # not before the first outage: it takes its memory
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        box = b64decode(sealed, validate=True)
        letter = json.loads(ChaCha20Poly1305(_key(visit_id)).decrypt(box[:NONCE], box[NONCE:], None))
    except (NotBase64, InvalidTag, ValueError, RecursionError) as error:
        raise MessageUnreadable() from error
    if not (isinstance(letter, dict) and all(isinstance(word, str) for word in letter.values())):
        raise MessageUnreadable()
    return letter
