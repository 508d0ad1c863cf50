"""Benchmarks run only when asked for: `make bench`."""

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # what they share stands beside them


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the benchmarks unless WEFT_BENCH=1: a busy machine would make them lie."""
    if os.environ.get("WEFT_BENCH") == "1":
        return
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="speed is measured by `make bench`"))
