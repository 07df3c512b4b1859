"""QR cards: made once, printed on sheets that read back."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from learning.classroom import qr_cards
from learning.people import cohorts, schools, sign_ins
from staff.qr_codes import draw
from tests.cast import bring_pupils, cohort_called, NOW, PASSWORD, pupil_row
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
    sheets = [part for part in page.iter("section") if part.get("class") == "sheet cards"]
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


def test_a_card_tells_as_much_of_the_name_as_the_school_chose(client, cast, sheet):
    for how, words in (("initial", "Amina Y."), ("called", ">Amina<"), ("full", "Amina Yusuf")):
        schools.set_school("Hillside School", low_score=4, smallest_change=2, readers="", card_name=how)
        assert words in client.get(sheet).text


def test_a_card_with_pictures_alone_tells_no_name(client, cast, sheet):
    page = client.get(f"{sheet}?layout=cards&name=picture").text
    assert "Amina" not in page and "Yusuf" not in page
    assert page.count('class="card-pictures"') == 2


def test_an_address_that_makes_no_sense_prints_as_usual(client, cast, sheet):
    page = client.get(f"{sheet}?layout=posters&name=secret").text
    assert "Amina Yusuf" in page and 'class="sheet cards"' in page


def test_a_replaced_card_is_ready_to_print_at_once(client, cast, sheet):
    answer = client.submit(f"/staff/pupils/{cast.amina.id}", to=f"/staff/pupils/{cast.amina.id}/qr-card")
    page = client.get(answer.location).text
    assert "Amina Yusuf" in page and "Ben Adeyemi" not in page


def test_all_cards_are_replaced_in_one_step(client, cast, sheet):
    before = {card.code for card in qr_cards.qr_cards_of(cast.kestrels.id)}
    path = f"/staff/cohorts/{cast.kestrels.id}/qr-cards"
    assert client.submit(path, to=f"{path}/replace").location == sheet
    assert not before & {card.code for card in qr_cards.qr_cards_of(cast.kestrels.id)}


def test_all_cards_are_withdrawn(client, cast, sheet):
    path = f"/staff/cohorts/{cast.kestrels.id}/qr-cards"
    client.submit(path, to=f"{path}/withdraw")
    assert qr_cards.qr_cards_of(cast.kestrels.id) == []


@pytest.mark.parametrize("act", ["", "/replace", "/withdraw"])
def test_another_tutor_changes_no_cards(client, cast, sheet, act):
    before = qr_cards.qr_cards_of(cast.kestrels.id)
    client.sign_in(cast.price)
    path = f"/staff/cohorts/{cast.kestrels.id}/qr-cards{act}"
    assert client.send(path, token_from="/staff/").status_code == 404
    assert qr_cards.qr_cards_of(cast.kestrels.id) == before


def test_the_page_tells_when_a_card_was_last_used(client, cast, sheet):
    qr_cards.note_use(cast.amina.id, NOW)
    page = client.get(f"/staff/cohorts/{cast.kestrels.id}/qr-cards").text
    assert "10:00" in page
    assert "not yet" in page


def test_a_cohort_asks_for_three_pictures_and_no_longer(client, cast, sheet):
    path = f"/staff/cohorts/{cast.kestrels.id}/qr-cards"
    for asks in (True, False):
        client.submit(path, to=f"/staff/cohorts/{cast.kestrels.id}/three-pictures")
        assert cohorts.asks_for_pictures(cast.kestrels.id) is asks


def test_an_administrator_does_not_decide_about_the_pictures(client, cast):
    client.sign_in(cast.tech)
    path = f"/staff/cohorts/{cast.kestrels.id}/three-pictures"
    assert client.send(path, {"asks": "1"}, token_from="/staff/").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize(("layout", "on_a_sheet"), [("cards", 10), ("large", 1), ("labels", 21)])
@pytest.mark.parametrize("more", ["name=full&place=y&pictures=y", "name=picture"])
def test_every_code_on_the_printed_sheets_reads_back(served, page, cast, tmp_path, layout, on_a_sheet, more):
    bring_pupils(pupil_row(**LONG_NAME), *[pupil_row(forename=f"Pupil {number}") for number in range(19)])
    qr_cards.make_qr_cards(cast.kestrels.id, NOW)
    token = sign_ins.sign_in(cast.okafor.email, PASSWORD, NOW)
    page.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])
    address = f"{served}/staff/cohorts/{cast.kestrels.id}/qr-cards/sheet?layout={layout}&{more}"

    sheets = printed(page, address, tmp_path / "cards.pdf")

    cards = qr_cards.qr_cards_of(cast.kestrels.id)
    pages = -(-len(cards) // on_a_sheet)
    assert [(millimetres(sheet.width), millimetres(sheet.height)) for sheet in sheets] == [(210, 297)] * pages
    read = [code.text for sheet in sheets for code in zxingcpp.read_barcodes(sheet)]
    assert sorted(read) == sorted(f"{served.upper()}/K/{card.code}" for card in cards)


@pytest.mark.browser
@pytest.mark.parametrize("number", [1, 9, 10, 19])
def test_the_number_of_pages_is_right(served, page, cast, tmp_path, number):
    bring_pupils(*[pupil_row(forename=f"Pupil {place}", class_name="Wrens") for place in range(number)])
    wrens = cohort_called("Wrens")
    qr_cards.make_qr_cards(wrens.id, NOW)
    token = sign_ins.sign_in(cast.lead.email, PASSWORD, NOW)
    page.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])
    path = f"{served}/staff/cohorts/{wrens.id}/qr-cards/sheet"
    for layout, on_a_sheet in (("cards", 10), ("labels", 21)):
        sheets = printed(page, f"{path}?layout={layout}&name=full", tmp_path / f"{layout}.pdf")
        assert len(sheets) == -(-number // on_a_sheet)
