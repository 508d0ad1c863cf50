"""Writes the module of an action that is offered over JSON."""

from datetime import timedelta

from msgspec import Struct

from ...dsl.expressions import Constant
from ...dsl.model import Action, Anyone, Model, OwnerOf, Parameter, Roles
from ...dsl.value_types import Decimal, Duration, ListOf, Money, Optional, ValueType, plain, scale_of
from ...dsl.words import pascal_case, words_of
from ...templates.rendering import render
from ..action_plan import ActionPlan, plan_action
from ..backend import OutputFile
from ..fixed_point import fixed_point
from ..names import field_name, member_name, plural_of_entity, python_name
from ..python_expressions import PythonPrinter, python_string
from ..python_types import Import, import_lines
from ..sessions import StartedSession, started_session
from .json_values import Typed, body_annotation
from .module_names import ModuleNames
from .resources import Resource, words_for

# What the base of request bodies uses itself.
OWN_ATTRIBUTES = frozenset(
    {"copy", "dict", "json", "schema", "construct", "validate", "read", "parse_obj", "schema_json"}
)
OWN_NAMES = frozenset({"body", "caller", "context", "made", "made_view", "problems", "resource", "router", "token"})


class BodyField(Struct, frozen=True):
    """A field of a request body."""

    name: str
    attribute: str
    annotation: str
    field: str


class ActionModule:
    """Gathers what the module of an action needs."""

    def __init__(self, action: Action, model: Model, names: ModuleNames) -> None:
        self._action = action
        self._model = model
        self._names = names
        self._plan: ActionPlan = plan_action(action, model)
        self._imports: set[Import] = set()

    def write(self) -> OutputFile:
        """Return the module."""
        action, model = self._action, self._model
        parameters = [self._parameter(item) for item in action.parameters]
        session = started_session(self._plan, "made", model)
        resource = Resource(model.entity(action.returns), model) if action.returns else None
        service = self._service()
        call = ", ".join(["context", *(f"{python_name(item.name)}=body.{item.attribute}" for item in parameters)])
        class_name = pascal_case(words_of(action.name))
        values = self._answer(resource, session, f"{class_name}Result")
        is_open = isinstance(action.actor, Anyone)
        caller = "AnyCaller" if is_open else "SignedInCaller"
        self._imports |= {("app.api.caller", caller)}
        text = render(
            "api/action.py.jinja",
            name=words_of(action.name),
            path=action.name,
            function_name=python_name(action.name).rstrip("_"),
            imports=[*import_lines(self._imports), service.import_line],
            parameters=parameters,
            request_class=f"{class_name}Request",
            caller=caller,
            summary=_summary(action),
            statuses="HTTPStatus.CONFLICT"
            if is_open
            else "HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.CONFLICT",
            call=f"{service.name}({call})",
            **values,
        )
        offering = [api.id for api in model.apis if action.name in api.actions]
        return OutputFile(f"app/api/{self._names.actions[action.name]}.py", text, (action.id, *offering))

    def _parameter(self, parameter: Parameter) -> BodyField:
        default = parameter.default
        annotation: Typed = body_annotation(parameter.type, default, self._model)
        self._imports |= annotation.imports
        name = python_name(parameter.name)
        is_taken = name in OWN_ATTRIBUTES or name.startswith("model_")
        attribute = f"{name}_" if is_taken else name
        field: list[str] = []
        if default is not None:
            printer = PythonPrinter(self._model)
            field.append(f"default={printer.text(default)}")
            self._imports |= printer.imports
            field += _told_default(default, parameter.type)
        elif isinstance(parameter.type, Optional | ListOf):
            field.append("default=None" if isinstance(parameter.type, Optional) else "default=()")
        field += [f"alias={python_string(parameter.name)}"] if attribute != parameter.name else []
        field.append(f"title={python_string(parameter.label)}")
        return BodyField(parameter.name, attribute, annotation.text, ", ".join(field))

    def _service(self) -> "Service":
        name = python_name(self._action.name)
        local = f"do_{name}" if name in OWN_NAMES else name
        suffix = f" as {local}" if local != name else ""
        return Service(local, f"from app.services.{name} import {name}{suffix}")

    def _answer(self, resource: Resource | None, session: StartedSession | None, result: str) -> dict[str, object]:
        """Return what the template says of the answer."""
        token = ""
        if session is not None:
            self._imports |= {("app.api.sign_in", name) for name in ("AccessToken", "access_token")}
            self._imports |= {("app.domain.roles", "Person"), ("app.domain.roles", "Role")}
            key = session.key if session.key.startswith("made.") else f"body.{session.key}"
            token = f"Person(Role.{member_name(session.role)}, {key})"
        if resource is None:
            answer = "AccessToken" if session else None
            assigned = "made = " if session and session.key.startswith("made.") else ""
            return {"answer": answer, "resource": "", "session": token, "created": False, "assigned": assigned}
        entity = resource.entity
        module = self._names.entities[entity.name]
        self._imports |= {(f"app.api.{module}", resource.name), (f"app.api.{module}", resource.function)}
        if resource.view:
            self._imports.add(("app.database", plural_of_entity(entity)))
        printed = "made_view" if resource.view else "made"
        return {
            "answer": result if session else resource.name,
            "resource": resource.name,
            "session": token,
            "created": True,
            "created_status": ", HTTPStatus.CREATED",
            "a_record": words_for(entity)["a_record"],
            "has_view": resource.view is not None,
            "module": plural_of_entity(entity),
            "key": field_name(entity.key.name),
            "resource_call": f"{resource.function}({printed}{', context.now' if resource.reads_now else ''})",
        }


def _told_default(default: Constant, kind: ValueType) -> list[str]:
    """Return what the schema says of a default that looks different in JSON."""
    match plain(kind), default.value:
        case Money() | Decimal(), int() as units:
            return [f'json_schema_extra={{"default": "{fixed_point(units, scale_of(kind))}"}}']
        case Duration(), timedelta() as length:
            return [f'json_schema_extra={{"default": {int(length.total_seconds())}}}']
        case _:
            return []


class Service(Struct, frozen=True):
    """The function that does an action: its name here, and how it is imported."""

    name: str
    import_line: str


def _summary(action: Action) -> str:
    title = words_of(action.name)
    return f"{title[:1].upper()}{title[1:]}, as {_actor(action)}"


def _actor(action: Action) -> str:
    match action.actor:
        case Roles(names=names):
            return " or ".join(names)
        case OwnerOf(record=record):
            return f"the owner of the {words_of(getattr(record, 'name', 'record'))}"
        case _:
            return "anyone"
