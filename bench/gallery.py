"""Every page of a pupil's turn as a picture: four sizes, as it is, with strong colours, with large letters.

`make gallery` writes them, with an index page, into the folder `gallery`. They are the real pages of a real turn."""

import html
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from learning import example
from learning.aims import aims
from learning.classroom import rooms, tablets
from learning.core import store
from learning.journals import journal
from learning.people import pupil_help
from learning.people.pupil_help import Help
from learning.people.tables import MemberRow
from learning.rounds import planning, question_sets
from learning.rounds.question_library import CHECK_IN, PRIMARY, SEED_EIGHT, SEED_FOUR
from learning.visits import visits
from tests.browser import AS_ROOT, CHROMIUM, QUIET, serving
from web.app import create_app
from web.clock import utc_now

FOLDER = Path("gallery")
SIZES = {"tablet": (1280, 800), "upright": (800, 1280), "low": (1024, 600), "phone": (390, 844)}
LOOKS = {"light": Help(symbols=True), "contrast": Help(contrast=True, symbols=True), "large": Help(text_size=2)}
# One of every kind, from the library.
EVERY_KIND = (
    SEED_FOUR.drafts[0],
    SEED_FOUR.drafts[1],
    CHECK_IN.drafts[0],
    SEED_EIGHT.drafts[4],
    PRIMARY.drafts[0],
    PRIMARY.drafts[2],
    CHECK_IN.drafts[1],
)


def main() -> None:
    """Make a school, walk a turn in each size and look, write the pictures and the index."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app = create_app(
            {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/gallery.db", "SECRET_KEY": "gallery"}
        )
        store.upgrade()
        pupil_id, tablet = set_up(utc_now())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *AS_ROOT])
        with serving(app) as address:
            for look, help in LOOKS.items():
                pupil_help.set_help(pupil_id, help)
                for size, (width, height) in SIZES.items():
                    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
                    walk(page, address, tablet, pupil_id, f"{look}-{size}")
                    page.close()
        browser.close()
        store.close_store()
    write_index()


def set_up(now: datetime) -> tuple[int, str]:
    """A pupil with news, in an open room whose round asks every kind of question and sorts cards."""
    example.load(now, now.date())
    token, pupil_id = example.try_card(example.cards_to_try(now)[0].id, None, now, now.date())
    asked = question_sets.add_set("Every kind", now.date(), EVERY_KIND)
    question_sets.allow_own_ways(asked.id, recordings=True, drawings=True)
    room = rooms.rooms_for(pupil_id, now)[0]
    planning.ask_in_round(room.round_id, asked.id, "sort", True)
    last = journal.entries_of(pupil_id)[0]
    lead = MemberRow.select().where(MemberRow.duty == "lead").get()
    journal.record_one_to_one(
        last.id,
        lead.id,
        on=now.date(),
        notes="",
        next_steps="",
        now=now,
        for_pupil="A quiet seat by the window when it gets loud.",
    )
    aim = next(iter(aims.aims_of(pupil_id)), None)
    if aim:
        aims.reword_aim(aim.id, pupil_id, aim.words, "I put my hand up once in every lesson.")
    return pupil_id, token


def walk(page: Page, address: str, tablet: str, pupil_id: int, name: str) -> None:
    """A picture of each step as it comes, and of some as they look when something is given."""
    now = utc_now()
    visit = visits.begin(pupil_id, tablets.tablet_of(tablet, now).id, now, now.date())
    cookies = {"tablet": tablet, "visit": visit}
    page.context.add_cookies([{"name": key, "value": value, "url": f"{address}/k"} for key, value in cookies.items()])
    steps = visits.visit_of(visit, now).steps
    shown = set()
    for number, step in enumerate(steps, 1):
        if step.kind in shown and step.task == "score_card":
            continue
        page.goto(f"{address}/k/visit/{step.task}/{step.id}")
        shown.add(step.kind)
        take(page, f"{number:02}-{step.kind}", name)
        if give(page, step.kind):
            take(page, f"{number:02}-{step.kind}-given", name)
        if step.kind == "words":
            for way in ("say", "draw"):
                page.locator(f".step [data-{way}-it]").click()
                take(page, f"{number:02}-{step.kind}-{way}", name)
                page.locator(".own-sheet:not([hidden]) [data-close]").click()
    page.goto(f"{address}/k/visit/end")
    take(page, "98-end", name)
    page.goto(f"{address}/k/visit")
    page.locator(".help summary").click()
    take(page, "99-help", name)
    page.context.clear_cookies()
    visits.leave(visit, now)


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
        page.locator(".card").nth(1).click()
    elif kind == "words":
        page.locator("[data-starters] button").first.click()
        page.keyboard.type("ask for a break when it is too loud.")
    else:
        return False
    return True


def take(page: Page, step: str, name: str) -> None:
    """One picture, when fonts and drawings are there."""
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=FOLDER / f"{step}.{name}.png")


def write_index() -> None:
    """All pictures on one page, a row a step."""
    rows = {}
    for picture in sorted(FOLDER.glob("*.png")):
        rows.setdefault(picture.name.split(".")[0], []).append(picture.name)
    parts = ["<!doctype html><meta charset=utf-8><title>Gallery</title><style>img{height:20rem;margin:.25rem}</style>"]
    for step, names in rows.items():
        parts.append(f"<h2>{html.escape(step)}</h2>")
        parts += [f'<a href="{name}"><img src="{name}" alt="{name}" loading="lazy"></a>' for name in names]
    (FOLDER / "index.html").write_text("\n".join(parts), "utf-8")
    print(f"{sum(map(len, rows.values()))} pictures: open {FOLDER / 'index.html'}")


if __name__ == "__main__":
    main()
