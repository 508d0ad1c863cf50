"""What the tests stand on: the world, people, examples, stand-ins, the reading of records."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ...dsl.expressions import Expression, FieldRead, Now, Value, Variable
from ...dsl.model import Entity, Field, Model, Query
from ...dsl.value_types import Bool, Int, Optional, ValueType, plain
from ...dsl.words import words_of
from ...templates.rendering import render
from ..backend import OutputFile
from ..database_calls import aggregate_call
from ..inputs import entity_of, inputs_of, may_be_missing, record_name
from ..list_calls import query_call
from ..names import (
    class_name,
    constant_of,
    field_name,
    member_name,
    plural_of_entity,
    python_name,
    service_class,
    service_module,
    sql_name,
    table_name,
    variable_of,
)
from ..python_expressions import PythonPrinter
from ..python_types import import_lines
from ..record_views import record_view
from .example_records import Examples
from .literals import Literals, credential, long_text, stored_fields
from .samples import SAMPLE_PASSWORD

STATIC = ("database", "server", "trace_results", "world")


class RoleAccounts(Struct, frozen=True):
    """A role whose people sign in, for the file of accounts."""

    name: str
    words: str
    variable: str
    plural: str
    member: str
    key: str
    given_key: str
    identifier: str
    secret: str


class EntityRecords(Struct, frozen=True):
    """An entity, for the file that reads records."""

    name: str
    words: str
    variable: str
    plural: str
    module: str
    key_type: str
    keys_sql: str


class DerivedReading(Struct, frozen=True):
    """A derived field, for the file that reads records."""

    name: str
    field: str
    entity: str
    variable: str
    annotation: str
    lines: tuple[str, ...]


class QueryReading(Struct, frozen=True):
    """A query, for the file that reads records."""

    name: str
    parameters: str
    key_type: str
    call: str
    key: str


def support_files(model: Model, examples: Examples) -> Iterator[OutputFile]:
    """Yield the files that all tests share."""
    for name in STATIC:
        yield _file(name)
    services = [
        {"name": service_class(item.name), "module": service_module(item.name), "attribute": service_module(item.name)}
        for item in model.services
    ]
    clock = model.system.clock
    start = ", ".join(str(part) for part in (clock.year, clock.month, clock.day, clock.hour, clock.minute))
    yield _file("stubs", services=services, start=start)
    yield _accounts(model)
    yield _examples(model, examples)
    yield _records(model)
    yield _file("conftest", has_api=bool(model.apis), has_pages=bool(model.pages))


def _file(name: str, **view: object) -> OutputFile:
    return OutputFile(f"tests/{name}.py", render(f"test_suite/{name}.py.jinja", **view))


def _accounts(model: Model) -> OutputFile:
    roles = [role for role in model.roles if role.identifiers]
    numbers = {isinstance(plain(role.key.type), Int) for role in roles}
    key_type = " | ".join(["str"] * (False in numbers) + ["int"] * (True in numbers))
    views = [_role(role, len(numbers) > 1) for role in roles]
    return _file("accounts", roles=views, password=SAMPLE_PASSWORD, key_type=key_type)


def _role(role: Entity, is_mixed: bool) -> RoleAccounts:
    secret = credential(role)
    convert = "int" if isinstance(plain(role.key.type), Int) else "str"
    return RoleAccounts(
        name=class_name(role),
        words=words_of(role.name),
        variable=variable_of(role),
        plural=plural_of_entity(role),
        member=member_name(role.name),
        key=field_name(role.key.name),
        given_key=f"{convert}(key)" if is_mixed else "key",
        identifier=_identifier(role),
        secret=secret.name if secret else "password",
    )


def _identifier(role: Entity) -> str:
    field = role.field(role.identifiers[0])
    text = f"record.{field_name(field.name)}"
    return f'{text} or ""' if isinstance(field.type, Optional) else text


def _examples(model: Model, examples: Examples) -> OutputFile:
    literals = Literals(model)
    found: list[dict[str, str]] = []
    waiting = list(examples.first)
    for name in waiting:
        entity = model.entity(name)
        texts = _texts(entity, examples.first[name], literals)
        found.append({"name": constant_of(name), "text": literals.record(entity, texts)})
    others = [_other(role, examples, literals) for role in model.roles if role.identifiers]
    filling = [line for name in examples.first for line in _filling(model.entity(name), literals)]
    imports = import_lines(literals.imports)
    return _file("examples", examples=found, others=others, filling=filling, imports=imports)


def _filling(entity: Entity, literals: Literals) -> Iterator[str]:
    """Yield the lines that put the example of an entity into the database."""
    plural, name = plural_of_entity(entity), constant_of(entity.name)
    if entity.key.is_generated:
        literals.imports.add(("app.database", plural))
        yield f"{plural}.next_{entity.key.name}(world.connection)"
    if entity.identifiers:
        literals.imports.add(("tests.accounts", f"add_{variable_of(entity)}"))
        yield f"add_{variable_of(entity)}(world, {name})"
    else:
        literals.imports.add(("app.database", plural))
        secret = credential(entity)
        extra = f', {secret.name}_hash="hash"' if secret else ""
        yield f"{plural}.insert(world.connection, {name}{extra})"


def _texts(entity: Entity, values: Mapping[str, Value], literals: Literals) -> dict[str, str]:
    texts: dict[str, str] = {}
    for field in stored_fields(entity):
        value = values[field.name]
        texts[field.name] = literals.text(value, _key_type(field, literals))
    return texts


def _key_type(field: Field, literals: Literals) -> ValueType:
    target = getattr(plain(field.type), "entity", None)
    return literals.model.entity(target).key.type if target else field.type


def _other(role: Entity, examples: Examples, literals: Literals) -> dict[str, str]:
    first, second = examples.first[role.name], examples.second[role.name]
    texts = _texts(role, second, literals)
    changed = [f"{field_name(name)}={text}" for name, text in texts.items() if first[name] != second[name]]
    name = constant_of(role.name)
    return {"name": f"OTHER_{name}", "text": f"replace({name}, {', '.join(changed)})"}


def _records(model: Model) -> OutputFile:
    literals = Literals(model)
    derived = [
        _derived(entity, field, model, literals)
        for entity in model.entities
        for field in entity.fields
        if field.derived is not None and not field.is_stored
    ]
    entities = [_entity(entity, literals) for entity in model.entities]
    queries = [_query(query, model, literals) for query in model.queries]
    return _file("records", entities=entities, derived=derived, queries=queries, imports=import_lines(literals.imports))


def _entity(entity: Entity, literals: Literals) -> EntityRecords:
    plural = plural_of_entity(entity)
    literals.imports |= {("app.database", plural), (f"app.domain.{variable_of(entity)}", class_name(entity))}
    key = sql_name(entity.key.name)
    return EntityRecords(
        name=class_name(entity),
        words=words_of(entity.name),
        variable=variable_of(entity),
        plural=plural,
        module=plural,
        key_type=literals.annotation(entity.key.type),
        keys_sql=long_text(f"SELECT {key} AS found FROM {table_name(entity)} ORDER BY rowid"),
    )


def _derived(entity: Entity, field: Field, model: Model, literals: Literals) -> DerivedReading:
    assert field.derived is not None
    found = inputs_of([field.derived], model)
    own = variable_of(entity)
    lines: list[str] = []
    names = [item.name for item in found.records if item.name != own]
    for item in found.records:
        if item.name != own:
            lines.append(_loading(item.name, item.origin, model, literals))
    for item in found.aggregates:
        call = aggregate_call(item, python_name(field.name), model)
        printer = PythonPrinter(model)
        given = [f'"{name}": stored({printer.text(value)})' for name, value in call.parameters]
        literals.imports |= printer.imports
        sql = long_text(f"SELECT {call.sql} AS value")
        found_value = f'existing(world.connection.one({sql}, {{{", ".join(given)}}}))["value"]'
        lines.append(f"{item.name} = {f'bool({found_value})' if item.origin.type == Bool() else found_value}")
        names.append(item.name)
    literals.imports.add(("app.domain", f"{own} as {own}_rules"))
    given = ", ".join([own, *names, *(["world.now"] if found.reads_now else [])])
    return DerivedReading(
        name=f"{python_name(field.name)}_of_{own}",
        field=field.name,
        entity=class_name(entity),
        variable=own,
        annotation=literals.annotation(field.type),
        lines=(*lines, f"return {own}_rules.{python_name(field.name)}({given})"),
    )


def _loading(name: str, origin: Expression, model: Model, literals: Literals) -> str:
    """Return the line that loads a record which a derived field reads."""
    assert isinstance(origin, FieldRead)
    source = record_name(origin.record)
    module = plural_of_entity(entity_of(origin))
    literals.imports.add(("app.database", module))
    reference = f"{source}.{field_name(origin.name)}"
    may_lack_source = may_be_missing(origin.record, model)
    if may_lack_source or isinstance(model.entity(origin.entity).field(origin.name).type, Optional):
        missing = f"{source} is None or " if may_lack_source else ""
        return f"{name} = None if {missing}{reference} is None else {module}.find(world.connection, {reference})"
    return f"{name} = existing({module}.find(world.connection, {reference}))"


def _given(value: Expression, printer: PythonPrinter) -> str:
    """Return an argument of a query; a parameter that refers to a record is its key already."""
    return python_name(value.name) if isinstance(value, Variable) else printer.text(value)


def _query(query: Query, model: Model, literals: Literals) -> QueryReading:
    entity = model.entity(query.entity)
    call = query_call(query, model)
    printer = PythonPrinter(model)
    given = [
        f"{name}={'world.now' if isinstance(value, Now) else _given(value, printer)}" for name, value in call.parameters
    ]
    literals.imports |= printer.imports
    kinds = [f"{python_name(item.name)}: {literals.annotation(item.type)}" for item in query.parameters]
    arguments = ", ".join(["world.connection", *given])
    key = field_name(entity.key.name)
    is_viewed = record_view(entity, model) is not None
    return QueryReading(
        name=python_name(query.name),
        parameters=f", *, {', '.join(kinds)}" if kinds else "",
        key_type=literals.annotation(entity.key.type),
        call=f"{call.module}.{call.function}({arguments})",
        key=f"item.{variable_of(entity)}.{key}" if is_viewed else f"item.{key}",
    )
