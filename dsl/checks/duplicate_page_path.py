"""Finds pages that one address leads to."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Related, Severity
from ..check import Check, CheckContext
from ..model import Model, Page

PLACEHOLDER = re.compile(r"\{[^{}]*\}")
STANDARD = ("/sign-in", "/sign-out", "/tasks")


class DuplicatePagePath(Check):
    """Two pages have the same path, or a page has the path of a standard page or lies within an Api.

    Only one of them can be shown; which one depends on the order in which they are declared. Names of parameters do
    not tell paths apart.

    Bad:
        Page: Trains at "/trains"
          text "All trains"
        Page: Departures at "/trains"
          text "All departures"

    Good:
        Page: Trains at "/trains"
          text "All trains"
        Page: Departures at "/departures"
          text "All departures"
    """

    code = "DSL070"
    name = "duplicate-page-path"
    severity = Severity.ERROR

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield each page whose path is taken already."""
        first: dict[str, Page] = {}
        for page in context.model.pages:
            path = _shape(page.path)
            if path in first:
                related = (Related("it is taken here", first[path].span),)
                message = f"the path {page.path} is that of the page {first[path].name} too"
                yield self.finding(page.span, message, "give the page a path of its own", related)
            else:
                first[path] = page
                yield from self._standard(page, path, context.model)

    def _standard(self, page: Page, path: str, model: Model) -> Iterator[Diagnostic]:
        if path in STANDARD:
            message = f"the path {page.path} is that of a standard page"
            yield self.finding(page.span, message, "give the page another path")
        for api in model.apis:
            prefix = api.prefix.rstrip("/")
            if path == prefix or path.startswith(f"{prefix}/"):
                related = (Related("the Api", api.span),)
                message = f"the path {page.path} lies within the Api {api.prefix}"
                yield self.finding(page.span, message, "give the page a path outside of it", related)


def _shape(path: str) -> str:
    """Return a path without the names of its parameters."""
    return PLACEHOLDER.sub("{}", path).rstrip("/") or "/"
