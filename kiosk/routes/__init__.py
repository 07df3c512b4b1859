"""The addresses of the pupil's side, one file a noun."""

from . import answer, example, help, invited, outbox, pictures, preview, tablet, visit, welcome  # noqa: F401
