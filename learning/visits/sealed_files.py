"""Files of pupils in the data folder: each is encrypted with a key of its own, which lies only in its row.

So the row opens the file and nothing else does: a copy of the folder alone shows nothing, and once a row is erased its
file is unreadable in every copy. Files whose row is gone are deleted later (docs/decisions/0013)."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from learning.core import files
from learning.core.files import NoSuchFile

ENDING = "sealed"
LARGEST = 4 * 1024 * 1024  # bytes: two minutes, even where a tablet ignores the quality that the page asks for
NONCE, SEAL = 12, 16  # bytes that the encryption adds
UNTIL_DELETED = timedelta(hours=1)  # a file is written before its row, and a backup copies rows before files


def save_sealed(content: bytes) -> tuple[str, str]:
    """Encrypt and save a file; return its name and its key. Raises FileTooLarge, NotSaved."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # only when needed: it takes memory

    key, nonce = secrets.token_bytes(32), secrets.token_bytes(NONCE)
    sealed = nonce + ChaCha20Poly1305(key).encrypt(nonce, content, None)
    return files.save_file(sealed, ENDING, most_bytes=LARGEST + NONCE + SEAL), key.hex()


def open_sealed(name: str, key: str) -> bytes:
    """Return what was saved under this name with this key. Raises NoSuchFile, also where the file is damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    sealed = files.path_of(name).read_bytes()
    try:
        return ChaCha20Poly1305(bytes.fromhex(key)).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except InvalidTag as error:
        raise NoSuchFile() from error


def is_whole(path: Path, size: int) -> bool:
    """Return whether a file lies at this path with everything that was saved: `size` bytes, before they were sealed."""
    return path.is_file() and path.stat().st_size == size + NONCE + SEAL


def sealed_names() -> set[str]:
    """Return the names of all files of pupils."""
    return {name for name in files.file_names() if name.endswith(f".{ENDING}")}


def delete_unnamed(named: set[str], now: datetime) -> int:
    """Delete the files of pupils that no row names, but for those of the last hour. Return how many."""
    old = [name for name in sealed_names() - named if now - files.saved_at(name) > UNTIL_DELETED]
    for name in old:
        files.delete_file(name)
    return len(old)
