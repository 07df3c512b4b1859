"""The forms and links of a page, and ways to fill a form in, so that sending it changes something."""

from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin

from tests.cast import TODAY

NEW_WORDS = "Something new"
PASSWORD = "four new words here"
ROLL = "UPN,Forename,Surname,Year,Class\nA123456789012,Newt,Newcomer,Year 5,Kestrels\n"
A_FILE = "a file"
SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt "
PRESSED = ("submit", "button", "image")


@dataclass(frozen=True)
class Field:
    """One field of a form as the page shows it."""

    tag: str
    name: str
    kind: str
    value: str
    options: tuple[tuple[str, bool], ...] = ()  # value, and is it chosen?
    chosen: bool = False
    is_number: bool = False


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, how, its fields, and its buttons as (name, value)."""

    page: str
    action: str
    method: str
    fields: tuple[Field, ...]
    buttons: tuple[tuple[str, str], ...]
    has_files: bool = False


class PageReader(HTMLParser):
    """Collects the forms and links of one page; what is inside a <template> is not on it."""

    def __init__(self, path: str, html: str):
        super().__init__()
        self.path, self.forms, self.links = path, [], []
        self._open, self._field, self._templates = None, None, 0
        self._elsewhere = {}  # form id -> fields that name it
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Open a form, or note a field or a link."""
        at = {name: words or "" for name, words in attrs}
        if tag == "template":
            self._templates += 1
        if self._templates:
            return
        if tag == "a" and at.get("href"):
            self.links.append(urljoin(self.path, at["href"]))
        elif tag == "form":
            self._open = {"at": at, "fields": [], "buttons": []}
            self.forms.append(self._open)
        elif at.get("name") == "csrf_token":
            return
        elif tag in ("input", "select", "textarea", "button") and at.get("name") and "disabled" not in at:
            self._note(tag, at)
        elif tag == "button" and "disabled" not in at and self._form_of(at) and "name" not in at:
            if at.get("type", "submit") == "submit":
                self._form_of(at)["buttons"].append(("", "", at.get("formaction", "")))
        elif tag == "option" and self._field:
            self._field["options"].append([at.get("value"), "selected" in at, ""])

    def _form_of(self, at):
        if name := at.get("form"):
            return next((form for form in self.forms if form["at"].get("id") == name), None) or self._later(name)
        return self._open

    def _later(self, name):
        return self._elsewhere.setdefault(name, {"fields": [], "buttons": []})

    def _note(self, tag, at):
        form = self._form_of(at)
        if form is None:
            return
        kind = at.get("type", "submit" if tag == "button" else "text") if tag in ("input", "button") else tag
        if kind in PRESSED:
            if kind != "button":
                form["buttons"].append((at["name"], at.get("value", ""), at.get("formaction", "")))
            return
        field = {"tag": tag, "at": at, "kind": kind, "options": [], "text": ""}
        form["fields"].append(field)
        self._field = field if tag in ("select", "textarea") else None

    def handle_data(self, data):
        """The words of a text area or of an option."""
        if self._field and self._field["tag"] == "textarea":
            self._field["text"] += data
        elif self._field and self._field["options"]:
            self._field["options"][-1][2] += data

    def handle_endtag(self, tag):
        """Close what was open."""
        if tag == "template":
            self._templates -= 1
        elif tag == "form" and not self._templates:
            self._open = None
        elif tag in ("select", "textarea"):
            self._field = None


def read_forms(path: str, html: str) -> tuple[list[Form], list[str]]:
    """The forms of a page, and the addresses that it links to."""
    reader = PageReader(path, html)
    return [each for form in reader.forms for each in _forms(path, form, reader)], reader.links


def _forms(path: str, form: dict, reader: PageReader):
    later = reader._elsewhere.get(form["at"].get("id"), {"fields": [], "buttons": []})
    fields = tuple(_field(field) for field in form["fields"] + later["fields"])
    actions: dict[str, list] = {}
    for name, value, action in form["buttons"] + later["buttons"] or [("", "", "")]:
        actions.setdefault(action or form["at"].get("action", ""), []).append((name, value))
    for action, buttons in actions.items():
        method = form["at"].get("method", "get").lower()
        has_files = form["at"].get("enctype") == "multipart/form-data"
        yield Form(path, urljoin(path, action or path), method, fields, tuple(dict.fromkeys(buttons)), has_files)


def _field(field: dict) -> Field:
    at = field["at"]
    options = tuple((words.strip() if value is None else value, chosen) for value, chosen, words in field["options"])
    value = (
        field["text"].replace("\r\n", "\n").removeprefix("\n") if field["tag"] == "textarea" else at.get("value", "")
    )
    if field["kind"] in ("checkbox", "radio"):
        value = at.get("value", "on")
    kind = "several" if field["tag"] == "select" and "multiple" in at else field["kind"]
    is_number = at.get("inputmode") == "numeric" or at.get("type") == "number"
    return Field(field["tag"], at["name"], kind, value, options, "checked" in at, is_number)


# --- filling in -------------------------------------------------------------------------------------------------


def ways_to_send(form: Form) -> list[dict[str, list]]:
    """What a browser sends: as the form stands, everything filled in, and as little as can be; with each button."""
    sent = []
    for way in ("all", "as it stands", "little"):
        for name, value in form.buttons or (("", ""),):
            filled = fill(form, way)
            if name:
                filled[name] = [value]
            if filled not in sent:
                sent.append(filled)
    return sent


def fill(form: Form, way: str) -> dict[str, list]:
    """The fields of a form filled in."""
    filled: dict[str, list] = {}
    radios = [field for field in form.fields if field.kind == "radio"]
    last_radio = {field.name: field.value for field in radios if field.value and not field.chosen}
    boxes = [field for field in form.fields if field.kind == "checkbox"]
    first_words = next((field for field in form.fields if field.kind in ("text", "textarea")), None)
    for field in form.fields:
        filled.setdefault(field.name, [])
        if field.kind == "checkbox":
            first = field is next(box for box in boxes if box.name == field.name)
            if {"all": True, "as it stands": field.chosen, "little": first and not field.chosen}[way]:
                filled[field.name].append(field.value)
        elif field.kind == "radio":
            stands = field.chosen if way == "as it stands" else field.value == last_radio.get(field.name)
            if stands and not filled[field.name]:
                filled[field.name].append(field.value)
        else:
            filled[field.name] += _typed(field, "all" if field is first_words and way == "little" else way)
    return {name: values for name, values in filled.items() if values}


def _typed(field: Field, way: str) -> list:
    if field.kind == "hidden":
        return [field.value]
    if field.kind in ("select", "several"):
        values = [value for value, _ in field.options]
        chosen = [value for value, is_chosen in field.options if is_chosen]
        if way == "as it stands" or not values:
            return chosen or values[:1]
        if field.kind == "several":
            return values if way == "all" else values[:1]
        others = [value for value in values if value not in (chosen or values[:1])]
        return others[-1:] if way == "all" and others else values[:1]
    if field.kind == "file":
        return [A_FILE]
    if way == "as it stands" and field.value:
        return [field.value]
    if field.kind == "date":
        other_day = TODAY - timedelta(days=field.value == str(TODAY))
        return [field.value if way == "little" and field.value else str(other_day)]
    usual = {"time": "23:30", "email": "new@hillside.example", "password": PASSWORD}
    if field.kind in usual:
        return [usual[field.kind]]
    if way != "all":
        return [field.value]
    if field.is_number:
        return ["9" if field.value != "9" else "8"]
    return [f"{field.value} {NEW_WORDS}".strip()]
