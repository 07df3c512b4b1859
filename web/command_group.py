"""What all commands have in common: whatever goes wrong is told in one sentence."""

import click
from peewee import PeeweeException

from learning.core.errors import LearningError, NotSaved
from web.serve import DatabaseSilent

NOT_TEXT = "Some letters of this command, or of a setting, cannot be read: please give them in UTF-8."
NOTHING_KEPT = "Nothing of this was kept. Is the disk full, the folder read-only, or the database busy?"


def readable(words: str) -> bool:
    """Is it text? Bytes that are not UTF-8 arrive as half characters, which nothing can keep."""
    return not any("\ud800" <= letter <= "\udfff" for letter in words)


class Commands(click.Group):
    """Commands whose refusals are sentences, not tracebacks."""

    def parse_args(self, ctx, args):
        if not all(readable(word) for word in args):
            raise click.ClickException(NOT_TEXT)
        return super().parse_args(ctx, args)

    def invoke(self, ctx):
        try:
            return super().invoke(ctx)
        except NotSaved as error:
            raise click.ClickException(NOTHING_KEPT) from error
        except LearningError as error:
            raise click.ClickException(str(error)) from error
        except PeeweeException as error:
            raise click.ClickException(str(DatabaseSilent())) from error
        except BrokenPipeError:
            raise  # whoever read along has gone: click's own matter
        except OSError as error:
            named = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{named}{error.strerror or error}. Nothing more was done.") from error
        except UnicodeError as error:
            raise click.ClickException(NOT_TEXT) from error
