"""Answers questions by the queries that a system declares: their name, and behind it the values that they need."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ...sql_lint.connection import OutOfTime, QueryFailed, quoted
from ..linking.words import stems_of
from .presentation import columns_shown, rows_shown
from .records import AskedParameter, SavedQuery, Scope
from .reply import ROWS_SHOWN, Reply
from .visible_database import VisibleDatabase

SECONDS = 2.0
_VALUES_READ = 1000
_VALUES_TOLD = 5
_GLUE = frozenset(stems_of("of for in on by to with the a an one is and"))


class _Filled(Struct, frozen=True):
    """A query with the values that a question says, by the names of its parameters, and the first that is missing."""

    query: SavedQuery
    values: Mapping[str, str]
    missing: AskedParameter | None = None


def saved_reply(question: str, scope: Scope, database: VisibleDatabase) -> Reply | None:
    """Return the reply of the declared query that a question names; None where it names none."""
    try:
        filled = next((one for query in scope.queries if (one := _filled(question, query, scope, database))), None)
        if filled is None:
            return None
        if filled.missing is not None:
            return _asked_back(question, filled, filled.missing, scope, database)
        return _rows(question, filled, scope, database)
    except (QueryFailed, OutOfTime) as error:
        return Reply(question, str(error), examples=scope.examples)


def _filled(question: str, query: SavedQuery, scope: Scope, database: VisibleDatabase) -> _Filled | None:
    """Return a query with the values that stand behind its name; None where other words do."""
    name, words = stems_of(query.text), stems_of(question)
    if words[: len(name)] != name:
        return None
    rest, values = words[len(name) :], dict[str, str]()
    for parameter in query.parameters:
        rest, value = _first_value(rest, parameter, question, scope, database)
        if value is None:
            return None if rest else _Filled(query, values, parameter)
        values[parameter.name] = value
    return None if rest else _Filled(query, values)


def _first_value(
    words: tuple[str, ...], parameter: AskedParameter, question: str, scope: Scope, database: VisibleDatabase
) -> tuple[tuple[str, ...], str | None]:
    """Return the value that words begin with, but for what leads to it, and the words behind it."""
    leading = _GLUE | set(stems_of(parameter.label))
    known = _values(parameter, scope, database) if words else []
    spelt = sorted(known, key=lambda value: value.lower() not in question.lower())
    while words:
        fitting = [value for value in spelt if (stems := stems_of(value)) and words[: len(stems)] == stems]
        if fitting:
            value = max(fitting, key=lambda value: len(stems_of(value)))
            return words[len(stems_of(value)) :], value
        if words[0] not in leading:
            break
        words = words[1:]
    return words, None


def _values(parameter: AskedParameter, scope: Scope, database: VisibleDatabase, most: int = _VALUES_READ) -> list[str]:
    """Return the values that a parameter can have, of rows the first ones that may be seen."""
    table = scope.table(parameter.table)
    if table is None:
        return list(parameter.choices)
    key = quoted(table.key)
    sql = f"SELECT {key} FROM {quoted(table.name)} ORDER BY {key}"
    return [str(value) for (value,) in database.query(sql, seconds=SECONDS, row_limit=most).rows]


def _asked_back(
    question: str, filled: _Filled, parameter: AskedParameter, scope: Scope, database: VisibleDatabase
) -> Reply:
    """Return a reply that says what is missing, with questions that name it."""
    values = _values(parameter, scope, database, _VALUES_TOLD)[:_VALUES_TOLD]
    said = ", ".join([filled.query.text.capitalize(), *_told(filled)])
    examples = tuple(f"{said}, {parameter.label} {value}" for value in values)
    reason = f"it takes a {parameter.label}" if examples else f"there is no {parameter.label} to ask about"
    return Reply(question, reason, examples=examples or scope.examples)


def _told(filled: _Filled) -> Iterator[str]:
    for parameter in filled.query.parameters:
        if parameter.name in filled.values:
            yield f"{parameter.label} {filled.values[parameter.name]}"


def _rows(question: str, filled: _Filled, scope: Scope, database: VisibleDatabase) -> Reply:
    query = filled.query
    result = database.saved(query.statement, filled.values, seconds=SECONDS, row_limit=ROWS_SHOWN)
    named = f"SELECT {', '.join(map(quoted, result.columns))} FROM {query.table}"
    columns = columns_shown(named, database.dialect, scope, result.columns)
    told = [at for at in range(len(columns)) if any(row[at] is not None for row in result.rows)]
    rows = rows_shown(result.rows, columns)
    return Reply(
        question,
        f"it is the query “{', '.join([query.text, *_told(filled)])}” of this system",
        database.declared(query.statement),
        tuple(columns[at].heading for at in told),
        tuple(tuple(row[at] for at in told) for row in rows),
        tuple(columns[at].is_number for at in told),
        result.is_cut,
    )
