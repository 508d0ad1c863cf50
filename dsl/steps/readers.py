"""How the text in each slot of a built-in form is read: into `Captured`, or as a problem."""

import re
from datetime import datetime, timedelta

from ..literals import parse_value, unquote
from ..model import ServiceOperation
from ..value_types import DateTime, Duration
from .captured import Captured
from .patterns import QUOTED, WRITTEN
from .piece import Piece
from .problem import BAD_VALUE, UNKNOWN, Problem
from .values import find_entity, read_key, read_pairs, read_record, split_name
from .vocabulary import Vocabulary, operation_names, parameter_names, state_names

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _unknown(piece: Piece, what: str, hint: str, *, is_weak: bool = False) -> Problem:
    message = f"there is no {what} called `{unquote(piece.text)}`"
    return piece.problem(UNKNOWN, message, hint, is_weak=is_weak)


def read_text(piece: Piece, into: Captured) -> None:
    """Read a text as it is written."""
    into.texts.append(unquote(piece.text))


def read_number(piece: Piece, into: Captured) -> None:
    """Read how often something happened."""
    into.number = int(piece.text)


def read_count(piece: Piece, into: Captured) -> None:
    """Read how many records there are: `a` is at least one, `two` is 2."""
    word = piece.text.lower()
    into.count = None if word in ("a", "an") else NUMBERS.index(word) if word in NUMBERS else int(word)


def read_duration(piece: Piece, into: Captured) -> Problem | None:
    """Read a length of time."""
    value = parse_value(piece.text, Duration())
    if isinstance(value, timedelta):
        into.duration = value
        return None
    return piece.problem(BAD_VALUE, f"{piece.text} is not a length of time", "write it like 15 minutes")


def read_moment(piece: Piece, into: Captured) -> Problem | None:
    """Read a date, meaning its midnight, or a date and time."""
    value = parse_value(piece.text, DateTime())
    if isinstance(value, datetime):
        into.moment = value
        return None
    return piece.problem(BAD_VALUE, f"{piece.text} is not a date or a time", "write it like 2026-07-22 08:00")


def read_entity(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read the name of an entity, in the singular or the plural."""
    entity = find_entity(vocabulary, piece)
    if isinstance(entity, Problem):
        return entity
    into.entity = entity
    return None


def read_role(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read the name of a role."""
    role = vocabulary.roles.find(piece.text)
    if role is None:
        return _unknown(piece, "role", vocabulary.roles.hint(piece.text))
    into.role = role.name
    return None


def read_record_key(piece: Piece, into: Captured) -> Problem | None:
    """Read the key of a record of the entity named before."""
    record = read_key(piece, into.entity)
    if isinstance(record, Problem):
        return record
    into.keys = (record.key,)
    return None


def read_one_record(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read which record is meant."""
    record = read_record(vocabulary, piece)
    if isinstance(record, Problem):
        return record
    into.records.append(record)
    into.entity = vocabulary.model.entity(record.entity)
    return None


def read_values(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read fields and values of the entity named before."""
    values = read_pairs(vocabulary, piece, vocabulary.fields(into.entity), into.entity.name)
    if isinstance(values, Problem):
        return values
    into.values = values
    return None


def read_page(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read the name of a page, as declared, as words, or its title."""
    page = vocabulary.pages.find(piece.text)
    if page is None:
        return _unknown(piece, "page", vocabulary.pages.hint(piece.text))
    into.page = page
    return None


def read_service(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read `Service` or `Service.operation`."""
    name, dot, operation = piece.text.partition(".")
    service = vocabulary.services.find(name)
    if service is None:
        return _unknown(piece.cut(0, len(name)), "service", vocabulary.services.hint(name))
    into.service, into.operation = service, None
    operations = operation_names(service)
    if dot:
        found = operations.find(operation)
        if found is None:
            hint = operations.hint(operation)
            return _unknown(piece.cut(len(name) + 1), f"operation of {service.name}", hint)
        into.operation = found.name
    return None


def _operations(into: Captured) -> tuple[ServiceOperation, ...]:
    return tuple(item for item in into.service.operations if into.operation in (None, item.name))


def read_outcome(piece: Piece, into: Captured) -> Problem | None:
    """Read an outcome of the service named before."""
    outcome = unquote(piece.text)
    known = dict.fromkeys(name for operation in _operations(into) for name in operation.outcomes)
    if outcome not in known:
        return _unknown(piece, f"outcome of {into.service.name}", f"known: {', '.join(known)}")
    into.outcome = outcome
    return None


def read_inputs(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read parameters and values of the service's operation named before."""
    parameters = tuple(item for operation in _operations(into) for item in operation.parameters)
    values = read_pairs(vocabulary, piece, parameter_names(parameters), into.service.name)
    if isinstance(values, Problem):
        return values
    into.values = values
    return None


def read_workflow(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read the name of a workflow."""
    workflow = vocabulary.workflows.find(piece.text)
    if workflow is None:
        near = vocabulary.workflows.near(piece.text)
        return _unknown(piece, "workflow", vocabulary.workflows.hint(piece.text), is_weak=not near)
    into.workflow = workflow
    return None


def read_state(piece: Piece, into: Captured) -> Problem | None:
    """Read a state of the workflow named before."""
    states = state_names(into.workflow)
    state = states.find(unquote(piece.text))
    if state is None:
        return _unknown(piece, f"state of {into.workflow.name}", states.hint(unquote(piece.text)))
    into.state = state.name
    return None


def read_query(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read the name of a query, whose rows are of its entity."""
    query = vocabulary.queries.find(piece.text)
    if query is None:
        return _unknown(piece, "query", vocabulary.queries.hint(piece.text))
    into.query, into.entity = query, vocabulary.model.entity(query.entity)
    return None


def read_filters(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read parameters and values of the query named before."""
    values = read_pairs(vocabulary, piece, parameter_names(into.query.parameters), into.query.name)
    if isinstance(values, Problem):
        return values
    into.values = values
    return None


def read_keys(piece: Piece, into: Captured) -> Problem | None:
    """Read the keys of records of the entity named before."""
    keys: list[str | int] = []
    for part in piece.split():
        record = read_key(part, into.entity)
        if isinstance(record, Problem):
            return record
        keys.append(record.key)
    into.keys = tuple(keys)
    return None


def read_labels(piece: Piece, into: Captured) -> None:
    """Read `"value" as "label" and …` as (label, value)."""
    found = re.finditer(rf"({WRITTEN})\s+(?:as|in)\s+({QUOTED})", piece.text)
    into.pairs = tuple((unquote(match[2]), unquote(match[1])) for match in found)


def read_cells(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read `column "text" and …`, the columns being those of any table of the system."""
    cells: list[tuple[str, str]] = []
    for part in piece.split():
        found = split_name(part, vocabulary.columns, "the table")
        if isinstance(found, Problem):
            return found
        cells.append((found[0].name, unquote(found[1].text)))
    into.pairs = tuple(cells)
    return None


def read_answer(vocabulary: Vocabulary, piece: Piece, into: Captured) -> Problem | None:
    """Read an answer of a human task."""
    answer = vocabulary.answers.find(unquote(piece.text))
    if answer is None:
        return _unknown(piece, "answer", vocabulary.answers.hint(unquote(piece.text)))
    into.answer = answer
    return None
