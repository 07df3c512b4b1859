"""The states of a pupil's pages, one after another in a real browser: for the gallery and the test of looks."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from learning.visits.steps import Step

# A tablet with a voice of its own: the header is at its fullest.
VOICE = """
    const voices = [{ localService: true, lang: "en-GB", name: "Voice" }];
    const synthesis = { getVoices: () => voices, speak() {}, cancel() {}, onvoiceschanged: null };
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""
Show = Callable[[str], None]  # takes the picture of a state, by its name


def show_visit(page: Page, home: str, steps: list[Step], show: Show) -> None:
    """The states of a visit: each kind of question, fresh and answered, what opens over it, no network, the end."""
    scores = [step for step in steps if step.task == "score_card"]
    for number, step in enumerate(_of_each_kind(steps), 1):
        name = f"{number:02}-{step.kind}"
        open_step(page, home, step)
        show(name)
        if give(page, step.kind):
            show(f"{name}-given")
        if step.kind == "words":
            show_own_ways(page, name, show)
    open_step(page, home, scores[0])
    show_hint(page, show)
    show_why(page, show)
    show_panels(page, show)
    answer_scores(page, home, scores)
    page.goto(f"{home}/k/visit/break")
    show("70-break")
    show_offline(page, home, scores[-1], show)
    page.goto(f"{home}/k/visit/end")
    show("90-end")


def open_step(page: Page, home: str, step: Step) -> None:
    """Go to the page of a step, and wait until its script is there."""
    page.goto(f"{home}/k/visit/{step.task}/{step.id}")


def _of_each_kind(steps: list[Step]) -> Iterator[Step]:
    """The first step of each kind, and both sides of the card sort."""
    kinds: set[str] = set()
    for step in steps:
        if step.kind not in kinds or step.kind == "sort":
            yield step
        kinds.add(step.kind)


def give(page: Page, kind: str) -> bool:
    """Give something to the question on the screen; False where it looks the same then."""
    if kind in ("track", "score"):
        page.locator(".rail label").nth(7).click()
    elif kind in ("faces", "choice", "yes_no"):
        page.locator(".choices label").nth(1).click()
    elif kind == "several":
        for place in (0, 3):
            page.locator(".choices label").nth(place).click()
    elif kind == "sort":
        page.locator(".card:visible").nth(1).click()
    elif kind == "words":
        page.locator("[data-starters] button").first.click()
        page.keyboard.type("ask for a break when it is too loud.")
    elif kind == "news":
        page.locator(".hows label").first.click()
    else:
        return False
    return True


def show_own_ways(page: Page, name: str, show: Show) -> None:
    """The sheets on which a pupil talks or draws."""
    for way in ("say", "draw"):
        opener = page.locator(f".step [data-{way}-it]")
        opener.wait_for(state="attached")
        if not opener.is_visible():
            continue
        opener.click()
        sheet = page.locator(".own-sheet:not([hidden])")
        sheet.wait_for()
        show(f"{name}-{way}")
        sheet.locator("[data-close]").click()
        sheet.wait_for(state="detached")


def show_hint(page: Page, show: Show) -> None:
    """Next without an answer."""
    page.locator(".bar [value=next]").click()
    page.locator("[data-hint]").wait_for()
    show("60-hint")


def show_why(page: Page, show: Show) -> None:
    """Why this number? The box is open."""
    give(page, "score")
    page.locator(".more summary").first.click()
    show("61-why")
    page.locator(".more summary").first.click()


def show_panels(page: Page, show: Show) -> None:
    """Make it easier, and I want to talk to someone."""
    for place, name in ((0, "62-easier"), (1, "63-talk")):
        page.locator(".top summary").nth(place).click()
        show(name)
        page.keyboard.press("Escape")


def answer_scores(page: Page, home: str, scores: list[Step]) -> None:
    """Give numbers, so that the card at the end has lines."""
    for step, number in zip(scores[:3], (7, 10, 0), strict=False):
        open_step(page, home, step)
        page.locator(".rail label").nth(number).click()
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.locator(".bar [value=next]").click()


def show_offline(page: Page, home: str, step: Step, show: Show) -> None:
    """The next question after an answer that could not be sent."""
    page.goto(f"{home}/k/visit/{step.task}/{step.id}", wait_until="networkidle")
    page.context.set_offline(True)
    page.locator(".rail label").nth(4).click()
    page.locator(".bar [value=back]").click()
    page.locator(".status.waiting").wait_for()
    show("71-offline")
    page.context.set_offline(False)


def show_before(page: Page, home: str, card: str, show: Show) -> None:
    """The pages before a visit: welcome, letters, the front door, is this you, secret pictures, wait here."""
    for name, path in {"00-welcome": "", "05-try": "try", "06-wait": "wait", "07-closed": "card/closed"}.items():
        page.goto(f"{home}/k/{path}")
        show(name)
    page.goto(f"{home}/k/")
    page.locator("[data-no-card] summary").click()
    page.locator("[data-keys]").wait_for()
    show("01-welcome-letters")
    page.goto(f"{home}/K/{card}")
    show("02-is-this-you")
    page.goto(f"{home}/k/pictures")
    show("03-pictures")
    for place in (0, 5, 10):
        page.locator(".choices label").nth(place).click()
    show("03-pictures-given")


def show_after(page: Page, home: str, show: Show) -> None:
    """Thank you, with "Not done yet?"."""
    page.goto(f"{home}/k/visit/end")
    page.locator(".finish").click()
    page.locator(".thanks").wait_for()
    show("95-thanks")


def show_still(page: Page, home: str, show: Show) -> None:
    """Are you still there?"""
    page.goto(f"{home}/k/visit")
    page.evaluate("document.querySelector('[data-still]').showModal()")
    show("72-still-there")


def show_check_in(page: Page, home: str, show: Show) -> None:
    """A check-in: its first question and its end."""
    page.goto(f"{home}/k/visit")
    show("80-check-in")
    page.goto(f"{home}/k/visit/end")
    show("81-check-in-end")


def show_guest(page: Page, home: str, invitation: str, show: Show) -> None:
    """What a parent with a letter sees."""
    page.goto(f"{home}/i/")
    show("g0-code")
    page.goto(f"{home}/i/{invitation}")
    show("g1-hello")
    page.locator("#begin input[name=by]").fill("Fatima Yusuf")
    page.locator("button[form=begin]").click()
    page.locator(".rail").wait_for()
    show("g2-score")
    page.locator(".rail label").nth(6).click()
    page.locator(".more summary").first.click()
    show("g2-score-given")
    page.goto(f"{home}/i/end")
    show("g3-end")
    page.goto(f"{home}/i/thanks/later")
    show("g4-thanks")
