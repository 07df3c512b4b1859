"""Waiting for a state: however busy the machine is, a test goes on when it has come, and fails when it never does."""

import time

NEVER = 60  # seconds after which something that has not come will not come


def until(state, page=None):
    """What `state()` returns once that is true; raises AssertionError when it never is.

    In a browser the test gives its `page`, so that Playwright goes on with its own work meanwhile."""
    pause = (lambda: page.wait_for_timeout(20)) if page else (lambda: time.sleep(0.02))
    deadline = time.monotonic() + NEVER
    while not (found := state()):
        assert time.monotonic() < deadline, "what the test waits for never came"
        pause()
    return found
