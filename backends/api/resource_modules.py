"""Writes the module of an entity: its resource, and the operations that list and read it."""

from keyword import iskeyword

from msgspec import Struct

from ...dsl.model import Api, Entity, Model
from ...templates.rendering import render
from ..backend import OutputFile
from ..names import field_name, member_name, plural_of_entity, python_name
from ..python_types import Import, import_lines
from .access import Owner, owner_of
from .module_names import ModuleNames
from .resources import Filter, Resource, filters_of, key_parameter, words_for


class Operation(Struct, frozen=True):
    """`list` or `read`: the router that serves it."""

    router: str


def operations_of(entity: str, model: Model) -> dict[str, Operation]:
    """Return what any interface exposes of an entity. Where interfaces expose different operations, each
    operation has a router of its own."""
    exposed = [_exposed(entity, api) for api in model.apis]
    several = [operations for operations in exposed if operations]
    is_one = all(operations == several[0] for operations in several)
    found = {name for operations in several for name in operations}
    return {name: Operation("router" if is_one else f"{name}_router") for name in ("list", "read") if name in found}


def routers_of(entity: str, api: Api, model: Model) -> list[str]:
    """Return the routers of an entity that one interface includes."""
    operations = operations_of(entity, model)
    own = _exposed(entity, api)
    return list(dict.fromkeys(operation.router for name, operation in operations.items() if name in own))


def _exposed(entity: str, api: Api) -> frozenset[str]:
    return frozenset(name for item in api.exposures if item.entity == entity for name in item.operations)


def write_resource(entity: Entity, model: Model, names: ModuleNames, listed: frozenset[str]) -> OutputFile:
    """Return the module of an entity; `listed` are the entities that queries list."""
    owner = owner_of(entity, model)
    resource = Resource(entity, model)
    operations = operations_of(entity.name, model)
    filters, filter_imports = filters_of(entity, owner, model)
    imports = resource.imports | (filter_imports if "list" in operations else set[Import]())
    imports |= _imports(owner if operations else None, entity)
    variable, key = key_parameter(entity, model)
    imports |= key.imports if "read" in operations else set[Import]()
    text = render(
        "api/resource.py.jinja",
        **words_for(entity),
        **_answers(resource),
        **_access(owner, resource),
        **_key(entity, variable, key.text),
        imports=import_lines(imports - {_plain_import(entity)}) + [_database_import(entity)] * bool(operations),
        entity=entity.name,
        path=plural_of_entity(entity),
        routers=sorted({operation.router for operation in operations.values()}),
        is_listed=entity.name in listed,
        list=operations.get("list"),
        read=operations.get("read"),
        filters=filters,
        arguments=_arguments(owner, filters),
        module=_database_module(entity),
    )
    elements = [item.id for api in model.apis for item in api.exposures if item.entity == entity.name]
    elements += [api.id for api in model.apis if _exposed(entity.name, api)]
    return OutputFile(f"app/api/{names.entities[entity.name]}.py", text, (entity.id, *elements))


def _answers(resource: Resource) -> dict[str, object]:
    """Return what the template says of the answers."""
    return {
        "resource": resource.name,
        "fields": resource.fields,
        "could_be_a_class": not any(iskeyword(field.name) for field in resource.fields),
        "has_keywords": any(field_name(field.name) != field.name for field in resource.fields),
        "list_class": resource.list_class,
        "function": resource.function,
        "record": resource.record,
        "record_class": resource.record_class,
        "reads_now": resource.reads_now,
        "finder": resource.finder,
        "variable": resource.variable.rstrip("_"),
    }


def _access(owner: Owner | None, resource: Resource) -> dict[str, object]:
    """Return what the template says of who may ask."""
    if owner is None:
        now = "system_of(request).clock.now()"
        return {"owner": None, "now": now, "statuses": "", "read_statuses": "HTTPStatus.NOT_FOUND"}
    statuses = "HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN"
    return {
        "owner": _owner_view(owner, resource),
        "now": "context.now",
        "statuses": statuses,
        "read_statuses": f"{statuses}, HTTPStatus.NOT_FOUND",
    }


def _key(entity: Entity, variable: str, declaration: str) -> dict[str, object]:
    """Return what the template says of the key in an address."""
    return {
        "key_path": entity.key.name,
        "key_variable": variable,
        "key_parameter": declaration,
        "key_words": entity.key.label[:1].lower() + entity.key.label[1:],
    }


def _arguments(owner: Owner | None, filters: list[Filter]) -> list[str]:
    """Return what the database is asked for."""
    own = [f"{python_name(owner.field.name)}={owner.my_key}"] if owner else []
    return [*own, *(f"{item.name}={item.variable}" for item in filters)]


def _plain_import(entity: Entity) -> Import:
    return ("app.database", plural_of_entity(entity))


def _database_module(entity: Entity) -> str:
    """Return what the database's module is called here, where `problems` is taken."""
    plural = plural_of_entity(entity)
    return f"{plural}_table" if plural in ("problems", "found", "body") else plural


def _database_import(entity: Entity) -> str:
    plural, local = plural_of_entity(entity), _database_module(entity)
    return f"from app.database import {plural}" + (f" as {local}" if local != plural else "")


def _imports(owner: Owner | None, entity: Entity) -> set[Import]:
    if owner is None:
        return set()
    return {("app.api.caller", "SignedInCaller"), ("app.services.permissions", owner.require)}


def _owner_view(owner: Owner, resource: Resource) -> dict[str, str]:
    return {
        "require": owner.require,
        "rule": owner.rule,
        "differs": f"{resource.stored(owner.field)} != {owner.my_key}",
        "role": f"Role.{member_name(owner.role.name)}",
    }
