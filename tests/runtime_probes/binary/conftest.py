"""What the tests of the binary format share: the modules of WebAssembly's own test suites."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
from wast_modules import Sample, modules


@pytest.fixture(scope="session")
def samples(corpora: Path) -> list[Sample]:
    """Return all modules of the test suites, those that are meant to be malformed included."""
    return modules(corpora)


@pytest.fixture(scope="session")
def well_formed(samples: list[Sample]) -> list[Sample]:
    """Return the modules that are not meant to be malformed."""
    return [sample for sample in samples if sample.command != "assert_malformed"]
