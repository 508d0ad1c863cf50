"""The drivers of scenarios: the same actions through the services and through the API, and the pages."""

from collections.abc import Iterator

from msgspec import Struct

from ...dsl.model import Action, BySystem, Form, HumanTask, Model, Page, Parameter, QuestionBox
from ...dsl.value_types import Decimal, ListOf, Money, Optional, plain
from ...templates.rendering import render
from ..backend import OutputFile
from ..names import python_name
from ..python_expressions import python_string
from ..python_types import import_lines
from .literals import Literals

PAGE_DRIVERS = ("browser_pages", "html_document", "html_pages", "page_contract")


class DrivenAction(Struct, frozen=True):
    """An action as a method: its signature, how it is passed on, and its body as JSON."""

    name: str
    signature: str
    arguments: str
    prefix: str
    path: str
    body: str


def driver_files(model: Model) -> Iterator[OutputFile]:
    """Yield the drivers that the model needs."""
    literals = Literals(model)
    actions = [_driven(action, model, literals) for action in model.actions if not isinstance(action.actor, BySystem)]
    view: dict[str, object] = {
        "actions": actions,
        "imports": import_lines(literals.imports),
        "has_api": bool(model.apis),
        "has_tasks": has_tasks(model),
        "prefix": model.apis[0].prefix if model.apis else "",
    }
    names = ["actions", "service_actions", *(["api_actions"] if model.apis else [])]
    for name in names:
        yield _file(name, view)
    if model.pages:
        has_questions = any(isinstance(part, QuestionBox) for page in model.pages for part in page.parts)
        identifier = python_string(identifier_label(model))
        yield _file("pages", {"identifier_label": identifier, "has_questions": has_questions})
        has_lists = any(_asks_for_lists(page) for page in model.pages)
        for name in (*PAGE_DRIVERS, *(["members"] if has_lists else [])):
            yield _file(name, {"has_lists": has_lists, "has_questions": has_questions})


def _asks_for_lists(page: Page) -> bool:
    forms = [part for part in page.parts if isinstance(part, Form)]
    return any(isinstance(item.type, ListOf) for form in forms for item in form.fields)


def has_tasks(model: Model) -> bool:
    """Tell whether any workflow asks people."""
    states = [state for workflow in model.workflows for state in workflow.states]
    return any(isinstance(step, HumanTask) for state in states for step in state.steps)


def identifier_label(model: Model) -> str:
    """Return the label of the one input for all identifiers: `Username or email`."""
    labels = list(dict.fromkeys(role.field(name).label for role in model.roles for name in role.identifiers))
    return " or ".join([*labels[:1], *(label[:1].lower() + label[1:] for label in labels[1:])])


def offered_at(action: str, model: Model) -> str:
    """Return the prefix of the API that offers an action, or nothing."""
    return next((api.prefix for api in model.apis if action in api.actions), "")


def _file(name: str, view: dict[str, object]) -> OutputFile:
    return OutputFile(f"tests/drivers/{name}.py", render(f"test_suite/drivers/{name}.py.jinja", **view))


def _driven(action: Action, model: Model, literals: Literals) -> DrivenAction:
    prefix = offered_at(action.name, model)
    names = [python_name(item.name) for item in action.parameters]
    texts = [
        f"{python_name(item.name)}: {literals.annotation(item.type)}{_default(item, literals)}"
        for item in action.parameters
    ]
    return DrivenAction(
        name=python_name(action.name),
        signature=f", *, {', '.join(texts)}" if texts else "",
        arguments="".join(f", {name}={name}" for name in names),
        prefix=prefix,
        path=f"{prefix}/actions/{action.name}",
        body=", ".join(_json_pair(item) for item in action.parameters),
    )


def _default(parameter: Parameter, literals: Literals) -> str:
    """Return what a parameter is if it is left out, as the end of its declaration."""
    if parameter.default is not None:
        return f" = {literals.text(parameter.default.value, parameter.type)}"
    if isinstance(parameter.type, ListOf):
        return " = ()"
    return " = None" if isinstance(parameter.type, Optional) else ""


def _json_pair(parameter: Parameter) -> str:
    kind, name = plain(parameter.type), python_name(parameter.name)
    value = f"amount({name}, {kind.scale})" if isinstance(kind, Money | Decimal) else name
    return f'"{parameter.name}": {value}'
