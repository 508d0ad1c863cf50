"""What the slots of a matched form mean: filled slot by slot, then handed to the form's builder."""

from datetime import datetime, timedelta

from ..model import Entity, Page, Query, Service, Workflow
from ..operations import FieldValue, Persona, Record


class Captured:
    """Each attribute is set by the slot of the same name; a form reads only those of its own slots.

    `person` is None for somebody who is not signed in, `identifier` what the person signs in with, `rows`
    the table under the step.
    """

    entity: Entity
    page: Page
    service: Service
    operation: str | None
    outcome: str
    workflow: Workflow
    state: str
    query: Query
    moment: datetime
    duration: timedelta
    count: int | None
    answer: str

    def __init__(self, subject: Entity | None = None) -> None:
        """Take the role of the person who is the subject of the sentence."""
        if subject:
            self.entity = subject
        self.subject = subject
        self.person: Persona | None = None
        self.identifier = ""
        self.number = 0
        self.role = ""
        self.texts: list[str] = []
        self.records: list[Record] = []
        self.values: tuple[tuple[str, FieldValue], ...] = ()
        self.pairs: tuple[tuple[str, str], ...] = ()
        self.keys: tuple[str | int, ...] = ()
        self.rows: tuple[tuple[tuple[str, FieldValue], ...], ...] = ()

    @property
    def somebody(self) -> Persona:
        """Return the person, in a form that needs one."""
        if self.person is None:
            raise AssertionError("the form lacks needs_person")
        return self.person

    @property
    def record(self) -> Record:
        """Return the record last named."""
        return self.records[-1]

    @property
    def all_values(self) -> tuple[tuple[str, FieldValue], ...]:
        """Return the values, led by the key of a record that is named by it."""
        return ((self.entity.key.name, self.keys[0]), *self.values) if self.keys else self.values
