"""Rules about the reading of a text rather than about its SQL: no file in `rules/` looks for these."""

from .engine import UnparsedStatement
from .rule import Rule, Severity
from .suppressions import UNKNOWN, UNUSED


class UnusedSuppression(Rule):
    """A comment allows what is not there.

    The finding it was written for is gone, and the comment would hide the next one. A `noqa` that names no rule of
    Weft's may be meant for another linter and is never reported.

    Bad:
        SELECT id FROM orders -- weft: allow select-star (the view needs it)
    Good:
        SELECT * FROM orders -- weft: allow select-star (the view needs it)
    """

    code, name = UNUSED


class UnknownSuppression(Rule):
    """A comment allows something that no rule is called.

    It hides nothing, most likely because of a slip of the pen.

    Bad:
        SELECT * FROM orders -- weft: allow selct-star
    Good:
        SELECT * FROM orders -- weft: allow select-star
    """

    code, name = UNKNOWN


class UnreadableFile(Rule):
    """A file cannot be read, or is no text.

    It is told rather than skipped, so that a clean report means that every file was looked into.
    """

    code = "SQL903"
    name = "unreadable-file"
    severity = Severity.ERROR


OWN_RULES: tuple[type[Rule], ...] = (UnparsedStatement, UnusedSuppression, UnknownSuppression, UnreadableFile)
