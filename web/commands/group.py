"""What all commands share: the group they belong to, and one clear sentence for anything that goes wrong."""

from typing import Any

import click
from peewee import PeeweeException

from learning.core.errors import LearningError, NotSaved
from web.serve import DatabaseSilent

NOT_TEXT = "Some letters of this command or of a setting cannot be read. Please use UTF-8."
NOTHING_SAVED = "Nothing was saved. Is the disk full, the folder read-only, or the database busy?"


def is_text(word: str) -> bool:
    """Return whether a word is text. Bytes that are not UTF-8 arrive as half characters, which nothing can save."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


class Commands(click.Group):
    """Commands whose refusals are sentences, not tracebacks."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse words that are not text."""
        if not all(is_text(word) for word in args):
            raise click.ClickException(NOT_TEXT)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn every failure into one sentence."""
        try:
            return super().invoke(ctx)
        except NotSaved as error:
            raise click.ClickException(NOTHING_SAVED) from error
        except LearningError as error:
            raise click.ClickException(str(error)) from error
        except PeeweeException as error:
            raise click.ClickException(str(DatabaseSilent())) from error
        except BrokenPipeError:
            raise  # the program that read our output has ended: click deals with that
        except OSError as error:
            name = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(f"{name}{error.strerror or error}. The command stopped here.") from error
        except UnicodeError as error:
            raise click.ClickException(NOT_TEXT) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="personalise", message="Personalise %(version)s")
def main() -> None:
    """Learning journals and score cards for a school, on its own machine.

    All the school's data is in one data folder. Set PERSONALISE_DATA_DIR to choose it.
    """
