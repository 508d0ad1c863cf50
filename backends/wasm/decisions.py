"""Lowers decision tables: which row counts under which hit policy."""

from ...dsl.model import Decision, DecisionRow, HitPolicy
from ...runtime_probes.binary.value_types import I32
from .code import Code
from .expressions import Lowering
from .helpers import Helper
from .shapes import Shape


def add_decision(decision: Decision, result: Shape, code: Code, lowering: Lowering) -> None:
    """Add the code of a table; it traps where no row matches, or rows match that should not together."""
    code.mark(decision.span)
    match decision.policy:
        case HitPolicy.FIRST:
            _first(decision, code, lowering)
        case HitPolicy.COLLECT:
            _sum(decision, code, lowering)
        case HitPolicy.UNIQUE | HitPolicy.ANY:
            _one(decision, result, code, lowering)


def _open(row: DecisionRow, code: Code, lowering: Lowering) -> None:
    """Begin what is done where a row matches; `end` closes it."""
    code.mark(row.span)
    conditions = tuple(item for item in row.conditions if item is not None)
    if conditions:
        lowering.all_of(conditions)
    else:
        code.add("i32.const", 1)
    code.add("if", None)
    code.begin_row()


def _first(decision: Decision, code: Code, lowering: Lowering) -> None:
    for row in decision.rows:
        _open(row, code, lowering)
        lowering.value(row.result)
        code.add("return").add("end")
    code.mark(decision.span)
    code.add("unreachable")


def _sum(decision: Decision, code: Code, lowering: Lowering) -> None:
    total = code.local(Shape.NUMBER.wasm)
    for row in decision.rows:
        _open(row, code, lowering)
        code.add("local.get", total)
        lowering.value(row.result)
        code.add("call", Helper.ADD.number).add("local.set", total).add("end")
    code.add("local.get", total)


def _one(decision: Decision, result: Shape, code: Code, lowering: Lowering) -> None:
    found, kept, new = code.local(I32), code.local(result.wasm), code.local(result.wasm)
    is_unique = decision.policy is HitPolicy.UNIQUE
    for row in decision.rows:
        _open(row, code, lowering)
        lowering.value(row.result)
        code.add("local.set", new).add("local.get", found).add("if", None)
        if not is_unique:
            _differ(kept, new, result, code)
            code.add("if", None)
        code.add("unreachable").add("end")
        if not is_unique:
            code.add("end")
        code.add("local.get", new).add("local.set", kept).add("i32.const", 1).add("local.set", found).add("end")
    code.mark(decision.span)
    code.add("local.get", found).add("i32.eqz").add("if", None).add("unreachable").add("end")
    code.add("local.get", kept)


def _differ(one: int, other: int, shape: Shape, code: Code) -> None:
    code.add("local.get", one).add("local.get", other)
    if shape is Shape.TEXT:
        code.add("call", Helper.TEXT_EQUAL.number).add("i32.eqz")
    else:
        code.add(f"{shape.wasm.name}.ne")
