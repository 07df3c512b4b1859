"""The README's pictures, from the example school in Chromium: `make pictures` writes them into docs/pictures.

The school's clock stands still, so that the same pages make the same pictures on every day."""

import io
import tempfile
from collections import Counter
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bench.gallery import give, set_up
from learning import example
from learning.classroom import rooms, tablets
from learning.core import store
from learning.example import cast
from learning.invitations import invitations
from learning.people import cohorts, members, pupil_help, pupils, sign_ins
from learning.people.cohorts import Cohort
from learning.people.pupil_help import Help
from learning.rounds import planning, rounds
from learning.rounds.tables import CharacteristicRow
from learning.score_cards.tables import OpinionRow
from learning.visits import answers, talking, visits
from tests.browser import AS_ROOT, CHROMIUM, QUIET, serving
from tests.film import write_film
from web.app import create_app

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
NOW = datetime(2026, 11, 24, 10, 5)  # a Tuesday morning
SCREEN, PHONE, A4 = (1280, 800), (390, 780), (718, 1000)  # A4 without its margins
LEAD = "Mrs Rahman"
FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
# A reader that finds nothing, so that the page goes on looking for a card.
FINDS_NOTHING = """globalThis.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect() { return []; }
};"""


def main() -> None:
    """Make the example school, open its pages, write the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/pictures.db", "SECRET_KEY": "pictures"}
        app = create_app({**settings, "CLOCK": lambda: NOW})
        store.upgrade()
        pupil_id, tablet = set_up(NOW)
        cookie, round_id, met_id = sign_in(), *talked_about()
        with serving(app) as address, chromium(playwright) as browser:
            take_questions(browser, address, pupil_id, tablet)
            take_staff_pages(browser, address, cookie, round_id, met_id)
            take_board(browser, address, cookie)
            take_invited(browser, address, round_id, met_id)
            take_camera(playwright, address, Path(folder))
        store.close_store()


@contextmanager
def chromium(playwright: Playwright, *switches: str):
    """Open the machine's Chromium, without a window."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *AS_ROOT, *switches])
    yield browser
    browser.close()


