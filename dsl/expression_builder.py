"""Builds syntax-tree nodes for expressions, types and names from lark's parse trees."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar, cast

from lark import Token, Transformer, v_args  # pyright: ignore[reportUnknownVariableType]

from ..diagnostics import Span
from .syntax_tree import (
    AggregateOf,
    Assignment,
    Binary,
    Call,
    Expression,
    FunctionOf,
    Literal,
    Membership,
    Name,
    Negation,
    Node,
    OneOf,
    Parameter,
    Path,
    Rounded,
    Text,
    TypeName,
    Until,
)

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
ESCAPE = re.compile(r"\\(.)")


def read_duration(text: str) -> timedelta:
    """Return the length of time of `15 minutes`."""
    count, unit = text.split()
    return timedelta(seconds=int(count) * UNITS[unit.rstrip("s")])


Builder = TypeVar("Builder", bound=Transformer[Token, Any])


def with_children_as_arguments(builder: type[Builder]) -> type[Builder]:
    """Have lark call each method of a builder with the children as separate arguments."""
    inline = cast("Callable[[type[Builder]], type[Builder]]", v_args(inline=True))
    return inline(builder)


@with_children_as_arguments
class ExpressionBuilder(Transformer[Token, Any]):
    """Turns the parse tree of one clause, cut out at `clause`, into nodes whose spans fit the whole source.

    Each method is named for a rule of the grammar and gets its children in order.
    """

    def __init__(self, clause: Span) -> None:
        super().__init__()
        self.clause = clause
        self.mistakes: list[tuple[str, Span]] = []

    def span_of_token(self, token: Token) -> Span:
        """Return where a token stands in the source."""
        start = self.clause.start + (token.start_pos or 0)
        return Span(self.clause.source, start, start + len(token))

    def between(self, first: Node, last: Node) -> Span:
        """Return the span from the start of one node to the end of another."""
        return Span(self.clause.source, first.span.start, last.span.end)

    # names, texts and types

    def name(self, token: Token) -> Name:
        return Name(self.span_of_token(token), str(token))

    def names(self, *items: Name) -> tuple[Name, ...]:
        return items

    def text(self, token: Token) -> Text:
        """Return a quoted token without its quotes."""
        return Text(self.span_of_token(token), ESCAPE.sub(r"\1", token[1:-1]))

    def optional_text(self, token: Token | None) -> Text | None:
        """Return a quoted token without its quotes, or None."""
        return None if token is None else self.text(token)

    def member_name(self, name: Name) -> Text:
        return Text(name.span, name.text)

    def member_text(self, token: Token) -> Text:
        return self.text(token)

    def upper(self, high: Token) -> tuple[int | None, int | None]:
        return None, int(high)

    def bounds(self, low: Token | None, high: Token | None) -> tuple[int | None, int | None]:
        return (None if low is None else int(low)), (None if high is None else int(high))

    def named_type(self, name: Name, bounds: tuple[int | None, int | None] | None, optional: Token | None) -> TypeName:
        return TypeName(name.span, name.text, bounds, optional is not None)

    def list_type(self, name: Name, optional: Token | None) -> TypeName:
        return TypeName(name.span, name.text, None, optional is not None, is_list=True)

    def states_type(self, *members: Text) -> TypeName:
        span = self.between(members[0], members[-1])
        return TypeName(span, "", None, False, tuple(member.value for member in members))

    def parameter(self, name: Name, kind: TypeName, default: Expression | None, label: Token | None) -> Parameter:
        return Parameter(name.span, name, kind, self.optional_text(label), default)

    def parameters(self, *items: Parameter) -> tuple[Parameter, ...]:
        return items

    # literals

    def literal(self, token: Token, kind: str, value: Any) -> Literal:
        """Return a literal that covers one token."""
        return Literal(self.span_of_token(token), kind, value)

    def int_(self, token: Token) -> Literal:
        return self.literal(token, "int", int(token))

    def decimal(self, token: Token) -> Literal:
        return self.literal(token, "decimal", str(token))

    def string(self, token: Token) -> Literal:
        return self.literal(token, "text", self.text(token).value)

    def duration(self, token: Token) -> Literal:
        return self.literal(token, "duration", read_duration(str(token)))

    def date_(self, token: Token) -> Literal:
        try:
            return self.literal(token, "date", date.fromisoformat(token))
        except ValueError:
            self.mistakes.append((f"there is no day {token}", self.span_of_token(token)))
            return self.literal(token, "date", date.min)

    def datetime_(self, token: Token) -> Literal:
        try:
            moment = datetime.fromisoformat(token.rstrip("Z")).replace(tzinfo=UTC)
        except ValueError:
            self.mistakes.append((f"there is no moment {token}", self.span_of_token(token)))
            moment = datetime.min.replace(tzinfo=UTC)
        return self.literal(token, "datetime", moment)

    def moment(self, token: Token) -> Literal:
        return self.datetime_(token)

    def yes(self, token: Token) -> Literal:
        return self.literal(token, "bool", True)

    def no(self, token: Token) -> Literal:
        return self.literal(token, "bool", False)

    def empty(self, token: Token) -> Literal:
        return self.literal(token, "empty", None)

    # operators

    def path(self, *names: Name) -> Path:
        return Path(self.between(names[0], names[-1]), names)

    def arguments(self, *items: Expression) -> tuple[Expression, ...]:
        return items

    def call(self, target: Path, arguments: tuple[Expression, ...] | None) -> Call:
        last = arguments[-1] if arguments else target
        return Call(self.between(target, last), target, arguments or ())

    def assignment(self, name: Name, value: Expression) -> Assignment:
        return Assignment(self.between(name, value), name, value)

    def negative(self, sign: Token, operand: Expression) -> Expression:
        zero = Literal(self.span_of_token(sign), "int", 0)
        return Binary(Span(self.clause.source, zero.span.start, operand.span.end), "-", zero, operand)

    def operation(self, operator: str, left: Expression, right: Expression) -> Binary:
        """Return a binary operation that covers both of its operands."""
        return Binary(self.between(left, right), operator, left, right)

    def binary(self, left: Expression, operator: Token, right: Expression) -> Binary:
        return self.operation(str(operator), left, right)

    def compare(self, left: Expression, operator: Token, right: Expression) -> Binary:
        return self.operation(str(operator), left, right)

    def equals(self, left: Expression, right: Expression) -> Binary:
        return self.operation("is", left, right)

    def is_(self, left: Expression, right: Expression) -> Binary:
        return self.operation("is", left, right)

    def is_not(self, left: Expression, right: Expression) -> Binary:
        return self.operation("is not", left, right)

    def one_of(self, left: Expression, options: tuple[Expression, ...]) -> OneOf:
        return OneOf(self.between(left, options[-1]), left, options)

    def is_in(self, item: Expression, source: Path) -> Membership:
        return Membership(self.between(item, source), item, source)

    def is_not_in(self, item: Expression, source: Path) -> Negation:
        found = self.is_in(item, source)
        return Negation(found.span, found)

    def not_(self, operand: Expression) -> Negation:
        return Negation(operand.span, operand)

    def conjunction(self, *operands: Expression) -> Expression:
        return self.chain("and", operands)

    def disjunction(self, *operands: Expression) -> Expression:
        return self.chain("or", operands)

    def chain(self, operator: str, operands: tuple[Expression, ...]) -> Expression:
        """Join operands from the left."""
        result = operands[0]
        for operand in operands[1:]:
            result = self.operation(operator, result, operand)
        return result

    def rounding(self, operand: Expression, mode: Token) -> Rounded:
        return Rounded(operand.span, operand, " ".join(mode.split()))

    def until(self, unit: Token, moment: Expression) -> Until:
        start = self.span_of_token(unit).start
        return Until(Span(self.clause.source, start, moment.span.end), unit.rstrip("s"), moment)

    def date_of(self, operand: Expression) -> FunctionOf:
        return FunctionOf(operand.span, "date", operand)

    def length_of(self, operand: Expression) -> FunctionOf:
        return FunctionOf(operand.span, "length", operand)

    def count(self, source: Path, alias: Name | None, where: Expression | None) -> AggregateOf:
        return AggregateOf(source.span, "count", source, alias, where, None)

    def sum_of(self, source: Path, alias: Name | None, where: Expression | None) -> AggregateOf:
        return AggregateOf(source.span, "sum", source, alias, where, None)

    def any_of(self, source: Path, alias: Name | None, where: Expression) -> AggregateOf:
        return AggregateOf(source.span, "any", source, alias, where, None)

    def all_of(self, source: Path, alias: Name | None, where: Expression | None, value: Expression) -> AggregateOf:
        return AggregateOf(source.span, "all", source, alias, where, value)
