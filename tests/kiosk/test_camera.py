"""The page's own camera: real films of worn, tilted and badly lit cards, and everything that may be in its way."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from learning.classroom import tablets
from tests.cast import NOW
from tests.film import write_film

pytestmark = pytest.mark.browser
FAKE_CAMERA = "--use-fake-device-for-media-stream"
ALLOWED = "--use-fake-ui-for-media-stream"
NOT_YET_ASKED = "Permissions.prototype.query = async () => ({ state: 'prompt' });"  # a fake camera is always allowed
SCHOOL = "kiosk.school.internal"
HOLD = "Hold your QR card up to the camera."
LOOKS = {
    "worn": {"worn": True},
    "tilted": {"tilted": True},
    "badly lit": {"dim": True},
    "all three": {"worn": True, "tilted": True, "dim": True},
}


class Watched:
    """A tablet on its welcome page, with every address that its browser asked for."""

    def __init__(self, page):
        self.page, self.asked, self.sent = page, [], []
        page.on("request", self._note)
        self.status = page.get_by_role("region", name="This tablet's camera").get_by_role("status")
        self.press = page.get_by_role("button", name="Use this tablet's camera")

    def _note(self, request):
        self.asked.append(request.url)
        if request.method == "POST":
            self.sent.append(request.url)

    def fetched(self, name):
        """Was a file of this name asked for?"""
        return any(name in url for url in self.asked)


@pytest.fixture
def watch(launch_browser, browser_type_launch_args, served, room, cast):
    """watch(*switches, film=None, **options): a tablet on its welcome page, whose camera shows a film."""
    browsers = []

    def begin(*switches, film=None, host=None, script="", path="/k/", **options):
        args = [*browser_type_launch_args["args"], *switches]
        if film:
            args += [FAKE_CAMERA, ALLOWED, f"--use-file-for-fake-video-capture={film}"]
        browsers.append(launch_browser(args=args))
        context = browsers[-1].new_context(viewport={"width": 1280, "height": 800}, **options)
        if script:
            context.add_init_script(script)
        address = served.replace("127.0.0.1", host) if host else served
        token = tablets.enrol("", cast.okafor.id, NOW)
        context.add_cookies([{"name": "tablet", "value": token, "url": address}])
        tablet = Watched(context.new_page())
        tablet.page.goto(address + path)
        return tablet

    yield begin
    for browser in browsers:
        browser.close()


@pytest.fixture
def film(tmp_path, served, codes):
    """film(look): a film of Amina's card. film(words=...): of something else."""

    def make(look="worn", words=""):
        return write_film(tmp_path / "film.y4m", words or f"{served}/K/{codes['Amina'].code}", **LOOKS[look])

    return make


@pytest.fixture
def foreign(film):
    """A film of a code that is no card of any school."""
    return film(words="https://menu.example/today?table=12")


@pytest.mark.parametrize("look", LOOKS)
def test_a_card_is_read_as_it_looks_in_life(watch, film, look):
    tablet = watch(film=film(look))
    expect(tablet.page.get_by_role("heading", name="Is this you?")).to_contain_text("Amina Yusuf")


def test_no_code_comes_into_an_address_and_nothing_from_another_host(watch, film, served, codes):
    tablet = watch(film=film("all three"))
    expect(tablet.page).to_have_title("Is this you?")
    code, page = codes["Amina"].code, tablet.page
    assert tablet.sent == [f"{served}/k/scan"]
    assert tablet.fetched("barcode-detector.js") and tablet.fetched("zxing-reader.wasm")
    assert {urlsplit(url).netloc for url in tablet.asked if not url.startswith("data:")} == {urlsplit(served).netloc}
    timed = page.evaluate("performance.getEntries().map((entry) => entry.name)")
    assert not [url for url in [*tablet.asked, *timed, page.url] if code.lower() in url.lower()]
    assert page.evaluate("history.length") == 3  # about:blank, the welcome page, the question
    page.go_back()
    assert code not in page.url + page.content()


def test_a_foreign_code_is_told_and_not_sent(watch, foreign):
    tablet = watch(film=foreign)
    expect(tablet.status).to_have_text("That is not one of our QR cards.")
    expect(tablet.page.get_by_role("button", name="Stop the camera")).to_be_visible()
    expect(tablet.page.get_by_role("textbox")).to_have_value("")
    assert tablet.sent == []


def test_a_camera_that_was_allowed_once_starts_by_itself(watch, foreign):
    tablet = watch(film=foreign)
    expect(tablet.page.get_by_label("What the camera sees")).to_be_visible()


def test_before_anybody_allowed_it_a_press_starts_it_and_nothing_large_is_fetched(watch, film):
    tablet = watch(film=film(), script=NOT_YET_ASKED)
    expect(tablet.status).to_have_text("What it sees stays in this tablet.")
    assert not tablet.fetched("vendor/")
    tablet.press.click()
    expect(tablet.page).to_have_title("Is this you?")


