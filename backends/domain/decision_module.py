"""Decision tables as chains of conditions, one function each."""

from ...dsl.expressions import And, Comparison, Constant, Expression
from ...dsl.model import Decision, DecisionRow, HitPolicy, Model
from ...dsl.value_types import Bool, Duration
from ..inputs import decision_reads_now
from ..names import python_name
from ..python_expressions import PythonPrinter
from ..python_functions import FunctionView, ModuleParts, docstring, string, when
from .parameters import value_type

POLICY = {
    HitPolicy.FIRST: "the first row that matches counts",
    HitPolicy.UNIQUE: "one row matches",
    HitPolicy.ANY: "all rows that match agree",
    HitPolicy.COLLECT: "the rows that match are added up",
}


def decision_module(model: Model) -> ModuleParts:
    """Return the functions of all decisions."""
    parts = ModuleParts()
    parts.functions += [_function(decision, model, parts) for decision in model.decisions]
    return parts


def _function(decision: Decision, model: Model, parts: ModuleParts) -> FunctionView:
    printer = PythonPrinter(model, has_decisions=True)
    body = _collect(decision, printer) if decision.policy is HitPolicy.COLLECT else _chain(decision, printer)
    names = [python_name(item.name) for item in decision.parameters]
    kinds = [value_type(item.type, model, parts.imports) for item in decision.parameters]
    returns = value_type(decision.returns, model, parts.imports)
    parts.imports |= printer.imports
    parameters = [f"{name}: {kind}" for name, kind in zip(names, kinds, strict=True)]
    if decision_reads_now(decision, model):
        parts.imports.add(("datetime", "datetime"))
        parameters.append("now: datetime")
    return FunctionView(
        name=python_name(decision.name),
        parameters=tuple(parameters),
        returns=returns,
        doc=docstring(f"{decision.id}: {POLICY[decision.policy]}."),
        body=tuple(body),
        is_keyword_only=True,
    )


def _chain(decision: Decision, printer: PythonPrinter) -> list[str]:
    """Return the rows as conditions in their order; overlapping rows agree, or the first one counts."""
    body: list[str] = []
    rows = decision.rows
    for number, row in enumerate(rows):
        condition = _condition(row, printer)
        if condition is None:
            return [*body, f"return {printer.text(row.result)}"]
        if number == len(rows) - 2 and _is_opposite_default(row, rows[-1]):
            assert isinstance(row.result, Constant)
            return [*body, f"return {condition}" if row.result.value else f"return not ({condition})"]
        body += when(condition, [f"return {printer.text(row.result)}"])
    return [*body, f"raise ValueError({string(f'no row of {decision.name} matches')})"]


def _is_opposite_default(row: DecisionRow, last: DecisionRow) -> bool:
    """Tell whether the last row says the opposite of yes or no for all the rest."""
    results = [item.result for item in (row, last)]
    answers = {item.value for item in results if isinstance(item, Constant) and isinstance(item.type, Bool)}
    return len(answers) == 2 and all(item is None for item in last.conditions)


def _collect(decision: Decision, printer: PythonPrinter) -> list[str]:
    result = "result_" if any(item.name == "result" for item in decision.parameters) else "result"
    start = "0"
    if isinstance(decision.returns, Duration):
        printer.imports.add(("datetime", "timedelta"))
        start = "timedelta()"
    body = [f"{result} = {start}"]
    for row in decision.rows:
        added = [f"{result} += {printer.text(row.result)}"]
        condition = _condition(row, printer)
        body += added if condition is None else when(condition, added)
    return [*body, f"return {result}"]


def _condition(row: DecisionRow, printer: PythonPrinter) -> str | None:
    """Return the condition of a row, or None where everything matches."""
    cells = [item for item in row.conditions if item is not None]
    texts = [_cell(item, printer, len(cells) > 1) for item in cells]
    return " and ".join(texts) if texts else None


def _cell(condition: Expression, printer: PythonPrinter, is_grouped: bool) -> str:
    match condition:
        case And(operands=(Comparison(operator=">=", left=subject, right=low), Comparison(operator="<=", right=high))):
            return f"{printer.text(low)} <= {printer.text(subject)} <= {printer.text(high)}"
        case _:
            text = printer.text(condition)
            return f"({text})" if is_grouped and " or " in text else text
