"""What the tests of the offline tier share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from shop import shop_database

from weft.analyzers.text_to_sql.database import Database


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Database]:
    """Yield the database of the shop, open."""
    with shop_database(tmp_path) as database:
        yield database
