"""Joined files: complete, in the order that a browser would load them in, and still right when loaded one by one."""

import re
from pathlib import Path

import pytest

from web.assets import folder_of, JOINED, joined_url
from web.joined import CannotJoin, join

EXPORTED = re.compile(r"^export (?:async )?(?:function|const|let) (\w+)", re.M)
IMPORTED = re.compile(r"^import \{(.*)\}", re.M)


@pytest.fixture
def write(tmp_path):
    """write(name, text): write a file and return its path."""

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_sheet_comes_after_the_sheets_it_imports(write):
    write("parts/page.css", "p { margin: 0 }\n")
    write("parts/phone.css", "p { margin: 1px }\n")
    sheet = write("all.css", '@import "parts/page.css";\n@import "parts/phone.css";\na { color: red }\n')
    assert join(sheet) == "p { margin: 0 }\np { margin: 1px }\na { color: red }\n"


def test_a_sheet_in_a_layer_stays_in_it(write):
    write("vendor/plain.css", '@charset "UTF-8";p { margin: 0 }')
    sheet = write("all.css", '@import "vendor/plain.css" layer(plain);\na { color: red }\n')
    assert join(sheet) == "@layer plain {\np { margin: 0 }\n}\na { color: red }\n"


def test_a_module_is_added_once_after_those_it_imports(write):
    write("steps.js", "export let current = 1;\n")
    write("parts/show.js", 'import { current } from "../steps.js";\nexport async function show() { return current; }\n')
    imports = 'import { current } from "./steps.js";\nimport { show } from "./parts/show.js";\n'
    entry = write("visit.js", f"{imports}show(current);\n")
    assert join(entry) == "let current = 1;\nasync function show() { return current; }\nshow(current);\n"


def test_only_an_entry_keeps_its_exports_and_a_dynamic_import_stays(write):
    write("reader.js", "export const read = 1;\n")
    rest = "export const open = () => read;\nimport(address);\n"
    entry = write("camera.js", f'import {{ read }} from "./reader.js";\n{rest}')
    assert join(entry) == f"const read = 1;\n{rest}"


def test_modules_that_import_each_other_are_joined(write):
    write("a.js", 'import { b } from "./b.js";\nexport function a() { return b; }\n')
    write("b.js", 'import { a } from "./a.js";\nexport function b() { return a; }\n')
    entry = write("both.js", 'import "./a.js";\n')
    assert join(entry) == "function b() { return a; }\nfunction a() { return b; }\n"


@pytest.mark.parametrize(
    "statement",
    [
        'import { a as b } from "./other.js";',
        'import other from "./other.js";',
        "export default 1;",
        "export { a };",
        'import { a } from "https://elsewhere.example/other.js";',
        'import {\n  a,\n} from "./other.js";',
        "const a = 2;",
    ],
)
def test_what_cannot_be_joined_is_refused(write, statement):
    write("other.js", "export const a = 1;\n")
    entry = write("entry.js", f'import "./other.js";\n{statement}\n')
    with pytest.raises(CannotJoin):
        join(entry)


@pytest.mark.parametrize("name", JOINED)
def test_every_joined_file_is_served_whole_and_for_a_year(client, app, name):
    with app.test_request_context():
        address = joined_url(name)
    answer = client.get(address)
    assert answer.status_code == 200 and answer.mimetype == ("text/css" if name.endswith(".css") else "text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert not re.search(r"^(@import|import |import\{)", answer.text, re.M)
    assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_another_name_is_not_served(client):
    assert client.get("/static/joined/config.py").status_code == 404


def test_the_address_changes_with_the_text(app, monkeypatch):
    with app.test_request_context():
        before = joined_url("visit.js")
        monkeypatch.setitem(JOINED, "visit.js", JOINED["track.js"])
        assert joined_url("visit.js") != before


@pytest.mark.parametrize("name", [name for name in JOINED if name.endswith(".js")])
def test_every_module_imports_what_it_uses(app, name):
    """Joined modules share one scope, which would hide a missing import."""
    modules = {path: path.read_text("utf-8") for path in scripts_of(app, name)}
    owners = {export: path for path, text in modules.items() for export in EXPORTED.findall(text)}
    faults = []
    for path, text in modules.items():
        imported = {word for names in IMPORTED.findall(text) for word in re.findall(r"\w+", names)}
        code = re.sub(r'^import .*|//.*|"[^"\n]*"', "", text, flags=re.M)
        used = set(re.findall(r"(?<![.\w])(\w+)\b(?!:)", code))
        missing = {word for word in used & set(owners) - imported if owners[word] != path}
        faults += [f"{path.name}: {word} is used, not imported" for word in missing]
        faults += [f"{path.name}: {word} is imported, not used" for word in imported - used]
        faults += [f"{path.name}: {word} is not exported" for word in imported - set(owners)]
    assert faults == []


def scripts_of(app, name):
    """The modules of a joined script."""
    with app.app_context():
        found = [Path(folder_of(endpoint), filename).resolve() for endpoint, filename in JOINED[name]]
    for path in found:
        found += [other for other in imports_of(path) if other not in found]
    return found


def imports_of(path):
    names = re.findall(r'^import .*"(\..*)";$', path.read_text("utf-8"), re.M)
    return [(path.parent / name).resolve() for name in names]
