"""Whole systems with what the examples lack: they are clean, pass their tests and do what is said.

`cases/depot.weft` has roles whose key is a number, accounts that nobody can register with fields of every type,
parameters with defaults of every type, derived conditions, and clauses that are broken over lines. `cases/labels.weft`
has lists of references wherever they are unusual, long texts, and what two interfaces offer. In `cases/halls.weft`
counts and changes compare with what may be missing, and a number that is unique changes. `cases/questions.weft` has
a box for questions, and hardly anything else: nobody signs in, and nothing has a date or a list.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from weft.compiler.cli import run

CASES = Path(__file__).parent / "cases"
BIN = Path(sys.executable).parent
OWN_TESTS = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not browser")
LEFT_OUT = """
import httpx

from app.domain.roles import Role
from tests.accounts import account_of
from tests.drivers.api_actions import sign_in
from tests.examples import MEMBER
from tests.world import World


def test_a_request_may_leave_out_what_has_a_default(client: httpx.Client, filled: World) -> None:
    headers = sign_in(filled.system, account_of(filled, Role.MEMBER, MEMBER.number))
    response = client.post("/api/v1/actions/bring", json={"code": "Z9"}, headers=headers)
    assert response.status_code == 201, response.text
    made = response.json()
    assert (made["weight"], made["fee"], made["patience"], made["count"]) == ("1.5", "4.50", 172800, -1)


def test_the_description_tells_defaults_as_requests_give_them(client: httpx.Client) -> None:
    described = client.get("/api/v1/openapi.json").json()["components"]["schemas"]["BringRequest"]
    told = {name: field.get("default") for name, field in described["properties"].items()}
    assert described["required"] == ["code"]
    assert told["fee"] == "4.50"
    assert told["weight"] == "1.5"
    assert told["patience"] == 172800
"""

BEYOND_64_BITS = """
import httpx
import pytest

from app.domain.roles import Role
from tests.accounts import account_of
from tests.drivers.api_actions import sign_in
from tests.examples import AGENT, TICKET
from tests.world import World

PLAN = {"ticket": TICKET.number, "after": [], "effort": 1}


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**40])
def test_no_database_is_asked_for_a_number_that_it_cannot_hold(
    number: int, client: httpx.Client, filled: World
) -> None:
    queries = [f"?{name}={number}" for name in ("offset", "after", "copy", "effort")]
    for address in (f"/{number}", *queries):
        assert client.get(f"/api/tickets{address}").status_code == 422, address
    headers = sign_in(filled.system, account_of(filled, Role.AGENT, AGENT.name))
    for name, value, said in (
        ("ticket", number, "is not a valid number"),
        ("after", [number], "is not a valid number"),
        ("effort", number, f"must be at most {2**63 - 1}" if number > 0 else f"must be at least {-(2**63)}"),
    ):
        response = client.post("/api/actions/plan", json=PLAN | {name: value}, headers=headers)
        assert response.status_code == 422, name
        assert response.json()["detail"] == f"{name.capitalize()} {said}"


def test_the_largest_numbers_are_asked_for(client: httpx.Client, filled: World) -> None:
    assert client.get(f"/api/tickets/{2**63 - 1}").status_code == 404
    assert client.get(f"/api/tickets?effort={-(2**63)}&offset={2**63 - 1}").json()["items"] == []
    headers = sign_in(filled.system, account_of(filled, Role.AGENT, AGENT.name))
    response = client.post("/api/actions/plan", json=PLAN | {"effort": 2**63 - 1}, headers=headers)
    assert response.status_code == 204, response.text
"""


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated system."""
    return built("depot.weft", tmp_path_factory.mktemp("depot"))


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated system with lists of references."""
    return built("labels.weft", tmp_path_factory.mktemp("labels"))


@pytest.fixture(scope="module")
def halls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated system whose counts compare with what may be missing."""
    return built("halls.weft", tmp_path_factory.mktemp("halls"))


def built(name: str, spec: Path) -> Path:
    (spec / name).write_bytes((CASES / name).read_bytes())
    assert run(["build", str(spec), "--out", str(spec / "out"), "--quiet"]) == 0
    return spec / "out"


def execute(folder: Path, *command: str | Path, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=folder, env=environment, input=typed, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generated system that answers visitors."""
    return built("questions.weft", tmp_path_factory.mktemp("questions"))


@pytest.mark.parametrize("name", ["depot", "labels", "halls", "questions"])
def test_the_generated_code_is_clean(name: str, request: pytest.FixtureRequest) -> None:
    system: Path = request.getfixturevalue(name)
    for command in (("ruff", "check", "--no-cache"), ("ruff", "format", "--check", "--no-cache")):
        done = execute(system, BIN / command[0], *command[1:], ".")
        assert done.returncode == 0, done.stdout
    done = execute(system, BIN / "basedpyright", "--pythonpath", sys.executable)
    assert done.returncode == 0, done.stdout


def test_its_tests_pass_and_defaults_may_be_left_out(depot: Path) -> None:
    own = depot / "tests" / "module" / "test_left_out.py"
    own.write_text(LEFT_OUT, encoding="utf-8")
    done = execute(depot, *OWN_TESTS)
    own.unlink()
    assert done.returncode == 0, done.stdout[-6000:]


def test_lists_and_long_texts_pass_their_tests_and_numbers_fit_the_database(labels: Path) -> None:
    own = labels / "tests" / "module" / "test_beyond_64_bits.py"
    own.write_text(BEYOND_64_BITS, encoding="utf-8")
    done = execute(labels, *OWN_TESTS)
    own.unlink()
    assert done.returncode == 0, done.stdout[-6000:]


def test_counts_that_compare_with_what_may_be_missing_pass_their_tests(halls: Path) -> None:
    done = execute(halls, *OWN_TESTS)
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_readme_names_the_accounts_that_nobody_can_register(depot: Path) -> None:
    text = (depot / "README.md").read_text(encoding="utf-8")
    assert "python -m app add-user clerk --number … --email …\n" in text
    assert "python -m app add-user duty-manager" in text
    assert "add-user member" not in text


def test_an_option_that_is_no_text_is_refused(depot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_DATABASE", str(tmp_path / "accounts.sqlite3"))
    command = (sys.executable, "-m", "app", "add-user", "clerk", "--number=7", "--email=a@b.org", "--desk=\udcff")
    done = execute(depot, *command, typed="correct-horse-battery\n")
    assert (done.returncode, done.stderr) == (1, "A text holds a character that cannot be stored\n")


def test_a_visitor_is_answered(questions: Path) -> None:
    done = execute(questions, *OWN_TESTS, "tests/scenarios", "tests/module")
    assert done.returncode == 0, done.stdout[-6000:]


def test_who_asks_needs_the_package_and_others_do_not(questions: Path, halls: Path) -> None:
    needs = [(folder / "pyproject.toml").read_text(encoding="utf-8") for folder in (questions, halls)]
    assert ['"weft>=' in text for text in needs] == [True, False]
    assert not (halls / "app" / "asking").exists()
