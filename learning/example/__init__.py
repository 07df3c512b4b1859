"""The example school, made with a fixed seed and open to newcomers who want to try it. None of its people are real."""

from . import cast
from .loading import Counts, load, NotEmpty
from .trying import cards_to_try, NotTheExample, try_card, TryCard

__all__ = ["SIGN_INS", "Counts", "NotEmpty", "NotTheExample", "TryCard", "cards_to_try", "load", "try_card"]

# The staff that a newcomer can sign in as: name, duty, email address, password.
SIGN_INS = tuple(
    (person.name, person.duty, person.email, cast.PASSWORD)
    for key in cast.TO_TRY
    for person in cast.STAFF
    if person.key == key
)
