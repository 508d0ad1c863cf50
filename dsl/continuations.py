"""Tells which lines of a block go on with the clause above them."""

from ..diagnostics import Span
from .catalog import nearest
from .clauses import WORD, ClauseParser


def joined(before: Span, after: Span) -> Span:
    """Return the span from the start of one line to the end of another."""
    return Span(before.source, before.start, after.end)


def goes_on(before: tuple[str, Span], after: tuple[str, Span], clauses: ClauseParser) -> bool:
    """Tell whether a line that is no clause by itself goes on with the one before; each comes with its grammar rule.

    It does where it can be nothing else, where the clause before is unfinished, or where its first word fits there.
    """
    (rule, above), (own_rule, below) = before, after
    is_table = "|" in (above.text[:1], below.text[:1])
    if is_table or not above.text or _begins_a_clause(own_rule, below, clauses):
        return False
    if _can_only_go_on(above, after, clauses):
        return True
    end = clauses.end_of_sense(rule, above.text)
    if end is not None and end < len(above.text):
        return False
    goes_to = clauses.end_of_sense(rule, joined(above, below).text)
    if goes_to is None or goes_to > below.start - above.start:
        return True
    return end is not None and clauses.end_of_sense(own_rule, below.text) == 0


def _can_only_go_on(above: Span, after: tuple[str, Span], clauses: ClauseParser) -> bool:
    """Tell whether a line begins with a sign, or stands deeper than the clause before and begins with no keyword."""
    rule, below = after
    first = WORD.match(below.text)
    if first is None:
        return True
    keywords = clauses.keywords_at_start(rule)
    is_deeper = _column(below) > _column(above)
    return is_deeper and bool(keywords) and first[0] not in keywords and not nearest(first[0], keywords)


def _column(span: Span) -> int:
    return span.source.position(span.start)[1]


def _begins_a_clause(rule: str, line: Span, clauses: ClauseParser) -> bool:
    """Tell whether a line says more of a clause of its own than its first word, which may be a name elsewhere."""
    first = WORD.match(line.text)
    if first is None or first[0] not in clauses.keywords_at_start(rule):
        return False
    second = len(line.text) - len(line.text[first.end() :].lstrip())
    end = clauses.end_of_sense(rule, line.text)
    return end is None or end > second
