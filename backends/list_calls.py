"""Which functions of the database layer list the rows of a page's table or of a query: names and arguments.

The database backend prints them, the pages and the API call them; both read this plan. Every argument is an
expression that the caller computes: a reference is passed as its key, `now` is the moment itself.
"""

from msgspec import Struct

from ..dsl.expressions import Aggregate, And, Constant, Expression, Now, Variable, substitute
from ..dsl.model import Model, Page, Query, Table
from ..dsl.value_types import DateTime, Reference, plain
from .inputs import inputs_of, map_children
from .names import plural_of_entity, python_name
from .sql_expressions import NotInSql, SqlPrinter


class ListCall(Struct, frozen=True):
    """`trains.list_on_results(connection, *, origin=…, destination=…, paging=…)`. `parameters` are the keyword
    arguments besides `paging`, `now` last. `said` are the conditions,
    over `self`, that the statement makes; `rest` those that only Python can judge, over `self` and the parameters.
    """

    module: str
    function: str
    statement: str
    parameters: tuple[tuple[str, Expression], ...]
    said: tuple[Expression, ...]
    rest: tuple[Expression, ...]


def page_list_call(page: Page, table: Table, model: Model) -> ListCall:
    """Return the function that lists the rows of a table on a page."""
    same = [part for part in page.parts if isinstance(part, Table) and part.entity == table.entity]
    number = same.index(table) + 1
    name = f"on_{python_name(page.name)}" + (f"_{number}" if number > 1 else "")
    return _call(name, table.entity, table.row, table.where, model)


def query_call(query: Query, model: Model) -> ListCall:
    """Return the function that lists the records of a query: `loans.list_late_loans(connection, *, today=…)`."""
    return _call(python_name(query.name), query.entity, query.row, query.where, model)


def split_condition(
    where: Expression | None, row: str, entity: str, model: Model
) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
    """Return a condition over `row` as its parts over `self`: those that SQL can say, and those that it cannot."""
    if where is None:
        return (), ()
    condition = about_self(where, row, entity)
    said: list[Expression] = []
    left: list[Expression] = []
    for part in condition.operands if isinstance(condition, And) else (condition,):
        try:
            SqlPrinter(model, "self", plural_of_entity(entity)).text(part)
        except NotInSql:
            left.append(part)
        else:
            said.append(part)
    return tuple(said), tuple(left)


def about_self(expression: Expression, row: str, entity: str) -> Expression:
    """Return an expression over the record `row` as one over `self`, as derived fields are written."""
    me = Variable(type=Reference(entity), span=expression.span, name="self")
    return substitute(expression, {row: me})


def _call(name: str, entity: str, row: str, where: Expression | None, model: Model) -> ListCall:
    plural = plural_of_entity(entity)
    printer = SqlPrinter(model, "self", plural)
    said, left = split_condition(where, row, entity, model)
    for part in said:
        printer.text(part)
    rest = tuple(_with_parameters(part, printer) for part in left)
    if left and inputs_of(left, model).reads_now:
        printer.parameters.setdefault("now", Now(type=DateTime(), span=left[0].span))
    found = sorted(printer.parameters.items(), key=lambda item: isinstance(item[1], Now))
    return ListCall(plural, f"list_{name}", f"{plural}_{name}", tuple(found), said, rest)


def _with_parameters(expression: Expression, printer: SqlPrinter) -> Expression:
    """Return an expression in which all that reads no row is a parameter; time stays what it is."""
    if isinstance(expression, Constant | Aggregate):
        return expression
    if printer.reads_row(expression):
        return map_children(expression, lambda child: _with_parameters(child, printer))
    name = printer.text(expression).removeprefix(":")
    if isinstance(expression, Now):
        return expression
    kind = plain(expression.type)
    held = printer.model.entity(kind.entity).key.type if isinstance(kind, Reference) else expression.type
    return Variable(type=held, span=expression.span, name=name)
