"""The generated services do exactly what the reference interpreter does."""

from datetime import date
from pathlib import Path

import pytest
from differential import Records, compare

RECORDS: dict[str, Records] = {
    "library": {
        "Reader": [
            {"name": "Ann", "email": "ann@example.com", "password": "x", "vip": True},
            {"name": "Bea", "email": "bea@example.com", "password": "x"},
        ],
        "Clerk": [{"name": "Bob", "email": "bob@example.com", "password": "x"}],
        "Shelf": [{"code": "S1", "capacity": 10}],
        "Book": [
            {"title": "Dune", "class": "Science fiction", "from": date(2020, 1, 1), "shelf": "S1", "deposit": 350},
            {"title": "Emma", "class": "Poetry", "from": date(2020, 1, 1), "shelf": None},
            {"title": "Iliad", "class": "Poetry", "from": date(2020, 1, 1), "shelf": "S1"},
        ],
    },
}


@pytest.mark.parametrize("name", ["library"])
def test_random_commands_have_the_same_effect(name: str, tmp_path: Path) -> None:
    compare(Path(__file__).parent / "cases" / f"{name}.weft", RECORDS[name], tmp_path)
