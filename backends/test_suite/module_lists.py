"""Tests that the database keeps lists of references, and refuses what cannot be in one."""

from ...dsl.model import Entity, Field
from ...dsl.value_types import ListOf
from ...dsl.words import words_of
from ..list_tables import list_fields
from ..names import constant_of, field_name, plural_of_entity, sql_name, table_name, variable_of
from .function_text import TestText


def add_list_tests(entity: Entity, text: TestText) -> None:
    """Add the tests for the lists of an entity."""
    for field in list_fields(entity):
        kind = field.type
        assert isinstance(kind, ListOf)
        _kept(entity, field, text.model.entity(kind.entity), text)
        _refused(entity, field, text.model.entity(kind.entity), text)


def written_list(entity: Entity, field: Field, keys: str, text: TestText) -> str:
    """Return the call that writes a list of the example of an entity; `keys` is Python."""
    plural = plural_of_entity(entity)
    text.need("app.database", plural)
    return f"{plural}.write_{field.name}(filled.connection, {_key(entity, text)}, {keys})"


def _key(entity: Entity, text: TestText) -> str:
    text.need("tests.examples", constant_of(entity.name))
    return f"{constant_of(entity.name)}.{field_name(entity.key.name)}"


def _kept(entity: Entity, field: Field, target: Entity, text: TestText) -> None:
    """Add a test that a list is read as it was written, and that a record in it cannot go."""
    getter, words = f"get_{variable_of(entity)}", words_of(field.name).replace(" ", "_")
    text.need("tests.records", getter)
    key = _key(target, text)
    read = f"{getter}(filled, {_key(entity, text)}).{field_name(field.name)}"
    lines = [written_list(entity, field, f"({key},)", text), f"assert {read} == ({key},)"]
    if target is not entity:  # a record in its own list goes, and the list with it
        text.need("tests.database", "REFUSED")
        lines += [
            f'delete = "{_delete(target)}"',
            "with pytest.raises(REFUSED):",
            f'    filled.connection.execute(delete, {{"key": {key}}})',
        ]
    lines += [written_list(entity, field, "()", text), f"assert {read} == ()"]
    own = variable_of(entity).rstrip("_")
    text.add(f"test_{own}_keeps_its_{words}", [field.id], lines, "filled: World")


def _refused(entity: Entity, field: Field, target: Entity, text: TestText) -> None:
    """Add a test that a list takes no record that does not exist."""
    text.need("tests.database", "REFUSED")
    example = text.examples.first[target.name][target.key.name]
    nowhere = "(999,)" if isinstance(example, int) else '("nowhere",)'
    lines = ["with pytest.raises(REFUSED):", f"    {written_list(entity, field, nowhere, text)}"]
    own = variable_of(entity).rstrip("_")
    text.add(
        f"test_{own}_takes_no_unknown_{words_of(field.name).replace(' ', '_')}", [field.id], lines, "filled: World"
    )


def _delete(entity: Entity) -> str:
    return f"DELETE FROM {table_name(entity)} WHERE {sql_name(entity.key.name)} = :key".replace('"', '\\"')
