"""The reply to a question: a table for people to read, where it came from, and how sure that is."""

from msgspec import Struct

ROWS_SHOWN = 100


class Reply(Struct, frozen=True):
    """What is answered. Without `sql` there is no answer, and `reason` says why; `is_number` tells of each column.

    `confidence` is the calibrated probability that the answer is right, None where it is known to be.
    """

    question: str
    reason: str
    sql: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    is_number: tuple[bool, ...] = ()
    is_cut: bool = False
    confidence: float | None = None
    examples: tuple[str, ...] = ()
