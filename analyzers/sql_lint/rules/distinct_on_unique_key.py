"""SQL073: DISTINCT over rows that a key makes distinct."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..schema import Table
from ..sql_text import Statement, TokenRange


class DistinctOnUniqueKey(NodeRule):
    """DISTINCT does nothing where a unique key is among the columns of a single table.

    No two rows can be alike, but the database may sort them all to find that out.

    Bad:
        CREATE TABLE orders (id int PRIMARY KEY, total int);
        SELECT DISTINCT id, total FROM orders
    Good:
        CREATE TABLE orders (id int PRIMARY KEY, total int);
        SELECT DISTINCT total FROM orders
        ---
        CREATE TABLE orders (id int PRIMARY KEY, total int);
        SELECT DISTINCT o.id FROM orders AS o JOIN items AS i ON i.order_id = o.id
    """

    code = "SQL073"
    name = "distinct-on-unique-key"
    nodes = (exp.Select,)
    grade = Grade.SAFE
    impact = Impact(read=1.2)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where the columns hold a key of the only table."""
        distinct = node.args.get("distinct")
        if not isinstance(node, exp.Select) or not distinct or distinct.args.get("on") or node.args.get("group"):
            return
        sources = statement.sources_of(node)
        table = sources[0].table if len(sources) == 1 else None
        selected = {
            column.unalias().name.lower() for column in node.expressions if isinstance(column.unalias(), exp.Column)
        }
        place = statement.range_of(node)
        word = next(statement.find_words("DISTINCT", within=place), None) if place else None
        if table and word and _is_key(table, frozenset(selected)):
            fix = partial(self._remove, word, statement)
            yield self.finding(
                statement, word, "DISTINCT does nothing: a key is among the columns", "remove DISTINCT", fix
            )

    def _remove(self, word: TokenRange, statement: Statement) -> Iterator[Edit]:
        yield remove(statement, word)


def _is_key(table: Table, columns: frozenset[str]) -> bool:
    """Say whether the columns hold the primary key, or a unique key none of whose columns may be NULL."""
    keys = [table.primary_key, *(key for key in table.uniques if _never_null(table, key))]
    return any(key and columns.issuperset(name.lower() for name in key) for key in keys)


def _never_null(table: Table, key: tuple[str, ...]) -> bool:
    columns = [table.columns.get(name.lower()) for name in key]
    return all(column and not column.nullable for column in columns)
