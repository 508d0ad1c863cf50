"""Records are taken apart into their fields, and those that are left are put together again, spelled as they were."""

import pytest
from msgspec.structs import replace

from weft.analyzers.text_to_sql.schema.nested_fields import fields_apart, fields_together
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table

EVENTS = "ARRAY<STRUCT<key STRING, value STRUCT<text STRING, number INT64>>>"


def _table(*types: str) -> Table:
    return Table("visit", tuple(Column(f"c{at}", type_) for at, type_ in enumerate(types)))


@pytest.mark.parametrize(
    ("type_", "fields"),
    [
        ("STRING", {"c0": "STRING"}),
        ("ARRAY<STRING>", {"c0": "ARRAY<STRING>"}),
        (EVENTS, {"c0.key": "STRING", "c0.value.text": "STRING", "c0.value.number": "INT64"}),
        ("STRUCT<a ARRAY<INT64>, `odd name` DATE>", {"c0.a": "ARRAY<INT64>", "c0.odd name": "DATE"}),
        ("struct<a:int,b:string>", {"c0.a": "INT", "c0.b": "STRING"}),
        ("STRUCT(a INT, b TEXT)[]", {"c0.a": "INT", "c0.b": "TEXT"}),
        ("STRUCT<a INT64", {"c0": "STRUCT<a INT64"}),
        ("RECORD", {"c0": "RECORD"}),
        ("", {"c0": ""}),
    ],
)
def test_fields_are_columns(type_: str, fields: dict[str, str]) -> None:
    (table,) = fields_apart(Schema("lake", (_table(type_),)))
    assert {column.name: column.type for column in table.columns} == fields


def test_all_fields_make_what_they_were_taken_from() -> None:
    whole = _table("INT64", EVENTS, "STRUCT<a INT64>")
    (apart,) = fields_apart(Schema("lake", (whole,)))
    assert fields_together(apart, whole) == whole


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        ({"c0"}, {"c0": "INT64"}),
        ({"c1.value.number"}, {"c1": "ARRAY<STRUCT<value STRUCT<number INT64>>>"}),
        ({"c1.key", "c1.value.text"}, {"c1": "ARRAY<STRUCT<key STRING, value STRUCT<text STRING>>>"}),
        ({"c1"}, {"c1": EVENTS}),
    ],
)
def test_records_are_cut_to_the_fields_that_are_left(names: set[str], columns: dict[str, str]) -> None:
    whole = _table("INT64", EVENTS)
    apart = replace(whole, columns=tuple(Column(name) for name in sorted(names)))
    together = fields_together(apart, whole)
    assert {column.name: column.type for column in together.columns} == columns
