"""What tests of real modules share: the folder they were brought to."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from binaries import folder


@pytest.fixture(scope="session")
def fetched(request: pytest.FixtureRequest) -> Path:
    """Return the folder of real modules; skip the test where they were not brought."""
    found = folder()
    if found is None:
        request.getfixturevalue("require")("binaries", "WEFT_BINARIES names no folder with them: `make real-binaries`")
        raise AssertionError
    return found
