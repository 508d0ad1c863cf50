"""Tables are joined by the fewest keys that connect them."""

import pytest

from weft.analyzers.text_to_sql.schema.join_paths import joins_between
from weft.analyzers.text_to_sql.schema.schema import Column, ForeignKey, Schema, Table


def _table(name: str, *targets: str) -> Table:
    columns = (Column("id"), *(Column(f"{target}_id") for target in targets))
    return Table(name, columns, ("id",), tuple(ForeignKey((f"{to}_id",), to.upper(), ("ID",)) for to in targets))


SCHEMA = Schema(
    "shop",
    (_table("buyer"), _table("sale", "buyer", "shop"), _table("shop"), _table("line", "sale", "line"), _table("lone")),
)


@pytest.mark.parametrize(
    ("tables", "joins"),
    [
        ({"buyer"}, list[tuple[str, str]]()),
        ({"buyer", "sale"}, [("sale", "buyer")]),
        ({"buyer", "shop"}, [("sale", "buyer"), ("sale", "shop")]),
        ({"line", "shop", "buyer"}, [("sale", "buyer"), ("sale", "shop"), ("line", "sale")]),
        ({"lone", "buyer"}, list[tuple[str, str]]()),
        ({"lone", "line", "sale"}, [("line", "sale")]),
        (set[str](), list[tuple[str, str]]()),
    ],
)
def test_joins(tables: set[str], joins: list[tuple[str, str]]) -> None:
    assert [(join.table.name, join.target.name) for join in joins_between(tables, SCHEMA)] == joins


def test_a_join_names_the_columns_of_both_sides() -> None:
    (join,) = joins_between({"buyer", "sale"}, SCHEMA)
    assert list(join.columns()) == [("sale", "buyer_id"), ("buyer", "id")]
