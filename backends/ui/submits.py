"""What can be sent from a page: its forms and buttons that do an action, and where each is sent."""

from msgspec import Struct

from ...dsl.model import Form, Model, Page, PageButton, RowButton, Table
from ...dsl.words import snake_case
from .page_names import joined, post_suffix

Part = Form | PageButton | RowButton


class Submit(Struct, frozen=True):
    """A form or button, the function that answers it, and what its address has after the page's own."""

    part: Part
    function: str
    suffix: str

    @property
    def action(self) -> str:
        """Return the action that is done."""
        assert self.part.action is not None
        return self.part.action


def parts_of(page: Page) -> list[Part]:
    """Return everything on a page that does an action."""
    found: list[Part] = []
    for part in page.parts:
        if (isinstance(part, Form) and part.action) or isinstance(part, PageButton):
            found.append(part)
        elif isinstance(part, Table):
            found += part.buttons
    return found


def submits_of(page: Page, model: Model) -> list[Submit]:
    """Return one entry for each; buttons of several rows or tables that do the same share one."""
    found: list[Submit] = []
    for part in parts_of(page):
        if any(_does_the_same(part, other.part) for other in found):
            continue
        suffix = post_suffix(page, part, model)
        name = f"submit_{snake_case(part.name if isinstance(part, Form) else part.action)}"
        number = 1 + sum(other.function == name or other.function.startswith(f"{name}_") for other in found)
        more = f"_{number}" if number > 1 else ""
        found.append(Submit(part, name + more, f"{suffix}{more}" if suffix else suffix))
    return found


def submit_of(part: Part, submits: list[Submit]) -> Submit:
    """Return the entry that a form or button is sent to."""
    return next(item for item in submits if _does_the_same(part, item.part))


def post_path(page: Page, submit: Submit) -> str:
    """Return the address that a form or button is sent to."""
    return joined(page.path, submit.suffix)


def _does_the_same(one: Part, other: Part) -> bool:
    if type(one) is not type(other) or one.action != other.action or one.opens != other.opens:
        return False
    match one, other:
        case Form(), Form():
            return one == other
        case RowButton(), RowButton():
            return one.parameter == other.parameter
        case _:
            return True
