"""SQL174: a name with blanks or other special characters."""

from collections.abc import Iterator
from typing import ClassVar

from sqlglot import exp

from ..identifiers import NAME_OPTIONS, is_wanted
from ..rule import Finding, Grade, Impact, NodeRule, Options
from ..sql_text import Statement

# What may stand in names of a product beside letters, digits and the underscore.
_ALLOWED = {"bigquery": "-", "oracle": "$#", "snowflake": "$", "exasol": "$"}


class SpecialCharacters(NodeRule):
    """A name with blanks or other special characters has to be quoted wherever it is used, by every tool.

    Looked at are names where they are chosen, not columns where they are used. The options say which names, and which
    characters are well.

    Bad:
        CREATE TABLE orders (id bigint PRIMARY KEY, "total price" numeric)
        ---
        SELECT sum(total) AS "sum(total)" FROM orders
    Good:
        CREATE TABLE orders (id bigint PRIMARY KEY, "Total_Price" numeric)
        ---
        SELECT "total price" AS total_price FROM orders
        ---
        SELECT summe AS größe FROM orders
    """

    code = "SQL174"
    name = "special-characters"
    grade = Grade.SUGGESTION
    nodes = (exp.Identifier,)
    options: ClassVar[Options] = {
        **NAME_OPTIONS,
        "unquoted_identifiers_policy": "all",
        "quoted_identifiers_policy": "all",
        "allow_space_in_identifier": False,
        "additional_allowed_characters": "",
    }
    impact = Impact(maintainability=1)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each name of the wanted kind that has such a character."""
        if node.name.replace("_", "").isalnum() or isinstance(node.parent, exp.Column | exp.Pivot):
            return  # which most names do at once
        if not is_wanted(node, self.settings):
            return
        left = self._special(node, statement.dialect)
        if left and not _is_path(node):
            message = f"{node.name} has to be quoted everywhere, because of {left[0]!r}"
            yield self.finding(statement, node, message, "letters, digits and underscores")

    def _special(self, node: exp.Expr, dialect: str) -> str:
        """Return the characters of a name that are neither letters nor digits nor allowed."""
        name = node.name
        if isinstance(node.parent, exp.Table):
            name = name.lstrip("#") if dialect in {"redshift", "tsql"} else name
            name = name.removesuffix("*") if dialect == "bigquery" else name
        if dialect == "oracle" and not node.args.get("quoted"):
            name = name.partition("@")[0]  # a link to another database follows
        allowed = f"_{_ALLOWED.get(dialect, '')}{self.settings['additional_allowed_characters']}"
        allowed += " " if self.settings["allow_space_in_identifier"] else ""
        return "".join(letter for letter in name if not letter.isalnum() and letter not in allowed)


def _is_path(node: exp.Expr) -> bool:
    """Say whether a name is the path of a file that is read as a table, as Spark and DuckDB do."""
    return isinstance(node.parent, exp.Table) and ("/" in node.name or "." in node.name)
