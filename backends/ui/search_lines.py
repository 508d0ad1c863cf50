"""The lines of a page that read what it is asked for, and lead back where that is incomplete or wrong."""

from collections.abc import Iterator

from ...dsl.model import Form, Page
from ..python_expressions import python_string
from .controls import Control
from .page_names import form_prefix, variable
from .page_scope import PageScope
from .readings import Reading, bounds_check, reading_of
from .searches import MARK, Search

INDENT = "    "


class SearchLines:
    """Writes them for one page. `wrong` is the condition under which there is nothing to list."""

    def __init__(self, scope: PageScope, search: Search) -> None:
        self._scope = scope
        self._search = search
        self._controls = [Control(field, "", "", "") for field in search.inputs]
        self._readings: list[Reading] = []
        for control in self._controls:
            self._readings.append(reading_of(control, scope.model, strict_texts=True))
        self._checks = [line for control in self._controls if (line := bounds_check(control))]

    @property
    def wrong(self) -> str:
        """Return the condition under which the search cannot be done; nothing where that cannot be."""
        missing = [f"{item.value} is None" for item in self._readings if item.is_needed]
        may_be_unreadable = self._checks or any(item.line and not item.is_needed for item in self._readings)
        return " or ".join([*missing, *(["form.trouble.messages"] if may_be_unreadable else [])])

    @property
    def criteria(self) -> str:
        """Return the expression for what is shown of the search."""
        self._scope.use("app.pages.forms", "filled")
        pairs = [f"({python_string(item.label)}, {variable(item.name)})" for item in self._search.inputs]
        return f"filled({', '.join(pairs)})"

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        self._scope.use("app.pages.forms", "asked")
        for field in self._search.inputs:
            yield f"{variable(field.name)} = asked(request, {python_string(field.name)})"
        if any(item.line for item in self._readings):
            self._scope.use("app.pages.forms", "FormReader")
            yield f"form = FormReader({self._prefix()})"
        for reading in self._readings:
            self._scope.imports |= reading.imports
            if reading.line:
                yield reading.line
        if self._checks:
            self._scope.use("app.domain", "checks")
        yield from self._checks
        yield from self._led_back()
        if self._search.own is not None:
            yield from self._shown_again(self._search.own)

    def _prefix(self) -> str:
        page, form = self._scope.page, self._search.own
        if form is None and self._search.others:
            page, form = self._search.others[0]
        prefix = form_prefix(page, form) if form else ""
        return python_string(prefix) if prefix else ""

    def _led_back(self) -> Iterator[str]:
        """Yield the lines that show the page on which a wrong search began."""
        if not self.wrong or not self._search.others:
            return
        *marked, (page, form) = reversed(self._search.others)
        if self._search.own is not None:
            for other, asking in (*marked, (page, form)):
                yield f"if ({self.wrong}) and {_began_on(other)}:"
                yield f"{INDENT}return {self._shown(other, asking)}"
            return
        yield f"if {self.wrong}:"
        for other, asking in marked:
            yield f"{INDENT}if {_began_on(other)}:"
            yield f"{INDENT * 2}return {self._shown(other, asking)}"
        yield f"{INDENT}return {self._shown(page, form)}"

    def _shown(self, page: Page, form: Form) -> str:
        module = self._scope.page_module(page)
        return f"{module}.show(request, {{**{module}.BLANK, {self._typed(page, form)}}}, form.trouble)"

    def _typed(self, page: Page, form: Form) -> str:
        prefix = form_prefix(page, form)
        return ", ".join(f"{python_string(prefix + item.name)}: {variable(item.name)}" for item in form.fields)

    def _shown_again(self, form: Form) -> Iterator[str]:
        """Yield the lines that keep on this page what was typed here."""
        names = ", ".join(python_string(field.name) for field in form.fields)
        many = f"({names},)" if len(form.fields) == 1 else f"({names})"
        yield f"if any(name in request.query_params for name in {many}):"
        yield f"{INDENT}typed = {{**typed, {self._typed(self._scope.page, form)}}}"
        if self.wrong:
            yield f"{INDENT}problems = problems if problems.messages else form.trouble"


def _began_on(page: Page) -> str:
    """Return the condition under which a search began on a page."""
    return f'asked(request, "{MARK}") == {python_string(page.name)}'
