"""Opening the store for a command, and closing it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from learning.core import files, store
from web.config import FILES, read_settings
from web.serve import check_answers, check_schema


@contextmanager
def opened(settings: dict[str, Any] | None = None, founding: bool = False) -> Iterator[dict[str, Any]]:
    """Open the store while a command works, and give it the settings. `founding`: even where there is no school yet."""
    settings = settings or read_settings(founding=founding)
    store.open_store(settings["DATABASE_URL"], settings["SECRET_KEY"])
    files.hold(settings["DATA_DIR"] / FILES)
    try:
        check_answers()
        yield settings
    finally:
        store.close_store()


@contextmanager
def school_opened() -> Iterator[dict[str, Any]]:
    """Open the store for a command that needs a school."""
    with opened() as settings:
        check_schema()
        yield settings
