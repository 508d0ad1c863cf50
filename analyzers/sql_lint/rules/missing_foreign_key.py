"""SQL002: a column that is named for another table's key without referring to it."""

import re
from collections.abc import Iterator

from ..references import may_refer, owners_by_name
from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Column, Schema, Table
from ..schema_types import family_of

# What is written down for good must outlive what it speaks of.
_RECORDS = re.compile(r"(?i)audit|archive|history|(?:^|_)(?:logs?|events?)$")
_NAMED = re.compile(r"(\w*[A-Za-z0-9])(?:_(?i:id)|(?<=[a-z0-9])I[Dd])")
# What these name is not in this database, or is in whichever table another column says.
_ELSEWHERE = re.compile(
    r"(?i)(?:^|_)(?:session|request|trace|span|correlation|transaction|txn|tracking|message|process|thread|job|batch|run"
    r"|event|object|record|entity|resource|content|external|remote|foreign|legacy|old|public|unique|hash|national|tax|vat"
    r"|client|device|token|google|facebook|twitter|github|stripe|paypal|apple|imdb|row|stream|sequence|seq|version|visit"
    r"|visitor|u|gu|uu|s|g|p)$"
)


class MissingForeignKey(SchemaRule):
    """A column that is named for the key of another table does not refer to it.

    Nothing keeps it from holding what is not there, and rows stay behind when the one they belong to is deleted. A
    column is meant whose table is known and whose type is the one of its key. Where the table is not known, a number or
    a UUID is meant that is not the table's own, and is not named for what other systems number.

    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);
        ---
        CREATE TABLE film (film_id int PRIMARY KEY, title text);
        CREATE TABLE rental (rental_id int PRIMARY KEY, film_id int NOT NULL);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL)
    Good:
        CREATE TABLE customers (id bigint PRIMARY KEY, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers);
        ---
        CREATE TABLE customers (id bigint PRIMARY KEY, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id text NOT NULL);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, session_id bigint NOT NULL)
        ---
        CREATE TABLE users (id bigint PRIMARY KEY, name text);
        CREATE TABLE audit_log (id bigint PRIMARY KEY, user_id bigint NOT NULL);
        ---
        CREATE TABLE orders (order_id bigint NOT NULL, total numeric)
        ---
        CREATE TABLE notes (id bigint PRIMARY KEY, subject_type text, subject_id bigint)
    """

    code = "SQL002"
    name = "missing-foreign-key"
    grade = Grade.SUGGESTION
    impact = Impact(read=1.2, maintainability=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each column that refers to a table by nothing but its name."""
        owners = owners_by_name(schema.row_stores())
        for table in schema:
            if not table.is_keyed or not table.is_declared or table.is_staging or _RECORDS.search(table.name):
                continue
            referring = {column for key in table.foreign_keys for column in key.columns}
            for name, column in table.columns.items():
                owner = owners.get(name)
                if name in referring or owner is table:
                    continue
                if owner and may_refer(table, column, owner):
                    message = f"{column.name} names a row of {owner.name} that need not be there"
                    hint = f"REFERENCES {owner.name} ({owner.primary_key[0]})"
                    yield from self.at(column.origin, message, hint)
                elif owner is None and _names_another(table, column):
                    message = f"{column.name} names a row of another table, but does not refer to it"
                    yield from self.at(column.origin, message, "REFERENCES that table")


def _names_another(table: Table, column: Column) -> bool:
    """Say whether the name and the type of a column are those of a key, and not of the key of its own table."""
    found, name = _NAMED.fullmatch(column.name), column.name.lower()
    if found is None or _ELSEWHERE.search(found[1]) or family_of(column.type) not in {"NUMBER", "UUID"}:
        return False
    stem, own = found[1].lower(), table.name.lower().removesuffix("s")
    first = not table.primary_key and next(iter(table.columns)) == name
    numbered = first or column.identity or column.generated or table.is_unique(frozenset({name}))
    return not numbered and not own.endswith(stem.removesuffix("s")) and f"{stem}_type" not in table.columns
