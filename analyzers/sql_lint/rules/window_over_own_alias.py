"""SQL100: a window over a name that means another column."""

from collections.abc import Iterator

from sqlglot import exp

from ..rule import Finding, Impact, NodeRule, Severity
from ..sql_text import Statement


class WindowOverOwnAlias(NodeRule):
    """A window names an alias of the same SELECT, which it cannot see.

    OVER sees the columns of the tables. Where one of them has the name too, the window runs over that one, silently.

    Bad:
        SELECT o.buyer AS id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY o.at) AS n
        FROM orders AS o JOIN items AS i ON i.order_id = o.number
        ---
        SELECT price * amount AS total, RANK() OVER (ORDER BY total) AS place FROM items
    Good:
        SELECT o.buyer AS id, ROW_NUMBER() OVER (PARTITION BY o.buyer ORDER BY o.at) AS n FROM orders AS o
        ---
        SELECT buyer AS id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY at) AS n FROM orders
    """

    code = "SQL100"
    name = "window-over-own-alias"
    severity = Severity.ERROR
    nodes = (exp.Window,)
    impact = Impact(accuracy=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each bare name in a window of a joined query that is an alias of another column."""
        select = node.find_ancestor(exp.Select)
        if select is None:
            return
        joined = bool(select.args.get("joins"))
        aliases = {_key(column.args["alias"]) for column in select.expressions if _renames(column, joined)}
        keys: list[exp.Expr] = [*(node.args.get("partition_by") or []), *filter(None, [node.args.get("order")])]
        for key in keys:
            for column in key.find_all(exp.Column):
                if not column.table and _key(column.this) in aliases and column.find_ancestor(exp.Select) is select:
                    message = f"{column.name} is an alias of this SELECT, which OVER cannot see"
                    yield self.finding(statement, column, message, "write the column it stands for")


def _renames(column: exp.Expr, joined: bool) -> bool:
    """Say whether an alias is another name than that of a column it is made of; of one table only if it is computed."""
    if not isinstance(column, exp.Alias) or not isinstance(column.args.get("alias"), exp.Identifier):
        return False
    if not joined and isinstance(column.this, exp.Column | exp.Literal):
        return False
    return column.alias.lower() not in {inner.name.lower() for inner in (column.this, *column.find_all(exp.Column))}


def _key(name: exp.Expr) -> tuple[str, bool]:
    """Return what tells names apart: quoted ones by their letters, bare ones by their letters in any case."""
    quoted = bool(name.args.get("quoted"))
    return (name.name if quoted else name.name.lower()), quoted
