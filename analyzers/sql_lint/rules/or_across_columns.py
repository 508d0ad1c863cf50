"""SQL114: OR between columns that have an index each."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule
from ..sources import sources_of
from ..sql_text import Statement


class OrAcrossColumns(NodeRule):
    """Rows are chosen by one column or another, so that no one index finds them.

    Many planners read the whole table then, although each column has an index. A UNION of two queries uses both.

    Bad:
        CREATE TABLE people (id int PRIMARY KEY, email text UNIQUE, phone text UNIQUE);
        SELECT id FROM people WHERE email = 'a@example.org' OR phone = '123';
    Good:
        CREATE TABLE people (id int PRIMARY KEY, email text UNIQUE, phone text);
        SELECT id FROM people WHERE email = 'a@example.org' OR phone = '123';
        ---
        CREATE TABLE people (id int PRIMARY KEY, email text UNIQUE, phone text UNIQUE);
        SELECT id FROM people WHERE email = 'a@example.org' OR email = 'b@example.org';
    """

    code = "SQL114"
    name = "or-across-columns"
    nodes = (exp.Or,)
    impact = Impact(read=5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where a WHERE is nothing but OR between equalities of indexed columns of one table."""
        if not isinstance(node.parent, exp.Where):
            return
        parts = list(node.flatten())
        columns = {part.this.name.lower() for part in parts if _is_equality(part)}
        select = node.find_ancestor(exp.Select, exp.Update, exp.Delete)
        sources = sources_of(select, statement.schema) if select else ()
        table = sources[0].table if len(sources) == 1 else None
        if table is None or len(columns) < 2 or not all(map(_is_equality, parts)):
            return
        starts = {start[0] for start in table.starts if start}
        if columns <= starts:
            message = f"no one index finds rows by {' or '.join(sorted(columns))}"
            yield self.finding(statement, node, message, "a UNION of one query for each column")


def _is_equality(part: exp.Expr) -> bool:
    return isinstance(part, exp.EQ) and isinstance(part.this, exp.Column) and not part.expression.find(exp.Column)
