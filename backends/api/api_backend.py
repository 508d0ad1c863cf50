"""The backend for the JSON interface: one module per entity, action and query, and what they share."""

import re
from collections.abc import Iterator

from ...dsl.model import Anyone, Api, BySystem, Model
from ...dsl.value_types import Money, plain
from ...templates.rendering import render
from ..backend import OutputFile
from .access import owner_of
from .action_modules import ActionModule
from .field_types import write_fields
from .module_names import ModuleNames, name_modules
from .query_modules import QueryModule
from .resource_modules import operations_of, routers_of, write_resource

FROM_FIELDS = re.compile(r"^from app\.api\.fields import (.+)$", re.MULTILINE)


class ApiBackend:
    """Emits `app/api` and `app/openapi.py`."""

    @property
    def name(self) -> str:
        """Return the name that people select the backend by."""
        return "api"

    def emit(self, model: Model) -> Iterator[OutputFile]:
        """Return the files of the JSON interface; without an Api block, only what tells whether all is well."""
        for name in ("health", "problems"):
            yield OutputFile(f"app/api/{name}.py", render(f"api/{name}.py.jinja"))
        yield OutputFile("app/api/__init__.py", render("api/package.py.jinja"))
        if not model.apis:
            return
        names = name_modules(model)
        has_sign_in = any(role.identifiers for role in model.roles)
        modules = [*self._modules(model, names), *self._sign_in(model, has_sign_in)]
        yield from modules
        used = {name for file in modules for line in FROM_FIELDS.findall(file.text) for name in line.split(", ")}
        yield write_fields(used, _money_scale(model))
        yield OutputFile("app/api/body.py", render("api/body.py.jinja"))
        yield self._routes(model, names, has_sign_in)
        yield OutputFile("app/openapi.py", render("api/openapi.py.jinja", has_sign_in=has_sign_in))

    def _modules(self, model: Model, names: ModuleNames) -> Iterator[OutputFile]:
        queries = [query for query in model.queries if any(query.name in api.queries for api in model.apis)]
        actions = [action for action in model.actions if any(action.name in _offered(api, model) for api in model.apis)]
        listed = frozenset(query.entity for query in queries)
        shown = listed | {action.returns for action in actions}
        for entity in model.entities:
            if entity.name in shown or operations_of(entity.name, model):
                yield write_resource(entity, model, names, listed)
        for action in actions:
            yield ActionModule(action, model, names).write()
        for query in queries:
            yield QueryModule(query, model, names).write()

    def _sign_in(self, model: Model, has_sign_in: bool) -> Iterator[OutputFile]:
        """Return the modules that say who calls."""
        offered = [model.action(name) for api in model.apis for name in _offered(api, model)]
        owned = [item for api in model.apis for item in api.exposures if owner_of(model.entity(item.entity), model)]
        queried = [query for api in model.apis for query in model.queries if query.name in api.queries]
        owned_queries = [query for query in queried if owner_of(model.entity(query.entity), model)]
        is_signed_in = bool(owned or owned_queries or [item for item in offered if not isinstance(item.actor, Anyone)])
        is_open = any(isinstance(item.actor, Anyone) for item in offered)
        if is_signed_in or is_open:
            text = render("api/caller.py.jinja", is_signed_in=is_signed_in, is_open=is_open)
            yield OutputFile("app/api/caller.py", text)
        if has_sign_in:
            several = len([role for role in model.roles if role.identifiers]) > 1
            text = render("api/sign_in.py.jinja", several_roles=several)
            elements = tuple(role.id for role in model.roles if role.identifiers)
            yield OutputFile("app/api/sign_in.py", text, elements)

    def _routes(self, model: Model, names: ModuleNames, has_sign_in: bool) -> OutputFile:
        apis: list[dict[str, object]] = []
        modules: set[str] = set()
        for number, api in enumerate(model.apis, start=1):
            routers = ["sign_in.router"] if has_sign_in else []
            routers += [f"{names.queries[name]}.router" for name in api.queries]
            for item in dict.fromkeys(exposure.entity for exposure in api.exposures):
                routers += [f"{names.entities[item]}.{router}" for router in routers_of(item, api, model)]
            routers += [f"{names.actions[name]}.router" for name in _offered(api, model)]
            modules |= {router.partition(".")[0] for router in routers}
            apis.append({"prefix": api.prefix, "routers": routers, "variable": f"interface_{number}"})
        text = render("api/routes.py.jinja", apis=apis, modules=sorted(modules), prefix=model.apis[0].prefix)
        return OutputFile("app/api/routes.py", text, tuple(api.id for api in model.apis))


def _money_scale(model: Model) -> int:
    """Return the decimal places of amounts."""
    kinds = [plain(field.type) for entity in model.entities for field in entity.fields]
    kinds += [plain(item.type) for action in model.actions for item in action.parameters]
    return next((kind.scale for kind in kinds if isinstance(kind, Money)), 2)


def _offered(api: Api, model: Model) -> list[str]:
    """Return the actions that people can do; what only the system does is not for callers."""
    return [name for name in api.actions if not isinstance(model.action(name).actor, BySystem)]
