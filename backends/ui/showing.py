"""The functions that show a page: what they load, what they hand to the template."""

import re
from collections.abc import Iterator

from ...dsl.expressions import Expression, FieldRead, Me, walk
from ...dsl.model import Details, Form, OwnerOf, PageButton, QuestionBox, Table
from ...dsl.value_types import Choice, ListOf, Reference, plain
from ...dsl.words import snake_case
from ..list_calls import page_list_call
from ..names import member_name, python_name
from ..python_expressions import python_string
from .controls import choices_name, keys_name
from .page_names import table_name_on
from .page_scope import Function, PageScope, entity_words, finder_of
from .row_functions import row_functions
from .search_lines import SearchLines
from .searches import tables_of
from .shown_values import RecordValues


class Showing:
    """Writes the functions of one page that show it."""

    def __init__(self, scope: PageScope, template: str) -> None:
        self._scope = scope
        self._page = scope.page
        self._template = template
        self._search = SearchLines(scope, scope.search) if scope.search else None
        self._forms = [part for part in scope.page.parts if isinstance(part, Form)]
        self._values: dict[str, str] = {}

    @property
    def has_forms(self) -> bool:
        """Tell whether anything is typed on the page."""
        return bool(self._forms)

    @property
    def is_shown_again(self) -> bool:
        """Tell whether the page is shown again with what went wrong."""
        return self.has_forms or bool(self._scope.submits)

    def functions(self) -> list[Function]:
        """Return the function for the address; where forms lead back here, the one that shows all; and those
        over rows."""
        page, scope = self._page, self._scope
        name = f"show_{python_name(page.name).rstrip('_')}"
        parameters = ("request: Request", *scope.path_parameters())
        rows = dict(row_functions(scope))
        lines = tuple(self._lines({key: row.handed for key, row in rows.items()}))
        scope.use("fastapi.responses", "HTMLResponse")
        route, returns = "@router.get(PATH)", "HTMLResponse"
        of_rows = [row.function for row in rows.values()]
        if not self.is_shown_again:
            return [Function(name, parameters, returns, "Show the page.", lines, route), *of_rows]
        scope.rendering("NO_TROUBLE", "Trouble")
        call = ", ".join(["request", *(item.variable for item in scope.records)])
        typed = ["typed: dict[str, str] = BLANK"] if self.has_forms else []
        plainly = [f"{item.variable}: str" for item in scope.records]
        more = ("request: Request", *plainly, *typed, "problems: Trouble = NO_TROUBLE")
        doc = "Render the page with what was typed so far." if typed else "Render the page."
        first = Function(name, parameters, returns, "Show the page.", (f"return show({call})",), route)
        return [first, Function("show", more, returns, doc, lines), *of_rows]

    def _lines(self, handed: dict[str, str]) -> Iterator[str]:
        body = [*self._records(), *(self._search.lines() if self._search else ()), *self._me()]
        self._tables()
        self._choices()
        self._conditions()
        self._questions()
        self._values |= handed
        if self.has_forms:
            self._values["typed"] = "typed"
        if self.is_shown_again:
            self._values["trouble"] = "problems"
        if self._reads_now_in_template():
            self._values["now"] = "now"
        rest = "\n".join([*body, *self._values.values()])
        yield from self._admission(rest)
        yield from (_asked_for(line, rest) for line in body)
        self._scope.rendering("render")
        status = ", problems.status" if self.is_shown_again else ""
        values = ", ".join(f"{python_string(name)}: {text}" for name, text in self._values.items())
        yield f'return render(request, "{self._template}", {{{values}}}{status})'

    # who may see the page, and what stands at its beginning

    def _admission(self, rest: str) -> Iterator[str]:
        scope = self._scope
        if self._page.roles:
            scope.rendering("require_role")
            call = f"require_role(request, {scope.role_arguments()})"
            yield f"person = {call}" if re.search(r"\bperson\b", rest) else call
        uses = {name: re.search(rf"\b{name}\b", rest) for name in ("connection", "now")}
        if any(uses.values()):
            scope.use("app.system", "system_of")
        if uses["connection"]:
            yield "connection = system_of(request).database.connection()"
        if uses["now"]:
            yield "now = system_of(request).clock.now()"

    def _records(self) -> Iterator[str]:
        scope = self._scope
        for record in scope.records:
            scope.rendering("found")
            words = python_string(entity_words(record.entity))
            if record.is_number:
                scope.rendering("number_key")
                yield f"{record.key} = number_key({record.variable}, {words})"
            finder = finder_of(scope.values_of(record, record.local))
            call = f"{scope.database(record.entity.name)}.{finder}(connection, {record.key})"
            yield f"{record.local} = found({call}, {words}, {record.variable})"
            self._values[record.value] = record.local
        yield from map(self._owner, self._page.owners)

    def _owner(self, owner: OwnerOf) -> str:
        scope = self._scope
        scope.rendering("require_owner")
        name, field = getattr(owner.record, "name", ""), getattr(owner.owner, "name", "")
        record = next(item for item in scope.records if item.parameter.name == name)
        value = scope.values_of(record, record.local).stored(field)
        return f"require_owner(person, Role.{member_name(owner.role)}, {value})"

    def _me(self) -> Iterator[str]:
        """Yield the line that loads the record of the signed-in person, where its fields are read."""
        scope = self._scope
        if len(self._page.roles) == 1 and (scope.reads_me(list(self._expressions())) or self._conditions_ask_for_me()):
            (role,) = self._page.roles
            scope.rendering("found")
            words = python_string(entity_words(scope.model.entity(role)))
            yield f"me = found({scope.database(role)}.find(connection, {scope.my_key(role)}), {words}, person.key)"

    def _conditions_ask_for_me(self) -> bool:
        """Tell whether a link or button depends on who looks: that person's record is compared."""
        parts = [item for table in tables_of(self._page) for item in (*table.links, *table.buttons)]
        buttons = [part for part in self._page.parts if isinstance(part, PageButton)]
        conditions = [item.when for item in (*parts, *buttons) if item.when is not None]
        return any(isinstance(part, Me) for condition in conditions for part in walk(condition))

    def _expressions(self) -> Iterator[Expression]:
        """Yield everything that the page reads in Python."""
        for part in self._page.parts:
            if isinstance(part, PageButton) and part.when is not None:
                yield part.when
            if isinstance(part, Table):
                yield from (value for _, value in page_list_call(self._page, part, self._scope.model).parameters)
                yield from (item.when for item in (*part.links, *part.buttons) if item.when is not None)

    def _reads_now_in_template(self) -> bool:
        """Tell whether a shown value is derived from the present moment."""
        parts = [part for part in self._page.parts if isinstance(part, Table | Details)]
        own = [column.value for part in parts for column in part.columns if _is_own(column.value)]
        return self._scope.reads_now(own)

    # what the template is handed

    def _tables(self) -> None:
        scope = self._scope
        for table in tables_of(self._page):
            call = page_list_call(self._page, table, scope.model)
            module = scope.database(table.entity)
            given = ", ".join(["connection", *(f"{name}={scope.argument(value)}" for name, value in call.parameters)])
            text = self._rows(f"{module}.{call.function}({given}, paging={{paging}})")
            is_own = scope.search is not None and (scope.search.own is not None or not scope.search.others)
            if self._search and self._search.wrong and is_own:
                text = f"None if {self._search.wrong} else {text}"
            self._values[table_name_on(self._page, table)] = text
        if self._search:
            self._values["criteria"] = self._search.criteria

    def _rows(self, call: str) -> str:
        """Return the rows of a table; of a search, all are read, for it is told how many there are."""
        scope = self._scope
        if scope.search is not None:
            scope.use("app.database.paging", "EVERYTHING")
            scope.use("app.pages.forms", "to_counted_table")
            return f"to_counted_table(request, {call.format(paging='EVERYTHING')})"
        scope.use("app.pages.forms", "page_paging", "to_table")
        return f"to_table(request, {call.format(paging='page_paging(request)')})"

    def _choices(self) -> None:
        scope = self._scope
        for field in (field for form in self._forms for field in form.fields):
            match plain(field.type):
                case Choice(enum=enum):
                    scope.use("app.domain.enums", enum)
                    self._values[choices_name(enum)] = f"list({enum})"
                case Reference(entity=entity) | ListOf(entity=entity):
                    self._values[keys_name(entity)] = self._keys(entity)
                case _:
                    pass

    def _keys(self, name: str) -> str:
        """Return the keys of the records to choose from; of owned records, one's own."""
        scope = self._scope
        entity = scope.model.entity(name)
        values = RecordValues(entity, "", "item", scope.model)
        module = scope.database(name)
        owned = [
            f", {python_name(field.name)}={scope.my_key(role)}"
            for field in entity.fields
            for role in self._page.roles
            if field.is_owner and len(self._page.roles) == 1 and field.type == Reference(role)
        ]
        return f"[str({values.stored(entity.key.name)}) for item in {module}.list_all(connection{''.join(owned[:1])})]"

    def _questions(self) -> None:
        """Hand on what is asked in the box for questions, and the answer for the person who asks."""
        if any(isinstance(part, QuestionBox) for part in self._page.parts):
            self._scope.use("app.asking.answers", "asked_on")
            person = "person" if self._page.roles else "None"
            self._values["asked"] = f'asked_on(request, "{snake_case(self._page.name)}", {person})'

    def _conditions(self) -> None:
        for part in self._page.parts:
            if isinstance(part, PageButton) and part.when is not None:
                self._values[button_condition(part)] = self._scope.text(part.when)


def button_condition(part: PageButton) -> str:
    """Return what the template calls the condition of a page's button."""
    return f"has_{snake_case(part.label)}"


def _is_own(value: Expression) -> bool:
    """Tell whether a value is a field of the shown record itself."""
    return isinstance(value, FieldRead) and not isinstance(value.record, FieldRead)


def _asked_for(line: str, text: str) -> str:
    """Return a line that checks what was typed, without a name for what it gives where the text has no use for it."""
    found = re.match(r"(\w+_value) = (form\..*)", line)
    return found[2] if found and len(re.findall(rf"\b{found[1]}\b", text)) == 1 else line
