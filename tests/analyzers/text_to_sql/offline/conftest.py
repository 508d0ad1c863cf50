"""What the tests of the offline tier share."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from shop import shop_database

from weft.compiler.route_sqlite import SqliteFile


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SqliteFile]:
    """Yield the database of the shop, open."""
    database = shop_database(tmp_path)
    yield database
    database.close()
