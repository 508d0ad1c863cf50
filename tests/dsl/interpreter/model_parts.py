"""Short ways to write the parts of a model by hand; every span covers a text of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from weft.diagnostics import Source, Span
from weft.dsl import expressions as ex
from weft.dsl import model as m
from weft.dsl import value_types as vt
from weft.dsl.operations import Operation

CLOCK = datetime(2026, 7, 21, 9, 0, tzinfo=UTC)


def at(text: str) -> Span:
    """Return a span that covers exactly this text."""
    return Span(Source("test.weft", text), 0, len(text))


def const(value: ex.Value, kind: vt.ValueType) -> ex.Constant:
    """Return a literal."""
    return ex.Constant(value=value, type=kind, span=at(repr(value)))


def number(value: int) -> ex.Constant:
    """Return a whole number."""
    return const(value, vt.Int())


def minutes(count: int) -> ex.Constant:
    """Return a length of time."""
    return const(timedelta(minutes=count), vt.Duration())


def now() -> ex.Now:
    """Return the moment of the action."""
    return ex.Now(type=vt.DateTime(), span=at("now"))


def me(role: str) -> ex.Me:
    """Return the signed-in person."""
    return ex.Me(type=vt.Reference(role), span=at("me"))


def var(name: str, kind: vt.ValueType) -> ex.Variable:
    """Return a named input."""
    return ex.Variable(name=name, type=kind, span=at(name))


def ref(name: str, entity: str) -> ex.Variable:
    """Return a named input that is a record."""
    return var(name, vt.Reference(entity))


def read(record: ex.Expression, name: str, kind: vt.ValueType) -> ex.FieldRead:
    """Return a field of a record."""
    assert isinstance(record.type, vt.Reference)
    return ex.FieldRead(record=record, entity=record.type.entity, name=name, type=kind, span=at(name))


def compare(left: ex.Expression, operator: str, right: ex.Expression) -> ex.Comparison:
    """Return a comparison."""
    return ex.Comparison(operator=operator, left=left, right=right, type=vt.Bool(), span=at(operator))


def calc(left: ex.Expression, operator: str, right: ex.Expression, kind: vt.ValueType) -> ex.Arithmetic:
    """Return a sum, a difference or a product."""
    return ex.Arithmetic(operator=operator, left=left, right=right, type=kind, span=at(operator))


def quotient(
    numerator: ex.Expression, denominator: ex.Expression, rounding: ex.Rounding, kind: vt.ValueType
) -> ex.RoundedQuotient:
    """Return a rounded quotient."""
    return ex.RoundedQuotient(
        numerator=numerator, denominator=denominator, rounding=rounding, type=kind, span=at("a / b")
    )


def both(*operands: ex.Expression) -> ex.And:
    """Return a conjunction."""
    return ex.And(operands=operands, type=vt.Bool(), span=at("and"))


def field(
    entity: str,
    name: str,
    kind: vt.ValueType,
    label: str = "",
    *,
    key: bool = False,
    generated: bool = False,
    unique: bool = False,
    owner: bool = False,
    stored: bool = True,
    default: ex.Expression | None = None,
    derived: ex.Expression | None = None,
) -> m.Field:
    """Return a field with its standard label."""
    words = name.replace("_", " ")
    return m.Field(
        id=f"entity:{entity}/field:{name}",
        span=at(f"{name}: …"),
        name=name,
        type=kind,
        label=label or words[:1].upper() + words[1:],
        is_key=key,
        is_generated=generated,
        is_unique=unique,
        is_owner=owner,
        is_stored=stored,
        default=default,
        derived=derived,
    )


def guard(id: str, condition: ex.Expression, message: str) -> m.Guard:
    """Return a guard."""
    return m.Guard(id=id, span=at(message), condition=condition, message=message)


def change(record: ex.Expression, name: str, value: ex.Expression) -> m.Change:
    """Return a change of a field."""
    assert isinstance(record.type, vt.Reference)
    entity = record.type.entity
    id = f"change:{entity}.{name}"
    return m.Change(id=id, span=at(f"changes {name}"), record=record, entity=entity, field=name, value=value)


def create(entity: str, alias: str, **values: ex.Expression) -> m.Create:
    """Return a creation."""
    pairs = tuple(values.items())
    return m.Create(id=f"create:{entity}", span=at(f"creates {entity}"), entity=entity, alias=alias, values=pairs)


def action(
    name: str,
    parameters: Sequence[m.Parameter],
    actor: m.Actor,
    *,
    guards: Sequence[m.Guard] = (),
    calls: Sequence[m.ServiceCall] = (),
    effects: Sequence[m.Effect] = (),
    ensures: Sequence[m.Guard] = (),
    returns: str | None = None,
) -> m.Action:
    """Return an action."""
    return m.Action(
        id=f"action:{name}",
        span=at(f"Action: {name}"),
        name=name,
        parameters=tuple(parameters),
        actor=actor,
        phrases=(),
        guards=tuple(guards),
        calls=tuple(calls),
        effects=tuple(effects),
        ensures=tuple(ensures),
        returns=returns,
    )


def parameter(name: str, kind: vt.ValueType, label: str = "", default: ex.Constant | None = None) -> m.Parameter:
    """Return a parameter with its standard label."""
    return m.Parameter(name=name, type=kind, label=label or name[:1].upper() + name[1:], default=default)


def scenario(id: str, *steps: tuple[str, Operation | None]) -> m.Scenario:
    """Return a scenario of (phase, operation) steps; the text of each step is its operation."""
    bound = tuple(
        m.Step(phase=phase, text=f"{phase} {operation}", operation=operation, span=at(f"{phase} {operation}"))
        for phase, operation in steps
    )
    return m.Scenario(
        id=id,
        span=at(id),
        title=id,
        template=id,
        tags=(),
        requirement="REQ-1",
        rule="R-1",
        background=0,
        steps=bound,
    )
