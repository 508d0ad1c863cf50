"""The backend for the pages: a module and a template per page, and what all pages share."""

import re
from collections.abc import Iterator

from ...dsl.model import Model
from ...templates.rendering import render
from ..backend import OutputFile
from ..python_expressions import python_string
from ..python_types import import_lines
from .form_scripts import script_files
from .navigation import home_path, links, system_title, task_roles
from .page_files import write_page
from .page_names import html_text, module_of
from .task_pages import write_task_pages

FOLDER = "app/pages"
READERS = (
    "integer",
    "units",
    "day",
    "moment",
    "duration",
    "choice",
    "yes_or_no",
    "words",
    "number_choice",
    "number_choices",
)
FILTERS = {
    "money": "money_display",
    "decimal": "decimal_display",
    "instant": "instant_display",
    "duration": "duration_display",
    "yes_no": "yes_no_display",
}


class UiBackend:
    """Emits `app/pages`."""

    @property
    def name(self) -> str:
        """Return the name that people select the backend by."""
        return "ui"

    def emit(self, model: Model) -> Iterator[OutputFile]:
        """Return the files of the pages."""
        pages = [file for page in model.pages for file in write_page(page, model)]
        pages += write_task_pages(model)
        yield from pages
        text = "\n".join(file.text for file in pages)
        has_sign_in = any(role.identifiers for role in model.roles)
        yield from _shared(model, text)
        scripts = list(script_files(model))
        yield from scripts
        yield from _standard_templates(model, has_sign_in, has_groups="group_field(" in text, has_scripts=bool(scripts))
        yield _routes(model, has_sign_in)
        if has_sign_in:
            yield OutputFile(f"{FOLDER}/sign_in.py", render("ui/sign_in.py.jinja"))


def _shared(model: Model, text: str) -> Iterator[OutputFile]:
    """Yield what all pages import, as far as any of them, whose joined text is given, needs it."""
    yield OutputFile(f"{FOLDER}/__init__.py", render("ui/package.py.jinja"))
    yield OutputFile(f"{FOLDER}/rendering.py", _rendering(text))
    if "app.pages.forms" in text:
        yield OutputFile(f"{FOLDER}/forms.py", _forms(model, text))
    navigation = render(
        "ui/navigation.py.jinja",
        title=python_string(system_title(model)),
        home=python_string(home_path(model)),
        links=links(model),
    )
    yield OutputFile(f"{FOLDER}/navigation.py", navigation, (model.system.id,))
    has_questions = "asked.answer" in text
    style = render("ui/style.css.jinja", has_groups="group_field(" in text, has_questions=has_questions)
    yield OutputFile(f"{FOLDER}/static/style.css", style)


def _rendering(text: str) -> str:
    used = [name for name in FILTERS if re.search(rf"\| {name}\b", text)]
    imports = {("app.domain.formats", FILTERS[name]) for name in used if name != "yes_no"}
    return render(
        "ui/rendering.py.jinja",
        imports=import_lines(imports),
        filters=[{"name": name, "function": FILTERS[name]} for name in used],
        has_yes_no="yes_no" in used,
        has_owners="require_owner(" in text,
        has_records=" found(" in text,
        has_numbers="number_key(" in text,
        has_addresses=" address(" in text,
        has_about="about=ABOUT" in text,
        has_queries="same_query(" in text,
    )


def _forms(model: Model, text: str) -> str:
    used = [name for name in READERS if f"form.{name}(" in text]
    queried = {field.name for page in model.pages for field in page.inputs}
    return render(
        "ui/forms.py.jinja",
        readers=[render(f"ui/readers/{name}.jinja").rstrip("\n") for name in used],
        searches="asked(" in text,
        tables="to_table(" in text or "to_counted_table(" in text,
        pages="to_table(" in text,
        checks="form.check(" in text,
        page_query="page" if "page" not in queried else "page_number",
    )


def _standard_templates(
    model: Model, has_sign_in: bool, *, has_groups: bool, has_scripts: bool
) -> Iterator[OutputFile]:
    locale = html_text(model.system.locale)
    names = ["components", "error", *(["sign_in"] if has_sign_in else [])]
    base = render("ui/html/base.html.jinja", locale=locale, has_sign_in=has_sign_in, has_scripts=has_scripts)
    yield OutputFile(f"{FOLDER}/templates/base.html", base)
    for name in names:
        view = {"has_tasks": bool(task_roles(model)), "has_groups": has_groups}
        yield OutputFile(f"{FOLDER}/templates/{name}.html", render(f"ui/html/{name}.html.jinja", **view))


def _routes(model: Model, has_sign_in: bool) -> OutputFile:
    modules = [*(["sign_in"] if has_sign_in else []), *(module_of(page) for page in model.pages)]
    modules += ["tasks"] if task_roles(model) else []
    has_root = any(page.path == "/" for page in model.pages)
    needs_home = not has_root and home_path(model) != "/" and bool(modules)
    text = render("ui/routes.py.jinja", modules=modules, needs_home=needs_home)
    return OutputFile(f"{FOLDER}/routes.py", text, tuple(page.id for page in model.pages))
