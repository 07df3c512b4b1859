"""The page's own camera: films of worn, tilted and badly lit cards, and everything that can get in its way."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from learning.classroom import tablets
from learning.classroom.qr_cards import NoSuchQRCard
from tests.browser import CHROMIUM
from tests.cast import NOW
from tests.film import write_film
from tests.kiosk.screen import expect_is_this_you
from tests.waiting import until

pytestmark = pytest.mark.browser
FAKE_CAMERA = "--use-fake-device-for-media-stream"
ALLOWED = "--use-fake-ui-for-media-stream"
NOT_YET_ASKED = "Permissions.prototype.query = async () => ({ state: 'prompt' });"  # a fake camera is always allowed
SCHOOL = "kiosk.school.internal"
COUNT_PICTURES = """
window.pictures = 0;
const draw = CanvasRenderingContext2D.prototype.drawImage;
CanvasRenderingContext2D.prototype.drawImage = function (...args) {
  window.pictures += 1;
  return draw.apply(this, args);
};
"""
ENOUGH = 10  # pictures in which the camera surely finds a code that is there
LOOKS = {
    "worn": {"worn": True},
    "tilted": {"tilted": True},
    "badly lit": {"dim": True},
    "all three": {"worn": True, "tilted": True, "dim": True},
}


class Watched:
    """A tablet on its welcome page, with every address that its browser requests."""

    def __init__(self, page):
        self.page, self.requested, self.sent = page, [], []
        page.on("request", self._note)
        self.status = page.locator(".lens [data-told]")
        self.start = page.locator(".lens [data-start]")
        self.video = page.locator(".lens video")

    def _note(self, request):
        self.requested.append(request.url)
        if request.method == "POST":
            self.sent.append(request.url)

    def fetched(self, name):
        """Return whether a file of this name was requested."""
        return any(name in url for url in self.requested)

    def expect_status(self, name):
        """Wait until the camera's status is the text that the page holds under this name."""
        expect(self.status).to_have_text(self.page.locator(".lens").get_attribute(f"data-{name}"))

    def take_pictures(self):
        """Wait until the camera has looked at enough pictures (needs COUNT_PICTURES)."""
        before = self.page.evaluate("pictures")
        until(lambda: self.page.evaluate("pictures") >= before + ENOUGH, self.page)


@pytest.fixture
def watch(launch_browser, browser_type_launch_args, served, room, cast):
    """watch(*switches, film=None, **options): a tablet on its welcome page, whose camera shows a film."""
    browsers = []

    def begin(*switches, film=None, host=None, script="", path="/k/", **options):
        args = [*browser_type_launch_args["args"], *switches]
        if film:
            args += [FAKE_CAMERA, ALLOWED, f"--use-file-for-fake-video-capture={film}"]
        browsers.append(launch_browser(executable_path=CHROMIUM, args=args))
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
    """film(look): a film of Amina's card. film(words=...): a film of a code with other words."""

    def make(look="worn", words=""):
        return write_film(tmp_path / "film.y4m", words or f"{served}/K/{codes['Amina'].code}", **LOOKS[look])

    return make


@pytest.fixture
def foreign(film):
    """A film of a code that is not on a card of any school."""
    return film(words="https://menu.example/today?table=12")


@pytest.mark.parametrize("look", LOOKS)
def test_a_card_is_read_as_it_looks_in_real_life(watch, film, look):
    tablet = watch(film=film(look))
    expect_is_this_you(tablet.page)
    expect(tablet.page.locator("main h1")).to_contain_text("Amina Yusuf")


def test_no_address_holds_a_code_and_nothing_comes_from_another_host(watch, film, served, codes):
    tablet = watch(film=film("all three"))
    expect_is_this_you(tablet.page)
    code, page = codes["Amina"].code, tablet.page
    assert tablet.sent == [f"{served}/k/scan"]
    assert tablet.fetched("barcode-detector.js") and tablet.fetched("zxing-reader.wasm")
    hosts = {urlsplit(url).netloc for url in tablet.requested if not url.startswith("data:")}
    assert hosts == {urlsplit(served).netloc}
    timed = page.evaluate("performance.getEntries().map((entry) => entry.name)")
    assert not [url for url in [*tablet.requested, *timed, page.url] if code.lower() in url.lower()]
    assert page.evaluate("history.length") == 3  # about:blank, the welcome page, the question
    page.go_back()
    assert code not in page.url + page.content()


def test_a_foreign_code_gets_a_message_and_is_not_sent(watch, foreign):
    tablet = watch(film=foreign)
    tablet.expect_status("foreign")
    expect(tablet.page.locator("[data-stop]")).to_be_visible()
    expect(tablet.page.locator("[name=code]")).to_have_value("")
    assert tablet.sent == []


