"""The pages of the ticket-booking specification."""

from model_parts import at, both, compare, me, read, ref, var
from ticket_model import CITIES, STATUS, owner_of_booking

from weft.dsl import expressions as ex
from weft.dsl import model as m
from weft.dsl import value_types as vt

_TRAIN_FIELDS: tuple[tuple[str, vt.ValueType], ...] = (
    ("number", vt.Text(8)),
    ("origin", CITIES),
    ("destination", CITIES),
    ("departs", vt.DateTime()),
    ("price", vt.Money()),
    ("seats_left", vt.Int()),
)
_BOOKING_FIELDS: tuple[tuple[str, vt.ValueType], ...] = (
    ("ref", vt.Text(12)),
    ("train", vt.Reference("Train")),
    ("passenger", vt.Text(60)),
    ("total", vt.Money()),
    ("status", STATUS),
)


def _columns(record: ex.Expression, fields: tuple[tuple[str, vt.ValueType], ...], *names: str) -> tuple[m.Column, ...]:
    kinds = dict(fields)
    labels = {"passenger": "Passenger name"}
    return tuple(
        m.Column(
            name=name,
            label=labels.get(name, name.replace("_", " ").capitalize()),
            value=read(record, name, kinds[name]),
        )
        for name in names
    )


def _page(name: str, path: str, *parts: m.PagePart, title: str = "", **details: object) -> m.Page:
    values: dict[str, object] = {"parameters": (), "inputs": (), "roles": (), "owners": (), **details}
    id = f"page:{name}"
    return m.Page(id=id, span=at(name), name=name, title=title or name, path=path, parts=parts, **values)  # pyright: ignore[reportArgumentType]


def _form(page: str, name: str, button: str, opens: str, action: str | None, *fields: m.FormField) -> m.Form:
    bound = ("train",) if action == "book" else ()
    id = f"page:{page}/form:{name}"
    return m.Form(
        id=id, span=at(button), name=name, fields=fields, button=button, action=action, bound=bound, opens=opens
    )


def _input(name: str, kind: vt.ValueType, label: str = "") -> m.FormField:
    return m.FormField(name=name, type=kind, label=label or name.capitalize())


def _table(
    entity: str, where: ex.Expression | None, sort: str, columns: tuple[m.Column, ...], **details: object
) -> m.Table:
    values: dict[str, object] = {"links": (), "buttons": (), "empty": "Nothing here", **details}
    return m.Table(
        id=f"table:{entity}",
        span=at(entity),
        entity=entity,
        row="row",
        where=where,
        sort=m.Sort(field=sort),
        limit=None,
        columns=columns,
        **values,  # pyright: ignore[reportArgumentType]
    )


def _trains() -> m.Table:
    row = ref("row", "Train")
    where = both(
        *(compare(read(row, name, CITIES), "=", var(f"form.{name}", CITIES)) for name in ("origin", "destination"))
    )
    link = m.RowLink(id="page:Results/link:Book", span=at("Book"), label="Book", page="Book", when=None)
    columns = _columns(row, _TRAIN_FIELDS, "number", "departs", "price", "seats_left")
    return _table("Train", where, "departs", columns, links=(link,), empty="No trains found")


def _bookings() -> m.Table:
    row = ref("row", "Booking")
    where = compare(read(row, "customer", vt.Reference("Customer")), "=", me("Customer"))
    is_held = compare(read(row, "status", STATUS), "=", ex.Constant(value="held", type=STATUS, span=at("held")))
    pay = m.RowButton(
        id="page:MyBookings/button:Pay",
        span=at("Pay"),
        label="Pay",
        action="pay",
        parameter="booking",
        opens="MyBookings",
        when=is_held,
    )
    link = m.RowLink(id="page:MyBookings/link:Show", span=at("Show"), label="Show", page="Ticket", when=None)
    columns = _columns(row, _BOOKING_FIELDS, "ref", "train", "passenger", "total", "status")
    return _table("Booking", where, "ref", columns, buttons=(pay,), links=(link,))


def _book_page() -> m.Page:
    train = ref("train", "Train")
    details = m.Details(
        id="details",
        span=at("details"),
        record=train,
        entity="Train",
        columns=_columns(train, _TRAIN_FIELDS, "number", "origin", "destination", "departs", "price"),
    )
    fields = (_input("passenger", vt.Text(60), "Passenger name"), _input("seats", vt.Int(1, 5)))
    form = _form("Book", "book", "Place order", "MyBookings", "book", *fields)
    train_parameter = m.Parameter(name="train", type=train.type, label="Train")
    return _page("Book", "/trains/{train}/book", details, form, parameters=(train_parameter,), roles=("Customer",))


def _ticket_page() -> m.Page:
    booking = ref("booking", "Booking")
    details = m.Details(
        id="details",
        span=at("details"),
        record=booking,
        entity="Booking",
        columns=_columns(booking, _BOOKING_FIELDS, "ref", "status"),
    )
    pay = m.PageButton(
        id="page:Ticket/button:Pay",
        span=at("Pay now"),
        label="Pay now",
        action="pay",
        bound=("booking",),
        opens="Ticket",
        when=None,
    )
    back = m.PageLink(id="page:Ticket/link:Back", span=at("Back"), label="Back", page="MyBookings")
    note = m.Paragraph(id="page:Ticket/text:1", span=at("note"), text="Keep this ticket")
    parameters = (m.Parameter(name="booking", type=booking.type, label="Booking"),)
    return _page(
        "Ticket",
        "/bookings/{booking}",
        details,
        pay,
        back,
        note,
        parameters=parameters,
        roles=("Customer",),
        owners=(owner_of_booking(),),
    )


def ticket_pages() -> tuple[m.Page, ...]:
    """Return the pages."""
    cities = (_input("origin", CITIES), _input("destination", CITIES))
    account = (_input("name", vt.Text(60)), _input("email", vt.Text(120)), _input("password", vt.Password()))
    return (
        _page("Search", "/", _form("Search", "search", "Search", "Results", None, *cities)),
        _page("Results", "/trains", _trains(), inputs=cities),
        _book_page(),
        _page("Register", "/register", _form("Register", "register", "Create account", "Search", "register", *account)),
        _page("MyBookings", "/bookings", _bookings(), title="My bookings", roles=("Customer",)),
        _ticket_page(),
    )
