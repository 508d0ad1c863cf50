"""Resolves sums, products and rounded quotients, where scales and units must agree."""

from abc import ABC, abstractmethod

from ...diagnostics import Span
from ..catalog import NEEDS_ROUNDING
from ..expressions import Arithmetic, Constant, Expression, RoundedQuotient, Rounding
from ..syntax_tree import Binary, Literal, Path, Rounded
from ..syntax_tree import Expression as Tree
from ..value_types import (
    NUMBERS,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    Money,
    Plain,
    ValueType,
    describe,
    plain,
    scale_of,
)
from .declarations import Declarations
from .scope import Scope


class ArithmeticResolver(ABC):
    """The arithmetic part of resolving expressions."""

    declarations: Declarations

    @abstractmethod
    def resolve(self, tree: Tree, scope: Scope, expected: ValueType | None = None) -> Expression | None:
        """Resolve any expression."""

    @abstractmethod
    def is_present(self, found: Expression) -> bool:
        """Tell whether a value cannot be empty; report it where it may be."""

    @abstractmethod
    def mismatch(self, span: Span, message: str, hint: str = "") -> None:
        """Report a value of the wrong type."""

    def both_sides(self, tree: Binary, scope: Scope) -> tuple[Expression, Expression] | None:
        """Resolve two operands; a literal or a bare word takes its meaning from the other side."""
        if _is_open(tree.left, scope) and not _is_open(tree.right, scope):
            right = self.resolve(tree.right, scope)
            left = None if right is None else self.resolve(tree.left, scope, right.type)
        else:
            left = self.resolve(tree.left, scope)
            right = None if left is None else self.resolve(tree.right, scope, left.type)
        return None if left is None or right is None else (left, right)

    def arithmetic(self, tree: Binary, scope: Scope, expected: ValueType | None) -> Expression | None:
        """Resolve `+`, `-` and `*`; a bare `/` is reported."""
        if tree.operator == "/":
            hint = "add `rounded down`, `rounded up`, `rounded half up` or `rounded half even`"
            message = "a division must say how its result is rounded"
            self.declarations.diagnostics.append(NEEDS_ROUNDING.at(tree.span, message, hint))
            return None
        sides = self._product_sides(tree, scope) if tree.operator == "*" else self._sum_sides(tree, scope, expected)
        # Both sides are looked at, so that both are reported.
        if sides is None or sum(not self.is_present(side) for side in sides):
            return None
        left, right = sides
        kind = _result(tree.operator, left.type, right.type)
        if kind is None:
            self._no_result(tree, left, right)
            return None
        return Arithmetic(type=kind, span=tree.span, operator=tree.operator, left=left, right=right)

    def _no_result(self, tree: Binary, left: Expression, right: Expression) -> None:
        if tree.operator == "*" and _scaled(left) and _scaled(right):
            message = f"{describe(left.type)} * {describe(right.type)} must say how its result is rounded"
            hint = "add `rounded half up` or another rounding"
            self.declarations.diagnostics.append(NEEDS_ROUNDING.at(tree.span, message, hint))
            return
        is_late = isinstance(plain(left.type), Date | DateTime | Duration) and isinstance(plain(right.type), Int)
        hint = f"say of what: `{right.span.text} * 1 day`" if is_late and tree.operator in "+-" else ""
        self.mismatch(tree.span, f"{describe(left.type)} {tree.operator} {describe(right.type)} has no meaning", hint)

    def _sum_sides(
        self, tree: Binary, scope: Scope, expected: ValueType | None
    ) -> tuple[Expression, Expression] | None:
        if isinstance(tree.left, Literal) and isinstance(tree.right, Literal) and expected is not None:
            left = self.resolve(tree.left, scope, expected)
            right = self.resolve(tree.right, scope, expected)
            return None if left is None or right is None else (left, right)
        # A day plus a duration: the other side is no guide to what a literal means.
        return self.both_sides(tree, scope)

    def _product_sides(self, tree: Binary, scope: Scope) -> tuple[Expression, Expression] | None:
        left = self.resolve(tree.left, scope)
        right = self.resolve(tree.right, scope)
        return None if left is None or right is None else (left, right)

    def rounded(self, tree: Rounded, scope: Scope, expected: ValueType | None) -> Expression | None:
        """Resolve `numerator / denominator rounded mode`, or a product of two scaled numbers, rounded."""
        operand = tree.operand
        if not isinstance(operand, Binary) or operand.operator not in "*/":
            self.mismatch(tree.span, "there is nothing to round here", "rounding goes with `/` or with decimals")
            return None
        if operand.operator == "*":
            numerator = self._raw(operand, scope)
            denominator: Expression | None = _number(1, operand.span)
        else:
            numerator, denominator = self._raw(operand.left, scope), self._raw(operand.right, scope)
        if numerator is None or denominator is None:
            return None
        return self._quotient(tree, numerator, denominator)

    def _quotient(self, tree: Rounded, numerator: Expression, denominator: Expression) -> Expression | None:
        """Bring numerator and denominator to integers whose quotient counts the result's smallest units."""
        if not isinstance(plain(numerator.type), NUMBERS) or not isinstance(plain(denominator.type), NUMBERS):
            self.mismatch(tree.span, f"{describe(numerator.type)} / {describe(denominator.type)} has no meaning")
            return None
        kind = _rounded_type(numerator, denominator)
        # A quotient's scale is that of its numerator less that of its denominator.
        surplus = scale_of(numerator.type) - scale_of(denominator.type) - scale_of(kind)
        if surplus > 0:
            denominator = _times(denominator, 10**surplus)
        elif surplus < 0:
            numerator = _times(numerator, 10**-surplus)
        mode = Rounding(tree.mode)
        return RoundedQuotient(type=kind, span=tree.span, numerator=numerator, denominator=denominator, rounding=mode)

    def _raw(self, tree: Tree, scope: Scope) -> Expression | None:
        """Resolve a part of a rounded operation, in which scaled numbers may be multiplied."""
        if not (isinstance(tree, Binary) and tree.operator == "*"):
            found = self.resolve(tree, scope)
            return found if found is not None and self.is_present(found) else None
        left, right = self._raw(tree.left, scope), self._raw(tree.right, scope)
        if left is None or right is None:
            return None
        if not (isinstance(left.type, NUMBERS) and isinstance(right.type, NUMBERS)):
            self.mismatch(tree.span, f"{describe(left.type)} * {describe(right.type)} has no meaning")
            return None
        kind = _product_type(left.type, right.type)
        return Arithmetic(type=kind, span=tree.span, operator="*", left=left, right=right)


