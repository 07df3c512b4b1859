"""A school with two teams on file: asked by anybody with a clean browser, and put back as it was."""

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from peewee import OperationalError

from learning.classroom import secret_pictures
from learning.core import store
from learning.people import passwords
from learning.visits import visits
from tests.cast import gather_cast, NOW
from tests.conftest import SECRET
from tests.every_form import A_FILE, Field, Form, ROLL, SOUND, ways_to_send
from tests.rows import Rows
from tests.two_teams import gather_two_teams, sign_in, Team
from tests.walk import Found, looks, Walk
from web.app import create_app

PATHS = {"sign_in": "/staff", "visit": "/k", "scan": "/k", "set_up": "/k", "guest": "/i"}


@dataclass(frozen=True)
class Sent:
    """A form filled in so that sending it changes something, and who sends it."""

    endpoint: str
    values: dict
    owner: str
    form: Form
    filled: dict


@contextmanager
def open_school(folder: Path, migrated: Path):
    """A school with two teams in this folder, over a copy of a migrated database."""
    file = folder / "personalise.db"
    shutil.copy(migrated, file)
    address = f"sqlite:///{file.as_posix()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHING", "scrypt:1024:8:1")
        settings = {"TESTING": True, "DATA_DIR": folder, "DATABASE_URL": address, "SECRET_KEY": SECRET}
        app = create_app({**settings, "CLOCK": lambda: NOW})
        try:
            school = SchoolOnFile(app)
            yield school
            school.rows.close()
        finally:
            store.close_store()


def file_for(name: str) -> tuple[BytesIO, str]:
    """The file that is sent in a field of this name: a sound, or a roll."""
    return (BytesIO(SOUND), "sound.wav") if name == "sound" else (BytesIO(ROLL.encode()), "roll.csv")


