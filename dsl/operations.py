"""What the steps of a scenario do: one operation per sentence form, run alike by every driver.

Values are plain (see `expressions.Value`): money and decimals in smallest units, choices as their names.
`persona` is the name by which a scenario calls a person ("Ann"), with the role it was introduced with.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from .expressions import Value


@dataclass(frozen=True, slots=True)
class Persona:
    """A person of a scenario: the role, and the value of the role's key field."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class RecordByKey:
    """The record with this key."""

    entity: str
    key: str | int


@dataclass(frozen=True, slots=True)
class RecordWith:
    """The only record whose fields have these values."""

    entity: str
    values: "tuple[tuple[str, FieldValue], ...]"


@dataclass(frozen=True, slots=True)
class LastRecord:
    """The record of this entity that was created last in the scenario."""

    entity: str


Record = RecordByKey | RecordWith | LastRecord


@dataclass(frozen=True, slots=True)
class RecordList:
    """The records and people of a list."""

    items: tuple[Record | Persona, ...]


FieldValue = Value | Record | Persona | RecordList


@dataclass(frozen=True, slots=True)
class Operation:
    """What all operations share; `on_page` tells those that need pages."""

    on_page: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class HavePerson(Operation):
    """Given: a person of a role exists (with these fields and password), and is signed in or not."""

    persona: Persona
    signed_in: bool
    values: tuple[tuple[str, FieldValue], ...] = ()
    password: str | None = None


@dataclass(frozen=True, slots=True)
class HaveNobody(Operation):
    """Given: nobody is signed in."""


@dataclass(frozen=True, slots=True)
class HaveRecords(Operation):
    """Given: records exist, one per row of (field, value); other fields take defaults or sample values."""

    entity: str
    rows: tuple[tuple[tuple[str, FieldValue], ...], ...]


@dataclass(frozen=True, slots=True)
class HaveValues(Operation):
    """Given: fields of an existing record are set, whatever the rules say."""

    record: Record
    values: tuple[tuple[str, FieldValue], ...]


@dataclass(frozen=True, slots=True)
class HaveTime(Operation):
    """Given: it is this moment."""

    now: datetime


@dataclass(frozen=True, slots=True)
class HaveServiceAnswer(Operation):
    """Given: an operation of a service (None: each that can) answers with this outcome from now on."""

    service: str
    operation: str | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Perform(Operation):
    """A person does an action; `persona` None: somebody who is not signed in."""

    persona: Persona | None
    action: str
    arguments: tuple[tuple[str, FieldValue], ...]


@dataclass(frozen=True, slots=True)
class TrySignIn(Operation):
    """A person tries to sign in with an identifier's value and a password."""

    role: str
    identifier: str
    password: str


@dataclass(frozen=True, slots=True)
class SignOut(Operation):
    """A person signs out."""

    persona: Persona


@dataclass(frozen=True, slots=True)
class PassTime(Operation):
    """Time goes by: timers fire, and the system acts."""

    duration: timedelta


@dataclass(frozen=True, slots=True)
class AnswerTask(Operation):
    """A person answers the open human task with this title."""

    persona: Persona
    answer: str
    title: str


@dataclass(frozen=True, slots=True)
class OpenPage(Operation):
    """A person opens (or is on) a page; `arguments` fill the page's parameters in their order."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    page: str
    arguments: tuple[FieldValue, ...] = ()


@dataclass(frozen=True, slots=True)
class EnterValue(Operation):
    """A person types or chooses a value, as written, in the input with this label."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Click(Operation):
    """A person clicks the button or link with this name, in the row that shows `row` where one is given."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    label: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class SubmitForm(Operation):
    """A person submits the only form of the page."""

    on_page: ClassVar[bool] = True
    persona: Persona | None


@dataclass(frozen=True, slots=True)
class ExpectValues(Operation):
    """Then: fields of a record have these values."""

    record: Record
    values: tuple[tuple[str, FieldValue], ...]


@dataclass(frozen=True, slots=True)
class ExpectCount(Operation):
    """Then: so many records have these values; `count` None: at least one."""

    entity: str
    values: tuple[tuple[str, FieldValue], ...]
    count: int | None


@dataclass(frozen=True, slots=True)
class ExpectRejected(Operation):
    """Then: the last action was rejected or refused with this message (None: with any)."""

    message: str | None


@dataclass(frozen=True, slots=True)
class ExpectAccepted(Operation):
    """Then: the last action succeeded."""


@dataclass(frozen=True, slots=True)
class ExpectSignedIn(Operation):
    """Then: a person is signed in, or is not."""

    persona: Persona
    signed_in: bool


@dataclass(frozen=True, slots=True)
class ExpectServiceCalled(Operation):
    """Then: an operation of a service was called with these arguments by name; `count` times where given."""

    service: str
    operation: str
    arguments: tuple[tuple[str, FieldValue], ...] = ()
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ExpectState(Operation):
    """Then: the workflow of a record is in this state (Given: it is put there)."""

    workflow: str
    record: Record
    state: str


@dataclass(frozen=True, slots=True)
class ExpectTask(Operation):
    """Then: an open task with this title waits for a role, or none does."""

    role: str
    title: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class ExpectQuery(Operation):
    """Then: a query lists exactly these records, in this order where the query sorts."""

    query: str
    arguments: tuple[tuple[str, FieldValue], ...]
    keys: tuple[str | int, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ExpectText(Operation):
    """Then: the page shows this text, or does not."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    text: str
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class ExpectPage(Operation):
    """Then: the person is on this page."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    page: str


@dataclass(frozen=True, slots=True)
class ExpectRow(Operation):
    """Then: a row of the page's table shows these texts under the columns of these names, or none does."""

    on_page: ClassVar[bool] = True
    persona: Persona | None
    cells: tuple[tuple[str, str], ...]
    is_shown: bool = True
