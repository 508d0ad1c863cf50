"""Makes the functions of a domain module, each when it is first needed."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ...diagnostics import Span
from ...dsl.expressions import Expression, Variable
from ...dsl.model import Decision, Field, Model
from ...dsl.value_types import Optional, ValueType
from ...runtime_probes.binary.value_types import I32, FunctionType, NumberType
from ..inputs import cells_of
from ..names import rule_name
from .code import Code
from .decisions import add_decision
from .expressions import Lowering
from .helpers import Helper
from .reads import reads_of
from .refusal import NotLoweredError
from .rules import Rule
from .shapes import Shape, shape_of
from .slots import Slot, Slots, members_of

TEXTS_AT = 16  # behind the number of the row that a batch is at


class Function(Struct, frozen=True):
    """A function of the module: the element it is, where it stands, what it takes and gives, and its code."""

    id: str
    span: Span
    index: int
    slots: tuple[Slot, ...]
    result: Shape
    is_result_optional: bool
    members: tuple[str, ...]  # of the result, where it is a choice
    code: Code

    @property
    def name(self) -> str:
        """Return what the function is called."""
        return rule_name(self.id)

    @property
    def parameters(self) -> tuple[NumberType, ...]:
        """Return what it takes in WebAssembly."""
        return tuple(kind for slot in self.slots for kind in (slot.shape.wasm, I32)[: 1 + slot.is_optional])

    @property
    def results(self) -> tuple[NumberType, ...]:
        """Return what it gives in WebAssembly."""
        return (self.result.wasm, I32)[: 1 + self.is_result_optional]

    @property
    def type(self) -> FunctionType:
        """Return its type in WebAssembly."""
        return FunctionType(self.parameters, self.results)


class NotLowered(Struct, frozen=True):
    """An element without a function, and why."""

    id: str
    span: Span
    reason: str

    @property
    def name(self) -> str:
        """Return what the function would be called."""
        return rule_name(self.id)


class Functions:
    """The functions made so far, what was refused, and the texts that they name."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.made: list[Function] = []
        self.refused: list[NotLowered] = []
        self._known: dict[str, Function | NotLowered] = {}
        self.texts = bytearray()
        self._places: dict[str, int] = {}

    def text(self, text: str) -> int:
        """Return a text in memory as a value: its address, and above 32 bits its length."""
        if text not in self._places:
            encoded = text.encode()
            self._places[text] = TEXTS_AT + len(self.texts) | len(encoded) << 32
            self.texts += encoded
        return self._places[text]

    def derived(self, entity: str, field: str) -> Function:
        """Return the function of a derived field; raises `NotLoweredError`."""
        item = self.model.entity(entity).field(field)
        return self._required(self._known.get(item.id) or self.add_derived(item))

    def decision(self, name: str) -> Function:
        """Return the function of a decision table; raises `NotLoweredError`."""
        item = self.model.decision(name)
        return self._required(self._known.get(item.id) or self.add_decision(item))

    def add_derived(self, field: Field) -> "Function | NotLowered":
        """Make the function of a derived field, unless it is made or refused already."""
        assert field.derived is not None
        return self.add_rule(Rule(field.id, field.derived, field.span, {}))

    def add_rule(self, rule: Rule) -> "Function | NotLowered":
        """Make the function of an expression, unless it is made or refused already."""
        if rule.id not in self._known:
            try:
                self._keep(self._made_rule(rule))
            except NotLoweredError as reason:
                self._refuse(rule.id, rule.span, reason)
        return self._known[rule.id]

    def add_decision(self, decision: Decision) -> "Function | NotLowered":
        """Make the function of a decision table, unless it is made or refused already."""
        if decision.id not in self._known:
            try:
                self._keep(self._made_decision(decision))
            except NotLoweredError as reason:
                self._refuse(decision.id, decision.span, reason)
        return self._known[decision.id]

    def _required(self, found: "Function | NotLowered") -> Function:
        if isinstance(found, Function):
            return found
        raise NotLoweredError(f"it needs {found.name}: {found.reason}")

    def _keep(self, function: Function) -> None:
        self.made.append(function)
        self._known[function.id] = function

    def _refuse(self, element: str, span: Span, reason: NotLoweredError) -> None:
        refused = NotLowered(element, span, str(reason))
        self.refused.append(refused)
        self._known[element] = refused

    def _made_rule(self, rule: Rule) -> Function:
        slots = self._slots((rule.expression,), rule.declared)
        code = Code(_parameter_count(slots.all))
        code.mark(rule.span)
        lowering = Lowering(self, slots, code)
        kind = rule.expression.type
        shape = shape_of(kind, self.model)
        is_optional = isinstance(kind, Optional)
        if is_optional:
            lowering.value_or_zero(rule.expression, shape.wasm)
            lowering.presence(rule.expression)
        else:
            lowering.value(rule.expression)
        return Function(rule.id, rule.span, self._next, slots.all, shape, is_optional, members_of(kind), code)

    def _made_decision(self, decision: Decision) -> Function:
        declared = {item.name: item.type for item in decision.parameters}
        given = [Variable(type=item.type, span=decision.span, name=item.name) for item in decision.parameters]
        slots = self._slots((*given, *cells_of(decision)), declared)
        shape = shape_of(decision.returns, self.model)
        code = Code(_parameter_count(slots.all))
        add_decision(decision, shape, code, Lowering(self, slots, code))
        return Function(
            decision.id, decision.span, self._next, slots.all, shape, False, members_of(decision.returns), code
        )

    @property
    def _next(self) -> int:
        return len(Helper) + len(self.made)

    def _slots(self, expressions: Iterable[Expression], declared: Mapping[str, ValueType]) -> Slots:
        slots = Slots(self.model, declared)
        for expression in expressions:
            for read in reads_of(expression, self.model, lambda entity, field: self.derived(entity, field).slots):
                slots.add(read)
        return slots


def _parameter_count(slots: tuple[Slot, ...]) -> int:
    return sum(1 + slot.is_optional for slot in slots)
