"""The served house in a real browser: nothing is refused by its own content policy."""

import pytest


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/k/", "/staff/sign-in", "/nowhere"])
def test_the_content_policy_hinders_no_page_of_ours(served, cast, page, path):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    page.goto(served + path)
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/staff/sign-in", "/nowhere", "/staff/sign-in/nowhere"])
def test_axe_finds_nothing(served, cast, page, axe_faults, path):
    page.goto(served + path)
    assert axe_faults(page) == []
