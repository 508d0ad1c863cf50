"""Emits `app/rules`: the rules as WebAssembly, and the Python that asks them."""

from ...templates.rendering import render
from ..backend import OutputFile
from .module import DomainModule

FOLDER = "app/rules"


def rules_files(module: DomainModule) -> list[OutputFile]:
    """Return the files of a module of rules."""
    elements = tuple(item.id for item in module.functions)
    return [
        OutputFile(f"{FOLDER}/__init__.py", render("wasm/rules.py.jinja")),
        OutputFile(f"{FOLDER}/domain.wasm", module.content.decode("latin-1"), elements, encoding="latin-1"),
    ]