def works(tablet):
    """Where the welcome page says whether the camera on the page works here."""
    return tablet.page.locator("[data-works]")


def test_a_refused_camera_is_told(watch):
    tablet = watch(FAKE_CAMERA, f"{ALLOWED}=deny")
    tablet.press.click()
    expect(tablet.status).to_have_text(re.compile("^The camera is blocked for this page. A grown-up can allow it"))
    expect(works(tablet)).to_have_text(works(tablet).get_attribute("data-no"))
    assert not tablet.fetched("vendor/")


def test_a_tablet_without_a_camera_is_told(watch):
    tablet = watch(f"{FAKE_CAMERA}=device-count=0", ALLOWED)
    tablet.press.click()
    expect(tablet.status).to_have_text("We cannot find a camera in this tablet. The other ways work.")


def test_an_address_without_https_is_told(watch, film, served):
    tablet = watch(f"--host-resolver-rules=MAP {SCHOOL} 127.0.0.1", film=film(), host=SCHOOL)
    expect(tablet.status).to_have_text(tablet.page.locator("[data-insecure]").get_attribute("data-insecure"))
    expect(tablet.press).to_be_hidden()
    expect(works(tablet)).to_have_text(works(tablet).get_attribute("data-no"))


def test_without_script_the_way_says_so(watch):
    tablet = watch(java_script_enabled=False)
    expect(works(tablet)).to_be_visible()
    expect(works(tablet)).not_to_have_text(works(tablet).get_attribute("data-yes"))
    expect(tablet.press).to_be_hidden()


def test_it_stops_after_two_minutes_of_nothing_and_starts_again(watch):
    tablet = watch(FAKE_CAMERA, ALLOWED)
    tablet.page.clock.install()
    tablet.page.reload()
    expect(tablet.status).to_have_text(HOLD)
    tablet.page.clock.fast_forward("02:05")
    expect(tablet.status).to_have_text(re.compile("^Nobody came, so the camera is off."))
    expect(tablet.page.get_by_label("What the camera sees")).to_be_hidden()
    tablet.press.click()
    expect(tablet.page.get_by_label("What the camera sees")).to_be_visible()


def test_it_stops_while_the_page_is_hidden_and_goes_on_after(watch):
    tablet = watch(FAKE_CAMERA, ALLOWED)
    expect(tablet.status).to_have_text(HOLD)
    turn = """hidden => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }"""
    tablet.page.evaluate(turn, True)
    expect(tablet.press).to_be_visible()
    assert tablet.page.evaluate("document.querySelector('video').srcObject") is None
    tablet.page.evaluate(turn, False)
    expect(tablet.status).to_have_text(HOLD)


def test_a_card_that_was_refused_is_not_sent_again_while_it_lies_there(watch, film, room):
    words = "HTTPS://SCHOOL.EXAMPLE/K/AAAAAAAAAAAAAAAAAAAAAAAAAA"
    tablet = watch(film=film(words=words))
    expect(tablet.page.get_by_role("alert")).to_contain_text("We do not know this QR card")
    expect(tablet.status).to_have_text(HOLD)
    with pytest.raises(AssertionError):
        expect(tablet.page.get_by_role("alert")).to_be_hidden(timeout=1_500)
    assert len(tablet.sent) == 1


def test_the_card_of_the_turn_before_does_not_begin_another_while_it_lies_there(watch, film):
    tablet = watch(film=film(), path="/k/?thanks=")
    expect(tablet.status).to_have_text(HOLD)
    with pytest.raises(AssertionError):
        expect(tablet.page).to_have_title("Is this you?", timeout=1_500)


def test_the_other_of_two_cameras_is_a_press_away_and_remembered(watch):
    tablet = watch(f"{FAKE_CAMERA}=device-count=2", ALLOWED)
    which = "document.querySelector('video').srcObject?.getVideoTracks()[0].label"
    expect(tablet.status).to_have_text(HOLD)
    first = tablet.page.evaluate(which)
    tablet.page.get_by_role("button", name="Other camera").click()
    expect(tablet.status).to_have_text(HOLD)
    second = tablet.page.evaluate(which)
    tablet.page.reload()
    expect(tablet.status).to_have_text(HOLD)
    assert first != second == tablet.page.evaluate(which)


def test_the_open_camera_leaves_the_letters_on_the_screen(watch, foreign, axe_faults):
    tablet = watch(film=foreign)
    expect(tablet.page.get_by_label("What the camera sees")).to_be_visible()
    expect(tablet.page.get_by_role("button", name="Rub out one letter")).to_be_in_viewport(ratio=1)
    assert axe_faults(tablet.page) == []
