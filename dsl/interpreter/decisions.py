"""Decision tables: which row counts under which hit policy."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from ..expressions import Expression, Value
from ..model import Decision, DecisionRow, HitPolicy
from ..value_types import Duration
from .formatting import spell
from .outcomes import EvaluationError

Inputs = Mapping[str, Value]


def decide(decision: Decision, inputs: Inputs, evaluate: Callable[[Expression], Any], hits: set[str]) -> Any:
    """Return the result of a decision for its inputs, which `evaluate` sees; ids of rows that count go to `hits`."""
    rows = [row for row in decision.rows if _matches(evaluate, row)]
    if decision.policy is HitPolicy.FIRST:
        rows = rows[:1]
    hits.update(row.id for row in rows)
    if decision.policy is HitPolicy.COLLECT:
        zero: Any = timedelta() if isinstance(decision.returns, Duration) else 0
        return sum((evaluate(row.result) for row in rows), zero)
    if not rows:
        raise EvaluationError(f"no row of {decision.name} matches {_spelled(decision, inputs)}", decision.span)
    results = [evaluate(row.result) for row in rows]
    if len(rows) > 1:
        _agree(decision, rows, results, inputs)
    return results[0]


def _matches(evaluate: Callable[[Expression], Any], row: DecisionRow) -> bool:
    return all(condition is None or evaluate(condition) for condition in row.conditions)


def _agree(decision: Decision, rows: list[DecisionRow], results: list[Any], inputs: Inputs) -> None:
    spelled = _spelled(decision, inputs)
    if decision.policy is HitPolicy.UNIQUE:
        raise EvaluationError(f"{len(rows)} rows of {decision.name} match {spelled}", rows[1].span)
    if len(set(results)) > 1:
        raise EvaluationError(f"matching rows of {decision.name} differ for {spelled}", rows[1].span)


def _spelled(decision: Decision, inputs: Inputs) -> str:
    values = ((item.name, spell(inputs[item.name], item.type)) for item in decision.parameters)
    return ", ".join(f"{name} = {value}" for name, value in values)
