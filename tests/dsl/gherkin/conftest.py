"""Runs a test once for each of the features that cucumber publishes."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FEATURES = Path(os.environ.get("WEFT_CORPORA", ROOT.parent / "shared" / "corpora")).absolute() / "gherkin"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for the path of a good or bad feature each such file in turn."""
    for kind in ("good", "bad"):
        if f"{kind}_path" in metafunc.fixturenames:
            paths = sorted((FEATURES / kind).glob("*.feature"))
            # One place stands for all where there are none; asking for the corpora then ends the test.
            metafunc.parametrize(f"{kind}_path", paths or [FEATURES / kind], ids=lambda path: path.stem)


@pytest.fixture
def good_feature(corpora: Path, good_path: Path) -> Path:
    """Return one feature that cucumber accepts."""
    return good_path


@pytest.fixture
def bad_feature(corpora: Path, bad_path: Path) -> Path:
    """Return one feature that cucumber refuses."""
    return bad_path


@pytest.fixture(scope="session")
def corpus(corpora: Path) -> list[str]:
    """Return the text of every feature, good and bad."""
    return [path.read_bytes().decode() for path in sorted((corpora / "gherkin").glob("*/*.feature"))]
