"""Prints typed expressions as Python over loaded records, as a careful person would write them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

from ..dsl.expressions import (
    Aggregate,
    And,
    Arithmetic,
    Comparison,
    Constant,
    Contains,
    DateOf,
    Decide,
    Expression,
    FieldRead,
    IsEmpty,
    LengthOf,
    ListWith,
    Me,
    Not,
    Now,
    Or,
    RoundedQuotient,
    Rounding,
    UntilTime,
    Variable,
)
from ..dsl.model import Model
from ..dsl.value_types import Choice, ListOf, Optional, Reference, plain
from .inputs import choices_of, decision_reads_now, expand_derived, inputs_of, record_name
from .names import field_name, member_name, python_name, variable_of
from .python_types import Import

# How tightly Python binds, loosest first; an operand that binds more loosely gets parentheses.
OR, AND, NOT, COMPARE, SUM, PRODUCT, ATOM = range(7)
PYTHON_OPERATOR = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
FLIPPED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
DIVISION = {
    Rounding.DOWN: "divide_down",
    Rounding.UP: "divide_up",
    Rounding.HALF_UP: "divide_half_up",
    Rounding.HALF_EVEN: "divide_half_even",
}


class PythonPrinter:
    """Prints expressions; `imports` gathers what the text needs.

    `records` gives records other variables than their paths, `aggregates` names the variables that hold
    aggregates, `loaded` are the records at hand that may be missing, `scope` stands before every name, such
    as `facts.`. `has_decisions`: the text stands in the module of decisions. Derived fields are printed as calls
    of their functions in the domain, such as `total(booking, booking_train)`.
    """

    def __init__(
        self,
        model: Model,
        records: Mapping[str, str] | None = None,
        aggregates: Mapping[Aggregate, str] | None = None,
        scope: str = "",
        loaded: Collection[str] = (),
        *,
        has_decisions: bool = False,
    ) -> None:
        self._model = model
        self._records = records or {}
        self._aggregates = aggregates or {}
        self._scope = scope
        self._loaded = loaded
        self._has_decisions = has_decisions
        self.imports: set[Import] = set()

    def text(self, expression: Expression) -> str:
        """Return an expression as Python."""
        return self._print(expression)[0]

    def negated(self, condition: Expression) -> str:
        """Return the opposite of a condition, without a `not` where there is a plainer way."""
        return self._negated(condition)[0]

    def _negated(self, condition: Expression) -> tuple[str, int]:
        match condition:
            case Comparison(operator=operator, left=left, right=right):
                return self._comparison(OPPOSITE[operator], left, right)
            case Not(operand=operand):
                return self._print(operand)
            case IsEmpty(operand=operand):
                return f"{self._tested(operand)} {'!= ()' if _is_list(operand) else 'is not None'}", COMPARE
            case Contains(list=listed, item=item):
                return f"{self._within(item, SUM)} not in {self._within(listed, SUM)}", COMPARE
            case Or(operands=operands) if (choices := choices_of(operands)) is not None:
                return f"{self._within(choices[0], SUM)} not in ({self._listed(choices[1])})", COMPARE
            case Or(operands=operands):
                return " and ".join(_grouped(self._negated(part), NOT) for part in operands), AND
            case And(operands=operands):
                return " or ".join(_grouped(self._negated(part), NOT) for part in operands), OR
            case _:
                return f"not {self._within(condition, NOT)}", NOT

    def _tested(self, operand: Expression) -> str:
        """Return what is None where an operand is empty: the record itself where it is at hand."""
        is_record = isinstance(plain(operand.type), Reference)
        if is_record and (not isinstance(operand, FieldRead) or record_name(operand) in self._loaded):
            return self.record(operand)
        return self._within(operand, SUM)

    def _listed(self, values: Iterable[Expression]) -> str:
        return ", ".join(self.text(value) for value in values)

    def record(self, record: Expression) -> str:
        """Return the variable that holds a record."""
        name = record_name(record)
        return self._scope + self._records.get(name, name)

    def _within(self, expression: Expression, level: int) -> str:
        return _grouped(self._print(expression), level)

    def _print(self, expression: Expression) -> tuple[str, int]:
        match expression:
            case Constant():
                return self._constant(expression), ATOM
            case Now():
                return f"{self._scope}now", ATOM
            case Me() | Variable():
                return self._variable(expression)
            case FieldRead():
                return self._field(expression)
            case Arithmetic(operator=operator, left=left, right=right):
                level = PRODUCT if operator == "*" else SUM
                return f"{self._within(left, level)} {operator} {self._within(right, level + 1)}", level
            case Comparison(operator=operator, left=left, right=right):
                return self._comparison(operator, left, right)
            case And(operands=operands):
                return " and ".join(self._within(part, NOT) for part in operands), AND
            case Or(operands=operands) if (choices := choices_of(operands)) is not None:
                return f"{self._within(choices[0], SUM)} in ({self._listed(choices[1])})", COMPARE
            case Or(operands=operands):
                return " or ".join(self._within(part, NOT) for part in operands), OR
            case Not(operand=operand):
                return self._negated(operand)
            case IsEmpty(operand=operand):
                return f"{self._tested(operand)} {'== ()' if _is_list(operand) else 'is None'}", COMPARE
            case Contains(list=listed, item=item):
                return f"{self._within(item, SUM)} in {self._within(listed, SUM)}", COMPARE
            case _:
                return self._call(expression)

    def _constant(self, constant: Constant) -> str:
        value = constant.value
        kind = plain(constant.type)
        if isinstance(kind, Choice) and isinstance(value, str):
            self.imports.add(("app.domain.enums", kind.enum))
            return f"{kind.enum}.{member_name(value)}"
        match value:
            case datetime():
                self.imports |= {("datetime", "datetime"), ("datetime", "UTC")}
                return f"datetime({value.year}, {value.month}, {value.day}, {value.hour}, {value.minute}, tzinfo=UTC)"
            case date():
                self.imports.add(("datetime", "date"))
                return f"date({value.year}, {value.month}, {value.day})"
            case timedelta():
                self.imports.add(("datetime", "timedelta"))
                return print_duration(value)
            case str():
                return python_string(value)
            case _:
                return repr(value)

    def _variable(self, variable: Me | Variable) -> tuple[str, int]:
        kind = plain(variable.type)
        if not isinstance(kind, Reference):
            assert isinstance(variable, Variable)
            return self._scope + python_name(variable.name), ATOM
        record = self.record(variable)
        key = field_name(self._model.entity(kind.entity).key.name)
        if isinstance(variable.type, Optional):
            return f"None if {record} is None else {record}.{key}", OR - 1
        return f"{record}.{key}", ATOM

    def _field(self, read: FieldRead) -> tuple[str, int]:
        text = self._present_field(read)
        if isinstance(read.record.type, Optional):
            return f"None if {self.record(read.record)} is None else {text}", OR - 1
        return text, ATOM

    def _present_field(self, read: FieldRead) -> str:
        derived = expand_derived(read, self._model)
        if derived is None:
            return f"{self.record(read.record)}.{field_name(read.name)}"
        entity = variable_of(read.entity)
        function = python_name(read.name)
        self.imports.add((f"app.domain.{entity}", function))
        return f"{function}({', '.join(self.arguments_of_derived(read, derived))})"

    def arguments_of_derived(self, read: FieldRead, derived: Expression) -> list[str]:
        """Return the arguments for the function of a derived field: what it is derived from."""
        found = inputs_of((derived,), self._model)
        own = self.record(read.record)
        records = [self.record(item.origin) for item in found.records if _starts_at(item.origin, read.record)]
        names = [own, *(name for name in records if name != own)]
        names += [self._scope + self._aggregates.get(item.origin, item.name) for item in found.aggregates]
        return [*names, f"{self._scope}now"] if found.reads_now else names

    def _comparison(self, operator: str, left: Expression, right: Expression) -> tuple[str, int]:
        if isinstance(left, Constant) and not isinstance(right, Constant):
            left, right, operator = right, left, FLIPPED[operator]
        if isinstance(right, Constant) and isinstance(right.value, bool):
            return self._truth(left, right.value, is_equal=operator == "=")
        return f"{self._within(left, SUM)} {PYTHON_OPERATOR[operator]} {self._within(right, SUM)}", COMPARE

    def _truth(self, side: Expression, wanted: bool, *, is_equal: bool) -> tuple[str, int]:
        """Return the test for yes or no; what may be empty as well is neither then, and is compared."""
        if isinstance(side.type, Optional):
            return f"{self._within(side, SUM)} {'is' if is_equal else 'is not'} {wanted}", COMPARE
        return self._print(side) if wanted is is_equal else self._negated(side)

    def _call(self, expression: Expression) -> tuple[str, int]:
        match expression:
            case RoundedQuotient(numerator=top, denominator=bottom, rounding=rounding):
                name = DIVISION[rounding]
                self.imports.add(("app.domain.arithmetic", name))
                return f"{name}({self.text(top)}, {self.text(bottom)})", ATOM
            case UntilTime(unit=unit, moment=moment):
                self.imports.add(("datetime", "timedelta"))
                return f"({self._within(moment, SUM)} - {self._scope}now) // timedelta({unit}s=1)", PRODUCT
            case DateOf(moment=moment):
                return f"{self._within(moment, ATOM)}.date()", ATOM
            case LengthOf(operand=operand):
                return f"len({self.text(operand)})", ATOM
            case ListWith(list=listed, item=item, is_removed=is_removed):
                name = "without_key" if is_removed else "with_key"
                self.imports.add(("app.domain.lists", name))
                return f"{name}({self.text(listed)}, {self.text(item)})", ATOM
            case Decide():
                return self._decide(expression), ATOM
            case Aggregate():
                return self._scope + self._aggregates[expression], ATOM
            case _:
                raise TypeError(f"{type(expression).__name__} cannot be printed")

    def _decide(self, expression: Decide) -> str:
        decision = self._model.decision(expression.decision)
        name = self._decision(python_name(decision.name))
        pairs = zip(decision.parameters, expression.arguments, strict=True)
        given = [f"{python_name(item.name)}={self.text(value)}" for item, value in pairs]
        given += [f"now={self._scope}now"] if decision_reads_now(decision, self._model) else []
        return f"{name}({', '.join(given)})"

    def _decision(self, name: str) -> str:
        """Return the function of a decision; that of a derived field of the same name would hide it."""
        if self._has_decisions:
            return name
        fields = (field for entity in self._model.entities for field in entity.fields if field.derived is not None)
        is_hidden = any(python_name(field.name) == name for field in fields)
        self.imports.add(("app.domain", "decisions") if is_hidden else ("app.domain.decisions", name))
        return f"decisions.{name}" if is_hidden else name


def _is_list(expression: Expression) -> bool:
    return isinstance(plain(expression.type), ListOf)


def _grouped(printed: tuple[str, int], level: int) -> str:
    text, own = printed
    return f"({text})" if own < level else text


def _starts_at(record: Expression, start: Expression) -> bool:
    """Tell whether a path leads on from a record; the records on the way to it are none of a derived field's."""
    return record == start or (isinstance(record, FieldRead) and _starts_at(record.record, start))


def python_string(text: str) -> str:
    """Return a text as a Python literal in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"' if escaped.isprintable() else repr(text)


def print_duration(value: timedelta) -> str:
    """Return a length of time in the largest unit that fits."""
    seconds = int(value.total_seconds())
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds and seconds % size == 0:
            return f"timedelta({unit}={seconds // size})"
    return f"timedelta(seconds={seconds})"
