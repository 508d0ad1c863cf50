"""The frame of a generated system: how it is put together, configured, served, described."""

from collections.abc import Iterator

from ...dsl.model import HumanTask, Model, QuestionBox
from ...dsl.words import slug_of, words_of
from ...templates.rendering import render
from ..account_actions import unregistered_roles
from ..backend import OutputFile
from ..form_rules import followed_forms
from ..python_expressions import python_string
from ..python_types import Import, import_lines
from .account_commands import command_view

STATIC = ("__main__", "clock", "logs", "middleware", "settings", "static_files")
PROJECT = {"pyproject.toml": "pyproject.toml", "README.md": "README.md", "Dockerfile": "Dockerfile"}
HIDDEN = {".gitignore": "gitignore", ".dockerignore": "dockerignore"}


def frame_files(model: Model, has_rules: bool) -> Iterator[OutputFile]:
    """Yield the files around the layers; `has_rules`: the rules are there as WebAssembly, too."""
    view = {
        "title": title_of(model),
        "package": slug_of(words_of(model.system.name)),
        "has_api": bool(model.apis),
        "prefix": model.apis[0].prefix if model.apis else "",
        "api_paths": _paths([item.prefix for item in model.apis]),
        "has_workflows": bool(model.workflows),
        "has_rules": has_rules,
        "has_form_rules": any(followed_forms(model)),
        "has_questions": has_questions(model),
        "accounts": command_view(model).accounts,
    }
    elements = (model.system.id,)
    for path in STATIC:
        yield OutputFile(f"app/{path}.py", render(f"application/{path}.py.jinja", **view), elements)
    for path in ("__init__", "errors", "system", "lifecycle"):
        yield OutputFile(f"app/{path}.py", render(f"application/{path}.py.jinja", **view), elements)
    yield OutputFile("app/main.py", _main(model), elements)
    yield from _accounts(model)
    for path, template in {**PROJECT, **HIDDEN}.items():
        yield OutputFile(path, render(f"application/{template}.jinja", **view), elements)


def _accounts(model: Model) -> Iterator[OutputFile]:
    """Yield the command that adds accounts, where there are any that nobody can register."""
    roles = unregistered_roles(model)
    if roles:
        text = render("application/accounts.py.jinja", view=command_view(model))
        yield OutputFile("app/accounts.py", text, tuple(role.id for role in roles))


def title_of(model: Model) -> str:
    """Return the name of the system in words: `RailTickets` gives `Rail Tickets`."""
    return " ".join(word[:1].upper() + word[1:] for word in words_of(model.system.name).split())


def has_tasks(model: Model) -> bool:
    """Tell whether any workflow asks people."""
    states = [state for workflow in model.workflows for state in workflow.states]
    return any(isinstance(step, HumanTask) for state in states for step in state.steps)


def has_questions(model: Model) -> bool:
    """Tell whether any page has a box for questions."""
    return any(isinstance(part, QuestionBox) for page in model.pages for part in page.parts)


def _paths(prefixes: list[str]) -> str:
    paths = [python_string(f"{prefix.rstrip('/')}/") for prefix in prefixes]
    return paths[0] if len(paths) == 1 else f"({', '.join(paths)})"


def _main(model: Model) -> str:
    imports: set[Import] = {
        ("app.api", "health"),
        ("app.clock", "Clock, SystemClock"),
        ("app.errors", "add_error_handlers"),
        ("app.gateways.gateways", "Gateways, connect_gateways"),
        ("app.lifecycle", "create_system, run_scheduler"),
        ("app.middleware", "SafeHeadersAndLog"),
        ("app.pages", "routes as pages"),
        ("app.pages.navigation", "SYSTEM_TITLE"),
        ("app.settings", "Settings"),
        ("app.static_files", "CurrentFiles"),
    }
    routers = ["health.router"]
    if model.apis:
        imports |= {("app.api", "routes as api"), ("app.openapi", "complete_description")}
        routers.append("api.router")
    routers.append("pages.router")
    if has_tasks(model) and model.apis:
        imports.add(("app.api", "tasks as task_api"))
        routers.append("task_api.router, prefix=api.PREFIX")
    openapi_url = 'f"{api.PREFIX}/openapi.json"' if model.apis else "None"
    lines = import_lines(imports)
    return render(
        "application/main.py.jinja", imports=lines, routers=routers, openapi_url=openapi_url, has_api=bool(model.apis)
    )
