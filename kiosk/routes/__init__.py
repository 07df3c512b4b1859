"""The routes of the pupil's side, with a file for each noun."""

from . import (  # noqa: F401
    answer,
    example,
    help,
    invited,
    outbox,
    pictures,
    preview,
    sounds,
    tablet,
    talk,
    visit,
    wait,
    welcome,
)
