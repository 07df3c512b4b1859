"""The oldest browsers that the README names, Chromium 87 and iPadOS 13, can run our scripts and draw our pages.

What is newer needs a fallback. It is named here with what happens where a browser lacks it."""

from pathlib import Path

import pytest

from tests.baseline import newer_in_script, newer_in_sheet
from web.older import in_older_words

ROOT = Path(__file__).parents[2]
SIDES = ("kiosk", "staff", "web")
FILES = sorted(path for side in SIDES for path in (ROOT / side).rglob("*") if "vendor" not in path.parts)
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
SHEETS = [path for path in FILES if path.suffix == ".css" and "staff" not in path.parts]

# Our own names, or names that older things have as well, but newer ones too.
OURS = {"at", "box", "bytes", "camera", "contrast", "element", "hour", "lost", "messages", "minute", "node", "part"}
OURS |= {"seconds", "symbols"}
FALLBACKS = {
    "BarcodeDetector": "our own reader reads the QR cards",
    "detect": "of our own reader, or of a BarcodeDetector that is there",
    "getSupportedFormats": "asked only where there is a BarcodeDetector",
    "BigInt": "outbox.js defines it",
    "setBigUint64": "outbox.js defines it",
    "addRoutes": "what was typed in the last two seconds may be lost when a page is left",
    "BroadcastChannel": "the ten minutes and the server's own check remain",
    "beforeunload": "staff's pages: everything is saved as it is typed, or with a button",
    "MediaRecorder": "pupils are not offered “Say it”, and staff upload a sound file",
    "audioBitsPerSecond": "of a MediaRecorder that is there",
    "dataavailable": "of a MediaRecorder that is there",
    "mimeType": "of a MediaRecorder that is there",
    "OfflineAudioContext": "its name with webkit, otherwise staff upload a sound file",
    "checkVisibility": "the piece's boxes are counted",
    "visibilityProperty": "an option of checkVisibility",
    "durability": "an option that older browsers ignore",
    "permissions": "the camera asks when its button is pressed",
    "query": "of permissions",
    "preventScroll": "the page scrolls to what has the focus",
    "showModal": "the attribute open shows the question",
    "srcObject": "new are other sources than a stream",
    "submitter": "the click before the submit event names the button",
    "visibilitychange": "heard at the document; a page that is left also hears pagehide",
    "willReadFrequently": "an option that older browsers ignore",
}
LOOKS = {
    "(forced-colors)": "asked only by browsers that force colours",
    "forced-color-adjust": "within forced-colors",
    "(prefers-contrast)": "there is a setting of our own",
    "::backdrop": "the question stands on the page",
    ":backdrop": "the question stands on the page",
    ":has": "looks only: the way to the chosen number, the words that invite to choose",
    "aspect-ratio": "as high as its content",
    "cursor": "an iPad without a mouse",
    "outline": "with square corners",
    "place-items: end": "new outside of a grid",
    "resize": "the field has its height",
    "scroll-padding-bottom": "what opens comes to the top of the screen",
    "text-wrap": "lines end where they end",
    "user-select": "its name with -webkit- is beside it",
}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_script_uses_nothing_newer_without_a_fallback(script):
    assert newer_in_script(script.read_text("utf-8")) - OURS - FALLBACKS.keys() == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_sheet_has_older_words_for_all_that_is_newer(sheet):
    older = in_older_words("\n".join(line for line in sheet.read_text("utf-8").splitlines() if "@import" not in line))
    assert newer_in_sheet(older) - LOOKS.keys() == set()


def test_every_fallback_is_still_needed():
    in_scripts = set().union(*(newer_in_script(path.read_text("utf-8")) for path in SCRIPTS))
    assert (OURS | FALLBACKS.keys()) - in_scripts == set()


@pytest.mark.parametrize(
    "source",
    ["a?.b", "a ?? b", "a ??= b", "class A { b = 1 }", "await a", "1_000", "10n", "/(?<=a)b/", "a.replaceChildren()",
     "structuredClone(a)", "const { randomUUID } = crypto", "a.focus({ preventScroll: true })",
     'addEventListener("beforeinstallprompt", a)'],
)  # fmt: skip
def test_newer_syntax_and_interfaces_are_found(source):
    assert newer_in_script(source)


def test_what_a_script_declares_itself_is_its_own():
    declared = "function structuredClone(a) { return a } const reportError = (b) => structuredClone(b)"
    assert newer_in_script(declared) == set()


@pytest.mark.parametrize(
    "sheet",
    ["a { inset: 0 }", "a:is(b, c) { margin: 0 }", "a { width: clamp(1px, 2px, 3px) }", "a { height: 1dvh }",
     "@container (width > 1px) { a { margin: 0 } }", "a { overflow-wrap: anywhere }"],
)  # fmt: skip
def test_newer_styles_are_found(sheet):
    assert newer_in_sheet(sheet)
    assert newer_in_sheet(f"@supports (color: red) {{ {sheet} }}") == set()
