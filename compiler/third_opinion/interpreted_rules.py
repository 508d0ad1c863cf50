"""The rules of a specification as the interpreter understands them, asked with the rows that domain.wasm is given."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...backends.inputs import expand_derived, map_children
from ...backends.wasm.functions import Function
from ...backends.wasm.rules import expressions_of
from ...backends.wasm.slots import Slot
from ...dsl.expressions import Aggregate, Expression, FieldRead, Me, Variable, walk
from ...dsl.interpreter.expressions import Evaluate, Evaluator, Frame
from ...dsl.interpreter.index import Index
from ...dsl.interpreter.outcomes import EvaluationError
from ...dsl.model import Model
from ...dsl.value_types import Optional
from .row_records import RowRecord, RowRecords, is_reference, record_at

HAS_NO_VALUE = (EvaluationError, TypeError, ArithmeticError)


class _UnaskableError(Exception):
    """What a row holds does not say what the interpreter would look at."""


class InterpretedRules:
    """The rules of a model. `unasked` are those about which rows do not say enough."""

    def __init__(self, model: Model, functions: Iterable[Function], no_value: object) -> None:
        """Take the model, the functions of its domain.wasm, and what is said where the language gives no value."""
        evaluator, records = Evaluator(Index(model), set()), RowRecords(model)
        expressions = expressions_of(model)
        self.unasked: set[str] = set()
        self._rules: dict[str, _InterpretedRule] = {}
        for function in functions:
            try:
                opened = _opened(expressions[function.id].expression, model, _aggregates(function.slots))
            except _UnaskableError:
                self.unasked.add(function.name)
            else:
                evaluate = evaluator.compiled(opened)
                rule = _InterpretedRule(opened, evaluate, function.slots, records, no_value)
                self._rules[function.name] = rule

    def ask(self, name: str, rows: Sequence[Sequence[object]]) -> list[object] | None:
        """Return what a rule gives for each row, a value for each slot; None for those that are `unasked`.

        Raises KeyError where there is no such rule.
        """
        if name in self.unasked:
            return None
        rule = self._rules[name]
        return [rule.said(row) for row in rows]


class _InterpretedRule:
    """One rule, and where in a frame each value of a row has to be."""

    def __init__(
        self, opened: Expression, evaluate: Evaluate, slots: Sequence[Slot], records: RowRecords, no_value: object
    ) -> None:
        self._evaluate = evaluate
        self._names = [slot.name for slot in slots]
        self._plain = [slot.name for slot in slots if _is_plain(slot.origin)]
        self._looked_at = sorted(_records_in(opened))
        self._records = records
        self._no_value = no_value

    def said(self, row: Sequence[object]) -> object:
        told: dict[str, Any] = dict(zip(self._names, row, strict=True))
        self._records.show(told)
        variables: dict[str, Any] = {name: told[name] for name in self._plain}
        variables |= {name: record_at(name, told) for name in self._looked_at}
        me: Any = variables.pop("me", None)
        try:
            value: object = self._evaluate(Frame(self._records.tables, told.get("now"), me, variables))  # pyright: ignore[reportArgumentType]
        except HAS_NO_VALUE:
            return self._no_value
        return value.key if isinstance(value, RowRecord) else value


def _is_plain(origin: Expression) -> bool:
    """Tell whether a slot is one value of a name: an aggregate, or a variable that is no record."""
    return isinstance(origin, Aggregate) or (isinstance(origin, Variable) and not is_reference(origin.type))


def _records_in(expression: Expression) -> Iterator[str]:
    """Yield the names of records that an expression begins to read at."""
    for part in walk(expression):
        if isinstance(part, Me):
            yield "me"
        elif isinstance(part, Variable) and is_reference(part.type):
            yield part.name


def _aggregates(slots: Iterable[Slot]) -> Mapping[Aggregate, str]:
    return {slot.origin: slot.name for slot in slots if isinstance(slot.origin, Aggregate)}


def _opened(expression: Expression, model: Model, names: Mapping[Aggregate, str]) -> Expression:
    """Return an expression that finds its aggregates among the variables, which is where a row has them."""
    match expression:
        case Aggregate():
            if expression not in names:
                raise _UnaskableError
            return Variable(type=expression.type, span=expression.span, name=names[expression])
        case FieldRead() if (derived := _aggregating(expression, model)) is not None:
            if isinstance(expression.record.type, Optional):
                raise _UnaskableError  # without a record it is empty, which what it is derived from is not
            return _opened(derived, model, names)
        case _:
            return map_children(expression, lambda child: _opened(child, model, names))


def _aggregating(read: FieldRead, model: Model) -> Expression | None:
    """Return what a field is derived from, if an aggregate is among it."""
    derived = expand_derived(read, model)
    return derived if derived is not None and _has_aggregate(derived, model) else None


def _has_aggregate(expression: Expression, model: Model) -> bool:
    parts = list(walk(expression))
    return any(isinstance(part, Aggregate) for part in parts) or any(
        _aggregating(part, model) is not None for part in parts if isinstance(part, FieldRead)
    )