def _is_open(tree: Tree, scope: Scope) -> bool:
    """Tell whether an operand needs the other side to know what it means."""
    if isinstance(tree, Literal):
        return tree.kind in ("int", "decimal", "text", "empty")
    if not isinstance(tree, Path) or len(tree.names) != 1:
        return False
    word = tree.names[0].text
    in_row = scope.row is not None and any(item.name == word for item in scope.row.fields)
    return not in_row and word not in scope.variables and word not in ("now", "me")


def _scaled(found: Expression) -> bool:
    return isinstance(found.type, Money | Decimal)


def _product_type(left: Plain, right: Plain) -> Plain:
    """Return the type of a product before rounding: the scales add up."""
    scale = scale_of(left) + scale_of(right)
    if isinstance(left, Money) or isinstance(right, Money):
        return Money(scale)
    return Decimal(scale) if scale else Int()


def _rounded_type(numerator: Expression, denominator: Expression) -> Plain:
    """Return what a rounded quotient is: money stays money, money per money is a whole number."""
    top, bottom = plain(numerator.type), plain(denominator.type)
    if isinstance(top, Money) and not isinstance(bottom, Money):
        return Money(_money_scale(numerator))
    if isinstance(top, Decimal) and isinstance(bottom, Int):
        return Decimal(_money_scale(numerator))
    return Int()


def _money_scale(found: Expression) -> int:
    """Return the scale that a product had before a second scaled number was multiplied in."""
    if isinstance(found, Arithmetic) and found.operator == "*":
        scales = [_money_scale(side) for side in (found.left, found.right)]
        moneys = [isinstance(plain(side.type), Money) for side in (found.left, found.right)]
        if any(moneys):
            return scales[moneys.index(True)]
        return max(scales)
    return scale_of(found.type)


def _number(value: int, span: Span) -> Constant:
    return Constant(type=Int(), span=span, value=value)


def _times(found: Expression, factor: int) -> Expression:
    if isinstance(found, Constant) and isinstance(found.value, int):
        return Constant(type=found.type, span=found.span, value=found.value * factor)
    return Arithmetic(type=found.type, span=found.span, operator="*", left=found, right=_number(factor, found.span))


def _result(operator: str, left: ValueType, right: ValueType) -> ValueType | None:
    """Return the type of `left operator right`, or None where that has no meaning."""
    match operator, left, right:
        case "+" | "-" | "*", Int(), Int():
            return Int()
        case "+" | "-", Money() | Decimal(), Money() | Decimal() if left == right:
            return left
        case "*", Money() | Decimal(), Int():
            return left
        case "*", Int(), Money() | Decimal():
            return right
        case "+" | "-", Date() | DateTime() | Duration(), Duration():
            return left
        case "-", DateTime(), DateTime():
            return Duration()
        case "*", Duration(), Int():
            return left
        case "*", Int(), Duration():
            return right
        case _:
            return None
