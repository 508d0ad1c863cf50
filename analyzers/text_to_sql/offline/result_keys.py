"""Keys by which the results of many candidates are grouped, whatever the order of their rows and columns."""

from collections.abc import Sequence
from typing import Any

Rows = Sequence[tuple[Any, ...]]


def key_of(rows: Rows) -> str:
    """Return a text that is the same for rows and columns in any order."""
    return str(sorted(str(sorted(map(str, row))) for row in rows))
