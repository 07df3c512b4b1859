"""How days, times and numbers are written on every page."""

from datetime import date, datetime
from decimal import Decimal, ROUND_HALF_UP

from flask import Flask
from flask_babel import format_date, format_decimal, format_time


def add_filters(app: Flask) -> None:
    """Give templates |day, |clock and |number."""
    app.add_template_filter(day)
    app.add_template_filter(clock)
    app.add_template_filter(number)


def day(moment: date | datetime | None) -> str:
    """Write a day as 23 Nov 2026; a moment in the school's own time."""
    return format_date(moment, "d MMM yyyy") if moment else ""


def clock(moment: datetime | None) -> str:
    """Write a moment in UTC as 14:05 in the school's own time."""
    return format_time(moment, "HH:mm") if moment else ""


def number(value: float | None) -> str:
    """Write a whole number as it is, an average with one decimal rounded half up, and nothing for None."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return str(format_decimal(rounded, format="0.0"))
