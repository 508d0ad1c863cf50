"""What the module of a table is made of: functions, each with the statement that it runs."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from ...dsl.expressions import Expression
from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import ValueType
from ..names import field_name, python_name, variable_of
from ..python_expressions import PythonPrinter
from ..python_functions import LINE, FunctionView, docstring
from ..python_types import Import, annotation
from .conversions import Converted, to_database
from .fields import bound_name

BOUND = re.compile(r"'(?:[^']|'')*'|:([a-z_]\w*)", re.IGNORECASE)
DAYS = "app.database.days"


class TableParts(Struct):
    """The statements and the functions of one table, and what the functions import."""

    entity: Entity
    model: Model
    statements: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    functions: list[FunctionView] = field(default_factory=list[FunctionView])
    imports: set[Import] = field(default_factory=set[Import])
    elements: list[str] = field(default_factory=list[str])

    @property
    def key(self) -> Field:
        """Return the key of the records."""
        return self.entity.key

    @property
    def key_variable(self) -> str:
        """Return the parameter that holds a key."""
        return python_name(self.entity.key.name)

    @property
    def variable(self) -> str:
        """Return the variable that holds a record."""
        return variable_of(self.entity)

    def annotated(self, name: str, kind: ValueType) -> str:
        """Return a parameter with its annotation."""
        text, imports = annotation(kind, self.model)
        self.imports |= imports
        return f"{name}: {text}"

    def stored(self, value: str, kind: ValueType) -> str:
        """Return a Python value as it is stored."""
        return self.use(to_database(value, kind, self.model))

    def use(self, converted: Converted) -> str:
        """Return the text of a conversion and note its imports."""
        self.imports |= converted.imports
        return converted.text

    def add(
        self, name: str, parameters: Sequence[str], returns: str, doc: str, body: Sequence[str], keywords: bool = False
    ) -> None:
        """Add a function; with `keywords` its parameters are given by name."""
        self.imports.add(("app.database.database", "Connection"))
        named = ("*", *parameters) if keywords and parameters else tuple(parameters)
        parts = ("connection: Connection", *named)
        self.functions.append(FunctionView(name, parts, returns, docstring(doc), tuple(body)))

    def key_values(self) -> str:
        """Return the bound values of a statement that asks for a key."""
        return f'{{"{bound_name(self.key)}": {self.stored(self.key_variable, self.key.type)}}}'


def bound_names(sql: str) -> list[str]:
    """Return the parameters of a statement, in order of first use."""
    return list(dict.fromkeys(match[1] for match in BOUND.finditer(sql) if match[1]))


def values_of(sql: str, given: Mapping[str, tuple[str, ValueType]], parts: TableParts) -> dict[str, str]:
    """Return what each parameter of a statement is bound to; `given` has Python and type by name.

    The start and the end of a day are computed from the day.
    """
    bound = bound_names(sql)
    found = {name: parts.stored(*value) for name, value in given.items() if name in bound}
    for name in bound:
        edge, _, day = name.partition("_of_")
        if name not in found and day in given:
            parts.imports |= {(DAYS, f"{edge}_of_day"), ("app.domain.formats", "instant_text")}
            found[name] = f"instant_text({edge}_of_day({given[day][0]}))"
    return found


def dictionary(values: Mapping[str, str]) -> str:
    """Return a dictionary in Python."""
    return "{" + ", ".join(f'"{name}": {value}' for name, value in values.items()) + "}"


def read_rows(statement: str, values: str, reader: str, head: str = "return ") -> list[str]:
    """Return the lines that read all rows of a statement."""
    rows = f'connection.all(_SQL["{statement}"], {values})'
    one = f"{head}[{reader}(row) for row in {rows}]"
    if len(one) <= LINE - 4:
        return [one]
    return [f"rows = {rows}", f"{head}[{reader}(row) for row in rows]"]


def computed(parameters: Mapping[str, Expression], parts: TableParts) -> dict[str, tuple[str, ValueType]]:
    """Return the parameters of a statement computed from the function's own inputs, such as the time."""
    printer = PythonPrinter(parts.model)
    found = {name: (printer.text(value), value.type) for name, value in parameters.items()}
    parts.imports |= printer.imports
    return found


def attribute(record: str, item: Field) -> str:
    """Return a field of a record."""
    return f"{record}.{field_name(item.name)}"
