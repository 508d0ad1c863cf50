"""Writes queries as SQL: in the words that most databases share, and by sqlglot for those that differ."""

import re
from collections.abc import Sequence

from ...sql_lint.connection import quoted
from ...sql_lint.reserved_words import RESERVED
from .layout import Layout
from .query import Condition, Item, Literal, Query

_PLAIN = frozenset({"sqlite", "duckdb", "postgres"})
_LENIENT = frozenset({"sqlite", "mysql"})  # these let a group select what it is not grouped by
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LOWER_NAME = re.compile(r"[a-z_][a-z0-9_]*")
_SET_OPERATIONS = frozenset({"intersect", "union", "except"})


class Renderer:
    """Writes queries over a layout in a dialect of sqlglot's."""

    def __init__(self, layout: Layout, dialect: str) -> None:
        self._layout = layout
        self._dialect = dialect
        pattern = _LOWER_NAME if dialect == "postgres" else _NAME
        self._columns = [_name(column.name, pattern) for column in layout.columns]
        self._tables = [".".join(_name(part, pattern) for part in table.name.split(".")) for table in layout.tables]

    def sql(self, query: Query) -> str:
        """Return a query as one statement."""
        first = self._select(query, query.items, query.tables) + self._where(query) + self._rest(query)
        if query.combination in _SET_OPERATIONS:
            text = f"{first} {query.combination.upper()} {self._second(query)}"
        else:
            text = first
        return text if self._dialect in _PLAIN else self._translated(text)

    def _translated(self, text: str) -> str:
        import sqlglot  # only for these dialects, as it is slow to import

        return sqlglot.transpile(text, read="sqlite", write=self._dialect)[0]

    def _select(self, query: Query, items: Sequence[Item], tables: Sequence[int]) -> str:
        selected = ", ".join(self._item(item, tables) for item in items)
        return f"SELECT {'DISTINCT ' if query.is_distinct else ''}{selected} FROM {self._sources(tables)}"

    def _second(self, query: Query) -> str:
        """Return the second query of a combination: the same selection from the other tables."""
        return self._select(query, query.other_items, query.other_tables) + _keyword(
            "WHERE", self._conditions(query.other_conditions, query.other_tables, " AND ", query)
        )

    def _sources(self, tables: Sequence[int]) -> str:
        if len(tables) == 1:
            return self._tables[tables[0]]
        text = f"{self._tables[tables[0]]} AS T1"
        for at, table in enumerate(tables[1:], 2):
            before = next(one for one in tables if table in self._layout.links[one])
            here, there = self._layout.links[before][table]
            text += (
                f" JOIN {self._tables[table]} AS T{at} ON {self._column(here, tables)} = {self._column(there, tables)}"
            )
        return text

    def _column(self, number: int, tables: Sequence[int]) -> str:
        if len(tables) == 1:
            return self._columns[number]
        table = self._layout.columns[number].table
        return f"T{tables.index(table) + 1}.{self._columns[number]}"

    def _item(self, item: Item, tables: Sequence[int]) -> str:
        inner = "*" if item.column is None else self._column(item.column, tables)
        if item.is_distinct:
            inner = f"DISTINCT {inner}"
        return f"{item.function.upper()}({inner})" if item.function else inner

    def _where(self, query: Query) -> str:
        glue = " OR " if query.is_any else " AND "
        text = self._conditions(query.conditions, query.tables, glue, query)
        if query.combination == "notin":
            text = f"{text} AND {self._excluded(query)}" if text else self._excluded(query)
        return _keyword("WHERE", text)

    def _excluded(self, query: Query) -> str:
        outer, inner = query.keys
        where = self._conditions(query.other_conditions, query.other_tables, " AND ", query)
        key = self._column(inner, query.other_tables)
        inside = f"SELECT {key} FROM {self._sources(query.other_tables)}{_keyword('WHERE', where)}"
        return f"{self._column(outer, query.tables)} NOT IN ({inside})"

    def _conditions(self, conditions: Sequence[Condition], tables: Sequence[int], glue: str, query: Query) -> str:
        return glue.join(self._condition(condition, tables, query) for condition in conditions)

    def _condition(self, condition: Condition, tables: Sequence[int], query: Query) -> str:
        column = self._column(condition.column, tables)
        if condition.function:
            return f"{column} {condition.operator} ({self._scalar(condition, query)})"
        values = [self._literal(value, condition.column) for value in condition.values]
        operator = "<>" if condition.operator == "!=" else condition.operator.upper()
        return f"{column} {operator} {' AND '.join(values)}"

    def _scalar(self, condition: Condition, query: Query) -> str:
        own = (self._layout.columns[condition.column].table,)
        tables = own if query.combination or not query.other_tables else query.other_tables
        where = "" if query.combination else self._conditions(query.other_conditions, tables, " AND ", query)
        item = self._item(Item(condition.function, condition.column), tables)
        return f"SELECT {item} FROM {self._sources(tables)}{_keyword('WHERE', where)}"

    def _literal(self, value: Literal, column: int) -> str:
        if value.is_number and self._layout.columns[column].kind == "number":
            return value.text
        return "'" + value.text.replace("'", "''") + "'"

    def _rest(self, query: Query) -> str:
        text = _keyword("GROUP BY", ", ".join(self._column(column, query.tables) for column in self._group(query)))
        if query.having:
            having = query.having
            text += f" HAVING {self._item(having.item, query.tables)} {having.operator} {having.value.text}"
        if query.order:
            direction = " DESC" if query.order.is_descending else ""
            text += f" ORDER BY {self._order_item(query)}{direction}"
        return text + (f" LIMIT {query.limit}" if query.limit is not None else "")

    def _order_item(self, query: Query) -> str:
        item = query.order.item if query.order else Item()
        return self._item(item, query.tables)

    def _group(self, query: Query) -> tuple[int, ...]:
        """Return what rows are grouped by: with all that is selected plainly where a database insists on it."""
        if not query.group or self._dialect in _LENIENT:
            return query.group
        items = [*query.items, *([query.order.item] if query.order else [])]
        plain = [item.column for item in items if not item.function and item.column is not None]
        return tuple(dict.fromkeys((*query.group, *plain)))


def _keyword(word: str, text: str) -> str:
    return f" {word} {text}" if text else ""


def _name(name: str, pattern: re.Pattern[str]) -> str:
    is_plain = pattern.fullmatch(name) and name.upper() not in RESERVED
    return name if is_plain else quoted(name)
