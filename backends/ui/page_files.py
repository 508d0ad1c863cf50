"""Writes the two files of a page: its module and its template."""

from collections.abc import Iterator

from ...dsl.model import Form, Model, Page
from ...templates.rendering import render
from ..backend import OutputFile
from ..form_rules import demands_of
from ..python_expressions import python_string
from ..python_types import import_lines
from .controls import controls_of
from .form_scripts import followed_on, script_of
from .page_names import form_prefix, html_text, module_of
from .page_scope import PageScope
from .page_templates import PageTemplate, has_trouble, macros_in
from .showing import Showing
from .submits import parts_of
from .submitting import Submitting


def write_page(page: Page, model: Model) -> Iterator[OutputFile]:
    """Yield the module and the template."""
    module = module_of(page)
    elements = (page.id, *(part.id for part in page.parts), *_actions(page))
    yield OutputFile(f"app/pages/{module}.py", _module(page, model, f"{module}.html"), elements)
    yield OutputFile(f"app/pages/templates/{module}.html", _template(page, model), (page.id,))


def _actions(page: Page) -> list[str]:
    return [f"action:{name}" for name in dict.fromkeys(str(part.action) for part in parts_of(page))]


def _module(page: Page, model: Model, template: str) -> str:
    scope = PageScope(page, model)
    showing = Showing(scope, template)
    first, *rest = showing.functions()
    submitting = [Submitting(scope, submit).function() for submit in scope.submits]
    return render(
        "ui/page.py.jinja",
        name=page.name,
        imports=[*import_lines(scope.imports), *sorted(scope.service_imports)],
        path=python_string(page.path),
        blank=_blank(page, model) if showing.has_forms else None,
        about=_about(page, model),
        functions=[first, *submitting, *rest],
    )


def _blank(page: Page, model: Model) -> str:
    """Return what is in the inputs at first, by their ids."""
    forms = [part for part in page.parts if isinstance(part, Form)]
    controls = [control for form in forms for control in controls_of(form, page, model) if control.is_echoed]
    return ", ".join(f"{python_string(control.id)}: {python_string(control.default)}" for control in controls)


def _about(page: Page, model: Model) -> list[str]:
    """Return the rules that are about one input of a form on the page, each with the id of that input."""
    found = {
        f"{python_string(rule.id)}: {python_string(form_prefix(page, form) + rule.at)}": None
        for form in followed_on(page)
        for rule in demands_of(form, model)
    }
    return list(found)


def _template(page: Page, model: Model) -> str:
    scope = PageScope(page, model)
    view = {
        "title": html_text(page.title),
        "has_trouble": has_trouble(page, scope),
        "script": script_of(page),
        "criteria": scope.search is not None,
        "parts": PageTemplate(scope).parts(),
    }
    macros = macros_in(render("ui/html/page.html.jinja", macros=(), **view))
    return render("ui/html/page.html.jinja", macros=macros, **view)
