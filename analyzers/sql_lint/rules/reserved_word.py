"""SQL173: a name that is a reserved word."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..identifiers import NAME_OPTIONS, is_ignored, is_wanted
from ..reserved_words import ELSEWHERE, EVERYWHERE, RESERVED, RESERVED_BY
from ..rule import Finding, Grade, Impact, NodeRule, Options
from ..sql_text import Statement


class ReservedWord(NodeRule):
    """A column, a table or an alias is named with a word that SQL reserves.

    Where a product accepts it at all, the next one does not, and each query has to quote it. Looked at are names where
    they are chosen and not quoted, which the options widen or narrow, and the words that every product reserves where a
    table is created.

    Bad:
        CREATE TABLE bookings (id bigint PRIMARY KEY, start date)
        ---
        SELECT ordered_on AS date FROM orders
        ---
        CREATE TABLE "user" (id bigint PRIMARY KEY)
    Good:
        CREATE TABLE bookings (id bigint PRIMARY KEY, starts_on date)
        ---
        SELECT date FROM orders
        ---
        SELECT total AS "order" FROM orders
    """

    code = "SQL173"
    name = "reserved-word"
    grade = Grade.SUGGESTION
    nodes = (exp.Identifier,)
    options: ClassVar[Options] = NAME_OPTIONS
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each name of the wanted kind that is a reserved word.

        A name without a position is none that somebody wrote.
        """
        word = node.name.upper()
        if not _is_reserved(word, statement.dialect) or node.meta_get("start") is None:
            return
        chosen = word in EVERYWHERE and _names_table(node) and not is_ignored(node.name, self.settings)
        if (chosen or is_wanted(node, self.settings)) and not _is_misread(node, statement):
            yield self.finding(statement, node, f"{node.name} is a reserved word", "another name")


def _is_reserved(word: str, dialect: str) -> bool:
    """Say whether a product reserves a word, or the standard does; any product where the dialect is not known."""
    if word in ELSEWHERE:
        return dialect in {"ansi", "oracle", "tsql"}
    return word in RESERVED or word in RESERVED_BY.get(dialect, ())


def _names_table(node: exp.Expr) -> bool:
    """Say whether a name is that of a table where it is created, quoted or not."""
    around = node.parent
    schema = around.parent if isinstance(around, exp.Table) and node.arg_key == "this" else None
    return isinstance(schema, exp.Schema) and isinstance(schema.parent, exp.Create) and schema.parent.kind == "TABLE"


def _is_misread(node: exp.Expr, statement: Statement) -> bool:
    """Say whether an alias without AS is the beginning of the next part of a body that is read in pieces."""
    if not isinstance(node.parent, exp.Alias | exp.TableAlias) or node.name.upper() not in {"BEGIN", "RAISERROR"}:
        return False
    place = statement.range_of(node)
    return place is not None and statement.words[place.first - 1 : place.first] != ("AS",)
