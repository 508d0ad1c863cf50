"""SQL099: a column of a table that FROM does not name."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..masking import is_stand_in
from ..rule import Finding, Impact, NodeRule, Options, Severity
from ..scopes import names_in, queries_around
from ..sources import own_nodes
from ..sql_text import Statement

# Products in which what stands before a point may as well be a column that has fields.
_WITH_FIELDS = frozenset(
    {"bigquery", "clickhouse", "databricks", "duckdb", "hive", "presto", "redshift", "spark", "sparksql"}
    | {"starrocks", "trino"}
)
_PROCEDURAL = frozenset({"BEGIN", "CURSOR", "DECLARE", "FOR", "FUNCTION", "IF", "LOOP", "OPEN", "PROCEDURE", "RETURN"})
_SEQUENCE = frozenset({"nextval", "currval"})


class UnknownTableReference(NodeRule):
    """A column is qualified by a name that no table of the query goes by.

    The product refuses the statement; mostly the table has an alias, or the name is misspelt. Where a column may have
    fields, as in BigQuery, nothing is told, unless the option `force_enable` is set.

    Bad:
        SELECT o.id FROM orders WHERE o.total > 0
        ---
        SELECT orders.id FROM orders AS o
        ---
        UPDATE orders SET total = (SELECT SUM(i.price) FROM items AS i WHERE i.order_id = order.id)
    Good:
        SELECT o.id FROM orders AS o WHERE EXISTS (SELECT 1 FROM items AS i WHERE i.order_id = o.id)
        ---
        UPDATE orders SET total = (SELECT SUM(i.price) FROM items AS i WHERE i.order_id = orders.id)
        ---
        DELETE FROM shop.orders WHERE shop.orders.total = 0
        ---
        SELECT o.id, t.n FROM orders AS o, LATERAL (SELECT o.total * 2 AS n) AS t
    """

    code = "SQL099"
    name = "unknown-table-reference"
    severity = Severity.ERROR
    nodes = (exp.Select, exp.Update, exp.Delete)
    impact = Impact(accuracy=1)
    options: ClassVar[Options] = {"force_enable": False}

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each qualified column of a query whose qualifier no query around it brings in."""
        if (not self.settings["force_enable"] and _may_read_fields(node, statement)) or "{%" in statement.sql:
            return
        names = names_in(node)
        odd = [column for column in _qualified(node) if not _is_known(column, names)]
        if not odd:
            return
        for query in queries_around(node):
            for name, schemas in names_in(query).items():
                names.setdefault(name, set()).update(schemas)
        if set(names) <= {"dual"} or not _reads(node) or any(map(is_stand_in, names)):
            return
        for column in odd:
            if not _is_known(column, names) and not _is_special(column, statement):
                known = ", ".join(sorted(names))
                message = f"no table of the query is called {column.table}"
                yield self.finding(statement, column, message, f"there are: {known}")


def _may_read_fields(query: exp.Expr, statement: Statement) -> bool:
    """Say whether a qualifier may be a column; in Athena only where one table without an alias is read."""
    if statement.dialect != "athena":
        return statement.dialect in _WITH_FIELDS
    start = query.args.get("from_")
    return not query.args.get("joins") and not (start and start.this.alias)


def _qualified(query: exp.Expr) -> Iterator[exp.Column]:
    changes = (exp.Select, exp.Insert, exp.Update, exp.Delete)
    for node in own_nodes(query):
        if isinstance(node, exp.Column) and node.table and node.find_ancestor(*changes) is query:
            yield node


def _reads(node: exp.Expr) -> bool:
    """Say whether any table is brought in around a place; where none is, the text may be part of something else."""
    return any(query.args.get("from_") or not isinstance(query, exp.Select) for query in queries_around(node))


def _is_known(column: exp.Column, names: dict[str, set[str]]) -> bool:
    """Say whether a column is qualified by one of the names, or by one and the schema that it is of."""
    parts = [part.name.lower() for part in column.parts[:-1]]
    if parts[0] in names or len(parts) == 1:
        return parts[0] in names
    return not names.get(parts[-1], set()).isdisjoint({"", parts[-2]})


def _is_special(column: exp.Column, statement: Statement) -> bool:
    """Say whether a qualifier is one that products bring in themselves: in triggers, for sequences, templates."""
    name = column.table.lower()
    if name in {"new", "old", "excluded"}:
        return any(not {"TRIGGER", "RULE", "FUNCTION", "MERGE"}.isdisjoint(s.words) for s in statement.text.statements)
    if name in {"inserted", "deleted"}:
        return statement.dialect == "tsql"
    if column.root().find(exp.MatchRecognize):
        return True
    if _is_variable(column.table, statement) or (statement.dialect == "tsql" and column.find_ancestor(exp.Table)):
        return True
    is_sequence = column.name.lower() in _SEQUENCE or isinstance(column.parent, exp.NextValueFor)
    return is_sequence or name in {"_metadata", "xmltable"} or is_stand_in(name) or _is_part(column, statement)


def _is_part(column: exp.Column, statement: Statement) -> bool:
    """Say whether what is assigned is a field of a column, as PostgreSQL has it."""
    assigned = isinstance(column.parent, exp.EQ) and isinstance(column.parent.parent, exp.Update)
    return assigned and column.arg_key == "this" and statement.dialect in {"postgres", "postgresql"}


def _is_variable(name: str, statement: Statement) -> bool:
    """Say whether a name may be a row that a procedure declares: other statements around hold it alone."""
    others = [other for other in statement.text.statements if other is not statement]
    if not any(other.words[0] in _PROCEDURAL for other in others):
        return False
    return any(
        word == name.upper() and after != "."
        for other in others
        for word, after in zip(other.words, (*other.words[1:], ""), strict=True)
    )
