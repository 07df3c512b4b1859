"""How days, times and numbers are written on every page."""

from datetime import date, datetime
from decimal import Decimal, ROUND_HALF_UP

from flask import Flask
from flask_babel import format_date, format_decimal, format_time


def add_filters(app: Flask) -> None:
    """Gives templates |day, |clock and |number."""
    app.add_template_filter(day)
    app.add_template_filter(clock)
    app.add_template_filter(number)


def day(when: date | datetime | None) -> str:
    """23 Nov 2026; a moment is told in the school's own time."""
    return format_date(when, "d MMM yyyy") if when else ""


def clock(when: datetime | None) -> str:
    """14:05 in the school's own time, from a moment in UTC."""
    return format_time(when, "HH:mm") if when else ""


def number(value: float | None) -> str:
    """A whole number as it is, an average with one decimal rounded half up, nothing for not given."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return format_decimal(rounded, format="0.0")
