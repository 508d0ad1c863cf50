"""What a visitor sees on a page, and what can be clicked there."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from ..expressions import Expression, Value
from ..model import (
    Column,
    Details,
    Form,
    FormField,
    Page,
    PageButton,
    PageLink,
    Paragraph,
    QuestionBox,
    RowButton,
    RowLink,
    Table,
)
from ..value_types import DateTime, Optional
from ..words import label_of, plural_of, words_of
from .actions import NOT_ALLOWED
from .expressions import Evaluator, Frame
from .formatting import show
from .index import Index
from .outcomes import Key, UnsetError
from .queries import Queries
from .standard_pages import Builtin, StandardPages
from .state import State, Task
from .validation import no_record
from .visitors import SIGN_IN, Place, Visitor

Element = Form | RowLink | RowButton | PageButton | PageLink | Builtin


class Control(Struct, frozen=True):
    """Something that can be clicked: its name, what it stands for, and the record of its row."""

    label: str
    element: Element
    row: Key | None = None


class Row(Struct, frozen=True):
    """A row of a table: its record, (name, heading, text) of each cell, and its links and buttons."""

    key: Key
    cells: tuple[tuple[str, str, str], ...]
    controls: tuple[Control, ...]

    def shows(self, text: str) -> bool:
        """Tell whether a cell shows exactly this text, or the row is that of this key."""
        return str(self.key) == text or any(cell[2] == text for cell in self.cells)


class View(Struct):
    """A page as seen: its texts in order, its rows, its controls, its forms. `problem`: it cannot be seen.

    `question_box` is the id of the box for questions, where there is one.
    """

    title: str
    texts: list[str] = field(default_factory=list[str])
    rows: list[Row] = field(default_factory=list[Row])
    controls: list[Control] = field(default_factory=list[Control])
    inputs: list[FormField] = field(default_factory=list[FormField])
    problem: str | None = None
    question_box: str | None = None

    def all_controls(self) -> Iterator[Control]:
        """Yield everything that can be clicked, rows first."""
        for row in self.rows:
            yield from row.controls
        yield from self.controls


class Views:
    """Shows the pages of a model."""

    def __init__(self, index: Index, evaluator: Evaluator, queries: Queries) -> None:
        self._index = index
        self._evaluator = evaluator
        self._queries = queries
        self._locale = index.model.system.locale
        self.standard = StandardPages(index)

    def view(self, state: State, visitor: Visitor) -> View:
        """Return what a visitor sees on the page that is open."""
        place = visitor.place
        assert place is not None
        page = self._index.pages.get(place.page)
        title = page.title if page else self.standard.titles[place.page]
        view = View(title, [title, visitor.flash, visitor.message])
        if page is not None:
            self._show_page(state, visitor, page, place, view)
        elif place.page == SIGN_IN:
            view.inputs.extend(self.standard.sign_in_inputs)
            view.controls.append(Control("Sign in", Builtin("sign in")))
        elif not self.standard.has_tasks(visitor):
            view.problem = NOT_ALLOWED
            view.texts.append(NOT_ALLOWED)
        else:
            view.rows.extend(self._task_rows(state, visitor))
        view.controls.extend(Control(label, item) for label, item in self.standard.navigation(visitor))
        view.texts.extend(control.label for control in view.all_controls())
        view.texts.extend(item.label for item in view.inputs)
        return view

    def frame(self, state: State, visitor: Visitor, place: Place) -> Frame:
        """Return what the expressions of a page see."""
        variables: dict[str, Value] = dict(place.arguments)
        page = self._index.pages.get(place.page)
        optional = [item.name for item in page.inputs if isinstance(item.type, Optional)] if page else []
        inputs = {**dict.fromkeys(optional), **place.inputs}
        variables.update({f"form.{name}": value for name, value in inputs.items()})
        return Frame(state.records, state.now, visitor.person.key if visitor.person else None, variables)

    def _show_page(self, state: State, visitor: Visitor, page: Page, place: Place, view: View) -> None:
        frame = self.frame(state, visitor, place)
        view.problem = self._problem(state, visitor, page, place, frame)
        if view.problem is not None:
            view.texts.append(view.problem)
            return
        for part in page.parts:
            match part:
                case Form():
                    view.inputs.extend(part.fields)
                    view.controls.append(Control(part.button, part))
                case Table():
                    self._show_criteria(page, place, view)
                    links = tuple(link for link in part.links if self._leads(visitor, link.page))
                    self._show_table(replace(part, links=links), frame, view)
                case Details():
                    texts = (text for cell in self._cells(part.columns, frame) for text in cell[1:])
                    view.texts.extend(texts)
                case PageButton():
                    if self._is_shown(part.when, frame):
                        view.controls.append(Control(part.label, part))
                case PageLink():
                    if self._leads(visitor, part.page):
                        view.controls.append(Control(part.label, part))
                case Paragraph():
                    view.texts.append(part.text)
                case QuestionBox():
                    view.question_box = part.id

    def _leads(self, visitor: Visitor, name: str) -> bool:
        """Tell whether a link to a page is shown: it leads on, if need be after signing in."""
        roles = self._index.pages[name].roles
        return visitor.person is None or not roles or visitor.person.role in roles

    def _problem(self, state: State, visitor: Visitor, page: Page, place: Place, frame: Frame) -> str | None:
        """Return why a page cannot be shown: not this role, no such record, not the owner."""
        person = visitor.person
        if page.roles and (person is None or person.role not in page.roles):
            return NOT_ALLOWED
        for parameter in page.parameters:
            entity = getattr(parameter.type, "entity", None)
            if entity is not None and place.arguments.get(parameter.name) not in state.records[entity]:
                return no_record(entity, place.arguments.get(parameter.name))
        owners = [owner for owner in page.owners if person is not None and owner.role == person.role]
        is_foreign = any(self._evaluator.value(owner.owner, frame) != frame.me for owner in owners)
        return NOT_ALLOWED if is_foreign else None

    def _show_table(self, table: Table, frame: Frame, view: View) -> None:
        view.texts.extend(column.label for column in table.columns)
        rows = [self._row(table, frame.binding(table.row, key), key) for key in self._keys(table, frame)]
        view.rows.extend(rows)
        view.texts.extend(text for row in rows for _, _, text in row.cells)
        view.texts.append(counted(len(rows), table.entity) if rows else table.empty)

    def _show_criteria(self, page: Page, place: Place, view: View) -> None:
        """Show what was searched for above what was found."""
        for item in page.inputs:
            if place.inputs.get(item.name) is not None:
                view.texts.append(f"{item.label}: {show(place.inputs[item.name], item.type, self._locale)}")

    def _keys(self, table: Table, frame: Frame) -> list[Key]:
        try:
            return self._queries.select(frame, table.entity, table.row, table.where, table.sort, table.limit)
        except UnsetError:
            return []  # nothing was searched for yet

    def _row(self, table: Table, frame: Frame, key: Key) -> Row:
        parts = (*table.links, *table.buttons)
        controls = (Control(part.label, part, key) for part in parts if self._is_shown(part.when, frame))
        return Row(key, tuple(self._cells(table.columns, frame)), tuple(controls))

    def _cells(self, columns: tuple[Column, ...], frame: Frame) -> Iterator[tuple[str, str, str]]:
        for column in columns:
            value = self._evaluator.value(column.value, frame)
            yield column.name, column.label, show(value, column.value.type, self._locale)

    def _is_shown(self, when: Expression | None, frame: Frame) -> bool:
        return when is None or bool(self._evaluator.value(when, frame))

    def _task_rows(self, state: State, visitor: Visitor) -> Iterator[Row]:
        role = visitor.person.role if visitor.person else ""
        for task in state.tasks.values():
            if task.is_open and role in task.roles:
                buttons = (Builtin("answer", answer, task.id) for answer in task.answers)
                controls = tuple(Control(button.label, button, task.id) for button in buttons)
                yield Row(task.id, tuple(self._task_cells(state, task)), controls)

    def _task_cells(self, state: State, task: Task) -> Iterator[tuple[str, str, str]]:
        instance = state.instances[task.instance]
        entity = self._index.workflows[instance.workflow].entity
        yield "task", "Task", task.title
        yield "about", "About", f"{label_of(entity)} {instance.subject}"
        yield "since", "Since", show(instance.entered_at, DateTime(), self._locale)
        yield "for", "For", " or ".join(label_of(role) for role in sorted(task.roles))


def counted(number: int, entity: str) -> str:
    """Return how many records a table shows: `1 train`, `2 trains`."""
    noun = words_of(entity)
    return f"{number} {noun if number == 1 else plural_of(noun)}"


def input_named(inputs: list[FormField], label: str) -> FormField | None:
    """Return the first input with a label."""
    return next((item for item in inputs if item.label == label), None)
