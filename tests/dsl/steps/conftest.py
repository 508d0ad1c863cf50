"""A small model with one of everything that sentences can speak of, and the binder of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from weft.diagnostics import Source, Span
from weft.dsl import model as m
from weft.dsl import value_types as t
from weft.dsl.expressions import Constant, Variable
from weft.dsl.steps.binder import Binder
from weft.dsl.steps.raw_step import Cell, RawStep

SPAN = Span(Source("model.weft", ""), 0, 0)
NOTHING = Constant(type=t.Bool(), value=True, span=SPAN)
STATUS = t.Choice("BookingStatus", ("held", "paid", "on_hold"))
CITY = t.Choice("City", ("Beijing", "Shanghai", "Lhasa"))


def a_field(
    name: str, kind: t.ValueType, label: str = "", *, is_key: bool = False, is_derived: bool = False
) -> m.Field:
    label = label or name.replace("_", " ").capitalize()
    derived = NOTHING if is_derived else None
    return m.Field(id=name, span=SPAN, name=name, type=kind, label=label, is_key=is_key, derived=derived)


def a_parameter(name: str, kind: t.ValueType, label: str = "") -> m.Parameter:
    return m.Parameter(name=name, type=kind, label=label or name.replace("_", " ").capitalize())


def an_action(
    name: str,
    *parameters: m.Parameter,
    phrase: str = "",
    actor: m.Actor | None = None,
    effects: tuple[m.Effect, ...] = (),
    span: Span = SPAN,
) -> m.Action:
    return m.Action(
        id=f"action:{name}",
        span=span,
        name=name,
        parameters=parameters,
        actor=actor or m.Roles(names=("Customer",)),
        phrases=(phrase,) if phrase else (),
        guards=(),
        calls=(),
        effects=effects,
        ensures=(),
        returns=None,
    )


def a_page(name: str, *parameters: m.Parameter, parts: tuple[m.PagePart, ...] = ()) -> m.Page:
    return m.Page(
        id=f"page:{name}",
        span=SPAN,
        name=name,
        title=name,
        path="/",
        parameters=parameters,
        inputs=(),
        roles=(),
        owners=(),
        parts=parts,
    )


CUSTOMER = m.Entity(
    id="role:Customer",
    span=SPAN,
    name="Customer",
    fields=(a_field("name", t.Text(60), is_key=True), a_field("email", t.Text(120))),
    is_role=True,
    identifiers=("email",),
)
CLERK = m.Entity(
    id="role:Clerk", span=SPAN, name="Clerk", fields=(a_field("name", t.Text(60), is_key=True),), is_role=True
)
TRAIN = m.Entity(
    id="entity:Train",
    span=SPAN,
    name="Train",
    fields=(
        a_field("number", t.Text(8), is_key=True),
        a_field("origin", CITY),
        a_field("departs", t.DateTime()),
        a_field("seats_left", t.Int(0, 2000)),
        a_field("price", t.Money()),
        a_field("note", t.Optional(t.Text())),
    ),
)
BOOKING = m.Entity(
    id="entity:Booking",
    span=SPAN,
    name="Booking",
    fields=(
        a_field("ref", t.Text(12), is_key=True),
        a_field("customer", t.Reference("Customer")),
        a_field("train", t.Reference("Train")),
        a_field("passenger", t.Text(60), "Passenger name"),
        a_field("total", t.Money(), is_derived=True),
        a_field("status", STATUS),
        a_field("held_for", t.Optional(t.Duration())),
        a_field("travels_on", t.Date()),
        a_field("is_vip", t.Bool()),
    ),
)
TRAIN_STOP = m.Entity(
    id="entity:TrainStop",
    span=SPAN,
    name="TrainStop",
    fields=(a_field("id", t.Int(), is_key=True), a_field("calling_trains", t.ListOf("Train"))),
)
COLUMNS = tuple(
    m.Column(name=name, label=label, value=NOTHING)
    for name, label in (("passenger", "Passenger name"), ("total", "Total"))
)
TABLE = m.Table(
    id="table",
    span=SPAN,
    entity="Booking",
    row="row",
    where=None,
    sort=None,
    limit=None,
    columns=COLUMNS,
    links=(),
    buttons=(),
    empty="",
)
AMOUNT = a_parameter("amount", t.Money())
GATEWAY = m.Service(
    id="service:PaymentGateway",
    span=SPAN,
    name="PaymentGateway",
    operations=tuple(
        m.ServiceOperation(id=name, span=SPAN, name=name, parameters=(AMOUNT,), outcomes=("ok", "refused"))
        for name in ("charge", "refund")
    ),
)
MAIL = m.Service(
    id="service:Mail",
    span=SPAN,
    name="Mail",
    operations=(
        m.ServiceOperation(
            id="send", span=SPAN, name="send", parameters=(a_parameter("to", t.Text()),), outcomes=("ok", "lost")
        ),
    ),
)
TASK = m.HumanTask(
    id="task", span=SPAN, title=m.TextTemplate(parts=("Approve",)), roles=("Clerk",), answers=("approve", "refuse")
)
REFUND = m.Workflow(
    id="workflow:Refund",
    span=SPAN,
    name="Refund",
    entity="Booking",
    variable="booking",
    starts_on="pay",
    version=1,
    accepts=(),
    data=(),
    states=tuple(
        m.State(id=name, span=SPAN, name=name, steps=steps, transitions=(), is_final=False, effects=())
        for name, steps in (("Approve", (TASK,)), ("PayBack", ()))
    ),
    never=(),
    eventually=(),
)
FULL_TRAINS = m.Query(
    id="query:full_trains",
    span=SPAN,
    name="full_trains",
    parameters=(a_parameter("origin", CITY),),
    entity="Train",
    row="row",
    where=None,
    sort=None,
    limit=None,
)
NAME_GIVEN = Variable(type=t.Text(), span=SPAN, name="name")
A_BOOKING = a_parameter("booking", t.Reference("Booking"))
A_TRAIN = a_parameter("train", t.Reference("Train"))
ACTIONS = (
    an_action(
        "register",
        a_parameter("name", t.Text()),
        a_parameter("password", t.Password()),
        actor=m.Anyone(),
        effects=(
            m.Create(id="create", span=SPAN, entity="Customer", alias="account", values=(("name", NAME_GIVEN),)),
            m.StartSession(
                id="session", span=SPAN, person=Variable(type=t.Reference("Customer"), span=SPAN, name="account")
            ),
        ),
    ),
    an_action(
        "book",
        A_TRAIN,
        a_parameter("passenger", t.Text()),
        a_parameter("seats", t.Int()),
        phrase="books {seats} seat(s) on {train} for {passenger}",
    ),
    an_action("pay", A_BOOKING, phrase="pays (for) (the) (booking) {booking}"),
    an_action("cancel_order", A_BOOKING, a_parameter("reason", t.Optional(t.Text()))),
    an_action("tip", A_BOOKING, AMOUNT, phrase="tips {amount} for {booking}"),
    an_action("move", A_BOOKING, a_parameter("day", t.Date()), phrase="moves {booking} to {day}"),
    an_action("delay", A_TRAIN, a_parameter("until", t.DateTime()), phrase="delays {train} until {until}"),
    an_action("mark", A_BOOKING, a_parameter("status", STATUS), phrase="marks {booking} as {status}"),
    an_action("extend", A_BOOKING, a_parameter("by", t.Duration()), phrase="extends {booking} by {by}"),
    an_action("gift", A_BOOKING, a_parameter("to", t.Reference("Customer")), phrase="gives {booking} to {to}"),
    an_action("flag", A_BOOKING, a_parameter("vip", t.Bool()), phrase="sets vip of {booking} to {vip}"),
    an_action("expire", A_BOOKING, actor=m.BySystem(condition=None)),
)


def a_model(actions: tuple[m.Action, ...] = ACTIONS) -> m.Model:
    """Return the model with these actions, or its own."""
    return m.Model(
        system=m.System(
            id="system",
            span=SPAN,
            name="Railway",
            locale="en-US",
            currency="CNY",
            clock=datetime(2026, 7, 21, 9, tzinfo=UTC),
        ),
        enumerations=(),
        entities=(CUSTOMER, CLERK, TRAIN, BOOKING, TRAIN_STOP),
        services=(GATEWAY, MAIL),
        decisions=(),
        queries=(FULL_TRAINS,),
        actions=actions,
        workflows=(REFUND,),
        pages=(a_page("Search"), a_page("Book", A_TRAIN), a_page("MyBookings", parts=(TABLE,))),
        apis=(),
        requirements=(),
        rules=(),
        scenarios=(),
    )


# The parameters that phrases of tests can use.
POOL = {
    item.name: item
    for item in (
        A_BOOKING,
        A_TRAIN,
        AMOUNT,
        a_parameter("passenger", t.Text()),
        a_parameter("seats", t.Int()),
        a_parameter("day", t.Date()),
        a_parameter("status", STATUS),
        a_parameter("extra", t.Optional(t.Text())),
    )
}


def model_of_phrases(*phrases: str) -> m.Model:
    """Return a model of actions with these phrases, declared in a text; their parameters come from the pool."""
    source = Source("phrases.weft", "\n".join(f'says "{phrase}"' for phrase in phrases))
    starts = [source.offset(number + 1) for number in range(len(phrases))]
    return a_model(
        tuple(
            an_action(
                f"action_{number}",
                *(POOL[name] for name in re.findall(r"\{(\w+)\}", phrase) if name in POOL),
                phrase=phrase,
                span=Span(source, start, start + 4),
            )
            for number, (phrase, start) in enumerate(zip(phrases, starts, strict=True))
        )
    )


def raw_step(phase: str, text: str, *rows: tuple[str, ...], written: str | None = None) -> RawStep:
    """Return a step as the parser gives it; `written` is the text in the source where it differs."""
    source = Source("steps.feature", text if written is None else written)
    return RawStep(phase, text, Span(source, 0, len(source.text)), tuple(tuple(map(_cell, row)) for row in rows))


def _cell(text: str) -> Cell:
    return Cell(text, Span(Source("table", text), 0, len(text)))


@pytest.fixture(scope="session")
def model() -> m.Model:
    return a_model()


@pytest.fixture(scope="session")
def binder(model: m.Model) -> Binder:
    return Binder(model)


@pytest.fixture(scope="session")
def phrases() -> Callable[..., m.Model]:
    return model_of_phrases


@pytest.fixture(scope="session")
def step() -> Callable[..., RawStep]:
    return raw_step
