"""What the child who presses anything meets: the school, its tablets, and what their pages show."""

from dataclasses import dataclass

from playwright.sync_api import Page

LOOK = """() => {
    const box = (element) => {
        const { left, top, width, height } = element.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        return width && x > 0 && y > 0 && x < innerWidth && y < innerHeight ? { x, y } : null;
    };
    const form = document.querySelector("[data-visit-form]");
    const seen = { step: form && form.getAttribute("action"), texts: {}, chosen: [], targets: [] };
    seen.who = form ? form.querySelector(".who").textContent : "";
    seen.name = document.querySelector("h1 .name") ? document.querySelector("h1 .name").textContent : "";
    seen.isAsking = Boolean(document.querySelector("dialog[open]"));
    seen.isGone = Boolean(document.querySelector("main.gone"));
    for (const field of document.querySelectorAll(".step textarea, .step input:not([type])")) {
        seen.texts[field.name] = field.value;
        const place = box(field);
        if (place) seen.targets.push({ what: "type", ...place });
    }
    for (const input of document.querySelectorAll(".step [type=radio], .step [type=checkbox]")) {
        if (input.checked) seen.chosen.push([input.name, input.value]);
        const place = box(input.closest("label"));
        const choice = `${input.name}=${input.value}`;
        if (place && !input.disabled) seen.targets.push({ what: "choose", choice, ...place });
    }
    for (const button of document.querySelectorAll(".step [name=press], .top [value=stop]")) {
        const place = box(button);
        if (place) seen.targets.push({ what: button.value, ...place });
    }
    return seen;
}"""
STORED = """async () => {
    const opening = indexedDB.open("outbox", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("letters", { keyPath: "key" });
    const store = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    const counting = store.transaction("letters").objectStore("letters").count();
    const count = await new Promise((done) => (counting.onsuccess = () => done(counting.result)));
    store.close();
    return count;
}"""
JUMP = "(hours) => { const now = Date.now; Date.now = () => now.call(Date) + hours * 3600e3; }"
PANEL = """() => {
    const panel = document.querySelector(".top details:not(.help)");
    if (panel) panel.open = !panel.open;
}"""


@dataclass
class Taken:
    """Something that a page took: whose, for which step, the word or number, when, and from which page."""

    pupil: str
    step: str
    what: str
    at: float
    page: int
    must_be_there: bool = True


@dataclass
class Tablet:
    """One tablet: its page, who is at it as far as the child knows, and whether it has a network."""

    page: Page
    number: int
    pupil: str = ""
    is_offline: bool = False


@dataclass
class School:
    """What the child meets: the address, the QR cards by name, the cast, the clock that the server goes by."""

    address: str
    codes: dict
    cast: object
    clock: object
    room: object
