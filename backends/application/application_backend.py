"""Emits the services, the gateways, the extensions, the security and the frame of a generated system."""

from collections.abc import Iterable, Iterator

from msgspec.structs import asdict

from ...dsl.model import Model, Roles
from ...templates.rendering import render
from ..account_actions import with_added_actions
from ..action_plan import plan_action
from ..backend import OutputFile, Ownership
from .frame import frame_files
from .gateway_view import gateway_view
from .hook_view import hook_views
from .role_view import role_views, sign_in_view
from .service_view import service_view

STATIC = (
    "services/__init__",
    "gateways/__init__",
    "security/__init__",
    "security/passwords",
    "security/session",
    "security/tokens",
)


class ApplicationBackend:
    """The services and what they stand in; `has_rules`: the rules are there as WebAssembly, too."""

    name = "application"

    def __init__(self, *, has_rules: bool = False) -> None:
        self._has_rules = has_rules

    def emit(self, model: Model) -> Iterable[OutputFile]:
        """Return the files of this layer."""
        extended = with_added_actions(model)
        yield from frame_files(model, self._has_rules)
        for path in STATIC:
            yield _file(path)
        yield _file("extensions/__init__", ownership=Ownership.EXTENSION)
        yield _file("extensions/hooks", ownership=Ownership.EXTENSION)
        yield from _services(extended)
        yield from _gateways(model)
        yield _sign_in(model)


def _file(path: str, template: str = "", ownership: Ownership = Ownership.GENERATED, **view: object) -> OutputFile:
    text = render(f"application/{template or path}.py.jinja", **view)
    return OutputFile(f"app/{path}.py", text, ownership=ownership)


def _services(model: Model) -> Iterator[OutputFile]:
    has_workflows = bool(model.workflows)
    for action in model.actions:
        view = service_view(action, model)
        text = render("application/services/action.py.jinja", **asdict(view))
        elements = [action.id, *(item.id for item in (*action.guards, *action.calls, *action.effects))]
        yield OutputFile(f"app/services/{view.name}.py", text, tuple(elements))
    hooks, imports = hook_views(model)
    yield _file("services/hooks", hooks=hooks, imports=imports)
    yield _file("services/context", has_workflows=has_workflows)
    yield _file("services/scheduler", has_workflows=has_workflows)
    yield _file("services/transaction", "services/nested_transaction" if has_workflows else "")
    if has_workflows:
        yield _file("services/nesting")
    due = [plan.function for plan in (plan_action(item, model) for item in model.actions) if plan.is_due_action]
    yield _file("services/system_actions", actions=due)
    roles = role_views(model)
    yield _file("services/permissions", roles=roles)
    if any(isinstance(item.actor, Roles) and len(item.actor.names) > 1 for item in model.actions):
        yield _file("services/permissions_of_any", roles=roles)


def _gateways(model: Model) -> Iterator[OutputFile]:
    views = [gateway_view(service, model) for service in model.services]
    for service, view in zip(model.services, views, strict=True):
        elements = (service.id, *(item.id for item in service.operations))
        text = render("application/gateways/service.py.jinja", **asdict(view))
        yield OutputFile(f"app/gateways/{view.module}.py", text, elements)
        text = render("application/extensions/service.py.jinja", **asdict(view))
        yield OutputFile(f"app/extensions/{view.module}.py", text, (service.id,), Ownership.EXTENSION)
    yield _file("gateways/gateways", services=views)


def _sign_in(model: Model) -> OutputFile:
    view = sign_in_view(model)
    if not view.calls:
        return _file("security/sign_in", "security/no_sign_in")
    elements = tuple(role.id for role in model.roles if role.identifiers)
    text = render("application/security/sign_in.py.jinja", **asdict(view))
    return OutputFile("app/security/sign_in.py", text, elements)
