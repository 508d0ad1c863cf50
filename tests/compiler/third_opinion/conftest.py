"""A small built system whose tests of rules ask the interpreter, too."""

import shutil
from pathlib import Path

import pytest

from weft.compiler.cli import run

CASES = Path(__file__).parents[2] / "backends/wasm/cases"


@pytest.fixture(scope="session")
def spec() -> Path:
    """Provide a specification in which SQL asks two rules, and a third looks at a password."""
    return CASES / "elsewhere.weft"


@pytest.fixture(scope="session")
def built(spec: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Provide the system, built and not run."""
    folder = tmp_path_factory.mktemp("third") / "out"
    assert run(["build", str(spec), "--out", str(folder), "--wasm", "--quiet"]) == 0
    return folder


@pytest.fixture
def system(built: Path, tmp_path: Path) -> Path:
    """Provide a copy of the system that a test may spoil."""
    return Path(shutil.copytree(built, tmp_path / "out"))
