"""What the panel "I want to talk to someone" says with the names of adults, so that the machine can read it aloud."""

from collections.abc import Iterable, Iterator

from babel.lists import format_list
from flask_babel import get_locale, gettext

from learning.people.named_adults import Adult, adults_for_each


def in_words(names: list[str]) -> str:
    """Return names as a list in words; "a grown-up at school" where there are none."""
    return format_list(names, locale=get_locale()) or gettext("a grown-up at school")


def talk_wordings() -> Iterator[str]:
    """Yield every sentence of the panel with the adults' names, and their names with what they do."""
    for adults in adults_for_each():
        always = _names(adults.always)
        yield gettext("We will tell %(who)s. If you choose someone, we tell them too.", who=always)
        yield gettext("We will tell %(who)s that you want to talk.", who=always)
        for adult in (None, *adults.offered):
            yield adult.in_full if adult else ""
            yield from told_wordings(_names(adults.recipients(adult.id if adult else None)))


def _names(adults: Iterable[Adult]) -> str:
    return in_words([adult.name for adult in adults])


def told_wordings(who: str) -> Iterator[str]:
    """Yield what the panel says once these adults were told."""
    will_see = gettext("%(who)s will see that you want to talk.", who=who)
    yield will_see
    yield f"{will_see} {gettext('You can carry on, or stop for now.')}"
    yield gettext("That is fine. %(who)s will see that you pressed this and did not mean it.", who=who)
    yield gettext("It is too late to take this back. You can tell %(who)s that you did not mean it.", who=who)
