"""The language of a page: which one it is, what <html lang dir> says, and translation in templates."""

from babel import Locale
from flask import current_app, Flask, request
from flask_babel import Babel, get_locale


class PageLanguage(str):
    """What <html lang> wants ("en-GB"), with the direction the language is written in."""

    text_direction: str

    def __new__(cls, locale: Locale) -> "PageLanguage":
        self = super().__new__(cls, str(locale).replace("_", "-"))
        self.text_direction = locale.text_direction
        return self


def speak(app: Flask) -> None:
    """Add translation by Flask-Babel; templates get _(), {% trans %} and get_locale()."""
    Babel(app, locale_selector=choose_language)
    app.add_template_global(page_language, "get_locale")


def choose_language() -> str:
    """Return the first language the browser asks for that we have; English otherwise."""
    return request.accept_languages.best_match(spoken(), default=current_app.config["BABEL_DEFAULT_LOCALE"])


def spoken() -> list[str]:
    """Return the languages with a translation, English first."""
    return [current_app.config["BABEL_DEFAULT_LOCALE"]]


def page_language() -> PageLanguage:
    """Return the language of this page, for its <html> element."""
    return PageLanguage(get_locale())
