"""Emits `app/rules`: the rules as WebAssembly, and the Python that asks them; and the tests that compare both."""

from collections.abc import Iterator

from ...dsl.model import Model
from ...templates.rendering import render
from ..backend import OutputFile
from .module import DomainModule
from .opinions import opinions_view

FOLDER = "app/rules"
TESTS = "tests/rules"
STATIC = ("agreement", "kinds", "rows", "test_domain_wasm")


def rules_files(module: DomainModule, model: Model) -> Iterator[OutputFile]:
    """Yield the files of a module of rules."""
    elements = tuple(item.id for item in module.functions)
    yield OutputFile(f"{FOLDER}/__init__.py", render("wasm/rules.py.jinja"))
    yield OutputFile(f"{FOLDER}/domain.wasm", module.content.decode("latin-1"), elements, encoding="latin-1")
    for name in STATIC:
        yield _test_file(name)
    if model.workflows:
        yield _test_file("workflow_parts")
    view = opinions_view(model, module.functions)
    text = render("wasm/tests/python_rules.py.jinja", view=view)
    compared = tuple(item for opinion in view.opinions for item in opinion.elements)
    yield OutputFile(f"{TESTS}/python_rules.py", text, compared)


def _test_file(name: str) -> OutputFile:
    return OutputFile(f"{TESTS}/{name}.py", render(f"wasm/tests/{name}.py.jinja"))
