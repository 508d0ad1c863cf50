"""Emits the rules as WebAssembly: all with Python that asks them and tests of both, and those of forms for pages."""

from collections.abc import Iterator

from ...dsl.model import Model
from ...templates.rendering import render
from ..backend import OutputFile
from ..form_rules import FormRule
from .module import DomainModule, pages_module
from .opinions import opinions_view
from .rules import Rule

FOLDER = "app/rules"
PAGES = "app/pages/static/domain.wasm"
TESTS = "tests/rules"
STATIC = ("agreement", "kinds", "rows", "test_domain_wasm")


def rules_files(module: DomainModule, model: Model) -> Iterator[OutputFile]:
    """Yield the files of a module of rules, and the tests that compare it with the rules in Python."""
    yield OutputFile(f"{FOLDER}/__init__.py", render("wasm/rules.py.jinja"))
    yield _file(f"{FOLDER}/domain.wasm", module)
    for name in STATIC:
        yield _test_file(name)
    if model.workflows:
        yield _test_file("workflow_parts")
    view = opinions_view(model, module.functions)
    text = render("wasm/tests/python_rules.py.jinja", view=view)
    compared = tuple(item for opinion in view.opinions for item in opinion.elements)
    yield OutputFile(f"{TESTS}/python_rules.py", text, compared)


def pages_file(rules: tuple[FormRule, ...], model: Model) -> OutputFile:
    """Return the module of the rules that pages ask; one that is not lowered is left to the server."""
    wanted = [Rule(item.id, item.expression, item.span, item.declared) for item in rules]
    return _file(PAGES, pages_module(wanted, model))


def _file(path: str, module: DomainModule) -> OutputFile:
    elements = tuple(item.id for item in module.functions)
    text = module.content.decode("latin-1")
    return OutputFile(path, text, elements, encoding="latin-1", functions=module.places)


def _test_file(name: str) -> OutputFile:
    return OutputFile(f"{TESTS}/{name}.py", render(f"wasm/tests/{name}.py.jinja"))
