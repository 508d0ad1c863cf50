"""Whatever a specification calls its parts, `cases/taken_names.weft`: the system is clean and can be imported.

The names are such that a generated system, its libraries or Python have them, too.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest

from weft.backends import BACKENDS
from weft.backends.backend import OutputFile
from weft.compiler.cli import run
from weft.compiler.python_style import style
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources
from weft.dsl.words import snake_case

SPEC = Path(__file__).parent / "cases" / "taken_names.weft"
BIN = Path(sys.executable).parent
USUAL = {
    "Entity": "Thing",
    "Role": "Member",
    "Action": "ask_it",
    "Service": "Mailer",
    "Workflow": "Sending",
    "Page": "First",
    "field": "title",
    "key": "code",
    "parameter": "wanted",
}
TAKEN = {
    "Entity": """Task Workflow WorkflowTask Key Request Error Rule Role Row Connection Paging Context Actions E""",
    "Role": "Checks Person Account User",
    "Action": """transaction permissions hooks nesting scheduler tasks system_actions add_member_account sign_in""",
    "Service": "Gateways Hooks Order_service",
    "Workflow": """Engine Machine Store Registry Timers Answers Instance Choice Running Definition EventLog""",
    "Page": "Tasks Task Error Things",
    "field": "rules str",
    "parameter": "errors rules",
}
IMPORTING = """
import sys
for folder in sys.argv[1:]:
    sys.path.insert(0, folder)
    import app.main
    sys.path.pop(0)
    for name in [name for name in sys.modules if name.split(".")[0] == "app"]:
        del sys.modules[name]
"""
SMALL = {
    "without_generated_keys": """System: Shop

Role: User
  signs in with email, password

Entity: Order
  code: text(9) key
  is_sent: bool default false

Action: place(code: text(9)) -> Order
  by User
  creates Order with code = code

Action: send(order: Order)
  by system
  changes order.is_sent to true

Workflow: Sending for Order
  starts on action place
  State: Start
    do send(order)
    otherwise go Sent
  End: Sent
""",
    "a_page_like_a_table": """System: Inn

Entity: Room
  name: text(9) key

Page: Rooms at "/"
  form search asks name: text(9) button "Find" opens Found

Page: Found at "/found"
  table of Room where name is form.name
  columns name
""",
}


def sets_of_names() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield as few sets of names as have every name once; the last parts of each are called as usual."""
    columns = [names.split() for names in TAKEN.values()]
    for number, row in enumerate(zip_longest(*columns)):
        names = {kind: name for kind, name in zip(TAKEN, row, strict=True) if name}
        yield f"set_{number}", {**USUAL, **names}


def emitted(name: str, text: str) -> list[OutputFile]:
    compiled = compile_sources([Source(name, text)])
    assert compiled.is_sound, compiled.diagnostics
    files = [file for backend in BACKENDS for file in backend.emit(compiled.model)]
    paths = [file.path for file in files]
    assert sorted(set(paths)) == sorted(paths), name
    return [OutputFile(f"{name}/{file.path}", file.text) for file in files]


@pytest.fixture(scope="module")
def systems(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a system for every set of names."""
    folder = tmp_path_factory.mktemp("systems")
    specs = dict(SMALL)
    for name, names in sets_of_names():
        filling = {**names, "variable": snake_case(names["Entity"])}
        specs[name] = re.sub("<([A-Za-z]+)>", lambda hole, given=filling: given[hole[1]], SPEC.read_text("utf-8"))
    for file in style([file for name, text in specs.items() for file in emitted(name, text)]):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")
    return folder


def execute(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


def test_their_code_is_clean(systems: Path) -> None:
    done = execute(systems, BIN / "ruff", "check", "--no-cache", "--output-format", "concise", ".")
    assert done.returncode == 0, done.stdout


def test_they_can_be_imported(systems: Path) -> None:
    folders = sorted(path for path in systems.iterdir() if (path / "app").is_dir())
    done = execute(systems, sys.executable, "-c", IMPORTING, *folders)
    assert done.returncode == 0, done.stderr


def test_an_account_is_added_where_a_role_is_called_user(systems: Path) -> None:
    text = (systems / "without_generated_keys" / "app" / "accounts.py").read_text("utf-8")
    assert text.count("def add_user(") == 1
    assert "set_defaults(add=add_one_user)" in text


def test_two_things_of_one_file_are_a_finding_with_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = tmp_path / "spec"
    spec.mkdir()
    text = "System: Shop\n\nEntity: OrderLine\n  code: int key\n\nEntity: Order_Line\n  code: int key\n"
    (spec / "shop.weft").write_text(text, encoding="utf-8")
    assert run(["build", str(spec), "--out", str(tmp_path / "out")]) == 1
    shown = capsys.readouterr()
    assert "shop.weft:6:1: error DSL040 duplicate-name" in shown.out
    assert not (tmp_path / "out").exists()
