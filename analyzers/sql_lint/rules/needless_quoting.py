"""SQL175: a name that is quoted and need not be."""

import re
from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from ..edits import replace
from ..reserved_words import RESERVED, RESERVED_BY
from ..rule import Edit, Finding, Grade, Impact, NodeRule, Severity
from ..sql_text import Statement

# How a product writes a name that is not quoted; where case does not matter, any spelling is the same.
_LOWER = re.compile(r"[a-z_][a-z0-9_]*")
_UPPER = re.compile(r"[A-Z][A-Z0-9_]*")
_FOLDING: dict[str, re.Pattern[str]] = {
    "oracle": _UPPER,
    "postgres": _LOWER,
    "postgresql": _LOWER,
    "redshift": _LOWER,
    "snowflake": _UPPER,
}


class NeedlessQuoting(NodeRule):
    """A name is quoted although it means the same without.

    Quotes catch the eye where nothing is special, and hide those names that need them.

    Bad:
        SELECT "TOTAL" FROM "ORDERS"
    Good:
        SELECT total FROM orders
        ---
        SELECT "Total" FROM orders
        ---
        SELECT "USER" FROM orders
        ---
        SELECT "TOTAL PRICE" FROM orders
    """

    code = "SQL175"
    name = "needless-quoting"
    severity = Severity.INFO
    grade = Grade.SAFE
    dialects = frozenset(_FOLDING)
    nodes = (exp.Identifier,)
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each name whose quotes change nothing."""
        if node.args.get("quoted") and _FOLDING[statement.dialect].fullmatch(node.name) and _is_free(node, statement):
            message = f"{node.name} means the same without quotes"
            yield self.finding(statement, node, message, node.name, partial(self._fix, node, statement))

    def _fix(self, node: exp.Expr, statement: Statement) -> Iterator[Edit]:
        place = statement.range_of(node)
        if place and place.first == place.last and statement.text_of(place) == f'"{node.name}"':
            yield replace(statement, place, node.name)


def _is_free(node: exp.Expr, statement: Statement) -> bool:
    """Say whether a name is no word that any parser knows, and no type, function or column of its own."""
    word = node.name.upper()
    known = word in RESERVED or word in RESERVED_BY["mysql"] or word in statement.text.reader.tokenizer_class.KEYWORDS
    return not known and isinstance(node.parent, exp.Column | exp.Table | exp.ColumnDef | exp.Alias | exp.TableAlias)
