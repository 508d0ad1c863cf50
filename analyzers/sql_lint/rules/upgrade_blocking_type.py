"""SQL040: a column of a type that keeps a server from being upgraded."""

from collections.abc import Iterator

from sqlglot import exp

from ..declared_types import COLUMNS, type_name
from ..rule import Finding, Grade, Impact, NodeRule
from ..sql_text import Statement

_BLOCKING = frozenset(
    {"regcollation", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure"}
)


class UpgradeBlockingType(NodeRule):
    """A column of a reg type such as regproc keeps pg_upgrade from running, as it stores numbers of system objects.

    Those numbers are other ones after an upgrade. Store the name as text and cast it where it is used. regclass,
    regrole and regtype are no trouble.

    Bad:
        CREATE TABLE jobs (id bigint PRIMARY KEY, handler regproc)
    Good:
        CREATE TABLE jobs (id bigint PRIMARY KEY, handler text, target regclass)
    """

    code = "SQL040"
    name = "upgrade-blocking-type"
    grade = Grade.SUGGESTION
    dialects = frozenset({"postgres", "postgresql"})
    nodes = COLUMNS
    impact = Impact(maintainability=2)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each column of such a type."""
        if type_name(node) in _BLOCKING:
            message = f"pg_upgrade refuses to run because of {node.name}"
            yield self.finding(statement, node.this, message, "text, cast where it is used")
