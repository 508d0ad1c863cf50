"""Who may see the records of an entity over JSON."""

from msgspec import Struct

from ...dsl.model import Entity, Field, Model, Table
from ...dsl.value_types import Reference, plain
from ..names import field_name, member_name, variable_of


class Owner(Struct, frozen=True):
    """The owner field of an entity, and the role whose people own its records."""

    field: Field
    entity: Entity
    role: Entity

    @property
    def require(self) -> str:
        """Return the function that demands a signed-in person of the role."""
        return f"require_{variable_of(self.role)}"

    @property
    def rule(self) -> str:
        """Return the id of the rule that nobody sees what others own."""
        return f"{self.entity.id}/owner"

    @property
    def member(self) -> str:
        """Return the role as a member of the enumeration of roles."""
        return f"Role.{member_name(self.role.name)}"

    @property
    def my_key(self) -> str:
        """Return the key of the signed-in person `me`."""
        return f"me.{field_name(self.role.key.name)}"


def owner_of(entity: Entity, model: Model) -> Owner | None:
    """Return the owner of an entity's records; None: everybody sees them."""
    for field in entity.fields:
        kind = plain(field.type)
        if field.is_owner and isinstance(kind, Reference):
            return Owner(field, entity, model.entity(kind.entity))
    return None


def viewers_of(entity: Entity, owner: Owner, model: Model) -> list[str]:
    """Return the roles, other than the owner's, that see lists of an entity on a page of theirs."""
    roles = {
        role
        for page in model.pages
        for part in page.parts
        if isinstance(part, Table) and part.entity == entity.name
        for role in page.roles
    }
    return sorted(roles - {owner.role.name})
