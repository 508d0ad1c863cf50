"""What names mean at one place: variables, the row at hand, who acts, what is known not to be empty."""

from msgspec import Struct, field
from msgspec.structs import replace

from ...diagnostics import Span
from ..expressions import And, Expression, IsEmpty, Not, Or, Variable
from ..model import Entity
from ..value_types import Reference, ValueType


class Scope(Struct, frozen=True):
    """The names that an expression may use.

    `row` is the record whose fields may be written bare, `row_name` its Variable. `me` is the role of the
    acting person, `roles` are all that may act, `subject` is the name of a workflow's record. `known` are the
    expressions that were tested not to be empty.
    A lenient scope lets a path run through an empty reference: its value is empty then, as a cell may be.
    """

    variables: dict[str, ValueType] = field(default_factory=dict[str, ValueType])
    row: Entity | None = None
    row_name: str = "self"
    me: str | None = None
    roles: tuple[str, ...] = ()
    subject: str = ""
    known: frozenset[Expression] = frozenset()
    depth: int = 0
    is_lenient: bool = False

    def with_row(self, entity: Entity, alias: str | None) -> "Scope":
        """Return a scope inside `… of Entity [as alias] where`: with an alias, fields are read through it."""
        name = alias or ("row" if self.depth == 0 else f"row{self.depth + 1}")
        variables = {**self.variables, name: Reference(entity.name)}
        return replace(self, variables=variables, row=None if alias else entity, row_name=name, depth=self.depth + 1)

    def knowing(self, facts: frozenset[Expression]) -> "Scope":
        """Return a scope in which these expressions are known not to be empty."""
        return replace(self, known=self.known | facts)

    def row_variable(self, span: Span) -> Variable:
        """Return the row at hand as an expression."""
        assert self.row is not None
        return Variable(type=Reference(self.row.name), span=span, name=self.row_name)


def present_if_true(condition: Expression) -> frozenset[Expression]:
    """Return what cannot be empty where a condition holds."""
    match condition:
        case Not(operand=operand):
            return present_if_false(operand)
        case And(operands=operands):
            return frozenset[Expression]().union(*(present_if_true(part) for part in operands))
        case _:
            return frozenset()


def present_if_false(condition: Expression) -> frozenset[Expression]:
    """Return what cannot be empty where a condition does not hold."""
    match condition:
        case IsEmpty(operand=operand):
            return frozenset((operand,))
        case Not(operand=operand):
            return present_if_true(operand)
        case Or(operands=operands):
            return frozenset[Expression]().union(*(present_if_false(part) for part in operands))
        case _:
            return frozenset()
