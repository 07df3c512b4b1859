"""The house keeps its own rules: imports, access, reading without writing, words that can be translated."""

import ast
import re
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from werkzeug.routing import AnyConverter

from learning import example, people, tables, tablets, visits
from tests.cast import NOW, TODAY
from tests.templates import template_faults, TEMPLATES
from web.clock import is_static
from web.config import FROM_ENVIRONMENT

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for folder in ("learning", "kiosk", "staff", "web", "tests", "bench") for path in (ROOT / folder).rglob("*.py")
)
OPEN_TO_ALL = {"staff.sign_in", "staff.static"}


def test_imports_run_one_way():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(module):
    assert ast.get_docstring(ast.parse(module.read_text()))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_can_be_translated(template, app):
    assert template_faults(app.jinja_env, template.read_text()) == []


@pytest.mark.parametrize("setting", [*FROM_ENVIRONMENT, "HOST", "PORT"])
def test_every_setting_is_named_in_the_readme(setting):
    assert f"`{setting}" in (ROOT / "README.md").read_text()


def test_every_staff_route_refuses_without_sign_in(app, client):
    let_in = []
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("staff.") or rule.endpoint in OPEN_TO_ALL:
            continue
        path = address(app, rule, {})
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            answer = client.get(path) if method == "GET" else client.send(path, method=method)
            if answer.status_code != 303 or not answer.location.startswith("/staff/sign-in"):
                let_in.append(f"{method} {path}: {answer.status}")
    assert let_in == []


def test_no_get_writes_a_row(app, store, client):
    values = everything_at_hand(client)
    wrote, missed = [], []
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or is_static(rule.endpoint):
            continue
        path = address(app, rule, values)
        before = store.commits()
        answer = client.get(path)
        if store.commits() != before:
            wrote.append(path)
        if (answer.status_code in (403, 404) or answer.status_code >= 500) and "code" not in rule.arguments:
            missed.append(f"{path}: {answer.status}")
    assert (wrote, missed) == ([], [])


def address(app, rule, values) -> str:
    """An address of this rule: the values by name; 1, or the first word allowed, where there is none."""
    filled = {name: values.get(name) or first_allowed(rule._converters[name]) for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **filled)


def first_allowed(converter):
    """A value that this part of an address takes."""
    return sorted(converter.items)[0] if isinstance(converter, AnyConverter) else 1


def everything_at_hand(client) -> dict:
    """The example school, its lead signed in at a tablet in the middle of a pupil's turn; values for every address."""
    example.load(NOW, TODAY)
    lead = next(member for member in people.members() if member.duty == "lead")
    client.sign_in(lead, password=example.SIGN_INS[0][3])
    tablet, pupil_id = example.try_card(example.cards_to_try(NOW)[0].id, None, NOW, TODAY)
    client.set_cookie("tablet", tablet)
    visit = visits.begin(pupil_id, tablets.tablet_of(tablet, NOW).id, NOW, TODAY)
    client.set_cookie("visit", visit, path="/k")
    step = visits.visit_of(visit, NOW).steps[0]
    return {**ids_of_one_pupil(), "task": step.task, "step_id": step.id, "code": "K7ABCDEFGHJKMNPQRSTVWXYZ23"}


def ids_of_one_pupil() -> dict[str, int]:
    """pupil_id, round_id and so on: rows that belong together, those of a pupil with a summary and an aim."""
    aim = next(aim for aim in tables.Aim.select() if tables.Summary.get_or_none(pupil=aim.pupil_id))
    summary = tables.Summary.get(pupil=aim.pupil_id)
    ids = {"pupil_id": aim.pupil_id, "round_id": summary.round_id, "cohort_id": summary.round.cohort_id}
    for table in tables.TABLES:
        if "id" in table._meta.fields:
            name = re.sub(r"(?<!^)(?=[A-Z])", "_", table.__name__).lower() + "_id"
            row = first_row(table, aim.pupil_id)
            ids.setdefault(name, row and row.id)
    return ids


def first_row(table, pupil_id: int):
    """The pupil's own first row where the table has a pupil, else the first."""
    own = "pupil" in table._meta.fields and table.get_or_none(table.pupil == pupil_id)
    return own or table.select().first()
