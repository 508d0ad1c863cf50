"""Resolves decision tables, whose cells are conditions on the parameters of their columns."""

from msgspec.structs import replace

from ...diagnostics import Span
from ..catalog import CONTRADICTION, MISSING_PART, WRONG_COUNT
from ..clauses import ClauseParser
from ..expressions import And, Comparison, Expression, Or, Variable
from ..model import Decision, DecisionRow, HitPolicy, Parameter
from ..syntax_tree import Block, Cell, MatchClause, Name, RowClause
from ..value_types import Bool, Int, Optional, Plain, ValueType, plain
from .declarations import Declarations
from .expressions import ExpressionResolver
from .scope import Scope
from .types import resolve_parameters, resolve_type


def declare_decision(block: Block, declarations: Declarations) -> None:
    """Enter a decision with its parameters and result; its rows come later."""
    name = block.header.name
    assert name is not None
    returns = _returned(block, declarations)
    if returns is None:
        declarations.unread.add(name.text)
        return
    policy = next((clause.policy for clause in block.clauses if isinstance(clause, MatchClause)), None)
    if policy is None:
        hint = "write `first match`, `unique match`, `any match` or `collect match` above the table"
        declarations.missing(block, "a decision must say which rows count", hint)
    declarations.decisions[name.text] = Decision(
        id=f"decision:{name.text}",
        span=block.span,
        name=name.text,
        parameters=resolve_parameters(block.header.parameters, declarations),
        returns=returns,
        policy=HitPolicy(policy or "first"),
        rows=(),
    )


def _returned(block: Block, declarations: Declarations) -> Plain | None:
    if block.header.returns is None:
        hint = "end the header with `-> int` or another type"
        declarations.missing(block, "a decision must say what it returns", hint)
        return None
    kind = resolve_type(block.header.returns, declarations)
    return kind.of if isinstance(kind, Optional) else kind  # pyright: ignore[reportReturnType]


def complete_decision(block: Block, declarations: Declarations, parser: ClauseParser) -> None:
    """Resolve the rows of a decision."""
    name = block.header.name
    assert name is not None
    decision = declarations.decisions.get(name.text)
    rows = [clause for clause in block.clauses if isinstance(clause, RowClause)]
    if decision is None:
        return
    if len(rows) < 2:
        declarations.missing(block, "a decision needs a table with a heading and rows")
        return
    table = _Table(decision, declarations, parser)
    if table.read_heading(rows[0]):
        found = [table.row(number, row) for number, row in enumerate(rows[1:], 1)]
        complete = tuple(row for row in found if row is not None)
        declarations.decisions[name.text] = replace(decision, rows=complete)


class _Table:
    """The columns of one decision table, and what their cells mean."""

    def __init__(self, decision: Decision, declarations: Declarations, parser: ClauseParser) -> None:
        self._decision = decision
        self._declarations = declarations
        self._parser = parser
        self._resolver = ExpressionResolver(declarations)
        self._columns: list[Parameter | None] = []

    def read_heading(self, row: RowClause) -> bool:
        """Match the heading with the parameters; the last column is the result."""
        known = {parameter.name: parameter for parameter in self._decision.parameters}
        *inputs, result = row.cells
        before = len(self._declarations.diagnostics)
        for number, cell in enumerate(inputs):
            if cell.text in [earlier.text for earlier in inputs[:number]]:
                message = f"the table has two columns `{cell.text}`"
                self._declarations.diagnostics.append(CONTRADICTION.at(cell, message, "join them in one"))
            elif cell.text not in known:
                self._declarations.unknown(Name(cell, cell.text), "parameter", known)
            self._columns.append(known.get(cell.text))
        missing = [name for name in known if name not in [cell.text for cell in inputs]]
        if missing and before == len(self._declarations.diagnostics):
            message = f"the table has no column for {', '.join(f'`{name}`' for name in missing)}"
            self._declarations.diagnostics.append(MISSING_PART.at(row.span, message))
        if result.text != self._decision.name:
            message = f"the last column gives the result and is called `{self._decision.name}`"
            self._declarations.diagnostics.append(MISSING_PART.at(result, message))
        return before == len(self._declarations.diagnostics)

    def row(self, number: int, row: RowClause) -> DecisionRow | None:
        """Resolve one row."""
        if len(row.cells) != len(self._columns) + 1:
            message = f"the row has {len(row.cells)} cells, the heading {len(self._columns) + 1}"
            self._declarations.diagnostics.append(WRONG_COUNT.at(row.span, message))
            return None
        before = len(self._declarations.diagnostics)
        conditions = [self._condition(c, cell) for c, cell in zip(self._columns, row.cells, strict=False)]
        result = self._result(row.cells[-1])
        if result is None or before != len(self._declarations.diagnostics):
            return None
        place = f"{self._decision.id}/row:{number}"
        return DecisionRow(id=place, span=row.span, conditions=tuple(conditions), result=result)

    def _cell(self, cell: Span) -> Cell | None:
        if not cell.text:
            message = "an empty cell says nothing"
            self._declarations.diagnostics.append(MISSING_PART.at(cell, message, "write `-` for any value"))
            return None
        node, problems = self._parser.parse("cell", cell)
        self._declarations.diagnostics += problems
        return node

    def _result(self, span: Span) -> Expression | None:
        cell = self._cell(span)
        if cell is None:
            return None
        if cell.kind != "value":
            self._resolver.mismatch(span, "the last column holds results, not conditions")
            return None
        return self._resolver.value(cell.values[0], self._scope(), self._decision.returns)

    def _scope(self) -> Scope:
        return Scope(variables={item.name: item.type for item in self._decision.parameters})

    def _condition(self, column: Parameter | None, span: Span) -> Expression | None:
        cell = self._cell(span)
        if cell is None or column is None or cell.kind == "any":
            return None
        # Bounds belong to what is passed in; a cell may name any number.
        kind: ValueType = Int() if isinstance(plain(column.type), Int) else column.type
        found = [self._resolver.value(value, self._scope(), kind) for value in cell.values]
        values = [value for value in found if value is not None]
        if len(values) < len(found):
            return None
        subject = Variable(type=column.type, span=span, name=column.name)
        match cell.kind:
            case "range":
                parts = (_compare(">=", subject, values[0]), _compare("<=", subject, values[1]))
                return And(type=Bool(), span=span, operands=parts)
            case "list":
                return Or(type=Bool(), span=span, operands=tuple(_compare("=", subject, v) for v in values))
            case _:
                return _compare(cell.operator or "=", subject, values[0])


def _compare(operator: str, left: Expression, right: Expression) -> Comparison:
    return Comparison(type=Bool(), span=left.span, operator=operator, left=left, right=right)
