"""SQL002: a column that names another table's key without referring to it."""

import re
from collections.abc import Iterator

from ..references import may_refer, owners_by_name
from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Schema

# What is written down for good must outlive what it speaks of.
_RECORDS = re.compile(r"(?i)audit|archive|history|(?:^|_)(?:logs?|events?)$")


class MissingForeignKey(SchemaRule):
    """A column that is named for the key of another table does not refer to it.

    Nothing keeps it from holding what is not there, and rows stay behind when the one they belong to is deleted. Only
    columns are meant whose table is known and whose type is the one of its key.

    Bad:
        CREATE TABLE customers (id bigint PRIMARY KEY, name text);
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL);
        ---
        CREATE TABLE film (film_id int PRIMARY KEY, title text);
        CREATE TABLE rental (rental_id int PRIMARY KEY, film_id int NOT NULL);
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
    """

    code = "SQL002"
    name = "missing-foreign-key"
    grade = Grade.SUGGESTION
    impact = Impact(read=1.2, maintainability=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each column that refers to a known table by nothing but its name."""
        owners = owners_by_name(schema.row_stores())
        for table in schema.row_stores():
            if table.is_staging or _RECORDS.search(table.name):
                continue
            referring = {column for key in table.foreign_keys for column in key.columns}
            for name, column in table.columns.items():
                owner = owners.get(name)
                if owner and owner is not table and name not in referring and may_refer(table, column, owner):
                    message = f"{column.name} names a row of {owner.name} that need not be there"
                    hint = f"REFERENCES {owner.name} ({owner.primary_key[0]})"
                    yield from self.at(column.origin, message, hint)
