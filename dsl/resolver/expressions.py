"""Resolves expressions: finds what names mean and gives every node its type."""

from ...diagnostics import Span
from ..catalog import TYPE_MISMATCH, UNTESTED_EMPTY, WRONG_COUNT
from ..expressions import (
    And,
    Comparison,
    Constant,
    DateOf,
    Decide,
    Expression,
    IsEmpty,
    LengthOf,
    Not,
    Or,
    UntilTime,
)
from ..syntax_tree import (
    AggregateOf,
    Binary,
    Call,
    FunctionOf,
    Literal,
    Membership,
    Negation,
    OneOf,
    Path,
    Rounded,
    Until,
)
from ..syntax_tree import Expression as Tree
from ..value_types import (
    NUMBERS,
    ORDERED,
    Bool,
    Date,
    DateTime,
    Empty,
    Int,
    ListOf,
    Optional,
    Text,
    ValueType,
    describe,
    fits,
    is_comparable,
    plain,
    scale_of,
)
from .aggregates import AggregateResolver
from .declarations import Declarations
from .names import article
from .scope import Scope, present_if_false, present_if_true


class ExpressionResolver(AggregateResolver):
    """Resolves expressions against declarations; problems go to `declarations.diagnostics`.

    Every method returns None after it has reported a problem, so that one mistake is told once.
    """

    def __init__(self, declarations: Declarations) -> None:
        self.declarations = declarations

    def condition(self, tree: Tree, scope: Scope) -> Expression | None:
        """Resolve an expression that must be true or false."""
        found = self.resolve(tree, scope, Bool())
        if found is not None and not isinstance(found.type, Bool):
            self.mismatch(tree.span, f"a condition is due, this is {article(found.type)}")
            return None
        return found

    def value(self, tree: Tree, scope: Scope, target: ValueType) -> Expression | None:
        """Resolve an expression whose value is stored where `target` is due."""
        found = self.resolve(tree, scope, target)
        if found is None:
            return None
        if not fits(found.type, target):
            if isinstance(found.type, Optional) and fits(found.type.of, target):
                self.is_present(found)
            else:
                self.mismatch(tree.span, f"{describe(target)} is due, this is {article(found.type)}")
            return None
        return found

    def resolve(self, tree: Tree, scope: Scope, expected: ValueType | None = None) -> Expression | None:
        """Resolve any expression; `expected` tells what bare words and numbers may stand for."""
        match tree:
            case Literal():
                return self.literal(tree, expected)
            case Path():
                return self.path(tree, scope, expected)
            case Binary(operator="and" | "or"):
                return self._logic(tree, scope)
            case Binary(operator="+" | "-" | "*" | "/"):
                return self.arithmetic(tree, scope, expected)
            case Binary():
                return self._comparison(tree, scope)
            case Negation():
                operand = self.condition(tree.operand, scope)
                return operand and Not(type=Bool(), span=tree.span, operand=operand)
            case OneOf():
                return self._one_of(tree, scope)
            case Membership():
                return self.membership(tree, scope)
            case Rounded():
                return self.rounded(tree, scope, expected)
            case _:
                return self._function(tree, scope)

    def _function(self, tree: Call | Until | FunctionOf | AggregateOf, scope: Scope) -> Expression | None:
        match tree:
            case Call():
                return self._call(tree, scope)
            case Until():
                moment = self.value(tree.moment, scope, DateTime())
                return moment and UntilTime(type=Int(), span=tree.span, unit=tree.unit, moment=moment)
            case FunctionOf(function="date"):
                moment = self.value(tree.operand, scope, DateTime())
                return moment and DateOf(type=Date(), span=tree.span, moment=moment)
            case FunctionOf():
                text = self.value(tree.operand, scope, Text())
                return text and LengthOf(type=Int(), span=tree.span, operand=text)
            case AggregateOf():
                return self.aggregate(tree, scope)

    # conditions

    def _logic(self, tree: Binary, scope: Scope) -> Expression | None:
        left = self.condition(tree.left, scope)
        if left is None:
            self.condition(tree.right, scope)
            return None
        facts = present_if_true(left) if tree.operator == "and" else present_if_false(left)
        right = self.condition(tree.right, scope.knowing(facts))
        if right is None:
            return None
        kind = And if tree.operator == "and" else Or
        parts = left.operands if isinstance(left, kind) else (left,)
        return kind(type=Bool(), span=tree.span, operands=(*parts, right))

    def _one_of(self, tree: OneOf, scope: Scope) -> Expression | None:
        parts = [self._comparison(Binary(tree.span, "is", tree.left, option), scope) for option in tree.options]
        found = tuple(part for part in parts if part is not None)
        return Or(type=Bool(), span=tree.span, operands=found) if len(found) == len(parts) else None

    def _comparison(self, tree: Binary, scope: Scope) -> Expression | None:
        sides = self.both_sides(tree, scope)
        if sides is None:
            return None
        left, right = sides
        if _is_empty(right) or _is_empty(left):
            return self._emptiness(tree, left if _is_empty(right) else right)
        if isinstance(left.type, ListOf) or isinstance(right.type, ListOf):
            hint = "say `… in <list>`, `<list> is empty`, or count with `count of <list>`"
            self.mismatch(tree.span, f"{article(left.type)} cannot be compared with {article(right.type)}", hint)
            return None
        if not is_comparable(left.type, right.type) or not self._scales_agree(left, right):
            message = f"{article(left.type)} cannot be compared with {article(right.type)}"
            self.mismatch(tree.span, message)
            return None
        if tree.operator in ("is", "is not"):
            operator = "=" if tree.operator == "is" else "!="
            return Comparison(type=Bool(), span=tree.span, operator=operator, left=left, right=right)
        if tree.operator == "!=":
            return Comparison(type=Bool(), span=tree.span, operator="!=", left=left, right=right)
        return self._ordering(tree, left, right)

    def _scales_agree(self, left: Expression, right: Expression) -> bool:
        return not isinstance(plain(left.type), NUMBERS) or scale_of(left.type) == scale_of(right.type)

    def _ordering(self, tree: Binary, left: Expression, right: Expression) -> Expression | None:
        for side in (left, right):
            if not self.is_present(side):
                return None
            if not isinstance(side.type, ORDERED):
                self.mismatch(side.span, f"{article(side.type)} has no order")
                return None
        return Comparison(type=Bool(), span=tree.span, operator=tree.operator, left=left, right=right)

    def is_present(self, found: Expression) -> bool:
        """Tell whether a value cannot be empty; report it where it may be."""
        if not isinstance(found.type, Optional):
            return True
        hint = f"test `{found.span.text} is not empty` first"
        problem = UNTESTED_EMPTY.at(found.span, f"`{found.span.text}` may be empty here", hint)
        self.declarations.diagnostics.append(problem)
        return False

    def _emptiness(self, tree: Binary, operand: Expression) -> Expression | None:
        if tree.operator not in ("is", "is not"):
            self.mismatch(tree.span, "nothing is greater or smaller than `empty`", "use `is empty`")
            return None
        test = IsEmpty(type=Bool(), span=tree.span, operand=operand)
        return test if tree.operator == "is" else Not(type=Bool(), span=tree.span, operand=test)

    # calls

    def _call(self, tree: Call, scope: Scope) -> Expression | None:
        name = tree.target.names[0]
        decision = self.declarations.decisions.get(name.text)
        if decision is None or len(tree.target.names) > 1:
            self.declarations.unknown(name, "decision", self.declarations.decisions)
            return None
        arguments = self.arguments(tree, [item.type for item in decision.parameters], scope)
        if arguments is None:
            return None
        return Decide(type=decision.returns, span=tree.span, decision=decision.name, arguments=arguments)

    def arguments(
        self, call: Call, types: list[ValueType], scope: Scope, least: int | None = None
    ) -> tuple[Expression, ...] | None:
        """Resolve the arguments of a call against the types of the parameters; those after `least` may be left out."""
        least = len(types) if least is None else least
        if not least <= len(call.arguments) <= len(types):
            count = f"{least} to {len(types)}" if least < len(types) else str(least)
            wanted = f"{count} argument{'' if len(types) == 1 else 's'}"
            message = f"`{call.target.span.text}` takes {wanted}, not {len(call.arguments)}"
            self.declarations.diagnostics.append(WRONG_COUNT.at(call.span, message))
            return None
        values = [self.value(item, scope, kind) for item, kind in zip(call.arguments, types, strict=False)]
        found = tuple(value for value in values if value is not None)
        return found if len(found) == len(values) else None

    # words

    def mismatch(self, span: Span, message: str, hint: str = "") -> None:
        """Report a value of the wrong type."""
        self.declarations.diagnostics.append(TYPE_MISMATCH.at(span, message, hint))


def _is_empty(side: Expression) -> bool:
    """Tell whether an expression is the word `empty`."""
    return isinstance(side.type, Empty) or (isinstance(side, Constant) and side.value == ())