class SchoolOnFile:
    """The application over two teams; every request comes from a browser that holds nothing but its cookies."""

    def __init__(self, app):
        app.config["WTF_CSRF_ENABLED"] = False  # so that nothing but the guards refuses
        self.app, self.teams = app, gather_two_teams(app, gather_cast())
        staff = {"lead": self.teams.lead, "tech": self.teams.tech, "ode": self.teams.ode}
        staff |= {"okafor": self.teams.kestrels.tutor, "price": self.teams.ospreys.tutor}
        self.sign_ins = {name: {"sign_in": sign_in(member)} for name, member in staff.items()}
        self._address, self._file = app.config["DATABASE_URL"], Path(app.config["DATA_DIR"]) / "personalise.db"
        self._pristine = self._file.with_name("pristine.db")
        store.close_store()
        shutil.copy(self._file, self._pristine)
        self._open()
        preview = URLSafeTimedSerializer(app.config["SECRET_KEY"], "preview").dumps(1)
        words = {"task": ["journal"], "step_id": [1], "code": ["K7ABCDEFGHJKMNPQRSTVWXYZ23"]}
        words |= {"token": [preview], "number": [1]}
        words |= {"name": ["a" * 26 + ".wav"], "key": ["0" * 12], "hashed": ["0" * 16]}  # sounds, which are nobody's
        self.walk = Walk(app, self.rows, words)
        self.version, self.before = self.rows.version(), self.rows.dump()

    def _open(self) -> None:
        store.open_store(self._address, SECRET)
        self.rows = Rows(self._file)

    def restore(self) -> None:
        """Everything as it was."""
        self.rows.close()
        store.close_store()
        shutil.copy(self._pristine, self._file)
        self._open()
        self.walk.rows, self.version = self.rows, self.rows.version()

    def has_written(self) -> bool:
        """Has the program committed anything since it was last asked?"""
        before, self.version = self.version, self.rows.version()
        return self.version != before

    def has_changed(self) -> bool:
        """Is any row another one than it was, but for who was seen when?"""
        return self.rows.dump() != self.before

    def about(self, team: Team) -> dict[str, list[dict]]:
        """Every row that is about this team's pupils."""
        return self.rows.about(pupil={team.pupil.id, team.second.id}, cohort={team.cohort.id})

    def browser(self, cookies: dict[str, str]) -> FlaskClient:
        """A browser with these cookies."""
        client = FlaskClient(self.app, self.app.response_class)
        for name, token in cookies.items():
            client.set_cookie(name, token, path=PATHS.get(name, "/"))
        return client

    def send(self, cookies, form: Form, filled: dict, action: str = "", **options):
        """Send a form, filled in, as somebody with these cookies."""
        return self.send_from(self.browser(cookies), form, filled, action, **options)

    def send_from(self, browser: FlaskClient, form: Form, filled: dict, action: str = "", **options):
        """Send a form, filled in, from this browser."""
        files = {name for name, values in filled.items() if values == [A_FILE]}
        data = {name: file_for(name) if name in files else filled[name] for name in filled}
        return browser.post(action or form.action, data=data, **options)

    def owners(self) -> dict[str, dict[str, str]]:
        """Everybody to whom a page about the Kestrels opens, with what their browsers hold."""
        cookies = self.teams.kestrels.cookies
        tablet = {"tablet": cookies["tablet"]}
        spare = {"tablet": cookies["spare"]}
        return {
            "lead": self.sign_ins["lead"],
            "administrator": self.sign_ins["tech"],
            "nobody": {},
            "tablet": tablet,
            "called pupil": {**spare, "scan": self._scan(spare, "/k/called")},
            "pupil with letters": {**spare, "scan": self._scan(spare, "/k/scan", self.teams.kestrels.short_code)},
            "pupil": {**tablet, "visit": cookies["visit"]},
            "guest": {"guest": cookies["guest"]},
        }

    def _scan(self, tablet: dict[str, str], address: str, code: str = "") -> str:
        """The cookie of a tablet to which a QR card was shown, or a pupil called."""
        browser = self.browser(tablet)
        browser.post(address, data={"code": code}) if code else browser.get(address)
        return browser.get_cookie("scan", path="/k").value

    def pages_of_the_owners(self) -> dict[str, Found]:
        """What each owner finds on their pages about the Kestrels."""
        about = self.about(self.teams.kestrels)
        return {
            name: self.walk.pages(lambda address, cookies=cookies: self.browser(cookies).get(address), about)
            for name, cookies in self.owners().items()
        }

    def scripted(self) -> list[tuple[str, Form, dict]]:
        """What the pupil's pages send by their scripts alone, with the owner who sends it."""
        visit = visits.visit_of(self.teams.kestrels.cookies["visit"], NOW).id
        letters = Form("/k/visit", "/k/visit/leave", "post", (Field("input", "visit", "hidden", str(visit)),), ())
        here = Form("/k/visit", "/k/visit/here", "post", letters.fields, ())
        pictures = Form("/k/pictures", "/k/pictures", "post", (), ())
        right = {"picture": list(secret_pictures.PICTURES[:3])}
        sent = {"visit": [str(visit)]}
        return [("pupil", letters, sent), ("pupil", here, sent), ("pupil with letters", pictures, right)]

    def what_changes(self, found: dict[str, Found]) -> list[Sent]:
        """For each kind of form the first ways to send it, one a button, that change a row; all is put back."""
        owners, sent, done = self.owners(), [], set()
        tries = [(owner, form, filled) for owner, form, filled in self.scripted()]
        for owner, pages in found.items():
            for form in (form for forms in pages.forms.values() for form in forms):
                tries += [(owner, form, filled) for filled in ways_to_send(form)]
        for owner, form, filled in tries:
            endpoint, values = self.walk.match(form.action, "POST")
            pressed = tuple((name, value) for name, value in form.buttons if filled.get(name) == [value])
            kind = (endpoint, looks(form), pressed)
            if kind not in done and self.changes(owners[owner], form, filled):
                done.add(kind)
                sent.append(Sent(endpoint, values, owner, form, filled))
        return sent

    def changes(self, cookies, form: Form, filled: dict, **options) -> bool:
        """Does sending this form change a row? All is put back."""
        self.send(cookies, form, filled, **options)
        return self.put_back()

    @contextmanager
    def failing_writes(self, after: int = 0):
        """The disk is full: all commits but so many fail and are undone. Yields the commits: was each done?"""
        file, commits = store.database.obj, []

        def commit():
            commits.append(len(commits) < after)
            if not commits[-1]:
                raise OperationalError("database or disk is full")
            return type(file).commit(file)

        file.commit = commit
        try:
            yield commits
        finally:
            del file.commit

    def put_back(self) -> bool:
        """Put everything back as it was; was anything changed?"""
        if not self.has_written():
            return False
        changed = self.has_changed()
        self.restore()
        return changed
