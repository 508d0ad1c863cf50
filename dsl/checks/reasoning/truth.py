"""Whether a condition holds, as far as what is known of its subjects tells."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from ...expressions import And, Comparison, Expression, IsEmpty, Not, Or, Value
from ...value_types import scale_of
from .conditions import APART, EQUAL, MIRRORED, against_constant, pair_of, pair_term
from .terms import Term, constant_of, term_of

Known = Mapping[Term, Value]
Test = Callable[[Known], bool | None]  # None: that cannot be told

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def test_of(condition: Expression) -> Test:
    """Return the function that tells whether a condition holds when subjects have certain values."""
    match condition:
        case And(operands=operands):
            return _decided_by(False, [test_of(operand) for operand in operands])
        case Or(operands=operands):
            return _decided_by(True, [test_of(operand) for operand in operands])
        case Not(operand=operand):
            return _opposite(test_of(operand))
        case IsEmpty(operand=operand):
            term = term_of(operand)
            return lambda known: known[term] in (None, ()) if term in known else None
        case Comparison():
            return _compared(condition)
        case _:
            constant = constant_of(condition)
            return _always(_as_truth(constant.value)) if constant else _looked_up(term_of(condition))


def _decided_by(deciding: bool, parts: list[Test]) -> Test:
    """Return the test that one part decides, and that has the other outcome where all parts have it."""

    def test(known: Known) -> bool | None:
        found = [part(known) for part in parts]
        return deciding if deciding in found else None if None in found else not deciding

    return test


def _opposite(part: Test) -> Test:
    def test(known: Known) -> bool | None:
        found = part(known)
        return None if found is None else not found

    return test


def _always(value: bool | None) -> Test:
    return lambda _: value


def _looked_up(term: Term) -> Test:
    return lambda known: _as_truth(known.get(term))


def _as_truth(value: Value) -> bool | None:
    return value if isinstance(value, bool) else None


def _compared(atom: Comparison) -> Test:
    if scale_of(atom.left.type) != scale_of(atom.right.type):
        return _always(None)
    left, right = constant_of(atom.left), constant_of(atom.right)
    if left is not None and right is not None:
        return _always(_apply(atom.operator, left.value, right.value))
    split = against_constant(atom)
    if split is None:
        first, second, sign = pair_of(atom)
        return _positioned(pair_term(first, second), sign)
    term, sign, value = term_of(split[0]), split[1], split[2].value
    return lambda known: _apply(sign, known[term], value) if term in known else None


def _positioned(term: Term, sign: str) -> Test:
    def test(known: Known) -> bool | None:
        position = known.get(term)
        if position is None or (position == APART and sign in MIRRORED):
            return None
        return _OPERATORS[sign](position, EQUAL)

    return test


def _apply(sign: str, left: Any, right: Any) -> bool | None:
    if sign in MIRRORED and (left is None or right is None):
        return None  # nothing has an order with what is empty
    return _OPERATORS[sign](left, right)
