"""What a pupil does at a tablet: show the card, say "that's me", answer question after question, finish."""

from bench.browser import Answer, Browser, read_form


def begin(browser: Browser, card: str) -> Answer:
    """From the card's address to the first question."""
    is_this_you = browser.follow(browser.get(f"/K/{card}"))
    return browser.follow(browser.post(*read_form(is_this_you.page, "/begin")))


def answer(browser: Browser, question: Answer) -> Answer:
    """Keep an answer: one request, and what comes back is the next question's part."""
    address, fields = read_form(question.page)
    following = browser.post(address, fields | {"press": "next"}, "X-Fragment: 1\r\n")
    if following.status != 200:
        raise RuntimeError(f"The answer was not kept ({following.status}): {following.page[:2000]}")
    return following


def is_question(answer: Answer) -> bool:
    """Does this page ask something, or is it the end?"""
    return "/visit/finish" not in read_form(answer.page)[0]


def finish(browser: Browser, end: Answer) -> Answer:
    """From the end of the questions to the next pupil's welcome page."""
    return browser.follow(browser.post(*read_form(end.page)))
