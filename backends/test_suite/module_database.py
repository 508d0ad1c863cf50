"""Tests that the database refuses what the rules forbid, even when everything else is bypassed."""

from collections.abc import Iterator

from msgspec.structs import replace

from ...dsl.expressions import Value
from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import Bool, Choice, Date, DateTime, Int, ListOf, Optional, Reference, Text, plain
from ..action_plan import PlannedChange
from ..backend import OutputFile
from ..database_calls import change_call, is_wide
from ..names import constant_of, field_name, plural_of_entity, python_name, sql_name, table_name, variable_of
from ..python_expressions import python_string
from ..sql_expressions import NotInSql, SqlPrinter
from .evaluation import UnknownValueError
from .example_records import Examples
from .filled_setup import FilledSetup, is_within
from .function_text import TestText
from .literals import stored_fields
from .module_lists import add_list_tests, written_list
from .search import Changes, candidates_for, constants_in, find_changes


def database_file(model: Model, examples: Examples) -> OutputFile | None:
    """Return the file."""
    text = TestText(examples)
    text.need("tests.world", "World")
    for entity in model.entities:
        _read_as_written(entity, text)
        _wrong_values(entity, text)
        _checks(entity, text)
        _duplicates(entity, text)
        add_list_tests(entity, text)
    for action in model.actions:
        setup = FilledSetup(action, examples)
        for change in setup.plan.changes:
            _conditions(setup, change, text)
    title = "The database refuses what the rules forbid, even when everything else is bypassed."
    return text.file("module/test_database", title, [entity.id for entity in model.entities])


def set_lines(entity: Entity, values: str, text: TestText) -> str:
    """Return the call that sets columns of the example of an entity."""
    text.need("tests.records", "set_values")
    text.need("tests.examples", constant_of(entity.name))
    key = f"{constant_of(entity.name)}.{field_name(entity.key.name)}"
    names = f"{python_string(table_name(entity))}, {python_string(sql_name(entity.key.name))}"
    return f"set_values(filled, {names}, {key}, {values})"


def _read_as_written(entity: Entity, text: TestText) -> None:
    plural, name = plural_of_entity(entity), constant_of(entity.name)
    text.need("app.database", plural)
    text.need("tests.examples", name)
    found = f"{plural}.find(filled.connection, {name}.{field_name(entity.key.name)})"
    own = variable_of(entity).rstrip("_")
    text.add(f"test_{own}_is_read_as_it_was_written", [entity.id], [f"assert {found} == {name}"], "filled: World")


def _wrong_values(entity: Entity, text: TestText) -> None:
    rows: list[str] = []
    for field in stored_fields(entity):
        if not field.is_key and not isinstance(field.type, ListOf):
            column = python_string(sql_name(field.name))
            rows += [f"({column}, {text.literals.plain_text(value)})" for value in _wrong(field, text)]
    if not rows:
        return
    text.need("tests.database", "REFUSED")
    mark = f'pytest.mark.parametrize(("column", "value"), [{", ".join(rows)}])'
    lines = ["with pytest.raises(REFUSED):", f"    {set_lines(entity, '{column: value}', text)}"]
    own = variable_of(entity).rstrip("_")
    arguments = "filled: World, column: str, value: str | int | None"
    text.add(f"test_a_wrong_{own}_is_refused", [entity.id], lines, arguments, mark)


def _wrong(field: Field, text: TestText) -> Iterator[Value]:
    """Yield values that a column may not hold."""
    kind = plain(field.type)
    if not isinstance(field.type, Optional):
        yield None
    match kind:
        case Text(low=low, high=high):
            yield "x" * (low - 1)
            if high is not None:
                yield "x" * (high + 1)
        case Int(low=low, high=high):
            yield from () if low is None else (low - 1,)
            yield from () if high is None else (high + 1,)
        case Choice() | Date() | DateTime():
            yield "unknown"
        case Bool():
            yield 2
        case Reference(entity=entity):
            yield 999 if isinstance(plain(text.model.entity(entity).key.type), Int) else "nowhere"
        case _:
            return


def _checks(entity: Entity, text: TestText) -> None:
    """Add a test for each rule of the record itself that SQL can express."""
    for number, check in enumerate(entity.checks, start=1):
        if is_wide(check.condition, "self", text.model):
            continue
        try:
            SqlPrinter(text.model, "self", "", can_join=False).text(check.condition)
        except NotInSql:
            continue
        found = _breaking(entity, check.id, text)
        if not found:
            continue
        pairs = [
            f"{python_string(sql_name(name))}: {text.value(value, entity.field(name).type)}"
            for (_, name), value in found.items()
        ]
        text.need("tests.database", "REFUSED")
        values = f"{{{', '.join(pairs)}}}"
        lines = ["with pytest.raises(REFUSED):", f"    {set_lines(entity, values, text)}"]
        own = variable_of(entity).rstrip("_")
        text.add(f"test_a_{own}_against_check_{number}_is_refused", [check.id], lines, "filled: World")


