"""Decision tables: which row counts under which hit policy."""

from typing import TYPE_CHECKING, Any

from ..model import Decision, DecisionRow, HitPolicy
from .formatting import spell
from .outcomes import EvaluationError

if TYPE_CHECKING:
    from .expressions import Evaluator, Frame


def decide(evaluator: "Evaluator", decision: Decision, frame: "Frame", hits: set[str]) -> Any:
    """Return the result of a decision for the inputs of a frame; ids of the rows that count go to `hits`."""
    rows = [row for row in decision.rows if _matches(evaluator, row, frame)]
    if decision.policy is HitPolicy.FIRST:
        rows = rows[:1]
    hits.update(row.id for row in rows)
    if decision.policy is HitPolicy.COLLECT:
        return sum(evaluator.value(row.result, frame) for row in rows)
    if not rows:
        raise EvaluationError(f"no row of {decision.name} matches {_inputs(decision, frame)}", decision.span)
    results = [evaluator.value(row.result, frame) for row in rows]
    if len(rows) > 1:
        _agree(decision, rows, results, frame)
    return results[0]


def _matches(evaluator: "Evaluator", row: DecisionRow, frame: "Frame") -> bool:
    return all(condition is None or evaluator.value(condition, frame) for condition in row.conditions)


def _agree(decision: Decision, rows: list[DecisionRow], results: list[Any], frame: "Frame") -> None:
    inputs = _inputs(decision, frame)
    if decision.policy is HitPolicy.UNIQUE:
        raise EvaluationError(f"{len(rows)} rows of {decision.name} match {inputs}", rows[1].span)
    if len(set(results)) > 1:
        raise EvaluationError(f"matching rows of {decision.name} differ for {inputs}", rows[1].span)


def _inputs(decision: Decision, frame: "Frame") -> str:
    values = ((item.name, spell(frame.variables[item.name], item.type)) for item in decision.parameters)
    return ", ".join(f"{name} = {value}" for name, value in values)
