"""The views of the parts of a page, for its HTML template."""

from collections.abc import Iterator

from ...dsl.expressions import FieldRead, Variable
from ...dsl.model import (
    Action,
    Column,
    Delete,
    Details,
    Form,
    Page,
    PageButton,
    PageLink,
    PagePart,
    Paragraph,
    QuestionBox,
    RowButton,
    RowLink,
    Table,
)
from ...dsl.words import label_of, plural_of, words_of
from ..python_expressions import python_string
from .controls import controls_of, macro_call
from .form_scripts import followed_on, form_name
from .page_names import PLACEHOLDER, html_text, table_name_on
from .page_scope import AddressRecord, PageScope
from .row_functions import condition_name, details_values, row_values
from .searches import is_search, tables_of
from .showing import button_condition
from .shown_columns import details_view, shown_column
from .shown_values import RecordValues
from .submits import post_path, submit_of
from .submitting import row_field

MACROS = (
    *("check_field", "confirmed", "criteria_list", "error_summary", "group_field", "input_field", "pager"),
    "select_field",
)


class PageTemplate:
    """Turns the parts of one page into what the template prints."""

    def __init__(self, scope: PageScope) -> None:
        self._scope = scope
        self._page = scope.page

    def parts(self) -> list[dict[str, object]]:
        """Return the parts in their order."""
        found: list[dict[str, object]] = []
        for part in self._page.parts:
            found.append(self._part(part, is_first=not found))
        return found

    def _part(self, part: PagePart, *, is_first: bool) -> dict[str, object]:
        match part:
            case QuestionBox():
                return {"kind": "ask"}
            case Paragraph(text=text):
                return {"kind": "text", "text": html_text(text), "is_lead": is_first}
            case PageLink(label=label, page=page):
                target = self._scope.model.page(page)
                style = "" if part is self._main_part() else "secondary"
                roles = self._asked_for(target)
                href = self._address(target.path)
                return {"kind": "link", "label": html_text(label), "href": href, "style": style, "roles": roles}
            case PageButton():
                return self._button(part)
            case Form():
                return self._form(part)
            case Details():
                return self._details(part)
            case Table():
                return self._table(part)

    def _asked_for(self, target: Page) -> list[str]:
        """Return the roles of which somebody who is signed in must be to be led to a page; none where all may see it.

        A page that is for fewer roles than this one hides its links from the others."""
        ours = self._page.roles
        is_for_all = not target.roles or (ours and set(ours) <= set(target.roles))
        return [] if is_for_all else [python_string(role) for role in target.roles]

    def _main_part(self) -> PagePart | None:
        """Return the button or link that stands out: the first of a page without forms."""
        if any(isinstance(part, Form) for part in self._page.parts):
            return None
        return next((part for part in self._page.parts if isinstance(part, PageButton | PageLink)), None)

    # addresses

    def _address(self, path: str, row_key: str = "") -> str:
        """Return an address with holes for the keys: a row's, else those of this page's own address."""
        keys = {item.parameter.name: self._key(item) for item in self._scope.records}

        def hole(name: str) -> str:
            key = row_key or keys.get(name, "")
            return f"{{{{ {key} | urlencode }}}}" if key else ""

        return PLACEHOLDER.sub(lambda match: hole(match[1]), path)

    def _key(self, record: AddressRecord) -> str:
        return self._scope.values_of(record, record.value).key

    def _post_address(self, part: Form | PageButton | RowButton) -> str:
        path = post_path(self._page, submit_of(part, self._scope.submits))
        query = "{{ query }}" if self._scope.search or tables_of(self._page) else ""
        return self._address(path) + query

    # forms and buttons

    def _button(self, part: PageButton) -> dict[str, object]:
        condition = button_condition(part) if part.when is not None else ""
        view = {**self._said(part), "kind": "button", "path": self._post_address(part), "condition": condition}
        return {**view, "style": ""} if part is self._main_part() and not view["is_final"] else view

    def _said(self, part: PageButton | RowButton) -> dict[str, object]:
        """Return what a button says and how it looks: one that deletes is asked for once more."""
        if not deletes(self._scope.model.action(part.action)):
            return {"label": html_text(part.label), "style": "secondary", "is_final": False}
        label = f"Yes, {part.label[:1].lower()}{part.label[1:]}" if part.label[1:2].islower() else f"Yes: {part.label}"
        return {"label": html_text(label), "asked": python_string(part.label), "style": "danger", "is_final": True}

    def _form(self, part: Form) -> dict[str, object]:
        model = self._scope.model
        controls = [macro_call(control) for control in controls_of(part, self._page, model)]
        view: dict[str, object] = {
            "kind": "form",
            "name": html_text(label_of(part.name)),
            "button": html_text(part.button),
            "controls": controls,
            "style": "danger" if part.action and deletes(model.action(part.action)) else "",
            "is_search": is_search(part),
            "method": "get" if is_search(part) else "post",
            "mark": "",
            "followed_as": form_name(part) if part in followed_on(self._page) else "",
        }
        if not is_search(part):
            return {**view, "path": self._post_address(part)}
        target = model.page(part.opens)
        opened = PageScope(target, model).search
        mark = self._page.name if opened and opened.is_marked else ""
        return {**view, "path": self._address(target.path), "mark": mark}

    # values

    def _details(self, part: Details) -> dict[str, object]:
        all_details = [item for item in self._page.parts if isinstance(item, Details)]
        key = self._scope.model.entity(part.entity).key
        return details_view(part, key, details_values(part, self._scope), all_details.index(part) + 1)

    def _table(self, part: Table) -> dict[str, object]:
        page, scope = self._page, self._scope
        values = row_values(part, scope)
        number = tables_of(page).index(part) + 1
        words = words_of(part.entity)
        many = plural_of(words)
        actions = [self._row_action(item, part, values) for item in (*part.links, *part.buttons)]
        columns = [shown_column(item, values) for item in part.columns or _key_column(part, scope)]
        search = scope.search
        return {
            "kind": "table",
            "rows": table_name_on(page, part),
            "row": values.name,
            "row_id": "row" if number == 1 else f"row-{number}",
            "caption": many[:1].upper() + many[1:],
            "one": words,
            "many": many,
            "columns": columns,
            "actions": actions,
            "has_actions": bool(actions),
            "empty": html_text(part.empty),
            "is_counted": search is not None,
            "may_be_unasked": search is not None and (search.own is not None or not search.others),
        }

    def _row_action(self, part: RowLink | RowButton, table: Table, values: RecordValues) -> dict[str, object]:
        condition = condition_name(part, table, self._scope) if part.when is not None else ""
        view = {"label": html_text(part.label), "condition": condition, "href": "", "key": values.key}
        if isinstance(part, RowLink):
            target = self._scope.model.page(part.page)
            return {**view, "href": self._address(target.path, values.key), "roles": self._asked_for(target)}
        more = {"path": self._post_address(part), "field": row_field(part, self._page)}
        return {**view, "roles": (), **more, **self._said(part)}


def deletes(action: Action) -> bool:
    """Tell whether an action takes a record away for good."""
    return any(isinstance(effect, Delete) for effect in action.effects)


def _key_column(table: Table, scope: PageScope) -> Iterator[Column]:
    """Yield the key of a row, for a table that names no columns."""
    entity = scope.model.entity(table.entity)
    row = Variable(type=entity.key.type, span=table.span, name=table.row)
    value = FieldRead(type=entity.key.type, span=table.span, record=row, entity=entity.name, name=entity.key.name)
    yield Column(name=entity.key.name, label=entity.key.label, value=value)


def macros_in(text: str) -> list[str]:
    """Return the macros that a template calls."""
    return [name for name in MACROS if f"{{{{ {name}(" in text or f"{{% call {name}(" in text]


def has_trouble(page: Page, scope: PageScope) -> bool:
    """Tell whether a page can be shown again with what went wrong."""
    return bool(scope.submits) or any(isinstance(part, Form) for part in page.parts)