def open_page(browser: Browser, address: str, size: tuple[int, int], scale: float = 1, **cookies: str) -> Page:
    """Return a page of this size in a fresh browser with these cookies; its pictures are `scale` times as large."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=scale,
        reduced_motion="reduce",
        base_url=address,
        locale="en-GB",
    )
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    return context.new_page()


def take(name: str, page: Page, margin: int = 0, **options) -> None:
    """Write one picture, in few colours so that it is small, once fonts and drawings are there."""
    page.evaluate("document.fonts.ready.then(() => true)")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide", **options))).convert("RGB")
    picture = ImageOps.expand(picture, margin, "white")
    picture.quantize(256, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    print(f"docs/pictures/{name}.png")


# --- pupils -----------------------------------------------------------------------------------------------------


def take_questions(browser: Browser, address: str, pupil_id: int, tablet: str) -> None:
    """A visit: what was agreed, a track, five faces, sorting cards."""
    pupil_help.set_help(pupil_id, Help(symbols=True))
    visit = visits.begin(pupil_id, tablets.tablet_of(tablet, NOW).id, NOW, NOW.date())
    page = open_page(browser, address, SCREEN, 0.75, tablet=tablet, visit=visit)
    steps = visits.visit_of(visit, NOW).steps
    for name, kind in {"news": "news", "question": "track", "faces": "faces", "sort": "sort"}.items():
        # The first of its kind, or the first that has pictures at its ends.
        step = min((step for step in steps if step.kind == kind), key=lambda step: (not step.picture, step.number))
        page.goto(f"/k/visit/{step.task}/{step.id}")
        give(page, kind)
        take(name, page)


def take_camera(playwright: Playwright, address: str, folder: Path) -> None:
    """The welcome page, whose camera sees a worn, tilted card in bad light."""
    film = write_film(folder / "card.y4m", "A QR card", worn=True, tilted=True, dim=True)
    tablet = tablets.enrol("", None, NOW)
    with chromium(playwright, *FAKE_CAMERA, f"--use-file-for-fake-video-capture={film}") as browser:
        page = open_page(browser, address, SCREEN, tablet=tablet)
        page.add_init_script(FINDS_NOTHING)
        page.goto("/k/")
        page.locator("[data-stop]").wait_for()
        take("camera", page)


# --- staff ------------------------------------------------------------------------------------------------------


def sign_in() -> str:
    """Return the cookie of the lead, who sees every pupil."""
    email = next(email for name, _duty, email, _password in example.SIGN_INS if name == LEAD)
    return sign_ins.sign_in(email, cast.PASSWORD, NOW)


def talked_about() -> tuple[int, int]:
    """Return the newest round of the primary group, and the pupil in it about whom most people have given scores."""
    round_id = rounds.latest_round(cohort_called(cast.PRIMARY).id).id
    opinions = OpinionRow.select(OpinionRow.pupil).where(OpinionRow.round == round_id)
    given = Counter(row.pupil_id for row in opinions)
    return round_id, min(given, key=lambda pupil_id: (-given[pupil_id], pupil_id))


def cohort_called(name: str) -> Cohort:
    """Return the cohort of this name."""
    lead = next(member for member in members.members() if member.name == LEAD)
    return next(cohort for cohort in cohorts.cohorts_of(lead) if cohort.name == name)


def take_staff_pages(browser: Browser, address: str, cookie: str, round_id: int, pupil_id: int) -> None:
    """A score card with its first characteristic opened, the meeting, and a sheet of paper."""
    page = open_page(browser, address, SCREEN, sign_in=cookie)
    page.goto(f"/staff/pupils/{pupil_id}/score-card/{round_id}?show=1")
    page.locator("main details summary").first.click()
    take("score-card", page)

    meeting = f"/staff/cohorts/{rounds.round_(round_id).cohort_id}/rounds/{round_id}/meeting/{pupil_id}"
    first = CharacteristicRow.select().order_by(CharacteristicRow.position).first()
    page.goto(f"{meeting}/{first.id}?show=1")
    page.locator("#notes").fill("Ms Okafor: she explains her homework to her brother. We will try that in class.")
    page.locator("#taking-part").fill("Ms Okafor, Mrs Rahman")
    page.keyboard.press("Escape")
    page.keyboard.press("6")
    page.locator("#reason").fill("Less sure of herself in a large group")
    page.keyboard.press("Escape")
    page.wait_for_timeout(2000)  # it is saved while somebody types
    take("meeting", page)

    page.goto(f"/staff/cohorts/{rounds.round_(round_id).cohort_id}/rounds/{round_id}/paper?pupil={pupil_id}&sheet=own")
    page.set_viewport_size({"width": A4[0], "height": A4[1]})
    page.emulate_media(media="print")
    box = page.get_by_role("article").first.bounding_box()
    take("paper", page, margin=28, full_page=True, clip={**box, "height": min(box["height"], A4[0])})


def take_board(browser: Browser, address: str, cookie: str) -> None:
    """A room in the middle of a lesson: some pupils are done, some are in, some have not begun."""
    cohort = cohort_called("9A")
    begun = NOW - timedelta(minutes=20)
    round_id = planning.open_round(cohort.id, "Winter", "", NOW.date()).id
    room = rooms.open_room(
        round_id, journal=True, score_card=True, closes_at=NOW + timedelta(minutes=40), member_id=None, now=begun
    )
    for number, pupil in enumerate(pupils.pupils_of(cohort.id)[::2][:13]):
        walk(pupil.id, number, begun + timedelta(minutes=number))
    page = open_page(browser, address, SCREEN, sign_in=cookie)
    page.goto(f"/staff/rooms/{room.id}")
    take("board", page)


def walk(pupil_id: int, number: int, begun: datetime) -> None:
    """Let a pupil visit: the first seven finish, two stop, four are still in, and the last of these asks to talk."""
    now = NOW - timedelta(minutes=1)
    tablet = tablets.tablet_of(tablets.enrol(f"Blue {number + 1}", None, begun), begun)
    token = visits.begin(pupil_id, tablet.id, now, now.date())
    visit = visits.visit_of(token, now)
    asked = [step for step in visit.steps if step.task != "news"]
    answered = asked if number < 7 else asked[: 2 + number % 5]
    for step in answered:
        answers.save_answer(
            visit, step.task, step.id, press="unknown", fields={"sequence": str(visit.sequence + step.number)}, now=now
        )
    if number < 7:
        visits.finish(visit, now)
    elif number < 9:
        visits.leave(token, now)
    elif number == 12:
        talking.ask_to_talk(visit, talking.Wish(""), now)


# --- guests -----------------------------------------------------------------------------------------------------


def take_invited(browser: Browser, address: str, round_id: int, pupil_id: int) -> None:
    """A parent on a phone, with a score chosen."""
    lead = next(member for member in members.members() if member.name == LEAD)
    until = NOW.date() + timedelta(days=14)
    invitation = invitations.invite(
        round_id, pupil_id, "parent", until=until, member_id=lead.id, now=NOW, today=NOW.date()
    )
    page = open_page(browser, address, PHONE)
    page.goto(f"/i/{invitation.code}")
    page.locator("#begin [name=by]").fill("A. Parent")
    page.locator("button[form=begin]").click()
    page.locator(".rail label").nth(7).click()
    take("invited", page)


if __name__ == "__main__":
    main()
