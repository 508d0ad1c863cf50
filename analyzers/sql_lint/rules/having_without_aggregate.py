"""SQL081: HAVING that tests no aggregate."""

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import in_case_of, insert_before, remove
from ..rule import Edit, Finding, Grade, Impact, NodeRule
from ..sql_text import Statement, TokenRange


class HavingWithoutAggregate(NodeRule):
    """HAVING tests the keys of the groups, which WHERE could have tested before there were groups.

    All rows are grouped first and thrown away after. In WHERE the condition can use an index.

    Bad:
        SELECT status, COUNT(*) FROM orders GROUP BY status HAVING status <> 'open'
    Good:
        SELECT status, COUNT(*) FROM orders WHERE status <> 'open' GROUP BY status
        ---
        SELECT status, COUNT(*) FROM orders GROUP BY status HAVING COUNT(*) > 1
        ---
        SELECT status, COUNT(*) AS n FROM orders GROUP BY status HAVING n > 1
    """

    code = "SQL081"
    name = "having-without-aggregate"
    nodes = (exp.Having,)
    grade = Grade.SAFE
    impact = Impact(read=1.5)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where all columns of the condition are keys of the groups."""
        select = node.parent
        group = select.args.get("group") if select else None
        if (
            not isinstance(select, exp.Select)
            or not group
            or node.find(exp.AggFunc, exp.Window, exp.Query, exp.Anonymous)
        ):
            return
        keys = {key.sql() for key in group.expressions if isinstance(key, exp.Column)}
        columns = list(node.find_all(exp.Column))
        plain = all(column.sql() in keys for column in columns) and not _renames(select, columns)
        if columns and plain and len(keys) == len(group.expressions):
            fix = partial(self._move, node, group, select, statement)
            message = "HAVING tests what WHERE could test before grouping"
            yield self.finding(statement, node, message, "move the condition into WHERE", fix)

    def _move(self, having: exp.Expr, group: exp.Expr, select: exp.Expr, statement: Statement) -> Iterator[Edit]:
        place, groups = statement.verified_range_of(having), statement.verified_range_of(group)
        if not place or not groups:
            return
        condition = statement.text_of(TokenRange(place.first + 1, place.last))
        where = select.args.get("where")
        word = in_case_of("AND" if where else "WHERE", statement.tokens[place.first].text)
        if (where and isinstance(where.this, exp.Or)) or (where and isinstance(having.this, exp.Or)):
            return
        yield insert_before(statement, statement.tokens[groups.first], f"{word} {condition} ")
        yield remove(statement, place)


def _renames(select: exp.Select, columns: list[exp.Column]) -> bool:
    """Say whether one of the names means something else in the columns of the query."""
    names = {column.name.lower() for column in columns}
    aliased = [column for column in select.expressions if isinstance(column, exp.Alias)]
    return any(column.alias.lower() in names and column.this.name.lower() != column.alias.lower() for column in aliased)
