"""Conditions that SQL cannot say, as Python over the rows that were read."""

from collections.abc import Iterable

from ...dsl.expressions import Expression
from ..names import variable_of
from ..python_expressions import PythonPrinter
from .pieces import TableParts
from .row_source import RowSource


def condition_over_rows(conditions: Iterable[Expression], parts: TableParts, source: RowSource) -> tuple[str, str]:
    """Return a condition over `self` as Python, and the variable that stands for each row."""
    own = variable_of(source.entity)
    row = "view" if source.view else own
    records, aggregates, loaded = {own: own}, {}, list[str]()
    if source.view:
        names = [own, *(item.name for item in source.view.records)]
        records = {name: f"{row}.{name}" for name in names}
        aggregates = {item.origin: f"{row}.{item.name}" for item in source.view.aggregates}
        loaded = [item.name for item in source.view.records if item.is_optional]
    printer = PythonPrinter(parts.model, records, aggregates, loaded=loaded)
    listed = list(conditions)
    texts = [printer.text(item) for item in listed]
    parts.imports |= printer.imports
    if len(texts) == 1:
        return texts[0], row
    return " and ".join(f"({text})" if " or " in text else text for text in texts), row
