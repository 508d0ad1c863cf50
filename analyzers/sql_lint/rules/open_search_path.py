"""SQL171: a function that runs with the rights of its owner and looks names up where the caller wants."""

from collections.abc import Iterator
from functools import partial

from ..alterations import POSTGRES
from ..edits import in_case_of, insert_after
from ..rule import Edit, Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement, TokenRange


class OpenSearchPath(PatternRule):
    """A SECURITY DEFINER function has no search_path of its own, so that its caller decides which tables it means.

    The caller puts a table or an operator of the same name in front, and the function uses it with the rights of its
    owner. The fix sets the path to the schema of the function, which is right only where that is what it means.

    Bad:
        CREATE FUNCTION shop.pay(id bigint) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$
    Good:
        CREATE FUNCTION shop.pay(id bigint) RETURNS void LANGUAGE sql SECURITY DEFINER
        SET search_path = shop, pg_temp AS $$ SELECT 1 $$
        ---
        CREATE FUNCTION shop.pay(id bigint) RETURNS void LANGUAGE sql AS $$ SELECT 1 $$
        ---
        CREATE FUNCTION shop.pay(id bigint) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$;
        ALTER FUNCTION shop.pay(bigint) SET search_path = shop, pg_temp;
    """

    code = "SQL171"
    name = "open-search-path"
    severity = Severity.ERROR
    grade = Grade.UNSAFE
    dialects = POSTGRES
    starts = ("CREATE",)
    impact = Impact(integrity=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each such function whose path nothing in the file sets."""
        if not {"FUNCTION", "PROCEDURE"} & set(statement.words[1:4]) or "SEARCH_PATH" in statement.words:
            return
        for place in statement.find_words("DEFINER"):
            if statement.words[place.first - 1].endswith("SECURITY") and not _is_set_later(statement):
                message = "the caller decides which tables this function means, with the rights of its owner"
                fix = partial(self._fix, statement, place.last)
                yield self.finding(statement, place, message, "SET search_path", fix)

    def _fix(self, statement: Statement, number: int) -> Iterator[Edit]:
        path = f"{_schema_of(statement)}, pg_temp"
        word = statement.tokens[number]
        yield insert_after(statement, word, f" {in_case_of('SET', word.text)} search_path = {path}")


def _name_at(statement: Statement) -> int:
    """Return the number of the token that the name of the function begins with."""
    return next(number for number in range(1, 4) if statement.words[number] in {"FUNCTION", "PROCEDURE"}) + 1


def _schema_of(statement: Statement) -> str:
    number = _name_at(statement)
    qualified = statement.words[number + 1 : number + 2] == (".",)
    return statement.text_of(TokenRange(number, number)) if qualified else "public"


def _is_set_later(statement: Statement) -> bool:
    number = _name_at(statement)
    number += 2 * (statement.words[number + 1 : number + 2] == (".",))
    name = statement.words[number]
    later = statement.text.statements[statement.number + 1 :]
    altered = (other.words for other in later if other.words[0] == "ALTER" and "SEARCH_PATH" in other.words)
    return any(name in words for words in altered)
