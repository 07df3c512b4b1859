"""The addresses of the pupil's side, one file a noun."""

from . import answer, example, tablet, visit, welcome  # noqa: F401
