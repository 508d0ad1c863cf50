"""What the steps of a scenario do: one operation per sentence form, run alike by every driver.

Values are plain (see `expressions.Value`): money and decimals in smallest units, choices as their names.
`persona` is the name by which a scenario calls a person ("Ann"), with the role it was introduced with.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from .expressions import Value


class Persona(Struct, frozen=True):
    """A person of a scenario: the role, and the value of the role's key field."""

    role: str
    name: str


class RecordByKey(Struct, frozen=True):
    """The record with this key."""

    entity: str
    key: str | int


class RecordWith(Struct, frozen=True):
    """The only record whose fields have these values."""

    entity: str
    values: "tuple[tuple[str, FieldValue], ...]"


class LastRecord(Struct, frozen=True):
    """The record of this entity that was created last in the scenario."""

    entity: str


Record = RecordByKey | RecordWith | LastRecord


class RecordList(Struct, frozen=True):
    """The records and people of a list."""

    items: tuple[Record | Persona, ...]


FieldValue = Value | Record | Persona | RecordList


class Operation(Struct, frozen=True):
    """What all operations share; `on_page` tells those that need pages."""

    on_page: ClassVar[bool] = False


class HavePerson(Operation, frozen=True):
    """Given: a person of a role exists (with these fields and password), and is signed in or not."""

    persona: Persona
    signed_in: bool
    values: tuple[tuple[str, FieldValue], ...] = ()
    password: str | None = None


class HaveNobody(Operation, frozen=True):
    """Given: nobody is signed in."""


class HaveRecords(Operation, frozen=True):
    """Given: records exist, one per row of (field, value); other fields take defaults or sample values."""

    entity: str
    rows: tuple[tuple[tuple[str, FieldValue], ...], ...]


class HaveValues(Operation, frozen=True):
    """Given: fields of an existing record are set, whatever the rules say."""

    record: Record
    values: tuple[tuple[str, FieldValue], ...]


class HaveTime(Operation, frozen=True):
    """Given: it is this moment."""

    now: datetime


class HaveServiceAnswer(Operation, frozen=True):
    """Given: an operation of a service (None: each that can) answers with this outcome from now on."""

    service: str
    operation: str | None
    outcome: str


class Perform(Operation, frozen=True):
    """A person does an action; `persona` None: somebody who is not signed in."""

    persona: Persona | None
    action: str
    arguments: tuple[tuple[str, FieldValue], ...]


class TrySignIn(Operation, frozen=True):
    """A person tries to sign in with an identifier's value and a password."""

    role: str
    identifier: str
    password: str


class SignOut(Operation, frozen=True):
    """A person signs out."""

    persona: Persona


class PassTime(Operation, frozen=True):
    """Time goes by: timers fire, and the system acts."""

    duration: timedelta


class AnswerTask(Operation, frozen=True):
    """A person answers the open human task with this title."""

    persona: Persona
    answer: str
    title: str


class OpenPage(Operation, frozen=True):
    """A person opens (or is on) a page; `arguments` fill the page's parameters in their order."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    page: str
    arguments: tuple[FieldValue, ...] = ()


class EnterValue(Operation, frozen=True):
    """A person types or chooses a value, as written, in the input with this label."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    label: str
    value: str


class Click(Operation, frozen=True):
    """A person clicks the button or link with this name, in the row that shows `row` where one is given."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    label: str
    row: str | None = None


class SubmitForm(Operation, frozen=True):
    """A person submits the only form of the page."""

    on_page: ClassVar[bool] = True
    persona: Persona | None


class AskQuestion(Operation, frozen=True):
    """A person asks a question in the box of the page."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    question: str


class ExpectAnswer(Operation, frozen=True):
    """Then: the answer to the last question shows this text in a cell, or does not; `text` None: there is none."""

    text: str | None
    is_shown: bool = True


class ExpectValues(Operation, frozen=True):
    """Then: fields of a record have these values."""

    record: Record
    values: tuple[tuple[str, FieldValue], ...]


class ExpectCount(Operation, frozen=True):
    """Then: so many records have these values; `count` None: at least one."""

    entity: str
    values: tuple[tuple[str, FieldValue], ...]
    count: int | None


class ExpectRejected(Operation, frozen=True):
    """Then: the last action was rejected or refused with this message (None: with any)."""

    message: str | None


class ExpectAccepted(Operation, frozen=True):
    """Then: the last action succeeded."""


class ExpectSignedIn(Operation, frozen=True):
    """Then: a person is signed in, or is not."""

    persona: Persona
    signed_in: bool


class ExpectServiceCalled(Operation, frozen=True):
    """Then: an operation of a service was called with these arguments by name; `count` times where given."""

    service: str
    operation: str
    arguments: tuple[tuple[str, FieldValue], ...] = ()
    count: int | None = None


class ExpectState(Operation, frozen=True):
    """Then: the workflow of a record is in this state (Given: it is put there)."""

    workflow: str
    record: Record
    state: str


class ExpectTask(Operation, frozen=True):
    """Then: an open task with this title waits for a role, or none does."""

    role: str
    title: str
    is_open: bool = True


class ExpectQuery(Operation, frozen=True):
    """Then: a query lists exactly these records, in this order where the query sorts."""

    query: str
    arguments: tuple[tuple[str, FieldValue], ...]
    keys: tuple[str | int, ...] = ()


class ExpectText(Operation, frozen=True):
    """Then: the page shows this text, or does not."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    text: str
    is_shown: bool = True


class ExpectPage(Operation, frozen=True):
    """Then: the person is on this page."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    page: str


class ExpectRow(Operation, frozen=True):
    """Then: a row of the page's table shows these texts under the columns of these names, or none does."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    cells: tuple[tuple[str, str], ...]
    is_shown: bool = True
