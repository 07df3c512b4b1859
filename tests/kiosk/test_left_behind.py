"""Nothing of one pupil is left in a shared tablet: not behind Back, not in any store, not for the next card."""

import json
import re

import pytest
from playwright.sync_api import expect

from learning.classroom import qr_cards
from tests.browser import begin_on_tablet, content, travel
from tests.kiosk.test_in_a_browser import to_the_words

pytestmark = pytest.mark.browser
WAYS = ("back", "back", "forward", "forward")
STORES = """async () => {
  const found = { local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie, databases: {} };
  for (const { name } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      found.databases[`${name}/${store}`] = await new Promise((done) => { all.onsuccess = () => done(all.result); });
    }
    database.close();
  }
  for (const name of globalThis.caches ? await caches.keys() : [])
    found[name] = (await (await caches.open(name)).keys()).map((request) => request.url);
  return JSON.stringify(found);
}"""


def leave(page, how, served, codes):
    """End Amina's visit: stop, finish without a word more, or the next pupil's card."""
    if how == "stop":
        page.get_by_role("button", name="Stop for now").click()
        expect(page).to_have_title("Show your QR card")
    else:
        page.goto(f"{served}/K/{codes['Ben'].code}")
        expect(page.get_by_role("heading", name="Ben Adeyemi")).to_be_visible()


def begin_again(page, served, codes):
    """Amina comes back and goes on where she stopped."""
    page.goto(f"{served}/K/{codes['Amina'].code}")
    begin_on_tablet(page)


@pytest.mark.whole_browser
@pytest.mark.parametrize("how", ["stop", "next card"])
def test_twenty_presses_of_back_and_forward_show_nothing_of_the_pupil_before(hold, served, codes, how):
    page = hold()
    to_the_words(page, "canary")
    shown = []
    for number in range(5):
        if number:
            begin_again(page, served, codes)
        leave(page, how, served, codes)
        for way in WAYS:
            travel(page, way)
            shown += [(number, way, page.url, word) for word in re.findall("canary|Amina", content(page))]
    assert shown == []


@pytest.mark.parametrize("how", ["stop", "next card", "without a network"])
def test_no_store_of_the_tablet_holds_a_word_a_name_or_a_code(hold, served, codes, how):
    page = hold()
    to_the_words(page, "canary")
    if how == "without a network":
        page.context.set_offline(True)
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".status.waiting")).to_be_visible()
    else:
        leave(page, how, served, codes)
    kept = page.evaluate(STORES) + json.dumps(page.context.cookies())
    assert [secret for secret in ("canary", "Amina", "Yusuf", codes["Amina"].code) if secret in kept] == []
    # Four letters alone can stand in a random token; both halves of the short code do not.
    assert not all(half in kept for half in codes["Amina"].short_code.split())
    assert qr_cards.find_qr_card(codes["Amina"].code)  # the code that was looked for is the true one
