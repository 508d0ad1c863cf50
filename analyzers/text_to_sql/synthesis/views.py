"""The part of a value that a query compares: all of it, or some characters, as of the year in a date."""

from msgspec import Struct
from sqlglot import exp

_PARTS = {"%Y": (0, 4), "%m": (5, 2), "%d": (8, 2), "%Y-%m": (0, 7), "%Y-%m-%d": (0, 10), "%m-%d": (5, 5)}
_A_TIME = "2010-05-06 07:08:09"
_TRANSPARENT = (
    *(exp.Paren, exp.Cast, exp.Lower, exp.Upper, exp.Trim, exp.Date),
    *(exp.TsOrDsToTimestamp, exp.TsOrDsToDate),
)


class View(Struct, frozen=True):
    """So many characters of a text from a place on; where `length` is 0, all of it."""

    start: int = 0
    length: int = 0

    def of(self, value: str) -> str:
        """Return the part of a value that is looked at."""
        return value[self.start : self.start + self.length] if self.length else value

    def put(self, part: str, template: str) -> str:
        """Return a value like a template, with another part."""
        if not self.length:
            return part
        whole = template if len(template) >= self.start + self.length else _A_TIME
        return whole[: self.start] + part + whole[self.start + self.length :]


WHOLE = View()


def viewed(expression: exp.Expr | None) -> tuple[exp.Column, View] | None:
    """Return the column that an expression looks at, and which part of it; None where it is anything else."""
    view = WHOLE
    while isinstance(expression, (*_TRANSPARENT, exp.TimeToStr, exp.Substring)):
        if not isinstance(expression, _TRANSPARENT):
            part = _part(expression)
            if part is None or view.length:
                return None
            view = part
        expression = expression.this
    return (expression, view) if isinstance(expression, exp.Column) else None


def _part(expression: exp.Expr) -> View | None:
    """Return which part of a text a function takes."""
    if isinstance(expression, exp.TimeToStr):
        part = _PARTS.get(expression.text("format"))
        return View(*part) if part else None
    start, length = expression.text("start"), expression.text("length")
    return View(int(start) - 1, int(length)) if start.isdigit() and length.isdigit() and int(start) else None
