"""Which columns of a table refer to another: those that a foreign key says, and those whose names do."""

from collections.abc import Iterable

from msgspec import Struct

from .schema import Column, Schema, Table
from .schema_types import kind_of


class Reference(Struct, frozen=True):
    """Columns that refer to columns of another table, all in lower case; `declared` by a foreign key or only named."""

    columns: tuple[str, ...]
    target: Table
    target_columns: tuple[str, ...]
    declared: bool


def references_of(table: Table, schema: Schema) -> list[Reference]:
    """Return what the columns of a table refer to, the foreign keys first."""
    found: list[Reference] = []
    for key in table.foreign_keys:
        target = schema.table(key.target, key.target_schema)
        targets = key.target_columns or (target.primary_key if target else ())
        if target and len(targets) == len(key.columns) and _knows(table, key.columns) and _knows(target, targets):
            found.append(Reference(key.columns, target, targets, declared=True))
    referring = {column for key in table.foreign_keys for column in key.columns}
    owners = owners_by_name(schema.declared())
    for name, column in table.columns.items():
        owner = owners.get(name)
        if owner and owner is not table and name not in referring and may_refer(table, column, owner):
            found.append(Reference((name,), owner, owner.primary_key, declared=False))
    return found


def owners_by_name(tables: Iterable[Table]) -> dict[str, Table]:
    """Return tables with a key of one column by the names under which others refer to it; none where two share one."""
    owners: dict[str, list[Table]] = {}
    for table in tables:
        if len(table.primary_key) == 1 and not table.foreign_keys_of(table.primary_key):
            for name in _names_of(table):
                owners.setdefault(name, []).append(table)
    return {name: tables[0] for name, tables in owners.items() if len(tables) == 1}


def may_refer(table: Table, column: Column, owner: Table) -> bool:
    """Say whether a column can hold keys of a table: it is of the same type, and not the key of its own."""
    key = owner.columns.get(owner.primary_key[0])
    alike = key is not None and kind_of(column.type) == kind_of(key.type) != ""
    return alike and table.dialect == owner.dialect and table.primary_key != (column.name.lower(),)


def _names_of(table: Table) -> set[str]:
    key, name = table.primary_key[0], table.name.lower()
    singular = name.removesuffix("s") if not name.endswith("ies") else name.removesuffix("ies") + "y"
    own = {key} if key.endswith("_id") else set[str]()
    return own | {f"{name}_id", f"{singular}_id"} if key in {"id", f"{name}_id", f"{singular}_id"} else own


def _knows(table: Table, columns: tuple[str, ...]) -> bool:
    return all(name in table.columns for name in columns)
