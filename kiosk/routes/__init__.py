"""The routes of the pupil's side, with a file for each noun."""

from . import answer, example, help, invited, outbox, pictures, preview, sounds, tablet, visit, welcome  # noqa: F401
