"""Writes the module of an entity: its resource, and the operations that list and read it."""

from dataclasses import dataclass

from ...dsl.model import Api, Entity, Model
from ...templates.rendering import render
from ..backend import OutputFile
from ..names import field_name, member_name, plural_of_entity, python_name
from ..python_types import Import, import_lines
from .access import Owner, owner_of
from .module_names import ModuleNames
from .resources import Resource, filters_of, key_parameter, words_for

SIGNED_OUT = "HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN"


@dataclass(frozen=True, slots=True)
class Operation:
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
    key_variable, key_declaration = key_parameter(entity)
    module = _database_module(entity)
    imports = resource.imports | (filter_imports if "list" in operations else set[Import]())
    imports |= _imports(owner if operations else None, entity)
    arguments = [f"{python_name(owner.field.name)}={owner.my_key}"] if owner else []
    arguments += [f"{item.name}={item.variable}" for item in filters]
    text = render(
        "api/resource.py.jinja",
        **words_for(entity),
        imports=import_lines(imports - {_plain_import(entity)}) + [_database_import(entity)] * bool(operations),
        entity=entity.name,
        path=plural_of_entity(entity),
        routers=sorted({operation.router for operation in operations.values()}),
        resource=resource.name,
        fields=resource.fields,
        has_keywords=any(field_name(field.name) != field.name for field in resource.fields),
        list_class=resource.list_class,
        is_listed=entity.name in listed,
        function=resource.function,
        record=resource.record,
        record_class=resource.record_class,
        reads_now=resource.reads_now,
        now="context.now" if owner else "system_of(request).clock.now()",
        list=operations.get("list"),
        read=operations.get("read"),
        owner=_owner_view(owner, resource) if owner else None,
        statuses=SIGNED_OUT if owner else "",
        read_statuses=f"{SIGNED_OUT}, HTTPStatus.NOT_FOUND" if owner else "HTTPStatus.NOT_FOUND",
        filters=filters,
        arguments=arguments,
        module=module,
        finder=resource.finder,
        variable=resource.variable.rstrip("_"),
        key_path=entity.key.name,
        key_variable=key_variable,
        key_parameter=key_declaration,
        key_words=entity.key.label[:1].lower() + entity.key.label[1:],
    )
    elements = [item.id for api in model.apis for item in api.exposures if item.entity == entity.name]
    elements += [api.id for api in model.apis if _exposed(entity.name, api)]
    return OutputFile(f"app/api/{names.entities[entity.name]}.py", text, (entity.id, *elements))


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
