"""Functions that answer one question about many records: a count or sum, whether a rule is broken."""

from ...dsl.expressions import Aggregate, Expression, Not
from ...dsl.value_types import Bool
from ...dsl.words import plural_of, words_of
from ..action_plan import ActionPlan, plan_action
from ..database_calls import (
    aggregate_call,
    asked_aggregates,
    bound_type,
    reads_time,
    wide_checks,
    wide_invariants,
)
from ..inputs import AggregateInput
from ..list_calls import about_self
from ..python_functions import one_line, sentence
from ..sql_expressions import NotInSql
from .conversions import from_database
from .pieces import TableParts, computed, dictionary, values_of
from .python_conditions import condition_over_rows
from .row_source import RowSource
from .sql_layout import wrap


def add_aggregates(parts: TableParts) -> None:
    """Add a function for every count or sum over these records that an action asks for."""
    for action in parts.model.actions:
        for item in asked_aggregates(plan_action(action, parts.model), parts.model):
            if item.origin.entity == parts.entity.name:
                _add_aggregate(parts, item, plan_action(action, parts.model))
                parts.elements.append(action.id)


def _add_aggregate(parts: TableParts, item: AggregateInput, plan: ActionPlan) -> None:
    call = aggregate_call(item, plan.action.name, parts.model)
    sql = _statement(call.sql)
    parts.statements.append((call.function, sql))
    given = {name: (name, bound_type(value, plan, parts.model)) for name, value in call.parameters}
    parameters = [parts.annotated(*pair) for pair in given.values()]
    values = values_of(sql, given, parts)
    value = parts.use(from_database('row["value"]', item.origin.type, parts.model))
    body = [
        f'row = connection.one(_SQL["{call.function}"], {dictionary(values)})',
        "assert row is not None",
        f"return {value}",
    ]
    returns = parts.annotated("", item.origin.type).removeprefix(": ")
    doc = f"Return {_asked(item.origin)} that the action {plan.action.name} asks about."
    parts.add(call.function, parameters, returns, doc, body, keywords=True)


def _asked(aggregate: Aggregate) -> str:
    """Return in words what is computed."""
    words = plural_of(words_of(aggregate.entity))
    match aggregate.function:
        case "count":
            return f"the number of {words}"
        case "sum":
            return f"the sum over the {words}"
        case _:
            return f"the answer for {aggregate.function} of the {words}"


def _statement(sql: str) -> str:
    """Return a subquery as a statement of its own whose one column is `value`."""
    if not sql.startswith("(SELECT "):
        return "\n".join(wrap(f"SELECT {sql} AS value"))
    head, _, rest = sql[1:-1].partition(" FROM ")
    source, _, condition = rest.partition(" WHERE ")
    lines = [f"{head} AS value", f"FROM {source}", *([f"WHERE {condition}"] if condition else [])]
    return "\n".join(part for line in lines for part in wrap(line))


# rules that look beyond one record


def add_broken_rules(parts: TableParts, source: RowSource) -> None:
    """Add a function for every check and invariant of these records that the database is asked about."""
    for check, function in wide_checks(parts.entity, parts.model):
        _add_broken(parts, source, function, check.condition, check.span.text, check.id)
    for rule, invariant, function in wide_invariants(parts.model):
        if invariant.entity == parts.entity.name:
            condition = about_self(invariant.condition, invariant.row, invariant.entity)
            _add_broken(parts, source, function, condition, invariant.span.text, rule.id)


def _add_broken(
    parts: TableParts, source: RowSource, function: str, condition: Expression, said: str, rule: str
) -> None:
    broken = opposite(condition)
    reads_now = reads_time(condition, parts.model)
    parts.imports |= {("datetime", "datetime")} if reads_now else set()
    try:
        query, parameters = RowSource(parts.entity, parts.model, None).query([broken], only_one=True)
    except NotInSql:
        text, row = condition_over_rows([broken], parts, source)
        body = [f"return any({text} for {row} in list_all(connection))"]
    else:
        statement = f"{parts.variable}_{function}"
        parts.statements.append((statement, query))
        values = values_of(query, computed(parameters, parts), parts)
        body = [f'return connection.one(_SQL["{statement}"], {dictionary(values)}) is not None']
    doc = sentence(f"Tell whether {rule} is broken: {one_line(said)}")
    parts.add(function, ["now: datetime"] if reads_now else [], "bool", doc, body, keywords=True)
    parts.elements.append(rule)


def opposite(condition: Expression) -> Expression:
    """Return the condition under which another one does not hold."""
    if isinstance(condition, Not):
        return condition.operand
    return Not(type=Bool(), span=condition.span, operand=condition)
