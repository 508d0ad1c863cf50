"""Emits the rules as WebAssembly: all with the Python that asks them, and those of forms for the pages."""

from ...dsl.model import Model
from ...templates.rendering import render
from ..backend import OutputFile
from ..form_rules import FormRule
from .module import DomainModule, domain_module, pages_module
from .rules import Rule

FOLDER = "app/rules"
PAGES = "app/pages/static/domain.wasm"


def rules_files(model: Model) -> tuple[list[OutputFile], DomainModule]:
    """Return `app/rules`, and the module in it, which knows what was not lowered."""
    module = domain_module(model)
    files = [OutputFile(f"{FOLDER}/__init__.py", render("wasm/rules.py.jinja")), _file(f"{FOLDER}/domain.wasm", module)]
    return files, module


def pages_file(rules: tuple[FormRule, ...], model: Model) -> OutputFile:
    """Return the module of the rules that pages ask; one that is not lowered is left to the server."""
    wanted = [Rule(item.id, item.expression, item.span, item.declared) for item in rules]
    return _file(PAGES, pages_module(wanted, model))


def _file(path: str, module: DomainModule) -> OutputFile:
    elements = tuple(item.id for item in module.functions)
    text = module.content.decode("latin-1")
    return OutputFile(path, text, elements, encoding="latin-1", functions=module.places)
