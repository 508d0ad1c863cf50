"""Reads the inputs of a form as the values of their types."""

from collections.abc import Mapping

from ..expressions import Value
from ..literals import split_list
from ..model import Form, FormField
from ..value_types import Bool, ListOf, Optional, Reference, plain
from .actions import defaults_of
from .index import Index
from .parsing import key_from, parse
from .validation import clean, find_problem


class Forms:
    """Reads the forms of a model."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def read(self, form: Form, entered: Mapping[str, str]) -> tuple[dict[str, Value], list[tuple[str, str]]]:
        """Return the values by name, and the name and message of each input that cannot be read.

        An input that nobody touched shows the default of its parameter. What is wrong with single values is
        told together; whether records exist and rules hold is for the action to say.
        """
        defaults = defaults_of(self._index.actions[form.action]) if form.action else {}
        values: dict[str, Value] = {}
        problems: list[tuple[str, str]] = []
        for item in form.fields:
            if item.label not in entered:
                values[item.name] = defaults.get(item.name, _untouched(item))
                problem = None
            else:
                values[item.name], problem = self._typed(item, entered[item.label])
            if problem is None:
                problem = find_problem(values[item.name], item.type, item.label)
            if problem is not None:
                problems.append((item.name, problem))
        return values, problems

    def _typed(self, item: FormField, text: str) -> tuple[Value, str | None]:
        kind = plain(item.type)
        if isinstance(kind, ListOf):
            key = self._index.entities[kind.entity].key
            return clean(tuple(key_from(part, key.type) for part in split_list(text)), kind), None
        if isinstance(kind, Reference):
            return (key_from(text.strip(), self._index.entities[kind.entity].key.type) if text.strip() else None), None
        return parse(text, item.type, item.label)


def _untouched(item: FormField) -> Value:
    """A box that is not ticked says no, of a list nothing is chosen; everything else says nothing."""
    if isinstance(item.type, ListOf):
        return ()
    return False if isinstance(item.type, Bool) and not isinstance(item.type, Optional) else None
