"""SQL217: a CASE that makes up the ELSE of another."""

from collections.abc import Iterator
from functools import partial

from sqlglot.tokenizer_core import TokenType

from ....diagnostics import Span
from ..rule import Edit, Finding, Grade, Impact, PatternRule, Severity
from ..sql_text import Statement, TokenRange

Branches = tuple[int, int, int]


class NestedCase(PatternRule):
    """A CASE stands alone in the ELSE of another CASE.

    Its branches can follow those of the outer one, as nothing else is tried then. A level less is read faster.

    Bad:
        SELECT CASE WHEN total = 0 THEN 'free' ELSE CASE WHEN total < 9 THEN 'cheap' END END FROM orders
        ---
        SELECT CASE state WHEN 1 THEN 'new' ELSE CASE state WHEN 2 THEN 'paid' ELSE 'odd' END END FROM orders
    Good:
        SELECT CASE WHEN total = 0 THEN 'free' WHEN total < 9 THEN 'cheap' END FROM orders
        ---
        SELECT CASE WHEN total = 0 THEN CASE WHEN paid THEN 'gift' END END FROM orders
        ---
        SELECT CASE WHEN total = 0 THEN 'free' ELSE CASE state WHEN 1 THEN 'new' END END FROM orders
        ---
        SELECT CASE WHEN total = 0 THEN 0 ELSE CASE WHEN total < 9 THEN 1 END + 1 END FROM orders
    """

    code = "SQL217"
    name = "nested-case"
    severity = Severity.INFO
    grade = Grade.SAFE
    impact = Impact(maintainability=1)

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each CASE that stands alone between ELSE and END of one that tests the same."""
        for first, when, end in _alone_in_else(statement):
            place = TokenRange(first, end)
            fix = partial(self._unfold, first - 1, when, end, statement)
            yield self.finding(statement, place, "a CASE of its own in ELSE", "add its branches to the outer CASE", fix)

    def _unfold(self, otherwise: int, when: int, end: int, statement: Statement) -> Iterator[Edit]:
        for number in range(otherwise, when):
            yield _without(number, statement)
        yield _without(end, statement)


def _alone_in_else(statement: Statement) -> Iterator[Branches]:
    """Yield the tokens CASE, first WHEN and END of each CASE that can be unfolded."""
    tokens = statement.tokens
    opened: list[int] = []
    for number, token in enumerate(tokens):
        if token.token_type in {TokenType.CASE, TokenType.BEGIN}:
            opened.append(number)
        elif token.token_type is TokenType.END and opened:
            first = opened.pop()
            follows = number + 1 < len(tokens) and tokens[number + 1].token_type is TokenType.END
            if follows and opened and first and tokens[first - 1].token_type is TokenType.ELSE:
                outer, inner = _operand(opened[-1], statement), _operand(first, statement)
                if inner is None or inner == outer:
                    yield first, first + 1 + len(inner or ()), number


def _operand(case: int, statement: Statement) -> tuple[str, ...] | None:
    """Return the words between CASE and its first WHEN or ELSE; None where it has neither."""
    for number in range(case + 1, len(statement.tokens)):
        kind = statement.tokens[number].token_type
        if kind in {TokenType.WHEN, TokenType.ELSE}:
            return statement.words[case + 1 : number]
        if kind is TokenType.END:
            return None
    return None


def _without(number: int, statement: Statement) -> Edit:
    """Return the edit that removes a token, and its line where nothing else stands there.

    Where a comment stands before it, the blanks before it stay, as they begin a line; otherwise they go too.
    """
    span = statement.span(statement.tokens[number])
    text, start, end = span.source.text, span.start, span.end
    before = statement.span(statement.tokens[number - 1]).end
    if not text[before:start].strip():
        return Edit(Span(span.source, before, end), "")
    line = text[text.rfind("\n", 0, start) + 1 : start]
    if not line.strip() and text[end : end + 1] in {"\n", ""}:
        return Edit(Span(span.source, start - len(line) - 1, end), "")
    while text[end] in " \t":
        end += 1
    return Edit(Span(span.source, start, end), "")
