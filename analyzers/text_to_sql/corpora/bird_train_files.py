"""Makes examples and schemas of BIRD's training set, whose schemas are given as statements."""

from collections.abc import Iterable

from ....diagnostics import Source
from ...sql_lint.schema_builder import build_schema
from ...sql_lint.sql_text import SqlText
from ..schema.catalog import schema_of_catalog
from ..schema.schema import Schema
from .example import Example

Row = tuple[str, str, str, str, str]


def read_training_rows(rows: Iterable[Row]) -> tuple[tuple[Example, ...], dict[str, Schema]]:
    """Return the examples and the schemas by database of rows: database, question, evidence, SQL, and DDL."""
    examples: list[Example] = []
    schemas: dict[str, Schema] = {}
    for at, (database, question, evidence, sql, ddl) in enumerate(rows):
        examples.append(Example(str(at), database, question, sql, evidence or ""))
        if database not in schemas:
            text = SqlText(Source(database, ddl), "sqlite", ddl)
            schemas[database] = schema_of_catalog(build_schema((text,)), database, "sqlite")
    return tuple(examples), schemas
