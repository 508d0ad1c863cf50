"""SQL014: columns with the same name and different types."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Column, Schema
from ..schema_types import family_of

_KEY_ENDINGS = ("_id", "_key", "_code", "_uuid")


class ConflictingColumnTypes(SchemaRule):
    """Columns that are named for the same key have different types in different tables.

    A join of them converts every row and uses no index, and some values of one do not fit the other. Only names that
    end as keys do are compared: a `status` may well be another thing elsewhere.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);
        CREATE TABLE invoices (id bigint PRIMARY KEY, customer_id text);
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, status text);
        CREATE TABLE invoices (id bigint PRIMARY KEY, customer_id bigint, status int);
        ---
        CREATE TABLE orders (id bigint PRIMARY KEY, region_code varchar(10));
        CREATE TABLE invoices (id bigint PRIMARY KEY, region_code char(2));
    """

    code = "SQL014"
    name = "conflicting-column-types"
    grade = Grade.SUGGESTION
    impact = Impact(read=3, maintainability=1, integrity=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each column whose type is not the usual one of its name."""
        for name, columns in _keys(schema).items():
            families = Counter(family_of(column.type) for column in columns)
            usual = families.most_common(1)[0][0]
            for column in columns:
                if family_of(column.type) != usual:
                    kind = column.type.sql().lower() if column.type else ""
                    message = f"{name} is {kind} here, but {usual.lower()} elsewhere"
                    yield from self.at(column.origin, message, "one type for one key")


def _keys(schema: Schema) -> dict[str, list[Column]]:
    """Return the columns that are named as keys are, by name and product."""
    named: defaultdict[tuple[str, str], list[Column]] = defaultdict(list)
    for table in schema.declared():
        for name, column in table.columns.items():
            if name.endswith(_KEY_ENDINGS) and family_of(column.type):
                named[name, table.dialect].append(column)
    return {name: columns for (name, _), columns in named.items()}
