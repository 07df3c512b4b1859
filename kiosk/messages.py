"""Sealed messages: what a tablet could not send waits there encrypted with ChaCha20-Poly1305.

The key is derived from the school's secret and the visit. It is only in the visit's page, never in the tablet's store:
who finds the tablet can read nothing, and only the visit's own page could have written the message."""

import json
from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from learning.core import keys
from learning.core.errors import LearningError, N_

NONCE = 12  # bytes


class MessageUnreadable(LearningError):
    """This school's secret does not open the message."""

    msgid = N_("This message cannot be opened here.")


def message_key(visit_id: int) -> str:
    """Return the key of a visit, for its page."""
    return b64encode(_key(visit_id)).decode()


def _key(visit_id: int) -> bytes:
    return keys.derive("letters", str(visit_id))


def open_message(visit_id: int, sealed: str) -> tuple[dict[str, str], bytes]:
    """Return what the page of a visit wrote, and the recording or drawing that it sent with it, if any. Raises
    MessageUnreadable."""
    from cryptography.exceptions import InvalidTag  # only once there is an outage: it takes memory
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        box = b64decode(sealed, validate=True)
        opened = ChaCha20Poly1305(_key(visit_id)).decrypt(box[:NONCE], box[NONCE:], None)
        text, _, content = opened.partition(b"\0")  # JSON has no such byte
        message = json.loads(text)
    except (NotBase64, InvalidTag, ValueError, RecursionError) as error:
        raise MessageUnreadable() from error
    if not (isinstance(message, dict) and all(isinstance(text, str) for text in message.values())):
        raise MessageUnreadable()
    return message, content
