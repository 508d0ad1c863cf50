"""Says how complex each statement of a text of SQL is."""

from msgspec import Struct
from sqlglot import exp

from ....diagnostics import Span
from ...sql_lint.sql_text import SqlText, Statement
from ...sql_lint.statement_reading import Reading
from .hardness import Hardness, hardness
from .profile import Profile, profile


class Complexity(Struct, frozen=True):
    """How complex one statement is: nothing is known of what asks for nothing, or where `problem` says why."""

    span: Span
    hardness: Hardness | None = None
    profile: Profile | None = None
    problem: str = ""


def classify(text: SqlText) -> tuple[Complexity, ...]:
    """Return the complexity of all statements of a text in their order; none is left out."""
    return tuple(_complexity(statement) for statement in text.statements)


def _complexity(statement: Statement) -> Complexity:
    span = Span(statement.text.source, statement.start, statement.end)
    query = _query(statement.tree)
    if query is not None:
        return Complexity(span, hardness(query), profile(query))
    is_read = statement.reading is not Reading.UNPARSED
    return Complexity(span, problem="" if is_read else statement.problem or "no parser reads it")


def _query(tree: exp.Expr | None) -> exp.Query | None:
    """Return the query that a statement is, or that it makes a table or a view of, or whose rows it inserts."""
    if not isinstance(tree, (exp.Create, exp.Insert)):
        return tree if isinstance(tree, exp.Query) else None
    query, ctes = tree.args.get("expression"), tree.args.get("with_")
    if not isinstance(query, exp.Query):
        return None
    if ctes is not None and not query.ctes:  # `WITH … INSERT …` is `INSERT … WITH …`
        query = query.copy()
        query.set("with_", ctes.copy())
    return query
