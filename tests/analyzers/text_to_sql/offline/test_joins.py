"""Tables are joined along keys, declared or guessed, through the tables in between."""

from collections.abc import Sequence

import pytest
from shop import SCHEMA

from weft.analyzers.text_to_sql.offline.joins import Joins
from weft.analyzers.text_to_sql.offline.layout import layout_of
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table


@pytest.mark.parametrize(
    ("needed", "steps"),
    [
        ([0], ()),
        ([0, 1], ((0, 1),)),
        ([0, 2], ((0, 1), (1, 2))),
        ([2, 0, 1], ((2, 1), (1, 0))),
        ([0, 3], None),
    ],
)
def test_tables_in_between_are_found(needed: Sequence[int], steps: tuple[tuple[int, int], ...] | None) -> None:
    assert Joins(layout_of(SCHEMA)).steps(needed) == steps


@pytest.mark.parametrize(
    ("column", "is_linked"), [("singer_id", True), ("singerid", True), ("id", False), ("song", False)]
)
def test_links_without_foreign_keys_are_guessed_by_name(column: str, is_linked: bool) -> None:
    schema = Schema(
        "music",
        (
            Table("singer", (Column("singer_id", "number"), Column("name", "text")), ("singer_id",)),
            Table("concert", (Column("year", "number"), Column(column, "number"))),
        ),
    )
    assert (1 in layout_of(schema).links[0]) == is_linked


def test_tables_that_cannot_be_joined_are_told_apart() -> None:
    assert layout_of(SCHEMA).islands == (0, 0, 0, 3)


def test_a_declared_link_keeps_others_from_being_guessed() -> None:
    layout = layout_of(SCHEMA)
    assert layout.links[1][0] == (5, 0)
    assert [pair for pair in layout.pairs if 0 in pair] == [(5, 0)]
