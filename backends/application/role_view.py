"""Who can sign in, and how the services find out who acts."""

from msgspec import Struct

from ...dsl.model import Entity, Model
from ...dsl.value_types import Int, plain
from ...dsl.words import words_of
from ..names import class_name, member_name, plural_of_entity, variable_of
from ..python_expressions import python_string


class RoleView(Struct, frozen=True):
    """A role and how its people are looked up; `key` and `person_key` read the key of who is signed in."""

    name: str
    entity: str
    words: str
    member: str
    module: str
    domain: str
    key: str
    person_key: str


class SignInView(Struct, frozen=True):
    """How people sign in: the label of the one field, the message, and the look-ups."""

    label: str
    wrong: str
    modules: tuple[str, ...]
    calls: tuple[str, ...]


def role_views(model: Model) -> list[RoleView]:
    """Return the roles that sign in."""
    return [_role(role, model) for role in model.roles if role.identifiers]


def _role(role: Entity, model: Model) -> RoleView:
    kinds = {isinstance(plain(item.key.type), Int) for item in model.roles if item.identifiers}
    is_number = isinstance(plain(role.key.type), Int)
    convert = "" if kinds == {False} else "int" if is_number else "str"
    return RoleView(
        name=variable_of(role),
        entity=class_name(role),
        words=words_of(role.name),
        member=member_name(role.name),
        module=plural_of_entity(role),
        domain=variable_of(role),
        key=f"{convert}(context.person.key)" if convert else "context.person.key",
        person_key=f"{convert}(person.key)" if convert else "person.key",
    )


def sign_in_view(model: Model) -> SignInView:
    """Return how people sign in."""
    labels = list(dict.fromkeys(role.field(name).label for role in model.roles for name in role.identifiers))
    lowered = [label[:1].lower() + label[1:] for label in labels]
    calls = [f"{plural_of_entity(role)}.find_credential_by_{name}" for role in model.roles for name in role.identifiers]
    return SignInView(
        label=python_string(" or ".join([*labels[:1], *lowered[1:]])),
        wrong=python_string(f"Wrong {' or '.join(lowered)} or password"),
        modules=tuple(plural_of_entity(role) for role in model.roles if role.identifiers),
        calls=tuple(calls),
    )
