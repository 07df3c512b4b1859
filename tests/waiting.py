"""Waiting for a state: however busy the machine is, a test goes on when it has come, and fails when it never does."""

import time

NEVER = 60  # seconds after which something that has not come will not come


def until(state, pause: float = 0.02):
    """What `state()` returns once that is true; raises AssertionError when it never is."""
    deadline = time.monotonic() + NEVER
    while not (found := state()):
        assert time.monotonic() < deadline, "what the test waits for never came"
        time.sleep(pause)
    return found
