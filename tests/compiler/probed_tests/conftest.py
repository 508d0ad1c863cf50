"""A small built system whose tests ran with probes, for the tests of what comes of that."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from weft.compiler.cli import run
from weft.compiler.probed_tests.plan import PLAN, Plan, read_plan

SPEC = Path(__file__).parent / "cases" / "shop.weft"
QUICK = (
    "-q",
    "-p",
    "no:cacheprovider",
    "tests/scenarios",
    "tests/unit/test_decisions.py",
    "tests/unit/test_item_record.py",
)
Probed = Callable[[Path], int]


def run_probed(folder: Path) -> int:
    """Run some tests of a built system with probes, and return the exit code of `weft test`."""
    return run(["test", str(folder), "--probe", "trace,coverage", "--", *QUICK])


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Provide the system, built and not run."""
    folder = tmp_path_factory.mktemp("built") / "out"
    assert run(["build", str(SPEC), "--out", str(folder), "--wasm", "--quiet"]) == 0
    return folder


@pytest.fixture(scope="session")
def tested(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Provide the system after its tests ran with probes."""
    folder = tmp_path_factory.mktemp("tested") / "out"
    shutil.copytree(built, folder)
    assert run_probed(folder) == 0
    return folder


@pytest.fixture
def system(built: Path, tmp_path: Path) -> Path:
    """Provide a copy of the system that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "out"))


@pytest.fixture(scope="session")
def plan(built: Path) -> Plan:
    """Provide what is watched in the system."""
    return read_plan((built / PLAN).read_bytes())


@pytest.fixture(scope="session")
def spec() -> Path:
    """Provide what the system was built from."""
    return SPEC


@pytest.fixture
def probed() -> Probed:
    """Provide what runs the tests of a system with probes."""
    return run_probed
