"""What gold SQL needs of the rows is read from its syntax tree."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from weft.analyzers.text_to_sql.schema.schema import Schema
from weft.analyzers.text_to_sql.synthesis.conditions import Condition
from weft.analyzers.text_to_sql.synthesis.needs import Needs, Place, needs_of
from weft.compiler.route_schema import read_schema

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "needs.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="session")
def shop() -> Schema:
    return read_schema("", [HERE / "shop.sql"])


def _column(needs: Needs, place: Place) -> str:
    return f"{needs.tables[place.source]}.{place.column}"


def _told(needs: Needs, place: Place, condition: Condition) -> str:
    view = condition.view
    part = f"[{view.start}:{view.start + view.length}]" if view.length else ""
    negation = "not " if condition.is_negated else ""
    return f"{negation}{_column(needs, place)}{part} {condition.comparison} {condition.literal}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sql"])
def test_conditions_and_joins_are_read(case: dict[str, Any], shop: Schema) -> None:
    needs = needs_of(case["sql"], shop, "sqlite")
    assert needs is not None
    assert sorted(_told(needs, *one) for one in needs.conditions) == sorted(case["conditions"])
    assert [[_column(needs, place) for place in pair] for pair in needs.joined] == case.get("joined", [])


def test_tables_of_a_join_with_itself_are_two_sources(shop: Schema) -> None:
    needs = needs_of("SELECT 1 FROM customer a JOIN customer b ON a.recommended_by = b.id", shop, "sqlite")
    assert needs is not None
    assert needs.tables == ("customer", "customer")
    assert needs.joined == ((Place(0, "recommended_by"), Place(1, "id")),)


def test_what_no_parser_reads_needs_nothing(shop: Schema) -> None:
    assert needs_of("SELECT FROM WHERE (", shop, "sqlite") is None
