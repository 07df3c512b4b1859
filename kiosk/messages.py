"""Sealed messages: what a tablet could not send waits there encrypted with ChaCha20-Poly1305.

The key is derived from the school's secret and the visit's token, because a database that was restored from a backup
gives the number of a visit to the next pupil again. It is only in the visit's page, never in the tablet's store: who
finds the tablet can read nothing, and only the visit's own page could have written the message."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from learning.core import keys
from learning.core.errors import LearningError, N_
from learning.visits.steps import Visit

NONCE = 12  # bytes


class MessageUnreadable(LearningError):
    """This school's secret does not open the message."""

    msgid = N_("This message cannot be opened here.")


def message_key(visit: Visit) -> str:
    """Return the key of a visit, for its page."""
    return b64encode(_keys(visit)[0]).decode()


def _keys(visit: Visit) -> tuple[bytes, bytes]:
    """Return the key of a visit, and the one that pages of version 0.1.0 had: their messages may still wait."""
    return keys.derive("messages", f"{visit.id}:{visit.token_hash}"), keys.derive("letters", str(visit.id))


def open_message(visit: Visit, sealed: str) -> tuple[dict[str, str], bytes]:
    """Return what the page of a visit wrote, and the recording or drawing that it sent with it, if any. Raises
    MessageUnreadable."""
    from cryptography.exceptions import InvalidTag  # only once there is an outage: it takes memory

    try:
        box = b64decode(sealed, validate=True)
        opened = _unseal(visit, box[:NONCE], box[NONCE:])
        text, _, content = opened.partition(b"\0")  # JSON has no such byte
        message = json.loads(text)
    except (NotBase64, InvalidTag, ValueError, RecursionError) as error:
        raise MessageUnreadable() from error
    if not (isinstance(message, dict) and all(isinstance(text, str) for text in message.values())):
        raise MessageUnreadable()
    whole = {name: text.encode("utf-8", "replace").decode() for name, text in message.items()}  # half an emoji is "?"
    return whole, content


def _unseal(visit: Visit, nonce: bytes, box: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    key, earlier = (ChaCha20Poly1305(key) for key in _keys(visit))
    try:
        return key.decrypt(nonce, box, None)
    except InvalidTag:
        return earlier.decrypt(nonce, box, None)
