"""Facts as the database takes them: the values bound to a workflow's own SQL statements."""

from ...dsl.expressions import Expression
from ...dsl.model import Model
from ...dsl.value_types import Date, DateTime, Duration, Optional, plain
from ..python_expressions import PythonPrinter
from ..python_types import Import


def bound_value(expression: Expression, model: Model, imports: set[Import]) -> str:
    """Return an expression over `self`, as the value of a bound parameter."""
    printer = PythonPrinter(model, scope="self.")
    text = printer.text(expression)
    imports |= printer.imports
    match plain(expression.type):
        case DateTime():
            imports.add(("app.domain.formats", "instant_text"))
            stored = f"instant_text({text})"
        case Date():
            stored = f"{text}.isoformat()"
        case Duration():
            stored = f"int(({text}).total_seconds())"
        case _:
            return text
    return f"None if {text} is None else {stored}" if isinstance(expression.type, Optional) else stored
