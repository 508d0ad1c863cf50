"""What can be wrong within a step, and how it becomes a diagnostic."""

from msgspec import Struct
from msgspec.structs import replace

from ...diagnostics import Diagnostic, Span
from .raw_step import RawStep

UNBOUND = ("DSL020", "unbound-step")
UNKNOWN = ("DSL021", "unknown-name")
BAD_VALUE = ("DSL022", "bad-value")
TABLE = ("DSL023", "misplaced-table")
AMBIGUOUS = ("DSL030", "ambiguous-phrase")
PARAMETERS = ("DSL031", "phrase-parameter")
MALFORMED = ("DSL032", "malformed-phrase")


class Problem(Struct, frozen=True):
    """Something wrong in the characters [start, end) of a step's text, or at `span` in its table.

    `is_weak`: the step may not have meant this form at all. `is_told_once`: the same problem in a later step
    of the scenario is no news.
    """

    kind: tuple[str, str]
    message: str
    hint: str = ""
    start: int = 0
    end: int = 0
    span: Span | None = None
    is_weak: bool = False
    is_told_once: bool = False

    def moved(self, offset: int) -> "Problem":
        """Return the problem for a text that begins `offset` characters earlier."""
        return replace(self, start=self.start + offset, end=self.end + offset)

    def diagnostic(self, step: RawStep) -> Diagnostic:
        """Return the finding, placed within the step."""
        code, name = self.kind
        span = self.span or step.place(self.start, self.end)
        return Diagnostic(code, name, self.message, span, self.hint)
