"""Splits a text with `{holes}` into what is said as it stands and what is filled in."""

import re
from collections.abc import Callable

from ...diagnostics import Span
from ..expression_builder import ESCAPE
from ..expressions import Expression
from ..model import TextTemplate
from ..syntax_tree import Text

HOLE = re.compile(r"\{([^{}]*)\}")


def text_template(text: Text, resolve: Callable[[Span], Expression | None]) -> TextTemplate:
    """Return the parts of a text; `resolve` gives the value of a hole, or reports what is wrong and gives nothing."""
    parts: list[str | Expression] = []
    start = 0
    inside = text.span.start + 1
    written = text.span.text[1:-1]  # as positions count it: an escaped quote is two characters here
    for match in HOLE.finditer(written):
        parts += [ESCAPE.sub(r"\1", written[start : match.start()])] if match.start() > start else []
        value = resolve(Span(text.span.source, inside + match.start(1), inside + match.end(1)))
        parts += [value] if value is not None else []
        start = match.end()
    parts += [ESCAPE.sub(r"\1", written[start:])] if start < len(written) else []
    return TextTemplate(parts=tuple(parts))
