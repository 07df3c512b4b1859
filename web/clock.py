"""The clock: read once a request, so that a whole page has one "now" and one "today"."""

from datetime import date, datetime, UTC
from zoneinfo import ZoneInfo

from flask import current_app, Flask, g, request


def utc_now() -> datetime:
    """Return this moment as the rules expect it: naive, in UTC, in whole seconds."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def local_day(now: datetime, timezone: str) -> date:
    """Return the school's own date at a moment in UTC."""
    return now.replace(tzinfo=UTC).astimezone(ZoneInfo(timezone)).date()


def keep_time(app: Flask) -> None:
    """Set g.now and g.today before every request that is not for a static file."""

    @app.before_request
    def look_at_the_clock() -> None:
        if not is_static(request.endpoint):
            g.now = current_app.config["CLOCK"]()
            g.today = local_day(g.now, current_app.config["TIMEZONE"])


def is_static(endpoint: str | None) -> bool:
    """Return whether it is a style sheet, script, font or picture of the program, the same for everybody."""
    return endpoint is not None and (endpoint == "static" or endpoint.endswith(".static"))
