"""Searches: what a page is asked for by forms that do no action, and which page shows what is wrong with it."""

from msgspec import Struct

from ...dsl.model import Form, FormField, Model, Page, Table
from ...dsl.value_types import Bool, Optional

MARK = "searched_on"


class Search(Struct, frozen=True):
    """What a page is asked for. `own` is the page's own form; `others` are the forms of other pages."""

    inputs: tuple[FormField, ...]
    own: Form | None
    others: tuple[tuple[Page, Form], ...]

    @property
    def is_marked(self) -> bool:
        """Tell whether an address says on which page a search began."""
        return len(self.others) + (self.own is not None) > 1

    @property
    def can_be_empty(self) -> bool:
        """Tell whether the page shows something when nothing is asked for."""
        return all(isinstance(field.type, Optional | Bool) for field in self.inputs)


def search_of(page: Page, model: Model) -> Search | None:
    """Return what a page is asked for; None: nothing."""
    if not page.inputs:
        return None
    opening = [(other, form) for other in model.pages for form in _forms(other) if form.opens == page.name]
    own = next((form for other, form in opening if other.name == page.name), None)
    # A page about one record cannot be shown again without that record.
    others = tuple((other, form) for other, form in opening if other.name != page.name and not other.parameters)
    return Search(page.inputs, own, others)


def is_search(form: Form) -> bool:
    """Tell whether a form only opens a page."""
    return form.action is None


def tables_of(page: Page) -> list[Table]:
    """Return the tables of a page."""
    return [part for part in page.parts if isinstance(part, Table)]


def _forms(page: Page) -> list[Form]:
    return [part for part in page.parts if isinstance(part, Form) and is_search(part)]
