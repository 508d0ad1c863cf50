"""SQL072: DISTINCT written like a function."""

from collections.abc import Iterator
from functools import partial

from ..edits import insert_before, replace
from ..rule import Edit, Finding, Grade, Impact, PatternRule
from ..sql_text import Statement


class ParenthesisedDistinct(PatternRule):
    """DISTINCT is not a function: parentheses behind it do not limit it to one column.

    `SELECT DISTINCT (a), b` returns distinct pairs of both, whatever the parentheses seem to say.

    Bad:
        SELECT DISTINCT (city), name FROM customers
        ---
        SELECT COUNT(DISTINCT(city)) FROM customers
    Good:
        SELECT DISTINCT city, name FROM customers
        ---
        SELECT DISTINCT (a + b) * c FROM measures
        ---
        SELECT DISTINCT (a, b) FROM measures
        ---
        SELECT COUNT(DISTINCT (project || ':' || job)) FROM jobs
    """

    code = "SQL072"
    name = "parenthesised-distinct"
    grade = Grade.SAFE
    impact = Impact(accuracy=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding where parentheses enclose the first column whole, or stand like those of a function."""
        if "DISTINCT" not in statement.words:
            return
        for place in statement.find_words("DISTINCT", "("):
            closing = statement.row.partners.get(place.last)
            if (
                closing
                and statement.words[place.last + 1] not in {"SELECT", "WITH"}
                and not _is_row(place.last, closing, statement)
            ):
                whole = statement.words[closing + 1 : closing + 2] in _ENDS
                glued = statement.tokens[place.first].end + 1 == statement.tokens[place.last].start
                if (whole and _is_column(place.last, closing, statement)) or glued or _goes_on(closing, statement):
                    fix = partial(self._fix, place.last, closing, whole, glued, statement)
                    message = "DISTINCT is not a function of one column"
                    yield self.finding(statement, place, message, "leave the parentheses out", fix)

    def _fix(self, opening: int, closing: int, whole: bool, glued: bool, statement: Statement) -> Iterator[Edit]:
        if not whole:
            yield insert_before(statement, statement.tokens[opening], " ")
            return
        yield replace(statement, statement.tokens[opening], " " if glued else "")
        yield replace(statement, statement.tokens[closing], "")


# What may follow a column; an operator there makes the parentheses part of an expression.
_ENDS = {(), (",",), ("FROM",), (")",), ("AS",), ("INTO",), ("WHERE",), ("UNION",), ("LIMIT",), ("ORDER BY",)}


def _is_row(opening: int, closing: int, statement: Statement) -> bool:
    """Say whether the parentheses hold several values, so that they make a row."""
    number = opening + 1
    while number < closing:
        if statement.words[number] == ",":
            return True
        number = statement.row.partners.get(number, number) + 1
    return False


def _is_column(opening: int, closing: int, statement: Statement) -> bool:
    """Say whether the parentheses hold a column and nothing else."""
    inside = statement.words[opening + 1 : closing]
    return len(inside) % 2 == 1 and all(word == "." for word in inside[1::2])


def _goes_on(closing: int, statement: Statement) -> bool:
    """Say whether more columns follow, which DISTINCT is about as well."""
    return statement.words[closing + 1 : closing + 2] == (",",)
