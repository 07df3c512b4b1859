"""The board in a real browser: it keeps itself up to date, and survives a network that drops."""

import pytest
from playwright.sync_api import expect

from learning.classroom import rooms, tablets
from learning.people import sign_ins
from learning.visits import answers, visits
from tests.browser import begin_on_tablet
from tests.cast import NOW, PASSWORD
from tests.chain import ask_the_seed, begin_visit, open_room, visit_and_finish

pytestmark = pytest.mark.browser


@pytest.fixture
def board(served, page, cast):
    """Ms Okafor looks at Kestrels' board."""
    ask_the_seed()
    room = open_room(cast)
    token = sign_ins.sign_in(cast.okafor.email, PASSWORD, NOW)
    page.context.add_cookies([{"name": "sign_in", "value": token, "url": f"{served}/staff"}])
    page.clock.install()
    page.goto(f"{served}/staff/rooms/{room.id}")
    return page


def ask_again(board):
    """Let the time pass after which the board asks the server again."""
    board.clock.fast_forward(4000)


def column(page, name):
    """Return a column of the board by its class: not-begun, begun, in, done."""
    return page.locator(f".board section.{name}")


def test_it_shows_without_a_reload_who_is_where_and_who_is_done(board, cast):
    expect(column(board, "not-begun")).to_contain_text("Amina Yusuf")
    visit = visits.visit_of(begin_visit(cast), NOW)
    ask_again(board)
    expect(column(board, "in")).to_contain_text("question 1 of 8")
    answers.save_answer(
        visit, "journal", visit.steps[0].id, press="next", fields={"choice": "yes", "words": "canary"}, now=NOW
    )
    ask_again(board)
    expect(column(board, "in")).to_contain_text("question 2 of 8")
    assert "canary" not in board.content()
    visit_and_finish(cast)
    ask_again(board)
    expect(column(board, "done")).to_contain_text("Amina Yusuf")


def test_it_survives_a_dropped_network_and_says_since_when_it_stands_still(board, cast):
    board.context.set_offline(True)
    ask_again(board)
    expect(board.locator("[data-connection]")).not_to_be_empty()
    expect(column(board, "not-begun")).to_contain_text("Amina Yusuf")
    begin_visit(cast)
    board.context.set_offline(False)
    ask_again(board)
    expect(column(board, "in")).to_contain_text("Amina Yusuf")
    expect(board.locator("[data-connection]")).to_be_empty()


def test_what_has_the_focus_keeps_it_while_the_board_changes(board, cast):
    board.get_by_role("link", name="Ben Adeyemi").focus()
    begin_visit(cast)
    ask_again(board)
    expect(column(board, "in")).to_contain_text("Amina Yusuf")
    expect(board.get_by_role("link", name="Ben Adeyemi")).to_be_focused()


def test_hidden_names_stay_hidden(board, cast):
    board.locator("main a[href$='masked=1']").click()
    begin_visit(cast)
    ask_again(board)
    expect(column(board, "in")).to_contain_text("Pupil 2")
    assert "Amina" not in board.content()


def test_a_closed_room_shows_as_closed_without_a_reload(board, cast):
    rooms.close_room(rooms.open_rooms(NOW)[0].id, NOW)
    ask_again(board)
    expect(board.locator("[data-live]")).to_have_count(0)


def test_a_sign_in_that_is_over_takes_the_names_from_the_screen(board, cast):
    sign_ins.sign_out(board.context.cookies()[0]["value"], NOW)
    ask_again(board)
    expect(board.locator("[data-connection] a")).to_be_visible()
    assert "Amina" not in board.inner_text("main")


def test_a_pupil_called_by_name_is_asked_at_the_tablet_without_a_touch(board, cast, served, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_cookies([{"name": "tablet", "value": tablets.enrol("Blue", None, NOW), "url": served}])
    tablet = context.new_page()
    tablet.goto(f"{served}/k/")
    board.get_by_role("link", name="Amina Yusuf").click()
    board.get_by_role("button", name="Blue").click()
    expect(tablet.get_by_role("heading", name="Is this you? Amina Yusuf")).to_be_visible()
    begin_on_tablet(tablet)
    ask_again(board)
    expect(column(board, "in")).to_contain_text("Blue")
    context.close()
