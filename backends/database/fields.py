"""Which fields of an entity are stored, and what their columns and parameters are called."""

from ...dsl.model import Entity, Field
from ...dsl.value_types import ListOf, Password, plain
from ..names import sql_name
from ..sql_expressions import NOT_BOUND


def stored_fields(entity: Entity) -> list[Field]:
    """Return the fields that a record holds; passwords it never does."""
    return [item for item in entity.fields if item.is_stored and not is_password(item)]


def column_fields(entity: Entity) -> list[Field]:
    """Return the fields that have a column of their own; lists have tables."""
    return [item for item in stored_fields(entity) if not isinstance(plain(item.type), ListOf)]


def password_fields(entity: Entity) -> list[Field]:
    """Return the credentials of a role."""
    return [item for item in entity.fields if is_password(item)]


def is_password(field: Field) -> bool:
    """Tell whether a field is a credential, of which the hash is stored."""
    return isinstance(plain(field.type), Password)


def hash_name(field: Field) -> str:
    """Return the column of a credential's hash."""
    return f"{field.name}_hash"


def bound_name(field: Field) -> str:
    """Return the parameter of a statement that holds a field's value."""
    return f"{field.name}_" if field.name.lower() in NOT_BOUND else field.name


def column_names(entity: Entity) -> list[str]:
    """Return the columns that records are read from."""
    return [sql_name(item.name) for item in column_fields(entity)]
