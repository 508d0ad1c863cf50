"""A minimal server by hand, the peer of the generated one: two endpoints on FastAPI and sqlite3, same table, same JSON.

It is run as a program: `python hand_written_server.py DATABASE PORT SECRET`.
"""

import sqlite3
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

import uvicorn
from fastapi import FastAPI, Header, HTTPException
from itsdangerous import BadSignature, URLSafeTimedSerializer
from pydantic import BaseModel, Field

DATABASE, PORT, SECRET = sys.argv[1:4]
FARES = {"Second class": 1, "First class": 2, "Business class": 3}

app = FastAPI()
signer = URLSafeTimedSerializer(SECRET, salt="bearer-token")
local = threading.local()


class Train(BaseModel):
    """A train as JSON has it."""

    number: str
    origin: str
    destination: str
    departs: str
    seats_left: int
    price: str


class Trains(BaseModel):
    """A part of the list of trains."""

    items: list[Train]
    total: int
    limit: int
    offset: int


class Order(BaseModel):
    """What a booking asks for."""

    train: str
    passenger: Annotated[str, Field(min_length=2, max_length=60)]
    id_number: Annotated[str, Field(min_length=8, max_length=18)]
    seat_type: Literal["Second class", "First class", "Business class"]
    seats: Annotated[int, Field(ge=1, le=5)] = 1


class Booking(BaseModel):
    """A booking as JSON has it."""

    ref: str
    customer: str
    train: str
    passenger: str
    id_number: str
    seat_type: str
    seats: int
    total: str
    status: str
    held_until: str


def connection() -> sqlite3.Connection:
    """Return this thread's connection."""
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(DATABASE, isolation_level=None, timeout=10)
        local.connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            local.connection.execute(f"PRAGMA {pragma}")
    return local.connection


def one(statement: str, values: Sequence[object]) -> Any:
    """Return the first row that a statement yields."""
    return connection().execute(statement, values).fetchone()


@app.get("/api/v1/trains")
def list_trains(limit: int = 50, offset: int = 0, origin: str | None = None, destination: str | None = None) -> Trains:
    """Return a part of the trains that match."""
    where = "WHERE (:o IS NULL OR origin = :o) AND (:d IS NULL OR destination = :d)"
    values = {"o": origin, "d": destination, "limit": limit, "offset": offset}
    found = connection().execute(f"SELECT * FROM trains {where} ORDER BY number LIMIT :limit OFFSET :offset", values)
    items = [Train.model_validate({**dict(row), "price": f"{row['price'] / 100:.2f}"}) for row in found]
    [total] = connection().execute(f"SELECT count(*) FROM trains {where}", values).fetchone()
    return Trains(items=items, total=total, limit=limit, offset=offset)


@app.post("/api/v1/actions/book", status_code=201)
def book(order: Order, authorization: Annotated[str, Header()] = "") -> Booking:
    """Book seats, in one transaction."""
    try:
        _, me = signer.loads(authorization.removeprefix("Bearer "), max_age=43200)
    except BadSignature:
        raise HTTPException(401, "Please sign in first") from None
    connection().execute("BEGIN IMMEDIATE")
    try:
        booking = insert_booking(order, me, datetime.now(UTC).replace(microsecond=0))
    except BaseException:
        connection().execute("ROLLBACK")
        raise
    connection().execute("COMMIT")
    return booking


def insert_booking(order: Order, me: str, now: datetime) -> Booking:
    """Check what must hold, write the booking and take the seats."""
    if one("SELECT username FROM customers WHERE username = ?", (me,)) is None:
        raise HTTPException(401, "Please sign in first")
    train = one("SELECT * FROM trains WHERE number = ?", (order.train,))
    if train is None:
        raise HTTPException(422, f"There is no train {order.train}")
    if train["departs"] <= text(now):
        raise HTTPException(409, "The train has departed")
    if order.seats > train["seats_left"]:
        raise HTTPException(409, "Not enough seats left")
    if one("SELECT count(*) FROM bookings WHERE customer = ? AND status = 'held'", (me,))[0] >= 3:
        raise HTTPException(409, "Pay your open bookings first")
    next_number = (
        "INSERT INTO sequences (entity, last_number) VALUES ('Booking', 1) "
        "ON CONFLICT (entity) DO UPDATE SET last_number = last_number + 1 RETURNING last_number"
    )
    booking = Booking(
        ref=f"B{one(next_number, ())[0]:06}",
        customer=me,
        total=f"{order.seats * FARES[order.seat_type] * train['price'] / 100:.2f}",
        status="held",
        held_until=text(now + timedelta(minutes=15)),
        **order.model_dump(),
    )
    connection().execute(
        "INSERT INTO bookings (ref, customer, train, passenger, id_number, seat_type, seats, status, held_until) "
        "VALUES (:ref, :customer, :train, :passenger, :id_number, :seat_type, :seats, :status, :held_until)",
        booking.model_dump(exclude={"total"}),
    )
    take = "UPDATE trains SET seats_left = seats_left - ? WHERE number = ? AND seats_left >= ?"
    if connection().execute(take, (order.seats, order.train, order.seats)).rowcount == 0:
        raise HTTPException(409, "Not enough seats left")
    return booking


def text(moment: datetime) -> str:
    """Print a moment as the table has it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    uvicorn.run(app, port=int(PORT), log_level="warning", access_log=False)
