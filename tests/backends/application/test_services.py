"""The generated services do exactly what the reference interpreter does."""

from datetime import date
from pathlib import Path

import pytest
from differential import Records, compare


def account(code: str, owner: int, balance: int, **values: object) -> dict[str, object]:
    return {"code": code, "owner": owner, "balance": balance, "opened": date(2026, 3, 1), **values}


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
    "orders": {
        "Member": [{"name": name, "email": f"{name}@example.com", "password": "x"} for name in ("Ann", "Bea", "Cid")],
        "Chief": [{"name": "Zoe", "username": "zoe", "password": "x"}],
        "Skill": [
            {"id": 10, "order": "cook", "level": 3},
            {"id": 9, "order": "bake", "level": 7},
            {"id": 2, "order": "wash", "level": 1},
        ],
        "Order": [
            {"id": 1, "title": "Tea", "owner": "Ann", "needs": (2, 10), "helpers": ("Ann", "Bea")},
            {"id": 2, "title": "Cake", "owner": "Bea", "helpers": ("Cid",), "after": (1,)},
        ],
    },
    "accounts": {
        "Member": [{"nick": "ann", "password": "x"}, {"nick": "ben", "password": "x"}],
        "Teller": [{"name": "Tia", "nick": "tia", "password": "x"}],
        "Account": [
            account("A1", 1, 900, kind="current"),
            account("A2", 1, 0, kind="fixed term"),
            account("B1", 2, 30000, kind="current", limit=500, backup="A1", label="x"),
        ],
    },
}


@pytest.mark.parametrize("name", ["library", "accounts", "orders"])
def test_random_commands_have_the_same_effect(name: str, tmp_path: Path) -> None:
    compare(Path(__file__).parent / "cases" / f"{name}.weft", RECORDS[name], tmp_path)


@pytest.mark.parametrize("name", ["library", "accounts"])
def test_they_have_the_same_effect_on_postgresql(name: str, tmp_path: Path, postgres: str) -> None:
    compare(Path(__file__).parent / "cases" / f"{name}.weft", RECORDS[name], tmp_path, server=postgres, runs=10)
