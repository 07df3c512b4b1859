"""A child presses at random through the real page: nothing that was given is lost, and nothing comes from nowhere.

MONKEY_SEED and MONKEY_PRESSES play a run again; `make faults` plays a long one."""

import os
import random

import pytest

from tests.kiosk.monkey import Monkey, new_tablet
from tests.kiosk.monkey_page import School

pytestmark = pytest.mark.browser
PRESSES = int(os.environ.get("MONKEY_PRESSES", 300))
SEED = int(os.environ.get("MONKEY_SEED", random.randrange(1_000_000)))


def test_what_was_given_is_in_the_database_and_nothing_else(browser, served, room, codes, cast, clock):
    school = School(served, codes, cast, clock, room)
    monkey = Monkey(school, [new_tablet(browser, school, number) for number in range(2)], SEED)
    print(f"MONKEY_SEED={SEED}")
    try:
        monkey.play(PRESSES)
    finally:
        print("\n".join(monkey.story[-400:]))
    assert monkey.presses == PRESSES
