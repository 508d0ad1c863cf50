"""SQL119: a subquery that runs for every row of the result."""

from collections.abc import Iterator

from sqlglot import exp

from ..query_filters import uses_of
from ..rule import Finding, Impact, NodeRule
from ..schema import Schema
from ..sql_text import Statement


class CorrelatedScalarSubquery(NodeRule):
    """A subquery among the columns that depends on the row runs once for every row.

    A join with a grouped subquery, or a window function, reads the other table once. Where the query picks its rows and
    an index leads from each to what the subquery reads, the other table is not read as a whole either way.

    Bad:
        SELECT c.name, (SELECT COUNT(*) FROM orders AS o WHERE o.customer_id = c.id) FROM customers AS c
        ---
        CREATE TABLE orders (customer_id bigint NOT NULL, number bigint, PRIMARY KEY (customer_id, number));
        SELECT c.name, (SELECT COUNT(*) FROM orders AS o WHERE o.customer_id = c.id) FROM customers AS c
        ---
        CREATE TABLE tags (name text PRIMARY KEY, weight bigint);
        CREATE TABLE ticket_tags (tag text NOT NULL, ticket bigint NOT NULL, PRIMARY KEY (tag, ticket));
        SELECT t.number, (
            SELECT SUM(g.weight) FROM tags AS g
            WHERE g.name IN (SELECT x.tag FROM ticket_tags AS x WHERE x.ticket = t.number)
        ) AS weight FROM tickets AS t WHERE t.number = 7
    Good:
        SELECT c.name, COUNT(o.id)
        FROM customers AS c LEFT JOIN orders AS o ON o.customer_id = c.id
        GROUP BY c.id, c.name
        ---
        SELECT c.name, (SELECT MAX(day) FROM days) AS today FROM customers AS c
        ---
        CREATE TABLE orders (customer_id bigint NOT NULL, number bigint, PRIMARY KEY (customer_id, number));
        SELECT c.name, (SELECT COUNT(*) FROM orders AS o WHERE o.customer_id = c.id) FROM customers AS c WHERE c.id = 7
        ---
        CREATE TABLE tags (name text PRIMARY KEY, weight bigint);
        CREATE TABLE ticket_tags (ticket bigint NOT NULL, tag text NOT NULL, PRIMARY KEY (ticket, tag));
        SELECT t.number, (
            SELECT SUM(g.weight) FROM tags AS g
            WHERE g.name IN (SELECT x.tag FROM ticket_tags AS x WHERE x.ticket = t.number)
        ) AS weight FROM tickets AS t WHERE t.number = 7
        ---
        SELECT c.name, (SELECT MAX(tag) FROM UNNEST(c.tags) AS t (tag)) AS last_tag FROM customers AS c
    """

    code = "SQL119"
    name = "correlated-scalar-subquery"
    nodes = (exp.Subquery,)
    impact = Impact(read=10)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a subquery among the columns names a table of the query around it."""
        around = _select_of_column(node)
        if around is None or not isinstance(node.this, exp.Select) or _is_led_to(node.this, around, statement.schema):
            return
        outer = {source.name for source in statement.sources_of(around) if source.name}
        tables = list(node.find_all(exp.Table))
        inner = {table.alias_or_name.lower() for table in tables}
        reads = any(isinstance(table.this, exp.Identifier) and table.db.lower() not in outer for table in tables)
        if reads and any(column.table.lower() in outer - inner for column in node.find_all(exp.Column) if column.table):
            yield self.finding(statement, node, "this subquery runs for every row", "join a grouped subquery instead")


def _select_of_column(subquery: exp.Expr) -> exp.Select | None:
    """Return the SELECT among whose columns a subquery stands, an alias or a function around it passed over."""
    node = subquery
    while node.parent is not None and not isinstance(node.parent, exp.Select):
        node = node.parent
    return node.parent if isinstance(node.parent, exp.Select) and node.arg_key == "expressions" else None


def _is_led_to(inner: exp.Select, around: exp.Select, schema: Schema) -> bool:
    """Say whether the query around picks its rows, and an index leads to those of each table of the subquery."""
    picks = around.args.get("where") or around.args.get("limit")
    uses = [use for select in inner.find_all(exp.Select) for use in uses_of(select, schema)] if picks else []
    starts = [{start[0] for start in use.table.starts if start} for use in uses]
    led = (not first.isdisjoint([*use.filters, *use.joins]) for first, use in zip(starts, uses, strict=True))
    return bool(uses) and len(uses) == len(list(inner.find_all(exp.Table))) and all(led)
