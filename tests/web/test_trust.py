"""The page on which a tablet comes to trust the school, and the file that it fetches there."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from tests.client import html_of
from tests.page import check_page, read_page, words_of
from web.certificate import authority_file, fingerprint, issue_certificate

IPAD = "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1"
BROWSERS = {
    "iPad and iPhone": IPAD,
    "Android": "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
    "Chromebook": "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
    "Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
    "Firefox": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0",
}


@pytest.fixture
def issued(app, clock):
    """The certificates of this school."""
    return issue_certificate(app.config["DATA_DIR"], ["school.local"], "", clock.now)


def opened_first(page) -> list[str]:
    """The systems whose steps stand open."""
    return [words_of(each.find("summary")) for each in page.iter("details") if "open" in each.attrib]


def scanned(page: str) -> str:
    """What a tablet's camera reads from the page's code."""
    size = 8 * int(re.search(r'class="qr" viewBox="0 0 (\d+)', page)[1])
    picture = Image.new("L", (size, size), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, length in (map(int, run) for run in re.findall(r"M(\d+) (\d+)h(\d+)v1", page)):
        pen.rectangle((8 * x, 8 * y, 8 * (x + length) - 1, 8 * y + 7), fill=0)
    return zxingcpp.read_barcode(picture).text


def test_the_authority_is_fetched_as_what_tablets_install(client, issued):
    answer = client.get("/authority.crt")
    assert answer.mimetype == "application/x-x509-ca-cert"
    assert answer.data == (issued.folder / "authority.crt").read_bytes()


def test_no_key_is_in_what_is_fetched(client, issued):
    assert b"PRIVATE" not in client.get("/authority.crt").data


@pytest.mark.parametrize("path", ["/authority.key", "/server.key", "/https/authority.key"])
def test_a_key_has_no_address(client, issued, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/authority.crt", "/trust"])
def test_without_a_certificate_the_way_to_one_is_told(client, path):
    answer = client.get(path)
    assert (answer.status_code, "personalise certificate" in html_of(answer)) == (404, True)


def test_the_code_leads_to_the_file_as_it_is_written(client, issued):
    assert scanned(html_of(client.get("/trust", base_url="http://school.local:8000"))) == (
        "http://school.local:8000/authority.crt"
    )


def test_the_page_is_whole(client, issued):
    check_page(html_of(client.get("/trust")))


def test_the_page_shows_the_fingerprint(client, app, issued):
    shown = fingerprint(authority_file(app.config["DATA_DIR"]))
    assert re.fullmatch(r"([0-9A-F]{2} ){31}[0-9A-F]{2}", shown)
    assert shown in html_of(client.get("/trust"))


@pytest.mark.parametrize("system", BROWSERS)
def test_the_steps_of_this_browsers_system_stand_open_first(client, issued, system):
    page = read_page(html_of(client.get("/trust", headers={"User-Agent": BROWSERS[system]})))
    assert opened_first(page) == [system]
    assert words_of(next(page.iter("summary"))) == system


def test_every_system_has_its_steps(client, issued):
    page = read_page(html_of(client.get("/trust")))
    assert sorted(words_of(each) for each in page.iter("summary")) == sorted(BROWSERS)
