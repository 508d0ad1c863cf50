"""Writes the records that a scenario starts from: given values, defaults, sample values."""

from collections.abc import Mapping, Sequence

from ...dsl.expressions import Value
from ...dsl.model import Entity, Field
from ...dsl.operations import FieldValue
from ...dsl.value_types import Choice, ListOf, Password, plain
from ..names import plural_of_entity, variable_of
from .evaluation import Situation, UnknownValueError
from .literals import credential, stored_fields
from .samples import SAMPLE_PASSWORD, Sample, missing_fields, sample_of_field
from .script import Script

Given = Sequence[tuple[str, FieldValue]]


def make_record(script: Script, entity: Entity, given: Given, person: str | None) -> tuple[str | int, str, str]:
    """Write the records that this one refers to; return its key, its construction, and its password."""
    values: dict[str, FieldValue] = {name: value for name, value in given if value is not None}
    sample = Sample(len(script.tables[entity.name]) + 1, script.now, person, lambda name: reached(script, name))
    for field in missing_fields(entity, values):
        values[field.name] = sample_of_field(field, entity.identifiers, sample)
    known = _complete(script, entity, {name: script.known(value) for name, value in values.items()})
    texts = {field.name: _text(script, entity, field, values, known) for field in stored_fields(entity)}
    key = known[entity.key.name]
    assert isinstance(key, str | int)
    script.tables[entity.name][key] = known
    secret = credential(entity)
    password = known.get(secret.name, SAMPLE_PASSWORD) if secret else ""
    return key, script.literals.record(entity, texts), str(password)


def insert_record(script: Script, entity: Entity, given: Given) -> None:
    """Write the making of a record."""
    key, text, password = make_record(script, entity, given, None)
    if entity.is_role and entity.identifiers:
        add_person(script, entity, text, password)
        return
    plural = plural_of_entity(entity)
    script.need("app.database", plural)
    script.write(f"{plural}.insert(world.connection, {text}{secret_argument(entity)})")
    script.tables[entity.name].setdefault(key, {})


def add_person(script: Script, entity: Entity, text: str, password: str, variable: str = "") -> None:
    """Write the making of a person who can sign in."""
    function = f"add_{variable_of(entity)}"
    script.need("tests.accounts", function)
    said = f", password={script.said(password, 'password')}" if password != SAMPLE_PASSWORD else ""
    script.write(f"{f'{variable} = ' if variable else ''}{function}(world, {text}{said})")


def secret_argument(entity: Entity) -> str:
    """Return the argument that stands for the password of a record that nobody signs in with."""
    secret = credential(entity)
    return f', {secret.name}_hash="hash"' if secret else ""


def reached(script: Script, name: str) -> Value:
    """Return the key of the first record of an entity, made if there is none."""
    if not script.tables[name]:
        insert_record(script, script.model.entity(name), ())
    return next(iter(script.tables[name]))


def _complete(script: Script, entity: Entity, values: dict[str, Value]) -> dict[str, Value]:
    """Return the values with the key, the defaults and what stays empty."""
    if entity.key.is_generated and values.get(entity.key.name) is None:
        values[entity.key.name] = script.next_key(entity)
    for field in entity.fields:
        if field.name not in values:
            values[field.name] = None
            values[field.name] = default_of(script, entity, field, values)
    return values


def default_of(script: Script, entity: Entity, field: Field, values: Mapping[str, Value]) -> Value:
    """Return what a field holds when nothing is given: its default, its first state, or nothing."""
    expression = field.default if field.default is not None else field.derived if field.is_stored else None
    if expression is not None:
        records = {variable_of(entity): values, **_referred(script, entity, values)}
        try:
            return Situation(script.model, script.now, records).value(expression)
        except UnknownValueError:
            return None
    kind = field.type
    if isinstance(kind, ListOf):
        return ()
    return kind.members[0] if isinstance(kind, Choice) else None


def _referred(script: Script, entity: Entity, values: Mapping[str, Value]) -> dict[str, Mapping[str, Value]]:
    """Return the records that a record refers to, by their variables."""
    found: dict[str, Mapping[str, Value]] = {}
    for field in entity.fields:
        target = getattr(plain(field.type), "entity", None)
        record = script.tables[target].get(values.get(field.name)) if target else None
        if record:
            found[f"{variable_of(entity)}_{field.name}"] = record
    return found


def _text(
    script: Script, entity: Entity, field: Field, values: Mapping[str, FieldValue], known: Mapping[str, Value]
) -> str:
    if field.is_key and field.is_generated and field.name not in values:
        plural = plural_of_entity(entity)
        script.need("app.database", plural)
        return f"{plural}.next_{field.name}(world.connection)"
    if field.is_key and field.is_generated and known[field.name] == _coming(script, entity):
        plural = plural_of_entity(entity)
        script.need("app.database", plural)
        script.next_key(entity)
        return f"{plural}.next_{field.name}(world.connection)"
    value = values.get(field.name, known[field.name])
    assert not isinstance(plain(field.type), Password)
    return script.value(value.strip() if isinstance(value, str) else value, field.type, field.name)


def _coming(script: Script, entity: Entity) -> str | int:
    before = dict(script.sequences)
    key = script.next_key(entity)
    script.sequences = before
    return key