def _breaking(entity: Entity, check_id: str, text: TestText) -> Changes | None:
    examples = text.examples
    check = next(item for item in entity.checks if item.id == check_id)
    base, now = examples.first[entity.name], text.model.system.clock
    candidates = {
        ("", field.name): candidates_for(field.type, base[field.name], constants_in([check.condition]), now)
        for field in stored_fields(entity)
        if not field.is_key and not isinstance(plain(field.type), Reference)
    }

    def is_broken(changes: Changes) -> bool:
        record = {**base, **{name: value for (_, name), value in changes.items()}}
        if not all(is_within(entity.field(name).type, value) for (_, name), value in changes.items()):
            return False
        return examples.situation({variable_of(entity): record}, {}).holds(check.condition) is False

    return find_changes(candidates, is_broken, most=2)


def _duplicates(entity: Entity, text: TestText) -> None:
    first, second = text.examples.first[entity.name], text.examples.second[entity.name]
    if entity.uniques:
        return
    text.need("tests.database", "REFUSED")
    plural = plural_of_entity(entity)
    text.need("app.database", plural)
    secret = ', password_hash="hash"' if entity.identifiers else ""
    for field in entity.fields:
        if not (field.is_key or field.is_unique) or first.get(field.name) is None:
            continue
        different = {
            name: text.value(value, entity.field(name).type)
            for name, value in second.items()
            if value != first[name] and name != field.name
        }
        record = text.record(entity.name, different)
        call = f"{plural}.insert(filled.connection, {record}{secret})"
        own = variable_of(entity).rstrip("_")
        name = f"test_a_second_{own}_with_the_same_{field.name}_is_refused"
        text.add(name, [field.id], ["with pytest.raises(REFUSED):", f"    {call}"], "filled: World")


def _conditions(setup: FilledSetup, change: PlannedChange, text: TestText) -> None:
    """Add a test for each guard that the UPDATE itself demands again."""
    call = change_call(setup.plan, change, setup.model)
    if not call.conditions or call.computed or call.hashed or setup.succeeding is None:
        return
    for number, guard in enumerate(setup.action.guards, start=1):
        changes = setup.failing(guard.id)
        if changes is None or not _looks_at(setup, change, guard.id):
            continue
        try:
            refused = _call(setup, change, changes, text)
        except UnknownValueError:
            continue
        text.need("app.database.database", "ConflictError")
        entity = setup.model.entity(change.entity)
        own = variable_of(entity).rstrip("_")
        name = f"test_{python_name(setup.action.name)}_changes_no_{own}_against_requires_{number}"
        lines = [*prepared(setup, changes, text), "with pytest.raises(ConflictError):", f"    {refused}"]
        text.add(name, [guard.id], lines, "filled: World")


def _looks_at(setup: FilledSetup, change: PlannedChange, guard_id: str) -> bool:
    """Tell whether the UPDATE alone repeats a guard: its SQL differs once the guard is left out."""
    plan = setup.plan
    others = tuple(item for item in plan.action.guards if item.id != guard_id)
    without = replace(plan, action=replace(plan.action, guards=others))
    full = change_call(plan, change, setup.model).conditions
    return len(change_call(without, change, setup.model).conditions) < len(full)


def _call(setup: FilledSetup, change: PlannedChange, changes: Changes, text: TestText) -> str:
    call = change_call(setup.plan, change, setup.model)
    entity = setup.model.entity(change.entity)
    text.need("app.database", call.module)
    text.need("tests.examples", constant_of(entity.name))
    key = setup.situation(changes).value(change.origin)
    given = [f"{call.key}={text.value(key, entity.key.type)}"]
    for name, value in call.parameters:
        given.append(f"{name}={text.value(setup.situation(changes).value(value), value.type)}")
    given += [f"new_{name}=()" for name in call.lists]
    return f"{call.module}.{call.function}(filled.connection, {', '.join(given)})"


def prepared(setup: FilledSetup, changes: Changes, text: TestText) -> list[str]:
    """Return the lines that change the examples in the database."""
    found: list[str] = []
    for name in dict.fromkeys(owner for owner, _ in changes if owner):
        entity = setup.model.entity(name)
        pairs = [
            f"{python_string(sql_name(field))}: {text.value(value, entity.field(field).type)}"
            for (owner, field), value in changes.items()
            if owner == name and not isinstance(entity.field(field).type, ListOf)
        ]
        found += [set_lines(entity, f"{{{', '.join(pairs)}}}", text)] if pairs else []
        for (owner, field), value in changes.items():
            if owner == name and isinstance(entity.field(field).type, ListOf):
                found.append(written_list(entity, entity.field(field), text.literals.plain_text(value), text))
    return found
