"""SQL007: a table that holds the columns of others as rows."""

import re
from collections.abc import Iterator

from ..rule import Finding, Grade, Impact, SchemaRule
from ..schema import Schema, Table

_ATTRIBUTE = re.compile(
    r"(?:(?:\w+_)?(?:attr|attribute|property|meta|field|param|parameter|option|setting)_?(?:id|name|key|code)?|key)$"
)
_VALUE = re.compile(
    r"(?:(?:attr|attribute|property|meta|field|param|parameter|option|setting)_?)?val(?:ue)?(?:_?(?:int|text|string|date|num|number|dec|decimal))?$"
)
_ENTITY = re.compile(r"_(?i:id)$|[a-z]I[dD]$")
_WIDEST = 8


class EntityAttributeValue(SchemaRule):
    """A table of entities, attributes and values holds the columns of another table as rows.

    Values lose their types, their conditions and their foreign keys; each attribute that is read costs a join, and a
    misspelt one is a new one. Columns, or a JSON column where they really differ from row to row, do better.

    Bad:
        CREATE TABLE product_attributes (product_id bigint, attribute text, value text)
        ---
        CREATE TABLE eav (entity_id bigint, attribute_id int, value_int int, value_text text)
        ---
        CREATE TABLE wp_postmeta (meta_id bigint PRIMARY KEY, post_id bigint, meta_key text, meta_value text)
    Good:
        CREATE TABLE settings (key text PRIMARY KEY, value text)
        ---
        CREATE TABLE products (id bigint PRIMARY KEY, color text, weight numeric)
        ---
        CREATE TABLE readings (sensor_id bigint, value numeric, read_at timestamp)
    """

    code = "SQL007"
    name = "entity-attribute-value"
    grade = Grade.SUGGESTION
    impact = Impact(read=4, write=1, maintainability=3, amplification=2, integrity=1, accuracy=1)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield a finding for each narrow table with an entity, an attribute and a value."""
        for table in schema.declared():
            if len(table.columns) <= _WIDEST and _is_triple(table):
                message = f"{table.name} holds columns as rows: which one, and its value"
                yield from self.at(table.origin, message, "a column for each attribute, or one JSON column")


def _is_triple(table: Table) -> bool:
    attribute = [name for name in table.columns if _ATTRIBUTE.match(name) and (name,) != table.primary_key]
    value = [name for name in table.columns if _VALUE.match(name)]
    entity = [name for name, column in table.columns.items() if _ENTITY.search(column.name) and name not in attribute]
    return bool(value and any((name,) != table.primary_key for name in entity) and attribute)