def test_a_camera_that_was_allowed_before_starts_automatically(watch, foreign):
    tablet = watch(film=foreign)
    expect(tablet.video).to_be_visible()


def test_a_camera_that_was_not_allowed_yet_starts_with_a_press_and_fetches_nothing_large_before(watch, film):
    tablet = watch(film=film(), script=NOT_YET_ASKED)
    tablet.expect_status("ask")
    assert not tablet.fetched("vendor/")
    tablet.start.click()
    expect_is_this_you(tablet.page)


def works(tablet):
    """Return where the welcome page says whether the camera on the page works here."""
    return tablet.page.locator("[data-works]")


def test_a_blocked_camera_gets_a_message(watch):
    tablet = watch(FAKE_CAMERA, f"{ALLOWED}=deny")
    tablet.start.click()
    tablet.expect_status("refused")
    expect(works(tablet)).to_have_text(works(tablet).get_attribute("data-no"))
    assert not tablet.fetched("vendor/")


def test_a_tablet_without_a_camera_gets_a_message(watch):
    tablet = watch(f"{FAKE_CAMERA}=device-count=0", ALLOWED)
    tablet.start.click()
    tablet.expect_status("none")


def test_an_address_without_https_gets_a_message(watch, film, served):
    tablet = watch(f"--host-resolver-rules=MAP {SCHOOL} 127.0.0.1", film=film(), host=SCHOOL)
    tablet.expect_status("insecure")
    expect(tablet.start).to_be_hidden()
    expect(works(tablet)).to_have_text(works(tablet).get_attribute("data-no"))


def test_without_script_the_page_says_that_its_camera_does_not_work(watch):
    tablet = watch(java_script_enabled=False)
    tablet.page.locator("[data-no-card] summary").click()
    expect(works(tablet)).to_be_visible()
    expect(works(tablet)).not_to_have_text(works(tablet).get_attribute("data-yes"))
    expect(tablet.start).to_be_hidden()


def test_it_stops_after_two_minutes_without_a_code_and_can_start_again(watch):
    tablet = watch(FAKE_CAMERA, ALLOWED)
    tablet.page.clock.install()
    tablet.page.reload()
    tablet.expect_status("looking")
    tablet.page.clock.fast_forward("02:05")
    tablet.expect_status("tired")
    expect(tablet.video).to_be_hidden()
    tablet.start.click()
    expect(tablet.video).to_be_visible()


def test_it_stops_while_the_page_is_hidden_and_goes_on_afterwards(watch):
    tablet = watch(FAKE_CAMERA, ALLOWED)
    tablet.expect_status("looking")
    set_hidden = """hidden => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }"""
    tablet.page.evaluate(set_hidden, True)
    expect(tablet.start).to_be_visible()
    assert tablet.page.evaluate("document.querySelector('video').srcObject") is None
    tablet.page.evaluate(set_hidden, False)
    tablet.expect_status("looking")


def test_a_refused_card_is_not_sent_again_while_it_stays_in_sight(watch, film, room):
    address = "HTTPS://SCHOOL.EXAMPLE/K/AAAAAAAAAAAAAAAAAAAAAAAAAA"
    tablet = watch(film=film(words=address), script=COUNT_PICTURES)
    expect(tablet.page.get_by_role("alert")).to_contain_text(NoSuchQRCard.msgid)
    tablet.expect_status("looking")
    tablet.take_pictures()
    expect(tablet.page.get_by_role("alert")).to_be_visible()
    assert len(tablet.sent) == 1


def test_the_card_of_the_last_visit_does_not_start_another_while_it_stays_in_sight(watch, film):
    tablet = watch(film=film(), path="/k/?thanks=", script=COUNT_PICTURES)
    tablet.expect_status("looking")
    tablet.take_pictures()
    assert tablet.sent == [] and urlsplit(tablet.page.url).path == "/k/"


def test_the_other_of_two_cameras_is_one_press_away_and_remembered(watch):
    tablet = watch(f"{FAKE_CAMERA}=device-count=2", ALLOWED)
    label = "document.querySelector('video').srcObject?.getVideoTracks()[0].label"
    tablet.expect_status("looking")
    first = tablet.page.evaluate(label)
    tablet.page.locator("[data-other]").click()
    tablet.expect_status("looking")
    second = tablet.page.evaluate(label)
    tablet.page.reload()
    tablet.expect_status("looking")
    assert first != second == tablet.page.evaluate(label)


def test_the_open_camera_leaves_the_letters_on_the_screen(watch, foreign, axe_faults):
    tablet = watch(film=foreign)
    expect(tablet.video).to_be_visible()
    tablet.page.locator("[data-no-card] summary").click()
    expect(tablet.page.locator("[data-keys] button").last).to_be_in_viewport(ratio=1)
    assert axe_faults(tablet.page) == []
