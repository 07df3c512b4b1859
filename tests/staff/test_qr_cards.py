"""QR cards: made once, printed on sheets that read back."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from learning import qr_cards, sign_ins
from staff.qr_codes import draw
from tests.cast import bring_pupils, NOW, PASSWORD, pupil_row
from tests.film import painted
from tests.page import read_page

DOTS_AN_INCH = 150
LONG_NAME = {"forename": "Anneliese-Charlotte", "surname": "Adebayo-Featherstonehaugh", "class_name": "Kestrels"}


@pytest.fixture
def sheet(client, cast):
    """The path of the Kestrels' sheets, with a card for each."""
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    client.sign_in(cast.okafor)
    return f"/staff/cohorts/{cast.kestrels.id}/qr-cards/sheet"


def printed(page, address: str, file: Path) -> list[Image.Image]:
    """The pages that a printer would get, as pictures."""
    page.goto(address)
    page.pdf(path=file, prefer_css_page_size=True)
    return [sheet.render(scale=DOTS_AN_INCH / 72).to_pil() for sheet in pypdfium2.PdfDocument(file)]


def millimetres(dots: int) -> int:
    return round(dots / DOTS_AN_INCH * 25.4)


def test_the_missing_cards_are_made(client, cast):
    client.sign_in(cast.okafor)
    path = f"/staff/cohorts/{cast.kestrels.id}/qr-cards"
    client.submit(path, to=path)
    assert {card.pupil for card in qr_cards.qr_cards_of(cast.kestrels.id)} == {cast.amina, cast.ben}


def test_looking_at_the_page_makes_no_card(client, cast):
    client.sign_in(cast.okafor).get(f"/staff/cohorts/{cast.kestrels.id}/qr-cards")
    assert qr_cards.qr_cards_of(cast.kestrels.id) == []


def test_an_administrator_prints_them_too(client, cast, sheet):
    assert client.sign_in(cast.tech).get(sheet).status_code == 200


def test_the_sheet_shows_name_class_and_short_code(client, cast, sheet):
    card = qr_cards.qr_cards_of(cast.kestrels.id)[0]
    page = client.get(sheet).text
    for words in (card.pupil.name, "Year 5 · Kestrels", card.short_code[:4], card.short_code[5:]):
        assert words in page


def test_ten_cards_go_on_a_sheet(client, cast, sheet):
    bring_pupils(*[pupil_row(forename=f"Pupil {number}") for number in range(9)])
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    page = read_page(client.get(sheet).text)
    sheets = [part for part in page.iter("section") if part.get("class") == "sheet"]
    assert [len(list(part.iter("li"))) for part in sheets] == [10, 1]


def test_a_code_reads_back_as_an_upper_case_address():
    read = zxingcpp.read_barcodes(painted(draw("https://kiosk.school.uk/K/ABC234")))
    assert [code.text for code in read] == ["HTTPS://KIOSK.SCHOOL.UK/K/ABC234"]


def test_an_address_that_tablets_cannot_reach_is_told(client, cast):
    page = client.sign_in(cast.okafor).get(f"/staff/cohorts/{cast.kestrels.id}/qr-cards").text
    assert "PERSONALISE_ADDRESS" in page


def test_the_schools_own_address_is_used_where_it_is_set(app, client, cast):
    app.config["ADDRESS"] = "https://learning.hillside.example"
    page = client.sign_in(cast.okafor).get(f"/staff/cohorts/{cast.kestrels.id}/qr-cards").text
    assert "PERSONALISE_ADDRESS" not in page


@pytest.mark.browser
def test_every_code_on_the_printed_sheets_reads_back(served, page, cast, tmp_path):
    bring_pupils(pupil_row(**LONG_NAME), *[pupil_row(forename=f"Pupil {number}") for number in range(11)])
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    token = sign_ins.sign_in(cast.okafor.email, PASSWORD, NOW)
    page.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])

    sheets = printed(page, f"{served}/staff/cohorts/{cast.kestrels.id}/qr-cards/sheet", tmp_path / "cards.pdf")

    assert [(millimetres(sheet.width), millimetres(sheet.height)) for sheet in sheets] == [(210, 297)] * 2
    read = [code.text for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]
    cards = qr_cards.qr_cards_of(cast.kestrels.id)
    assert sorted(read) == sorted(f"{served.upper()}/K/{card.code}" for card in cards)
