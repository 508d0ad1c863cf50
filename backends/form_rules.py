"""What a page can say of a form before it is sent: the rules that look at nothing but the form's own inputs."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ..diagnostics import Span
from ..dsl.expressions import (
    Aggregate,
    And,
    Comparison,
    Constant,
    Expression,
    FieldRead,
    LengthOf,
    Me,
    Now,
    UntilTime,
    Variable,
    children,
)
from ..dsl.model import Action, Change, Check, Create, Entity, Form, FormField, Guard, Model
from ..dsl.value_types import Bool, Choice, Int, ListOf, Reference, Text, ValueType, plain, scale_of
from .inputs import expand_derived, record_name

Given = tuple[tuple[str, str], ...]


class FormRule(Struct, frozen=True):
    """A rule, what is said where it does not hold, and the input `at` which that is said.

    `declared` are the types of the variables that it may read; `given` leads from each value that it reads, by its
    path (`seats`, `self.seats`), to the input that holds it.
    """

    id: str
    expression: Expression
    span: Span
    message: str
    declared: Mapping[str, ValueType]
    given: Given
    at: str


def followed_forms(model: Model) -> Iterator[Form]:
    """Yield the forms that a page can say something of: those with inputs that do an action."""
    for page in model.pages:
        for part in page.parts:
            if isinstance(part, Form) and part.action is not None and part.fields:
                yield part


def rules_of_form(form: Form, model: Model) -> Iterator[FormRule]:
    """Yield all rules of a form: the bounds of its inputs, then what is demanded, in the order of the server."""
    assert form.action is not None
    for field in form.fields:
        bounds = bounds_rule(field, model.action(form.action))
        if bounds is not None:
            yield bounds
    yield from demands_of(form, model)


def bounds_rule(field: FormField, action: Action) -> FormRule | None:
    """Return the range of a number or the length of a text, where its type has any."""
    kind = plain(field.type)
    if not isinstance(kind, Int | Text):
        return None
    low = kind.low if isinstance(kind, Int) or kind.low > 1 else None
    if low is None and kind.high is None:
        return None
    value: Expression = Variable(type=kind, span=action.span, name=field.name)
    if isinstance(kind, Text):
        value = LengthOf(type=Int(), span=action.span, operand=value)
    return FormRule(
        f"{action.id}/parameter:{field.name}",
        _within(value, low, kind.high),
        action.span,
        _bounds_message(field.label, kind, low, kind.high),
        {field.name: kind},
        ((field.name, field.name),),
        field.name,
    )


def _within(value: Expression, low: int | None, high: int | None) -> Expression:
    limits = [(sign, limit) for sign, limit in ((">=", low), ("<=", high)) if limit is not None]
    parts: list[Expression] = []
    for sign, limit in limits:
        bound = Constant(type=Int(), span=value.span, value=limit)
        parts.append(Comparison(type=Bool(), span=value.span, operator=sign, left=value, right=bound))
    return parts[0] if len(parts) == 1 else And(type=Bool(), span=value.span, operands=tuple(parts))


def _bounds_message(label: str, kind: Int | Text, low: int | None, high: int | None) -> str:
    """Return what `checks.py` of the generated system says of a value out of bounds."""
    if low is None:
        words = f"at most {high}"
    elif high is None:
        words = f"at least {low}"
    else:
        words = f"{low} to {high}" if isinstance(kind, Text) else f"between {low} and {high}"
    return f"{label} must be {words}{' characters' if isinstance(kind, Text) else ''}"


def demands_of(form: Form, model: Model) -> Iterator[FormRule]:
    """Yield the requirements of the form's action, then the checks of the records that it makes and changes."""
    assert form.action is not None
    action = model.action(form.action)
    own = {field.name: field.name for field in form.fields}
    declared = {item.name: item.type for item in action.parameters}
    for guard in action.guards:
        given = _given(guard.condition, own, model)
        if given:
            yield _demand(guard, declared, given, form)
    for entity, filled in _filled(action, form, model):
        for check in entity.checks:
            given = _given(check.condition, filled, model)
            if given:
                yield _demand(check, {}, given, form)


def _demand(clause: Guard | Check, declared: Mapping[str, ValueType], given: Given, form: Form) -> FormRule:
    """Return a rule that is said at the last input that it reads."""
    order = [field.name for field in form.fields]
    at = max((name for _, name in given), key=order.index)
    return FormRule(clause.id, clause.condition, clause.span, clause.message, declared, given, at)


def _given(condition: Expression, known: Mapping[str, str], model: Model) -> Given:
    """Return the inputs that hold what a condition reads; nothing where it reads anything else."""
    paths = list(dict.fromkeys(_path(read) for read in _reads(condition, model)))
    return tuple((path, known[path]) for path in paths) if all(path in known for path in paths) else ()


def _reads(expression: Expression, model: Model) -> Iterator[Expression]:
    """Yield what an expression reads; of a derived field, what that is derived from."""
    match expression:
        case FieldRead() if (derived := expand_derived(expression, model)) is not None:
            yield from _reads(derived, model)
        case Variable() | FieldRead() | Me() | Now() | UntilTime() | Aggregate():
            yield expression
        case _:
            for child in children(expression):
                yield from _reads(child, model)


def _path(read: Expression) -> str:
    """Return how a variable or a field of the record itself is called; nothing for what no form holds."""
    match read:
        case Variable(name=name):
            return name
        case FieldRead(record=Variable(name="self"), name=name):
            return f"self.{name}"
        case _:
            return ""


def _filled(action: Action, form: Form, model: Model) -> Iterator[tuple[Entity, dict[str, str]]]:
    """Yield each record that an action makes or changes: its entity, and which of its fields an input fills."""
    for effect in action.effects:
        if isinstance(effect, Create):
            yield _inputs_in(effect.entity, effect.values, form, model)
    changed: dict[str, list[Change]] = {}
    for effect in action.effects:
        if isinstance(effect, Change):
            changed.setdefault(record_name(effect.record), []).append(effect)
    for changes in changed.values():
        yield _inputs_in(changes[0].entity, [(item.field, item.value) for item in changes], form, model)


def _inputs_in(
    name: str, values: Iterable[tuple[str, Expression]], form: Form, model: Model
) -> tuple[Entity, dict[str, str]]:
    entity = model.entity(name)
    inputs = {field.name: field for field in form.fields}
    filled = {
        f"self.{field}": value.name
        for field, value in values
        if isinstance(value, Variable)
        and value.name in inputs
        and _is_same(entity.field(field).type, inputs[value.name].type)
    }
    return entity, filled


def _is_same(one: ValueType, other: ValueType) -> bool:
    """Tell whether values of two types are held alike, whatever their bounds."""
    first, second = plain(one), plain(other)
    if isinstance(first, Choice | Reference | ListOf):
        return first == second
    return type(first) is type(second) and scale_of(first) == scale_of(second)
