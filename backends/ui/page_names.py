"""How pages, their modules, their addresses and the variables of their code are called."""

import html
import re

from ...dsl.model import Form, Model, Page, PageButton, RowButton, Table
from ...dsl.words import snake_case
from ..names import plural_of_entity, python_name, variable_of
from ..taken_names import PAGES

# What the functions of every page call their own things.
LOCALS = frozenset(
    """
    ABOUT BLANK PATH address asked connection context filled form form_token found home here links me notice now
    number_key person problems query redirect render request require_owner require_role result router same_query
    self session show started system system_of system_title table title to_table trouble typed values loop
    """.split()  # noqa: SIM905
)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def module_of(page: Page) -> str:
    """Return the module and the template of a page: `MyBookings` becomes `my_bookings`."""
    name = python_name(page.name)
    return f"{name.rstrip('_')}_page" if name.rstrip("_") in PAGES else name


def variable(name: str) -> str:
    """Return a name for an input or a key, unlike those that every page uses itself."""
    found = python_name(name)
    return f"{found}_" if found in LOCALS else found


def value_name(name: str) -> str:
    """Return a name for a value of a template."""
    return f"{name}_" if name in LOCALS else name


def table_name_on(page: Page, table: Table) -> str:
    """Return what the template calls the rows of a table: `trains`, then `trains_2`."""
    same = [part for part in page.parts if isinstance(part, Table) and part.entity == table.entity]
    number = same.index(table) + 1
    return value_name(plural_of_entity(table.entity)) + (f"_{number}" if number > 1 else "")


def record_value(entity: str, parameter: str) -> str:
    """Return what the template calls the record of the page's address."""
    return value_name(python_name(parameter) if parameter else variable_of(entity))


def post_suffix(page: Page, part: Form | PageButton | RowButton, model: Model) -> str:
    """Return what the address of a form has after the page's own: nothing for the page's only form."""
    forms = [item for item in page.parts if isinstance(item, Form) and item.action]
    if isinstance(part, Form) and len(forms) == 1:
        return ""
    name = snake_case(part.name if isinstance(part, Form) else part.action)
    taken = {_shape(item.path) for item in model.pages}
    suffix = f"/{name}"
    return suffix if _shape(joined(page.path, suffix)) not in taken else f"/do{suffix}"


def joined(path: str, suffix: str) -> str:
    """Return the address below a page."""
    return path.rstrip("/") + suffix if suffix else path


def _shape(path: str) -> str:
    return PLACEHOLDER.sub("{}", path.rstrip("/") or "/")


def form_prefix(page: Page, form: Form) -> str:
    """Return what the ids of a form's fields start with: nothing where no other form asks for the same."""
    others = [item for item in page.parts if isinstance(item, Form) and item is not form]
    names = {field.name for item in others for field in item.fields} | {"main"}
    is_shared = any(field.name in names for field in form.fields)
    return f"{snake_case(form.name)}-" if is_shared else ""


def html_text(text: str) -> str:
    """Return a text as it stands in a template: neither markup nor a hole."""
    return html.escape(text).replace("{", "&#123;")
