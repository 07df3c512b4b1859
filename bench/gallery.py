"""Every page of the pupils' side as a picture: four sizes, as it is, in the dark, with strong colours, with large
letters, without a voice, and for the youngest and the oldest.

`make gallery` writes them, with an index page, into the folder `gallery`, and fails when words leave their button,
things overlap or the like (tests/looks.js). They are the real pages of real visits. `python -m bench.gallery large
oldest` makes only some."""

import html
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench import states
from bench.gallery_school import GallerySchool, set_up
from learning.classroom import tablets
from learning.core import store
from learning.people import age_bands, pupil_help
from learning.people.cohorts import ask_for_pictures
from learning.people.pupil_help import Help
from learning.visits import visits
from tests.browser import AS_ROOT, QUICK_CHROMIUM, QUIET, serving, SETTLED
from tests.looks import faults_of
from web.app import create_app
from web.clock import utc_now

FOLDER = Path("gallery")
SIZES = {"tablet": (1280, 800), "upright": (800, 1280), "low": (1024, 600), "phone": (390, 844)}


# As a browser shows the field that somebody types into, and as listen.js shows a box that opens.
INTO_VIEW = """() => {
    scrollTo(0, 0);
    const box = document.querySelector(".more [open] textarea, textarea:focus");
    if (box) box.scrollIntoView({ block: "nearest" });
}"""


@dataclass(frozen=True)
class Look:
    """One way in which all pages are shown."""

    help: Help = Help(symbols=True)
    band: str = ""
    scheme: str = "light"
    voice: bool = True


LOOKS = {
    "light": Look(),
    "dark": Look(scheme="dark"),
    "contrast": Look(Help(contrast=True, symbols=True)),
    "large": Look(Help(text_size=2)),
    "silent": Look(Help(), voice=False),
    "youngest": Look(band=age_bands.YOUNGEST),
    "oldest": Look(Help(), band=age_bands.OLDEST),
}


def main(names: list[str]) -> int:
    """Make a school, walk through it in each look, write the pictures and the index; 1 if something looks wrong."""
    chosen = {name: look for name, look in LOOKS.items() if name in (names or LOOKS)}
    FOLDER.mkdir(exist_ok=True)
    for picture in FOLDER.glob("*.png"):
        if not names or picture.name.split(".")[1].partition("-")[0] in chosen:
            picture.unlink()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        app = create_app(
            {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/gallery.db", "SECRET_KEY": "gallery"}
        )
        store.upgrade()
        school = set_up(utc_now())
        browser = playwright.chromium.launch(executable_path=QUICK_CHROMIUM, args=[*QUIET, *AS_ROOT])
        with serving(app) as address:
            for name, look in chosen.items():
                walk(browser, address, school, look, Camera(name, faults))
        browser.close()
        store.close_store()
    write_index()
    print("\n".join([*sorted(set(faults)), f"{len(set(faults))} faults"]))
    return int(bool(faults))


class Camera:
    """Takes the pictures of one look, each in every size, and notes what looks wrong."""

    def __init__(self, look: str, faults: list[str]):
        self.look, self.faults = look, faults
        self.page: Page | None = None

    def __call__(self, state: str) -> None:
        """Take the pictures of the state that the page is in."""
        page = self.page
        assert page
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate("document.fonts.ready.then(() => true)")
            page.evaluate(INTO_VIEW)
            page.screenshot(path=FOLDER / f"{state}.{self.look}-{size}.png")
            self.faults += [f"{state} {self.look}-{size}: {fault}" for fault in faults_of(page)]
        page.set_viewport_size({"width": 1280, "height": 800})


def walk(browser: Browser, address: str, school: GallerySchool, look: Look, camera: Camera) -> None:
    """All states in one look, as several pupils and a guest."""
    number = list(LOOKS.values()).index(look)
    pupil_id, card = school.pupils[number]
    pupil_help.set_help(pupil_id, look.help)
    for each in (pupil_id, school.to_check_in[number]):
        age_bands.choose_for_pupil(each, look.band)
    ask_for_pictures(school.cohort_id, True)
    page = camera.page = new_page(browser, address, school.tablet, look)
    states.show_before(page, address, card, camera)
    visit = begin(page, address, school.tablet, pupil_id)
    states.show_visit(page, address, visits.visit_of(visit, utc_now()).steps, camera)
    states.show_still(page, address, camera)
    begin(page, address, school.tablet, school.to_check_in[number])
    states.show_check_in(page, address, camera)
    states.show_after(page, address, camera)
    page.context.close()
    page = camera.page = new_page(browser, address, "", look)
    states.show_guest(page, address, school.guest, camera)
    page.context.close()


def new_page(browser: Browser, address: str, tablet: str, look: Look) -> Page:
    """A page of its own, as a tablet of the school where it has a token."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", color_scheme=look.scheme,
        service_workers="block",
    )  # fmt: skip
    context.add_init_script(SETTLED)
    if look.voice:
        context.add_init_script(states.VOICE)
    if tablet:
        context.add_cookies([{"name": "tablet", "value": tablet, "url": address}])
    return context.new_page()


def begin(page: Page, address: str, tablet: str, pupil_id: int) -> str:
    """Begin a visit of a pupil in this page's browser."""
    now = utc_now()
    visit = visits.begin(pupil_id, tablets.tablet_of(tablet, now).id, now, now.date())
    page.goto(f"{address}/healthz")
    page.context.add_cookies([{"name": "visit", "value": visit, "url": f"{address}/k"}])
    return visit


def write_index() -> None:
    """All pictures on one page, a row a step."""
    rows: dict[str, list[str]] = {}
    for picture in sorted(FOLDER.glob("*.png")):
        rows.setdefault(picture.name.split(".")[0], []).append(picture.name)
    parts = ["<!doctype html><meta charset=utf-8><title>Gallery</title><style>img{height:20rem;margin:.25rem}</style>"]
    for step, names in rows.items():
        parts.append(f"<h2>{html.escape(step)}</h2>")
        parts += [f'<a href="{name}"><img src="{name}" alt="{name}" loading="lazy"></a>' for name in names]
    (FOLDER / "index.html").write_text("\n".join(parts), "utf-8")
    print(f"{sum(map(len, rows.values()))} pictures: open {FOLDER / 'index.html'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
