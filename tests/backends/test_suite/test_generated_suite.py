"""The generated tests pass on the generated system, and fail where its rules are broken."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.backends.api.api_backend import ApiBackend
from weft.backends.application.application_backend import ApplicationBackend
from weft.backends.database.database_backend import DatabaseBackend
from weft.backends.domain.domain_backend import DomainBackend
from weft.backends.test_suite.test_suite_backend import TestSuiteBackend as SuiteBackend
from weft.backends.ui.ui_backend import UiBackend
from weft.backends.workflow.workflow_backend import WorkflowBackend
from weft.dsl.model import Model

LAYERS = (DomainBackend, DatabaseBackend, ApplicationBackend, ApiBackend, UiBackend, WorkflowBackend, SuiteBackend)
# What is changed in the generated code, and the tests that must notice.
MUTATIONS = {
    "a guard lets one seat too many through": (
        "app/domain/actions/book.py",
        "seats > train.seats_left",
        "seats > train.seats_left + 1",
        "tests/unit/test_book.py",
    ),
    "a guard is turned round": (
        "app/domain/actions/pay.py",
        "booking.status != BookingStatus.HELD",
        "booking.status == BookingStatus.HELD",
        "tests/unit/test_pay.py",
    ),
    "a boundary moves by one second": (
        "app/domain/actions/book.py",
        "train.departs <= now",
        "train.departs < now",
        "tests/unit/test_book.py",
    ),
    "a derived field adds instead": (
        "app/domain/booking.py",
        "booking.seats * booking_train.price",
        "booking.seats + booking_train.price",
        "tests/unit/test_booking_record.py",
    ),
    "an effect gives seats instead of taking them": (
        "app/domain/actions/book.py",
        "train.seats_left - seats",
        "train.seats_left + seats",
        "tests/unit/test_book.py",
    ),
    "a length is checked too late": (
        "app/domain/booking.py",
        "most=60",
        "most=61",
        "tests/unit/test_booking_record.py",
    ),
}


@pytest.fixture(scope="module")
def rail(tmp_path_factory: pytest.TempPathFactory, load_model: Callable[[str], Model]) -> Path:
    """A whole generated system."""
    return generated(load_model("rail"), tmp_path_factory.mktemp("rail"))


def generated(model: Model, folder: Path) -> Path:
    """Write a whole system into the folder, and return it."""
    for layer in LAYERS:
        for file in layer().emit(model):
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the generated tests, by themselves."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        command, cwd=folder, env=environment | {"PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True
    )


def test_all_tests_pass_without_a_browser(rail: Path) -> None:
    done = run(rail, "-m", "not browser", "--trace-results=results.json")
    assert done.returncode == 0, done.stdout
    assert '"SC-1"' in (rail / "results.json").read_text(encoding="utf-8")


def test_pages_show_and_leave_out_what_scenarios_say(tmp_path: Path, load_model: Callable[[str], Model]) -> None:
    done = run(
        generated(load_model("operations"), tmp_path), "-m", "not browser", "tests/scenarios", "-k", "sc_6 or sc_7"
    )
    assert done.returncode == 0, done.stdout


def test_the_sample_tells_pages_that_somebody_there_may_see(tmp_path: Path, load_model: Callable[[str], Model]) -> None:
    folder = generated(load_model("operations"), tmp_path)
    unserved = "import uvicorn; uvicorn.run = lambda *_, **__: None; from tests.look_around import main; main()"
    told = subprocess.run([sys.executable, "-c", unserved], cwd=folder, capture_output=True, text=True, check=True)
    tried = [line.split("  ")[1] for line in told.stdout.splitlines() if line.startswith("try")]
    assert tried == ["Tickets", "Ask (for Member)"]


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_broken_rule_is_noticed(name: str, rail: Path) -> None:
    path, right, wrong, tests = MUTATIONS[name]
    file = rail / path
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    try:
        done = run(rail, tests)
    finally:
        file.write_text(text, encoding="utf-8")
    assert done.returncode == 1, done.stdout
