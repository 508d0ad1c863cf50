"""Which files the interface consists of, for specifications that lack this or that."""

import ast
from collections.abc import Callable

import pytest

from weft.backends.api.api_backend import ApiBackend
from weft.diagnostics import Source
from weft.dsl.compile import compile_sources

Files = dict[str, str]
SYSTEM = "System: Shop\n  clock 2026-03-02 08:00\nEntity: Item\n  name: text(20) key\n  class: text(9)?\n"


@pytest.fixture
def emit() -> Callable[[str], Files]:
    def files(text: str) -> Files:
        model = compile_sources([Source("test.weft", text)]).model
        return {file.path: file.text for file in ApiBackend().emit(model)}

    return files


def test_without_an_api_there_is_what_tells_whether_all_is_well(emit: Callable[[str], Files]) -> None:
    assert emit(SYSTEM).keys() == {"app/api/__init__.py", "app/api/health.py", "app/api/problems.py"}


def test_without_roles_nobody_signs_in(emit: Callable[[str], Files]) -> None:
    files = emit(SYSTEM + 'Api: "/api"\n  exposes Item read\n')
    assert {"app/api/caller.py", "app/api/sign_in.py"}.isdisjoint(files)
    assert "add_session" not in files["app/openapi.py"]
    assert "LimitQuery" not in files["app/api/fields.py"]


def test_only_what_is_exposed_is_there(emit: Callable[[str], Files]) -> None:
    text = emit(SYSTEM + 'Api: "/api"\n  exposes Item read\n')["app/api/items.py"]
    assert "def read_item(" in text
    assert "def list_items(" not in text
    assert '"class": str | None' in text


def test_the_system_s_own_actions_are_not_for_callers(emit: Callable[[str], Files]) -> None:
    action = 'Action: age(item: Item)\n  by system when item.class is empty\n  changes item.class to "old"\n'
    files = emit(SYSTEM + action + 'Api: "/api"\n  exposes Item read\n  offers age\n')
    assert "app/api/age.py" not in files


def test_names_of_the_specification_do_not_hide_the_interface_s_own(emit: Callable[[str], Files]) -> None:
    more = (
        "Entity: Problem\n  name: text(9) key\n  limit: int(0..9)\n  caller: text(9)\n"
        "Action: health(request: Item, copy: text) -> Problem\n  by anyone\n"
        "  creates Problem with name = copy, limit = 1, caller = request.name\n"
    )
    files = emit(SYSTEM + more + 'Api: "/api"\n  exposes Problem list, read\n  offers health\n')
    assert {"app/api/problems_records.py", "app/api/health_action.py"} <= files.keys()
    listed = files["app/api/problems_records.py"]
    assert "from app.database import problems as problems_table" in listed
    assert "limit=limit_" in listed
    assert 'copy_: Annotated[str, WithJsonSchema({"type": "string", "minLength": 1' in files["app/api/health_action.py"]
    for path, source in files.items():
        ast.parse(source, path)
