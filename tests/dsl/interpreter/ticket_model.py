"""The ticket-booking specification as a model, with the refund decision and workflow."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from model_parts import (
    CLOCK,
    action,
    at,
    both,
    calc,
    change,
    compare,
    const,
    create,
    field,
    guard,
    me,
    minutes,
    now,
    number,
    parameter,
    quotient,
    read,
    ref,
    var,
)
from msgspec.structs import replace

from weft.dsl import expressions as ex
from weft.dsl import model as m
from weft.dsl import value_types as vt
from weft.dsl.operations import HavePerson, HaveRecords, Perform, Persona, RecordByKey

CITIES = vt.Choice("City", ("Beijing", "Shanghai", "Lhasa"))
STATUS = vt.Choice("BookingStatus", ("held", "paid", "cancelled", "expired", "refunded"))
ANN = Persona("Customer", "Ann")
BOB = Persona("Customer", "Bob")
CARL = Persona("Clerk", "Carl")
DEPARTS = datetime(2026, 7, 22, 8, 0, tzinfo=UTC)

_MONEY, _MOMENT = vt.Money(), vt.DateTime()
_BOOKING, _TRAIN = ref("booking", "Booking"), ref("train", "Train")
_STATUS = read(_BOOKING, "status", STATUS)


def status(name: str) -> ex.Constant:
    """Return a status of a booking."""
    return const(name, STATUS)


def _entities() -> tuple[m.Entity, ...]:
    own, row = ref("self", "Booking"), ref("self", "Train")
    train = read(own, "train", vt.Reference("Train"))
    total = calc(read(own, "seats", vt.Int()), "*", read(train, "price", _MONEY), _MONEY)
    differ = compare(read(row, "origin", CITIES), "!=", read(row, "destination", CITIES))
    check = m.Check(
        id="entity:Train/check:1", span=at("check"), condition=differ, message="Origin and destination must differ"
    )
    return (
        _role("Customer", field("Customer", "vip", vt.Bool(), default=const(False, vt.Bool()))),
        _role("Clerk"),
        _role("Admin"),
        _entity(
            "Train",
            field("Train", "number", vt.Text(8), key=True),
            field("Train", "origin", CITIES),
            field("Train", "destination", CITIES),
            field("Train", "departs", _MOMENT),
            field("Train", "seats_left", vt.Int(0, 2000)),
            field("Train", "price", _MONEY),
            checks=(check,),
        ),
        _entity(
            "Booking",
            field("Booking", "ref", vt.Text(12), key=True, generated=True),
            field("Booking", "customer", vt.Reference("Customer"), owner=True),
            field("Booking", "train", vt.Reference("Train")),
            field("Booking", "passenger", vt.Text(60), "Passenger name"),
            field("Booking", "seats", vt.Int(1, 5), default=number(1)),
            field("Booking", "total", _MONEY, stored=False, derived=total),
            field("Booking", "status", STATUS, default=status("held")),
            field("Booking", "held_until", _MOMENT),
        ),
    )


def _entity(name: str, *fields: m.Field, checks: tuple[m.Check, ...] = ()) -> m.Entity:
    return m.Entity(id=f"entity:{name}", span=at(name), name=name, fields=fields, checks=checks)


def _role(name: str, *fields: m.Field) -> m.Entity:
    own = (
        field(name, "name", vt.Text(60), key=True),
        field(name, "email", vt.Text(120), unique=True),
        field(name, "password", vt.Password()),
    )
    return m.Entity(
        id=f"role:{name}", span=at(name), name=name, fields=(*own, *fields), is_role=True, identifiers=("email",)
    )


def _service() -> m.Service:
    operations = tuple(
        m.ServiceOperation(
            id=f"service:PaymentGateway/operation:{name}",
            span=at(name),
            name=name,
            parameters=(parameter("amount", _MONEY),),
            outcomes=("ok", "refused", "timeout"),
        )
        for name in ("charge", "refund")
    )
    return m.Service(
        id="service:PaymentGateway", span=at("PaymentGateway"), name="PaymentGateway", operations=operations
    )


def _register() -> m.Action:
    name, email, password = var("name", vt.Text(60)), var("email", vt.Text(120)), var("password", vt.Password())
    return action(
        "register",
        [parameter("name", name.type), parameter("email", email.type), parameter("password", password.type)],
        m.Anyone(),
        effects=[
            create("Customer", "account", name=name, email=email, password=password),
            m.StartSession(id="session", span=at("signs in"), person=ref("account", "Customer")),
        ],
        returns="Customer",
    )


def _book() -> m.Action:
    seats, passenger = var("seats", vt.Int(1, 5)), var("passenger", vt.Text(60))
    left = read(_TRAIN, "seats_left", vt.Int(0, 2000))
    departs = read(_TRAIN, "departs", _MOMENT)
    return action(
        "book",
        [
            parameter("train", _TRAIN.type),
            parameter("passenger", passenger.type, "Passenger name"),
            parameter("seats", seats.type, default=number(1)),
        ],
        m.Roles(names=("Customer",)),
        guards=[
            guard("action:book/requires:1", compare(departs, ">", now()), "The train has departed"),
            guard("action:book/requires:2", compare(seats, "<=", left), "Not enough seats left"),
        ],
        effects=[
            create(
                "Booking",
                "booking",
                customer=me("Customer"),
                train=_TRAIN,
                passenger=passenger,
                seats=seats,
                held_until=calc(now(), "+", minutes(15), _MOMENT),
            ),
            change(_TRAIN, "seats_left", calc(left, "-", seats, vt.Int())),
        ],
        ensures=[guard("action:book/ensures:1", compare(left, ">=", number(0)), "seats_left >= 0")],
        returns="Booking",
    )


def owner_of_booking() -> m.OwnerOf:
    """Return the actor `owner of booking`."""
    owner = read(_BOOKING, "customer", vt.Reference("Customer"))
    return m.OwnerOf(record=_BOOKING, owner=owner, role="Customer")


def _pay() -> m.Action:
    call = m.ServiceCall(
        id="action:pay/calls:1",
        span=at("calls PaymentGateway.charge"),
        service="PaymentGateway",
        operation="charge",
        arguments=(read(_BOOKING, "total", _MONEY),),
        message="Payment refused",
    )
    return action(
        "pay",
        [parameter("booking", _BOOKING.type)],
        owner_of_booking(),
        guards=[guard("action:pay/requires:1", compare(_STATUS, "=", status("held")), "This booking cannot be paid")],
        calls=[call],
        effects=[change(_BOOKING, "status", status("paid"))],
    )


def _move_seats(name: str, sign: str, actor: m.BySystem, effects: Sequence[m.Effect] = ()) -> m.Action:
    train = read(_BOOKING, "train", vt.Reference("Train"))
    left, seats = read(train, "seats_left", vt.Int(0, 2000)), read(_BOOKING, "seats", vt.Int(1, 5))
    moved = change(train, "seats_left", calc(left, sign, seats, vt.Int()))
    return action(name, [parameter("booking", _BOOKING.type)], actor, effects=[*effects, moved])


def _actions() -> tuple[m.Action, ...]:
    is_late = compare(now(), ">", read(_BOOKING, "held_until", _MOMENT))
    expires = m.BySystem(condition=both(compare(_STATUS, "=", status("held")), is_late))
    is_paid = guard(
        "action:ask_refund/requires:1", compare(_STATUS, "=", status("paid")), "Only a paid booking is refunded"
    )
    ask = action("ask_refund", [parameter("booking", _BOOKING.type)], owner_of_booking(), guards=[is_paid])
    return (
        _register(),
        _book(),
        _pay(),
        _move_seats("expire", "+", expires, [change(_BOOKING, "status", status("expired"))]),
        ask,
        _move_seats("release_seats", "+", m.BySystem(condition=None)),
        _move_seats("take_seats", "-", m.BySystem(condition=None)),
    )


def _decision() -> m.Decision:
    hours, vip = var("hours", vt.Int()), var("vip", vt.Bool())
    yes, no = (compare(vip, "=", const(value, vt.Bool())) for value in (True, False))
    rows = (
        (compare(hours, ">=", number(360)), None, 100),
        (compare(hours, ">=", number(48)), yes, 100),
        (compare(hours, ">=", number(48)), no, 95),
        (compare(hours, ">=", number(24)), None, 90),
        (compare(hours, ">=", number(0)), None, 80),
        (compare(hours, "<", number(0)), None, 0),
    )
    return m.Decision(
        id="decision:refund_percent",
        span=at("refund_percent"),
        name="refund_percent",
        parameters=(parameter("hours", vt.Int()), parameter("vip", vt.Bool())),
        returns=vt.Int(),
        policy=m.HitPolicy.FIRST,
        rows=tuple(
            m.DecisionRow(
                id=f"decision:refund_percent/row:{place}",
                span=at(f"row {place}"),
                conditions=(first, second),
                result=number(result),
            )
            for place, (first, second, result) in enumerate(rows, 1)
        ),
    )


def _state(name: str, steps: Sequence[m.WorkflowStep] = (), *ways: m.Transition) -> m.State:
    id = f"workflow:Refund/state:{name}"
    return m.State(
        id=id, span=at(f"State: {name}"), name=name, steps=tuple(steps), transitions=ways, is_final=False, effects=()
    )


def _end(name: str, *effects: m.Change) -> m.State:
    return replace(_state(name), is_final=True, effects=effects)


def go(kind: str, target: str, **details: object) -> m.Transition:
    """Return a transition."""
    told = "".join(f"/{value}" for value in details.values() if isinstance(value, str))
    id = f"workflow:Refund/{kind}{told}/{target}"
    return m.Transition(id=id, span=at(f"{kind} go {target}"), kind=kind, target=target, **details)  # pyright: ignore[reportArgumentType]


def _task(title: str, role: str, *answers: str) -> m.HumanTask:
    template = m.TextTemplate(parts=(f"{title} ", read(_BOOKING, "ref", vt.Text(12))))
    return m.HumanTask(id=f"task:{title}", span=at(title), title=template, roles=(role,), answers=answers)


def _pay_back(join: str) -> m.Parallel:
    retry = m.RetryPolicy(times=3, every=timedelta(seconds=10), doubling=True)
    call = m.CallService(
        id="workflow:Refund/call",
        span=at("call PaymentGateway.refund"),
        service="PaymentGateway",
        operation="refund",
        arguments=(var("amount", _MONEY),),
        undo=None,
        retry=retry,
        timeout=timedelta(seconds=30),
    )
    release = m.DoAction(
        id="workflow:Refund/do",
        span=at("do release_seats"),
        action="release_seats",
        arguments=(_BOOKING,),
        undo=("take_seats", (_BOOKING,)),
        retry=m.RetryPolicy(),
    )
    branches = tuple(
        m.Branch(id=f"workflow:Refund/branch:{name}", span=at(name), name=name, steps=(step,))
        for name, step in (("money", call), ("seats", release))
    )
    return m.Parallel(id="workflow:Refund/parallel", span=at("parallel"), branches=branches, join=join)


def _workflow(join: str) -> m.Workflow:
    train = read(_BOOKING, "train", vt.Reference("Train"))
    vip = read(read(_BOOKING, "customer", vt.Reference("Customer")), "vip", vt.Bool())
    percent, amount = var("percent", vt.Int()), read(_BOOKING, "total", _MONEY)
    hours = ex.UntilTime(unit="hour", moment=read(train, "departs", _MOMENT), type=vt.Int(), span=at("hours until"))
    decided = ex.Decide(decision="refund_percent", arguments=(hours, vip), type=vt.Int(), span=at("refund_percent(…)"))
    share = quotient(calc(amount, "*", percent, _MONEY), number(100), ex.Rounding.HALF_UP, _MONEY)
    never = both(compare(var("state", vt.Text()), "=", const("Done", vt.Text())), compare(_STATUS, "=", status("paid")))
    return m.Workflow(
        id="workflow:Refund",
        span=at("Workflow: Refund"),
        name="Refund",
        entity="Booking",
        variable="booking",
        starts_on="ask_refund",
        version=2,
        accepts=(1,),
        data=(parameter("percent", vt.Int()), parameter("amount", _MONEY)),
        states=(
            _state(
                "Assess",
                [
                    m.SetData(id="set:1", span=at("set percent"), name="percent", value=decided),
                    m.SetData(id="set:2", span=at("set amount"), name="amount", value=share),
                ],
                go("when", "Refused", condition=compare(percent, "=", number(0))),
                go("when", "Approve", condition=compare(percent, "<", number(95))),
                go("otherwise", "PayBack"),
            ),
            _state(
                "Approve",
                [_task("Approve the refund of", "Clerk", "approve", "refuse")],
                go("answer", "PayBack", answer="approve"),
                go("answer", "Refused", answer="refuse"),
                go("after", "Escalated", delay=timedelta(days=2)),
            ),
            _state(
                "Escalated",
                [_task("Overdue refund", "Admin", "approve", "refuse")],
                go("answer", "PayBack", answer="approve"),
                go("answer", "Refused", answer="refuse"),
            ),
            _state(
                "PayBack",
                [_pay_back(join)],
                go("failed", "Manual", compensates=True),
                go("otherwise", "Done"),
            ),
            _state("Manual", [_task("Refund by hand", "Clerk", "done")], go("answer", "Done", answer="done")),
            _end("Done", change(_BOOKING, "status", status("refunded"))),
            _end("Refused"),
        ),
        never=(
            m.Check(
                id="workflow:Refund/never:1",
                span=at("never"),
                condition=ex.Not(operand=never, type=vt.Bool(), span=at("never")),
                message="A refunded booking is not paid",
            ),
        ),
        eventually=("Done", "Refused"),
    )


def _rule() -> m.Rule:
    row = ref("row", "Train")
    holds = compare(read(row, "seats_left", vt.Int()), ">=", number(0))
    invariant = m.Invariant(id="R-1/always:1", span=at("always"), entity="Train", row="row", condition=holds)
    return m.Rule(
        id="R-1", span=at("R-1"), title="Seats are never oversold", requirement="REQ-1", invariants=(invariant,)
    )


def ticket_model(*scenarios: m.Scenario, pages: tuple[m.Page, ...] = (), join: str = "all", **parts: object) -> m.Model:
    """Return the whole model with these scenarios; `parts` replace others of its parts."""
    model = m.Model(
        system=m.System(
            id="system", span=at("System"), name="RailTickets", locale="en-US", currency="CNY", clock=CLOCK
        ),
        enumerations=(),
        entities=_entities(),
        services=(_service(),),
        decisions=(_decision(),),
        queries=(),
        actions=_actions(),
        workflows=(_workflow(join),),
        pages=pages,
        apis=(),
        requirements=(),
        rules=(_rule(),),
        scenarios=scenarios,
    )
    return replace(model, **parts)  # pyright: ignore[reportArgumentType]


TRAIN = HaveRecords(
    "Train",
    (
        (
            ("number", "G1"),
            ("origin", "Beijing"),
            ("destination", "Shanghai"),
            ("departs", DEPARTS),
            ("seats_left", 2),
            ("price", 55300),
        ),
    ),
)
SIGNED_IN = HavePerson(ANN, signed_in=True)
BACKGROUND = (("given", TRAIN), ("given", SIGNED_IN))


def book(seats: int, persona: Persona | None = ANN, train: str = "G1", passenger: str = "Ann Li") -> Perform:
    """Return the step `Ann books 2 seats on "G1" for "Ann Li"`."""
    values = (("train", RecordByKey("Train", train)), ("passenger", passenger), ("seats", seats))
    return Perform(persona, "book", values)
