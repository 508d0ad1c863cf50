"""What conditions look at: things compared with constants, and with each other."""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from ...expressions import (
    Aggregate,
    And,
    Comparison,
    Constant,
    Expression,
    FieldRead,
    IsEmpty,
    LengthOf,
    Not,
    Or,
    Value,
    Variable,
)
from ...value_types import ORDERED, Decimal, Int, Optional, ValueType, plain
from .representatives import representatives
from .terms import Term, constant_of, term_of

LESS, EQUAL, GREATER, APART = -1, 0, 1, 2  # how two values of one kind can lie; APART: different, without an order

MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}  # signs that ask for an order, and the other way round

KeepsBounds = Callable[[Expression], bool]


class Subject(Struct):
    """Something that conditions compare: what it is, whether it may be empty, and the constants it meets.

    `other` is set where two things are compared with each other; their values are then LESS, EQUAL, …
    """

    expression: Expression
    other: Expression | None = None
    may_be_empty: bool = False
    constants: set[Value] = field(default_factory=set[Value])

    def values(self, keeps_bounds: KeepsBounds) -> tuple[Value, ...]:
        """Return values that stand for all that the subject can have."""
        if self.other is not None:
            return self._positions(self.other)
        kind = self._bounded(keeps_bounds)
        return representatives(Optional(kind) if self.may_be_empty else kind, self.constants)  # pyright: ignore[reportArgumentType]

    def _positions(self, other: Expression) -> tuple[Value, ...]:
        if term_of(self.expression) == term_of(other):
            return (EQUAL,)
        is_ordered = isinstance(plain(self.expression.type), ORDERED)
        if not is_ordered:
            return (EQUAL, APART)
        return (LESS, EQUAL, GREATER, APART) if self.may_be_empty else (LESS, EQUAL, GREATER)

    def _bounded(self, keeps_bounds: KeepsBounds) -> ValueType:
        kind = plain(self.expression.type)
        if isinstance(self.expression, LengthOf) or _is_count(self.expression):
            return Int(low=0)
        if isinstance(kind, Int) and not keeps_bounds(self.expression):
            return Int()
        return Decimal(kind.scale) if isinstance(kind, Decimal) and not keeps_bounds(self.expression) else kind


def _is_count(expression: Expression) -> bool:
    return isinstance(expression, Aggregate) and expression.function == "count"


def subjects_of(conditions: Iterable[Expression]) -> dict[Term, Subject]:
    """Return everything that conditions compare, in the order of its appearance."""
    found: dict[Term, Subject] = {}
    for condition in conditions:
        for part in _atoms(condition):
            _note(part, found)
    return found


def _atoms(condition: Expression) -> Iterator[Expression]:
    if isinstance(condition, And | Or):
        for operand in condition.operands:
            yield from _atoms(operand)
    elif isinstance(condition, Not):
        yield from _atoms(condition.operand)
    elif constant_of(condition) is None:
        yield condition


def _note(atom: Expression, found: dict[Term, Subject]) -> None:
    if isinstance(atom, IsEmpty):
        _enter(atom.operand, found).may_be_empty |= isinstance(atom.operand.type, Optional)
    elif isinstance(atom, Comparison):
        split = against_constant(atom)
        if split is not None:
            subject = _enter(split[0], found)
            subject.constants.add(split[2].value)
        elif constant_of(atom.left) is None:
            first, second, _ = pair_of(atom)
            subject = found.setdefault(pair_term(first, second), Subject(first, second))
            subject.may_be_empty |= isinstance(first.type, Optional) or isinstance(second.type, Optional)
    else:
        _enter(atom, found)


def _enter(expression: Expression, found: dict[Term, Subject]) -> Subject:
    subject = found.setdefault(term_of(expression), Subject(expression))
    subject.may_be_empty |= isinstance(expression.type, Optional)
    return subject


def against_constant(atom: Comparison) -> tuple[Expression, str, Constant] | None:
    """Return what is compared, how, and with which constant; None unless exactly one side is constant."""
    left, right = constant_of(atom.left), constant_of(atom.right)
    if (left is None) == (right is None):
        return None
    if right is not None:
        return atom.left, atom.operator, right
    assert left is not None
    return atom.right, MIRRORED.get(atom.operator, atom.operator), left


def pair_of(atom: Comparison) -> tuple[Expression, Expression, str]:
    """Return both sides in an order that does not depend on how they are written."""
    if repr(term_of(atom.left)) <= repr(term_of(atom.right)):
        return atom.left, atom.right, atom.operator
    return atom.right, atom.left, MIRRORED.get(atom.operator, atom.operator)


def pair_term(first: Expression, second: Expression) -> Term:
    """Return the term for how two things lie to each other."""
    return ("pair", term_of(first), term_of(second))


def is_parameter(expression: Expression) -> bool:
    """Tell whether an expression is a named input, whose bounds are checked before anything else."""
    return isinstance(expression, Variable)


def keeps_no_bounds(_: Expression) -> bool:
    """Trust no bounds: for data that nothing checks."""
    return False


def is_input_or_stored(derived: frozenset[tuple[str, str]]) -> KeepsBounds:
    """Return the test for what never leaves the bounds of its type: inputs, and fields that are not derived."""

    def keeps(expression: Expression) -> bool:
        if isinstance(expression, FieldRead):
            return (expression.entity, expression.name) not in derived
        return isinstance(expression, Variable)

    return keeps
