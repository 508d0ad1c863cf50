"""Forms for how things stand before a scenario: who is there, what exists, what time it is."""

from ..model import Entity
from ..operations import (
    ExpectCount,
    ExpectState,
    HaveNobody,
    HavePerson,
    HaveRecords,
    HaveServiceAnswer,
    HaveTime,
    HaveValues,
    OpenPage,
    Persona,
)
from ..value_types import Password
from ..words import words_of
from .captured import Captured
from .form import Built, Form
from .problem import BAD_VALUE, Problem
from .values import Pairs


def _person(role: Entity, persona: Persona, values: Pairs) -> HavePerson:
    """Return the operation that a person exists; a password among the values is kept apart."""
    secrets = {"password", *(item.name for item in role.fields if isinstance(item.type, Password))}
    fields = tuple(pair for pair in values if pair[0] not in secrets)
    password = next((str(value) for name, value in values if name in secrets), None)
    return HavePerson(persona, signed_in=False, values=fields, password=password)


def _one(entity: Entity, values: Pairs) -> HavePerson | HaveRecords | Problem:
    """Return the operation that a record with these values exists; one of a role is a person."""
    if not entity.is_role:
        return HaveRecords(entity.name, (values,))
    name = next((value for field, value in values if field == entity.key.name), None)
    if name is None:
        return Problem(BAD_VALUE, f"a {entity.name} needs a name", f'write {words_of(entity.name)} "Ann"')
    others = tuple(pair for pair in values if pair[0] != entity.key.name)
    return _person(entity, Persona(entity.name, str(name)), others)


def _one_record(captured: Captured) -> Built:
    return _derived(captured) or _one(captured.entity, captured.all_values)


def _values(captured: Captured) -> Built:
    return _derived(captured) or HaveValues(captured.record, captured.values)


def _derived(captured: Captured) -> Problem | None:
    """Return the problem that a value is given to a field that has its own rule."""
    derived = {item.name for item in captured.entity.fields if item.derived is not None}
    wrong = next((name for name, _ in captured.values if name in derived), None)
    return Problem(BAD_VALUE, f"{wrong} is derived from other fields and cannot be set") if wrong else None


def _records(captured: Captured) -> Built:
    if not captured.entity.is_role:
        return HaveRecords(captured.entity.name, captured.rows)
    people: list[HavePerson | HaveRecords] = []
    for row in captured.rows:
        person = _one(captured.entity, row)
        if isinstance(person, Problem):
            return person
        people.append(person)
    return tuple(people)


_GIVEN = ("given",)

GIVEN_FORMS = (
    Form(("is/am/are signed in",), lambda c: HavePerson(c.somebody, True), _GIVEN, by_person=True, needs_person=True),
    Form(
        ("is/am/are registered/known", "is/am/are registered/known with {values}"),
        lambda c: _person(c.entity, c.somebody, c.values),
        _GIVEN,
        by_person=True,
        needs_person=True,
    ),
    Form(("nobody is signed in",), lambda _: HaveNobody(), _GIVEN),
    Form(("these {entity} exist(:)", "the following {entity} exist(:)"), _records, _GIVEN, has_table=True),
    Form(
        ("a/an {entity} {key}", "a/an {entity} {key} with {values}", "a/an {entity} with {values}"), _one_record, _GIVEN
    ),
    Form(("there is/are no {entity}",), lambda c: ExpectCount(c.entity.name, (), 0), _GIVEN),
    Form(("{record} has/have {values}",), _values, _GIVEN),
    Form(("today/now/it is {moment}", "the time/date is {moment}"), lambda c: HaveTime(c.moment), _GIVEN),
    Form(
        ("is/am/are on the {page} page", "is/am/are on the {page} page of/for {record}"),
        lambda c: OpenPage(c.person, c.page.name, tuple(c.records)),
        _GIVEN,
        by_person=True,
    ),
    Form(
        ("the service {service} answers {outcome}",),
        lambda c: HaveServiceAnswer(c.service.name, c.operation, c.outcome),
        ("given", "when"),
    ),
    Form(
        ("the {workflow} of {record} is in (the) (state) {state}",),
        lambda c: ExpectState(c.workflow.name, c.record, c.state),
        ("given", "then"),
    ),
)
