"""The mistakes that reading and resolving a specification can find: their codes, names and meanings.

Codes are never used twice. Problems of Gherkin's own syntax are DSL001 to DSL004, problems of steps DSL020
to DSL039; checks on the whole model carry their codes themselves.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from msgspec import Struct

from ..diagnostics import Diagnostic, Related, Severity, Span


class Kind(Struct, frozen=True):
    """One kind of mistake: a code for machines, a name for people, and what it means."""

    code: str
    name: str
    meaning: str
    severity: Severity = Severity.ERROR

    def at(self, span: Span, message: str, hint: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
        """Return a diagnostic of this kind."""
        return Diagnostic(self.code, self.name, message, span, hint, self.severity, related)


UNKNOWN_BLOCK = Kind("DSL005", "unknown-block", "A line looks like the header of a block that does not exist.")
UNKNOWN_CLAUSE = Kind("DSL006", "unknown-clause", "A clause starts with a word that its block does not know.")
CLAUSE_SYNTAX = Kind("DSL007", "clause-syntax", "A clause or a header is not formed as the language asks.")
MISPLACED = Kind("DSL008", "misplaced", "A line or a block stands where nothing of its kind can stand.")
BAD_LITERAL = Kind("DSL009", "bad-literal", "A date, a moment or a number does not exist.")
UNKNOWN_NAME = Kind(
    "DSL021", "unknown-name", "A name that nothing declares. A workflow for Booking calls its record `booking`."
)
DUPLICATE_NAME = Kind("DSL040", "duplicate-name", "Two things of one kind have the same name.")
TYPE_MISMATCH = Kind("DSL041", "type-mismatch", "A value of one type stands where another is due.")
MISSING_PART = Kind("DSL042", "missing-part", "A definition lacks a part that it cannot do without.")
WRONG_COUNT = Kind("DSL043", "wrong-count", "A call gives more or fewer arguments than its target takes.")
UNTESTED_EMPTY = Kind("DSL044", "untested-empty", "An optional value is used without a test with `is empty`.")
NEEDS_ROUNDING = Kind("DSL045", "needs-rounding", "A division does not say how its result is rounded.")
CIRCLE = Kind("DSL046", "definition-circle", "A definition depends on itself.")
NOT_CHANGEABLE = Kind("DSL047", "not-changeable", "A key, a derived field or a temporary value is assigned.")
CONTRADICTION = Kind("DSL048", "contradictory-clauses", "Two clauses of one definition exclude each other.")
UNWRITTEN = Kind(
    "DSL049", "unwritten-scenario", "An imported scenario is still prose: nothing runs or tests it.", Severity.WARNING
)

KINDS = (
    UNKNOWN_BLOCK,
    UNKNOWN_CLAUSE,
    CLAUSE_SYNTAX,
    MISPLACED,
    BAD_LITERAL,
    UNKNOWN_NAME,
    DUPLICATE_NAME,
    TYPE_MISMATCH,
    MISSING_PART,
    WRONG_COUNT,
    UNTESTED_EMPTY,
    NEEDS_ROUNDING,
    CIRCLE,
    NOT_CHANGEABLE,
    CONTRADICTION,
    UNWRITTEN,
)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint `did you mean …?` for the known word nearest to a wrong one, or nothing."""
    names = sorted(set(known))
    by_lower = {name.lower(): name for name in names}
    found = get_close_matches(word.lower(), list(by_lower), 1, 0.6)
    return f"did you mean `{by_lower[found[0]]}`?" if found else ""
