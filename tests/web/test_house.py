"""The house keeps its own rules: imports, access, reading without writing, words that can be translated."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.everywhere import address, everything_at_hand, FOR_ADMINISTRATORS
from tests.templates import template_faults, TEMPLATES
from web.clock import is_static
from web.config import FROM_ENVIRONMENT

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for folder in ("learning", "kiosk", "staff", "web", "tests", "bench", "tools")
    for path in (ROOT / folder).rglob("*.py")
)
PAGE_FILES = {".html", ".css", ".js"}
LONGEST_LINE = 160
OPEN_TO_ALL = {"staff.people.sign_in"}


def test_imports_run_one_way():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(module):
    assert ast.get_docstring(ast.parse(module.read_text()))


PRODUCT = [path for path in MODULES if path.relative_to(ROOT).parts[0] in ("learning", "kiosk", "staff", "web")]
VAGUE = {"one", "said", "there", "mine", "given", "asked", "whose", "told"}
MOST_BY_POSITION = 5


@pytest.mark.parametrize("module", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_binding_is_called_what_it_is_and_few_parameters_go_by_position(module):
    if "migrations" in module.parts:
        return  # they stay as they ran
    faults = []
    for node in ast.walk(ast.parse(module.read_text())):
        name = node.arg if isinstance(node, ast.arg) else node.id if _is_bound(node) else ""
        if name in VAGUE:
            faults.append(f"line {node.lineno}: {name}")
        if isinstance(node, ast.FunctionDef):
            by_position = [arg.arg for arg in node.args.posonlyargs + node.args.args if arg.arg not in ("self", "cls")]
            if len(by_position) > MOST_BY_POSITION:
                faults.append(f"line {node.lineno}: {node.name} takes {len(by_position)} parameters by position")
    assert faults == []


def _is_bound(node) -> bool:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_word_of_a_template_can_be_translated(template, app):
    assert template_faults(app.jinja_env, template.read_text()) == []


def test_no_line_of_a_page_is_too_long():
    folders = [ROOT / side for side in ("kiosk", "staff", "web")]
    files = [file for folder in folders for file in folder.rglob("*") if file.suffix in PAGE_FILES]
    long = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in files
        if "vendor" not in file.parts
        for number, text in enumerate(file.read_text("utf-8").splitlines(), 1)
        if len(text) > LONGEST_LINE
    ]
    assert len(files) > 50 and long == []


@pytest.mark.parametrize("setting", [*FROM_ENVIRONMENT, "HOST", "PORT"])
def test_every_setting_is_named_in_the_readme(setting):
    assert f"`{setting}" in (ROOT / "README.md").read_text()


def test_every_staff_route_refuses_without_sign_in(app, client):
    let_in = []
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("staff.") or rule.endpoint in OPEN_TO_ALL or is_static(rule.endpoint):
            continue
        path = address(app, rule, {})
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            answer = client.get(path) if method == "GET" else client.send(path, method=method)
            if answer.status_code != 303 or not answer.location.startswith("/staff/sign-in"):
                let_in.append(f"{method} {path}: {answer.status}")
    assert let_in == []


NEED_A_VOICE = ("kiosk.say", "kiosk.say_name")  # tests/kiosk/test_sounds.py brings one


def test_no_get_writes_a_row(app, store, client, example_school):
    values, cookies = everything_at_hand(app)
    for name, token in cookies.items():
        client.set_cookie(name, token, path="/k" if name == "visit" else "/")
    wrote, missed = [], []
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or is_static(rule.endpoint):
            continue
        path = address(app, rule, values)
        before = store.commits()
        answer = client.get(path)
        if store.commits() != before:
            wrote.append(path)
        refused = answer.status_code in (403, 404) and rule.endpoint not in (*FOR_ADMINISTRATORS, *NEED_A_VOICE)
        if (refused or answer.status_code >= 500) and not rule.arguments & {"code", "why"}:
            missed.append(f"{path}: {answer.status}")
    assert (wrote, missed) == ([], [])
