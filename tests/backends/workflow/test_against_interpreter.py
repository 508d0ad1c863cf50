"""The generated workflows do exactly what the reference interpreter does, restarts included."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from differential import compare  # pyright: ignore[reportMissingImports, reportUnknownVariableType]

DEPARTS = datetime(2026, 7, 21, 9, tzinfo=UTC)


def people(names: str) -> list[dict[str, Any]]:
    return [{"name": name, "email": f"{name}@example.com", "password": "x"} for name in names.split()]


def trains(*hours: int) -> list[dict[str, Any]]:
    return [
        {
            "number": f"G{number}",
            "origin": "Beijing",
            "destination": "Lhasa",
            "departs": DEPARTS + timedelta(hours=hour),
            "seats_left": 12,
            "price": 55301 + number,
        }
        for number, hour in enumerate(hours)
    ]


RECORDS: dict[str, dict[str, list[dict[str, Any]]]] = {
    "refund": {
        "Customer": [*people("Ann"), {**people("Vic")[0], "vip": True}],
        "Clerk": people("Carl"),
        "Admin": people("Ada"),
        "Train": trains(400, 60, 30, 1),
    },
    "orders": {
        "Owner": [{"nick": "ann", "email": "ann@example.com", "password": "x"}],
        "Smith": [{"name": "Sid", "username": "sid", "email": "sid@example.com", "password": "x"}],
        "Tool": [
            {"name": "axe", "metal": "iron", "stock": 9, "price": 1001},
            {"name": "saw", "metal": "blue steel", "stock": 2, "price": 303},
        ],
    },
}


@pytest.mark.parametrize("name", ["refund", "orders"])
def test_random_commands_have_the_same_effect(name: str, tmp_path: Path) -> None:
    compare(Path(__file__).parent / "cases" / f"{name}.weft", RECORDS[name], tmp_path)


@pytest.mark.parametrize("name", ["refund", "orders"])
def test_they_have_the_same_effect_on_postgresql(name: str, tmp_path: Path, postgres: str) -> None:
    compare(Path(__file__).parent / "cases" / f"{name}.weft", RECORDS[name], tmp_path, server=postgres, runs=10)
