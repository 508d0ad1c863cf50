"""The file that serves what a background makes to a person, and says what to try first."""

from collections.abc import Iterator

from msgspec import Struct, field

from ...dsl.model import Form, Model, Page, Scenario
from ...dsl.operations import Click, EnterValue, OpenPage, SubmitForm
from ...templates.rendering import render
from ..backend import OutputFile
from .background import Background


class Search(Struct):
    """A search as a scenario makes it: where it begins, what is entered by label, and the button that is clicked."""

    path: str
    button: str = ""
    entries: dict[str, str] = field(default_factory=dict[str, str])


def look_around_file(model: Model, shown: list[tuple[str, Background]]) -> OutputFile:
    """Return the file that serves the records of one background to a person."""
    views = [_view(module, item) for module, item in shown]
    richest = max(range(len(shown)), key=lambda number: (len(shown[number][1].people), len(shown[number][1].lines)))
    text = render(
        "test_suite/look_around.py.jinja",
        backgrounds=views,
        richest=views[richest]["name"],
        pages=[
            (page.path, _described(page), page.roles) for page in model.pages if not page.parameters and not page.inputs
        ],
        searches=[(found.path, tuple(found.entries.items()), found.button) for found in _searches(model)],
    )
    return OutputFile("tests/look_around.py", text)


def _view(module: str, item: Background) -> dict[str, str]:
    call = f"lambda world: {item.call.replace('actions', 'ServiceActions(world.system)')}"
    return {
        "name": item.title.removesuffix(" Background."),
        "module": module,
        "function": item.name,
        "call": item.name if item.call == f"{item.name}(world)" else call,
    }


def _described(page: Page) -> str:
    return f"{page.title} (for {', '.join(page.roles)})" if page.roles else page.title


def _searches(model: Model) -> list[Search]:
    """Return the searches that scenarios make, each once."""
    found: list[Search] = []
    for scenario in model.scenarios:
        found += [search for search in _searches_in(model, scenario) if search not in found]
    return found


def _searches_in(model: Model, scenario: Scenario) -> Iterator[Search]:
    page, search = None, Search("")
    for operation in (step.operation for step in scenario.steps):
        match operation:
            case OpenPage(page=name):
                page = next((item for item in model.pages if item.name == name and not item.parameters), None)
                search = Search(page.path if page else "")
            case EnterValue(label=label, value=value):
                search.entries[label] = value
            case Click(row=None) | SubmitForm():
                search.button = _search_button(page, operation)
                if search.button and search.entries:
                    yield search
                page, search = None, Search("")
            case _:
                continue


def _search_button(page: Page | None, operation: Click | SubmitForm) -> str:
    """Return the name of the button that a step clicks if it sends a search, else nothing."""
    buttons = [part.button for part in page.parts if isinstance(part, Form) and part.action is None] if page else []
    if isinstance(operation, Click):
        return operation.label if operation.label in buttons else ""
    return buttons[0] if len(buttons) == 1 else ""
