"""Forms for what is expected of records, outcomes, people, services, tasks and queries."""

from ..operations import (
    ExpectAccepted,
    ExpectCount,
    ExpectQuery,
    ExpectRejected,
    ExpectServiceCalled,
    ExpectSignedIn,
    ExpectTask,
    ExpectValues,
)
from .captured import Captured
from .form import Built, Form
from .problem import BAD_VALUE, Problem

_THEN = ("then",)


def _called(captured: Captured, count: int | None) -> Built:
    service = captured.service
    possible = [item.name for item in service.operations if captured.operation in (None, item.name)]
    if len(possible) != 1:
        hint = f"write one of {', '.join(f'{service.name}.{name}' for name in possible)}"
        return Problem(BAD_VALUE, f"it is not said which operation of {service.name}", hint)
    return ExpectServiceCalled(service.name, possible[0], captured.values, count)


THEN_FORMS = (
    Form(("{record} has/have {values}",), lambda c: ExpectValues(c.record, c.values), _THEN),
    Form(
        ("there is/are {count} {entity}", "there is/are {count} {entity} with {values}"),
        lambda c: ExpectCount(c.entity.name, c.values, c.count),
        _THEN,
    ),
    Form(("the action is rejected/refused",), lambda _: ExpectRejected(None), _THEN),
    Form(("the action is rejected/refused with {text}",), lambda c: ExpectRejected(c.texts[0]), _THEN),
    Form(("the action is accepted", "the action succeeds"), lambda _: ExpectAccepted(), _THEN),
    Form(
        ("is/am/are signed in",), lambda c: ExpectSignedIn(c.somebody, True), _THEN, by_person=True, needs_person=True
    ),
    Form(
        ("is/am/are not signed in",),
        lambda c: ExpectSignedIn(c.somebody, False),
        _THEN,
        by_person=True,
        needs_person=True,
    ),
    Form(
        ("the service {service} was called", "the service {service} was called with {inputs}"),
        lambda c: _called(c, None),
        _THEN,
    ),
    Form(
        ("the service {service} was not called", "the service {service} was not called with {inputs}"),
        lambda c: _called(c, 0),
        _THEN,
    ),
    Form(("the service {service} was called {number} time(s)",), lambda c: _called(c, c.number), _THEN),
    Form(("the service {service} was called once",), lambda c: _called(c, 1), _THEN),
    Form(
        ("(the) {role} has a task {text}", "there is a task {text} for (the) {role}"),
        lambda c: ExpectTask(c.role, c.texts[0]),
        _THEN,
    ),
    Form(("there is no task {text} for (the) {role}",), lambda c: ExpectTask(c.role, c.texts[0], False), _THEN),
    Form(
        ("the query {query} lists nothing", "the query {query} with {filters} lists nothing"),
        lambda c: ExpectQuery(c.query.name, c.values, ()),
        _THEN,
    ),
    Form(
        ("the query {query} lists {keys}", "the query {query} with {filters} lists {keys}"),
        lambda c: ExpectQuery(c.query.name, c.values, c.keys),
        _THEN,
    ),
)
