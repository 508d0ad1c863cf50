"""What the binder is given: the steps of a scenario as they were written."""

from msgspec import Struct

from ...diagnostics import Span


class Cell(Struct, frozen=True):
    """One cell of a step's table."""

    text: str
    span: Span


class RawStep(Struct, frozen=True):
    """A step without its keyword; `phase` is given, when or then, also for And, But and *.

    `span` covers the text in the source, which in an outline still holds its `<placeholders>`.
    """

    phase: str
    text: str
    span: Span
    rows: tuple[tuple[Cell, ...], ...] = ()
    doc_string: str | None = None

    def place(self, start: int, end: int) -> Span:
        """Return the span of the characters [start, end) of the text; the whole step where an outline moved them."""
        written = self.span.text
        whole = Span(self.span.source, self.span.start, self.span.end)
        if start >= end or end > len(self.text):
            return whole
        if written[:end] == self.text[:end]:
            return Span(whole.source, whole.start + start, whole.start + end)
        tail = len(self.text) - start
        if len(written) >= tail and written[-tail:] == self.text[start:]:
            first = whole.end - tail
            return Span(whole.source, first, first + end - start)
        return whole
