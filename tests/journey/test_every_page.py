"""Every page of the house, looked at by axe, light and dark, at a desk's width and at a small phone's."""

import pytest

from learning import example
from tests.browser import LOOK
from tests.everywhere import address, everything_at_hand, FOR_ADMINISTRATORS

pytestmark = pytest.mark.browser
LOOKS = {
    "desk": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "phone in the dark": {"viewport": {"width": 320, "height": 640}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(app, example_school, served, person, look):
    # Slow, because axe looks at about 70 pages. The HTML is the same in the dark: there only the look is tried.
    values, cookies = everything_at_hand(app)
    somebody = person(**LOOKS[look])
    for path in every_page(app, values):
        # Opening the welcome page forgets the pupil, as it must: the visit is taken up again for each page.
        somebody.page.context.add_cookies(
            [
                {"name": name, "value": token, "url": f"{served}/k" if name == "visit" else served}
                for name, token in cookies.items()
            ]
        )
        somebody.open(path, rules=LOOK if look == "phone in the dark" else ())


def every_page(app, values) -> list[str]:
    """The addresses of all pages, those that lead on or answer machines left out."""
    leading_on = {"front_door", "health.healthz", "kiosk.show_card", "kiosk_upper.show_card", "staff.people.sign_in"}
    leading_on |= {"invited.open_link", "invited.go_on"}
    leading_on |= {"kiosk.called", "kiosk.goes_on", "kiosk.refused_card"}  # for scripts, or refusals
    leading_on |= {"kiosk.worker", "kiosk.last"}  # for scripts
    leading_on |= {
        "trust.authority",
        "kiosk.sound",
        "kiosk.say",
        "kiosk.say_name",
        "staff.journals.show_given_file",
        "staff.score_cards.cohort_grid_csv",
        "staff.score_cards.cohort_grid_xlsx",
        "staff.invitations.invitations_csv",
    }  # files
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    rules = [
        rule
        for rule in rules
        if rule.endpoint not in leading_on | FOR_ADMINISTRATORS and not rule.endpoint.endswith("static")
    ]
    return [address(app, rule, values) for rule in rules]


def test_the_example_has_what_every_page_shows(app, example_school):
    values, _ = everything_at_hand(app)
    assert example.SIGN_INS
    assert all(values.get(name) for name in ("pupil_id", "round_id", "cohort_id", "entry_id", "aim_id", "room_id"))


def test_an_administrators_own_pages_are_in_order_too(cast, person):
    tech = person()
    tech.sign_in("Mr Tech")
    for path in ("/staff/school/staff", f"/staff/school/staff/{cast.okafor.id}/password", "/staff/roll"):
        tech.open(path)
