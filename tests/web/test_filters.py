"""How days, times and numbers are written."""

from datetime import date, datetime

import pytest

from web.filters import clock, day, number


@pytest.mark.parametrize(
    "value, written", [(None, ""), (0, "0"), (10, "10"), (3.666, "3.7"), (3.65, "3.7"), (4.0, "4.0")]
)
def test_numbers(app, value, written):
    with app.test_request_context():
        assert number(value) == written


@pytest.mark.parametrize(
    "when, written",
    [(date(2026, 11, 23), "23 Nov 2026"), (datetime(2026, 6, 23, 23, 30), "24 Jun 2026"), (None, "")],
)
def test_days_are_the_schools_own(app, when, written):
    with app.test_request_context():
        assert day(when) == written


@pytest.mark.parametrize("when, written", [(datetime(2026, 6, 23, 13, 5), "14:05"), (None, "")])
def test_times_are_the_schools_own(app, when, written):
    with app.test_request_context():
        assert clock(when) == written
