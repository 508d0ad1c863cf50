"""What the generated tests know of the rules in Python: a function over the cells of a row for each subject."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from ...dsl.expressions import Constant, Decide, Expression, FieldRead, walk
from ...dsl.model import Model
from ...dsl.value_types import (
    Bool,
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Optional,
    Reference,
    Text,
    ValueType,
    plain,
)
from ..inputs import RecordInput, cells_of, entity_of, expand_derived, inputs_of
from ..names import constant_of, field_name, workflow_module
from ..python_expressions import PythonPrinter, python_string
from ..python_functions import docstring
from ..python_types import Import, import_lines
from .cells import Cell, Cells, UnseenValueError, path_of
from .functions import Function
from .rules import Rule, expressions_of
from .subjects import Subject, subjects_of

KINDS, ROWS = "tests.rules.kinds", "tests.rules.rows"


class OpinionView(Struct, frozen=True):
    """One function of the tests, and what it is asked about. `rules` have the cells of their slots."""

    name: str
    doc: tuple[str, ...]
    lines: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    literals: str
    elements: tuple[str, ...]
    is_verdict: bool


class OpinionsView(Struct, frozen=True):
    """The module of all of them. `unjudged` are rules that no function of Python is asked, `reasons` say why."""

    opinions: tuple[OpinionView, ...]
    unjudged: tuple[OpinionView, ...]
    reasons: tuple[tuple[str, str], ...]
    imports: tuple[str, ...]


def opinions_view(model: Model, functions: Sequence[Function]) -> OpinionsView:
    """Return what Python says of rules that are in WebAssembly, too."""
    writer = _Writer(model, functions)
    found: list[OpinionView] = []
    for subject in subjects_of(model):
        view = writer.opinion(subject, {item.name for item in found})
        found += [view] if view is not None else []
    compared = {item for view in found for item in view.elements}
    rest = [item for item in functions if item.id not in compared]
    reasons = tuple((item.name, writer.unseen.get(item.id, _elsewhere(item.id))) for item in rest)
    expressions = expressions_of(model)
    unjudged = tuple(writer.unjudged(item, expressions[item.id]) for item in rest)
    return OpinionsView(tuple(found), unjudged, reasons, tuple(import_lines(writer.imports)))


def _elsewhere(element: str) -> str:
    """Return who asks a rule that has no function of its own in Python."""
    is_stored = "/field:" in element
    return "it is worked out where the record is written" if is_stored else "it is asked in the database, by SQL"


class _Writer:
    """Writes opinions; gathers what their texts import."""

    def __init__(self, model: Model, functions: Sequence[Function]) -> None:
        self._model = model
        self._functions = {item.id: item for item in functions}
        self._enums = {item.name for item in model.enumerations}
        self.imports: set[Import] = {(ROWS, "Opinion"), (ROWS, "Row")}
        self.unseen: dict[str, str] = {}

    def opinion(self, subject: Subject, taken: set[str]) -> OpinionView | None:
        """Return an opinion, or None where a rule of it is not lowered, or reads what Python is not given."""
        functions = [self._functions[item] for item in subject.rules if item in self._functions]
        cells = Cells(subject.inputs, subject.declared, self._model)
        try:
            asked = [(item.name, _tuple(python_string(name) for name in cells.of(item))) for item in functions]
        except UnseenValueError as reason:
            self.unseen |= {item.id: str(reason) for item in functions}
            return None
        if len(functions) < len(subject.rules):
            return None
        names = (subject.name, *(f"{subject.name}_{number}" for number in range(2, 1000)))
        lines = (*self._records(subject, cells), *_values(subject), f"return {subject.call}")
        self.imports |= subject.imports
        return OpinionView(
            name=next(name for name in names if name not in taken),
            doc=docstring(subject.summary),
            lines=lines,
            rules=tuple(asked),
            kinds=self._kinds(cells),
            literals=self._literals(subject.expressions),
            elements=subject.rules,
            is_verdict=subject.is_verdict,
        )

    def unjudged(self, function: Function, rule: Rule) -> OpinionView:
        """Return what is left where Python says nothing: the cells of one rule."""
        self.imports.add((ROWS, "unjudged"))
        inputs = inputs_of([rule.expression], self._model)
        cells = Cells(inputs, rule.declared, self._model, sees_passwords=True)
        asked = _tuple(python_string(name) for name in cells.of(function))
        return OpinionView(
            name=function.name,
            doc=(),
            lines=(),
            rules=((function.name, asked),),
            kinds=self._kinds(cells),
            literals=self._literals([rule.expression]),
            elements=(function.id,),
            is_verdict=False,
        )

    def _records(self, subject: Subject, cells: Cells) -> Iterator[str]:
        for item in subject.inputs.records:
            if cells.may_be_missing(item.origin):
                cells.key(item.origin)
        for item in subject.inputs.records:
            yield f"{item.name} = {self._record(item, cells)}"
            if item.name in subject.needed and cells.may_be_missing(item.origin):
                yield f"assert {item.name} is not None"

    def _record(self, item: RecordInput, cells: Cells) -> str:
        entity = self._model.entity(entity_of(item.origin))
        name = constant_of(entity.name)
        self.imports |= {("tests.examples", name)}
        own = {cell.field: cell.name for cell in cells.found.values() if _is_in(cell, item.origin)}
        path = path_of(item.origin)
        own |= {entity.key.name: path} if path in cells.found else {}
        text = name
        if own:
            self.imports.add(("dataclasses", "replace"))
            given = [f"{field_name(field)}=values[{python_string(cell)}]" for field, cell in own.items()]
            text = f"replace({name}, {', '.join(given)})"
        if not cells.may_be_missing(item.origin):
            return text
        self.imports.add((ROWS, "is_missing"))
        return f"None if is_missing(values, {python_string(path)}) else {text}"

    def _kinds(self, cells: Cells) -> tuple[tuple[str, str], ...]:
        return tuple((cell.name, self._kind(cell.type)) for cell in cells.found.values())

    def _kind(self, kind: ValueType) -> str:
        """Return the kind of values of a cell."""
        if isinstance(kind, Optional):
            self.imports.add((KINDS, "optional"))
            return f"optional({self._kind(kind.of)})"
        text, name = self._plain_kind(kind)
        self.imports.add((KINDS, name))
        return text

    def _plain_kind(self, kind: ValueType) -> tuple[str, str]:
        match kind:
            case Bool():
                return "BOOL", "BOOL"
            case Int(low=low, high=high) | Decimal(low=low, high=high) if (low, high) != (None, None):
                return f"number({low}, {high})", "number"
            case Date() | DateTime() | Duration():
                name = type(kind).__name__.upper()
                return name, name
            case Choice(enum=enum):
                self.imports.add((self._enum_module(enum), enum))
                return f"one_of({enum})", "one_of"
            case Reference(entity=entity):
                return self._plain_kind(self._model.entity(entity).key.type)
            case ListOf(entity=entity):
                key, name = self._plain_kind(self._model.entity(entity).key.type)
                self.imports.add((KINDS, name))
                return f"keys({key})", "keys"
            case _ if isinstance(plain(kind), Text) or type(kind).__name__ == "Password":
                return "TEXT", "TEXT"
            case _:
                return "number()", "number"

    def _enum_module(self, enum: str) -> str:
        if enum in self._enums:
            return "app.domain.enums"
        return f"app.workflows.{workflow_module(enum.removesuffix('State'))}_facts"

    def _literals(self, expressions: Iterable[Expression]) -> str:
        """Return the literals of rules, as Python."""
        printer = PythonPrinter(self._model)
        found = dict.fromkeys(
            printer.text(part)
            for expression in expressions
            for part in _parts(expression, self._model)
            if isinstance(part, Constant) and _is_telling(part)
        )
        self.imports |= printer.imports
        return _tuple(found)


def _parts(expression: Expression, model: Model) -> Iterator[Expression]:
    """Yield an expression and all in it, that of derived fields and decisions too."""
    for part in walk(expression):
        yield part
        if isinstance(part, FieldRead) and (derived := expand_derived(part, model)) is not None:
            yield from _parts(derived, model)
        if isinstance(part, Decide):
            for cell in cells_of(model.decision(part.decision)):
                yield from _parts(cell, model)


def _is_telling(constant: Constant) -> bool:
    """Tell whether a literal stands for a value near which something may change; members are all tried anyway."""
    is_member = isinstance(plain(constant.type), Choice | Bool)
    return not is_member and isinstance(constant.value, int | str | date | timedelta)


def _values(subject: Subject) -> Iterator[str]:
    for item in subject.inputs.aggregates:
        yield f'{item.name} = values["{item.name}"]'
    if subject.inputs.reads_now:
        yield 'now = values["now"]'


def _is_in(cell: Cell, record: Expression) -> bool:
    return cell.record is not None and path_of(cell.record) == path_of(record)


def _tuple(items: Iterable[str]) -> str:
    texts = list(items)
    return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
