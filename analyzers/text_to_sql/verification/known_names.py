"""Finds the tables and columns of a query that a schema does not have, before a database has to say so."""

from collections.abc import Iterator
from difflib import get_close_matches

from msgspec import Struct
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.scope import Scope, traverse_scope

from ..schema.schema import Schema

_ROW_IDS = frozenset({"rowid", "oid", "_rowid_", "ctid"})


class UnknownName(Struct, frozen=True):
    """A name that stands for nothing, and the nearest one that does; empty where none is near."""

    name: str
    nearest: str = ""

    @property
    def told(self) -> str:
        """The fact as a sentence, with a hint where there is one."""
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"there is no {self.name} in the schema{hint}"


def unknown_names(query: exp.Query, schema: Schema) -> tuple[UnknownName, ...]:
    """Return the tables and columns of a query that are neither in the schema nor made by the query itself."""
    try:
        scopes = traverse_scope(query)
    except SqlglotError:
        return ()  # it names one source twice, which a database tells better
    found = [name for scope in scopes for name in (*_tables(scope, schema), *_columns(scope, schema))]
    return tuple(dict.fromkeys(found))


def _tables(scope: Scope, schema: Schema) -> Iterator[UnknownName]:
    for table in scope.tables:
        if isinstance(scope.sources.get(table.alias_or_name), exp.Table) and _columns_of(table, schema) is None:
            yield _unknown(table.name, [known.name for known in schema])


def _columns(scope: Scope, schema: Schema) -> Iterator[UnknownName]:
    aliases = {item.alias.lower() for item in _selects(scope)}
    for column in scope.find_all(exp.Column):
        seen = _seen(scope, column, schema)
        name = column.name.lower()
        if seen is not None and name not in seen and name not in aliases | _ROW_IDS and name != "*":
            yield _unknown(column.sql(), sorted(seen))


def _seen(scope: Scope, column: exp.Column, schema: Schema) -> set[str] | None:
    """Return the columns that a name may stand for, in lower case; None where they cannot be known."""
    level: Scope | None = scope
    seen: set[str] = set()
    if not scope.sources or (column.this.args.get("quoted") and not column.table):
        return None  # it sorts a set operation, or is a text in the quotes of a name, as SQLite has it
    while level is not None:
        for alias, source in level.sources.items():
            if column.table and alias.lower() != column.table.lower():
                continue
            names = _columns_of(source, schema) if isinstance(source, exp.Table) else _outputs(source)
            if names is None:
                return None
            seen |= names
            if column.table:
                return seen
        level = level.parent
    return seen


def _columns_of(table: exp.Expr, schema: Schema) -> set[str] | None:
    known = schema.table(".".join(part.name for part in table.parts)) if isinstance(table, exp.Table) else None
    known = known or schema.table(table.name)
    return {column.name.lower() for column in known.columns} if known else None


def _outputs(source: object) -> set[str] | None:
    """Return the columns that a subquery or a CTE gives; None where a star or a list of names hides them."""
    if not isinstance(source, Scope) or any(item.is_star for item in _selects(source)):
        return None
    parent = source.expression.parent
    alias = parent.args.get("alias") if parent is not None else None
    if isinstance(alias, exp.TableAlias) and alias.columns:
        return {column.name.lower() for column in alias.columns}
    return {item.output_name.lower() for item in _selects(source)}


def _selects(source: Scope) -> list[exp.Expr]:
    expression = source.expression
    return expression.selects if isinstance(expression, exp.Query) else [exp.Star()]


def _unknown(name: str, known: list[str]) -> UnknownName:
    close = get_close_matches(name.lower().rpartition(".")[2], [other.lower() for other in known], n=1)
    return UnknownName(name, close[0] if close else "")
