"""Codes on paper: they follow from a seed and the school's secret, long ones for a QR code, short ones for typing."""

from base64 import b32encode

from . import keys

LONG = 26  # of 5 bits each: 130 bits
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # no look-alikes: no I, O, Q


def long_code(purpose: str, seed: str) -> str:
    """26 letters and digits that nobody guesses."""
    return b32encode(keys.derive(purpose, seed)).decode()[:LONG]


def short_code(purpose: str, seed: str, length: int) -> str:
    """So many letters to type; short enough to be guessed at, so wrong ones are counted."""
    number = int.from_bytes(keys.derive(purpose, seed)[:16])
    letters = []
    for _ in range(length):
        number, at = divmod(number, len(LETTERS))
        letters.append(LETTERS[at])
    return "".join(letters)


def plain(typed: str) -> str:
    """A code as it was typed, in any case, with or without spaces."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())
