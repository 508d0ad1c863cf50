"""Prints typed expressions as portable SQL over one row and its joins; what only Python can say stays out."""

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from ..dsl.expressions import (
    Aggregate,
    And,
    Arithmetic,
    Comparison,
    Constant,
    Contains,
    DateOf,
    Expression,
    FieldRead,
    IsEmpty,
    LengthOf,
    Me,
    Not,
    Now,
    Or,
    Variable,
    walk,
)
from ..dsl.model import Model
from ..dsl.value_types import NUMBERS, Bool, Duration, Optional, plain
from .inputs import choices_of, expand_derived, may_be_missing, record_name
from .list_tables import rows_of
from .names import SQL_RESERVED, plural_of_entity, python_name, sql_name, table_name, variable_of
from .sql_constants import constant_text
from .sql_filters import as_filter, can_be_null
from .sql_joins import Join, join_text
from .sql_levels import AND, ATOM, COMPARE, NOT, OR, PRODUCT, SUM
from .sql_lists import contains_text, size_text
from .sql_presence import FLIPPED, presence

SQL_OPERATOR = {"=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
# What a parameter is not called after a field: those of a list that say which part is wanted, and words of SQL.
NOT_BOUND = SQL_RESERVED | {"limit", "offset"}


class NotInSql(Exception):
    """An expression has no portable form in SQL."""


class SqlPrinter(Struct):
    """Prints expressions over the record `row`, called by the table alias `alias`.

    An empty alias leaves columns without one, as in UPDATE; inside subqueries they are then called by `outer_table`.
    `parameters` gathers the bound parameters by name: expressions that read nothing of the row, to be computed in
    Python. `joins` gathers the tables to join. With `can_join` False, a path to another record is NotInSql.
    """

    model: Model
    row: str
    alias: str
    can_join: bool = True
    rows: Mapping[str, str] = field(default_factory=dict[str, str])
    parameters: dict[str, Expression] = field(default_factory=dict[str, Expression])
    joins: dict[str, Join] = field(default_factory=dict[str, Join])
    outer_table: str = ""

    def text(self, expression: Expression) -> str:
        """Return an expression as SQL; raise NotInSql where there is none."""
        return self._print(expression)[0]

    def conjunct(self, expression: Expression) -> str:
        """Return a condition as SQL that can stand between ANDs."""
        return self._within(as_filter(expression, self.reads_row), AND)

    def conjuncts(self, expression: Expression) -> list[str]:
        """Return a condition as the parts of a WHERE, between which AND can stand."""
        found = as_filter(expression, self.reads_row)
        return [self._within(part, NOT) for part in found.operands] if isinstance(found, And) else [self.text(found)]

    def _within(self, expression: Expression, level: int) -> str:
        text, own = self._print(expression)
        return f"({text})" if own < level else text

    def reads_row(self, expression: Expression) -> bool:
        """Tell whether an expression looks at the row, so that it cannot be computed beforehand."""
        own = {self.row, *self.rows}
        inner = {part.row for part in walk(expression) if isinstance(part, Aggregate)}
        names = {part.name for part in walk(expression) if isinstance(part, Variable)}
        return bool(names & own) or bool(inner)

    def _print(self, expression: Expression) -> tuple[str, int]:
        if isinstance(expression, Constant):
            return constant_text(expression), ATOM
        if not self.reads_row(expression):
            return f":{self._parameter(expression)}", ATOM
        expression = presence(expression, self.model) or expression
        match expression:
            case Variable() | FieldRead():
                return self._value(expression)
            case Arithmetic(operator=operator, left=left, right=right):
                _require_numbers(expression)
                level = PRODUCT if operator == "*" else SUM
                return f"{self._within(left, level)} {operator} {self._within(right, level + 1)}", level
            case Comparison():
                return self._comparison(expression)
            case And(operands=operands):
                return " AND ".join(self._within(part, NOT) for part in operands), AND
            case Or(operands=operands) if (choices := choices_of(operands)) and not any(map(can_be_null, choices[1])):
                value, listed = self._within(choices[0], SUM), ", ".join(map(self.text, choices[1]))
                if can_be_null(choices[0]):  # nothing is none of them, which is not unknown
                    return f"{value} IS NOT NULL AND {value} IN ({listed})", AND
                return f"{value} IN ({listed})", COMPARE
            case Or(operands=operands):
                return " OR ".join(self._within(part, AND) for part in operands), OR
            case Not() | IsEmpty() | LengthOf() if (size := size_text(expression, self._rows)) is not None:
                return size
            case Contains():
                return self._contains(expression)
            case Not(operand=IsEmpty(operand=operand)):
                return f"{self._within(operand, SUM)} IS NOT NULL", COMPARE
            case Not(operand=operand):
                return f"NOT {self._within(operand, NOT)}", NOT
            case IsEmpty(operand=operand):
                return f"{self._within(operand, SUM)} IS NULL", COMPARE
            case LengthOf(operand=operand):
                return f"length({self.text(operand)})", ATOM
            case Aggregate():
                return self._aggregate(expression), ATOM
            case _:
                raise NotInSql(type(expression).__name__)

    def _parameter(self, expression: Expression) -> str:
        """Bind an expression that reads nothing of the row."""
        match expression:
            case Now():
                name = "now"
            case Me():
                name = "me"
            case DateOf(moment=Now()):
                name = "today"
            case Variable(name=own):
                name = python_name(own)
            case FieldRead(record=record, name=own):
                name = f"{record_name(record)}_{own}"
            case _:
                name = f"value_{len(self.parameters) + 1}"
        return self._bind(name, expression)

    def _bind(self, name: str, expression: Expression) -> str:
        """Return the name under which an expression is bound; equal expressions share one."""
        known = [key for key, value in self.parameters.items() if value == expression]
        if known:
            return known[0]
        free = name
        while free in self.parameters or free in NOT_BOUND:
            free = f"{free}_"
        self.parameters[free] = expression
        return free

    # columns

    def _value(self, expression: Variable | FieldRead) -> tuple[str, int]:
        """Return a column; a Reference stands for its key."""
        if isinstance(expression, Variable):
            alias, entity = self._row_of(expression)
            return _column(alias, self.model.entity(entity).key.name), ATOM
        derived = expand_derived(expression, self.model)
        if derived is not None:
            return self._print(derived)
        text = _column(self._alias_of(expression.record), expression.name)
        if isinstance(expression.type, Bool):
            return f"{text} = TRUE", COMPARE
        return text, ATOM

    def _row_of(self, variable: Variable) -> tuple[str, str]:
        kind = plain(variable.type)
        entity = getattr(kind, "entity", None)
        if entity is None:
            raise NotInSql(variable.name)
        return (self.alias if variable.name == self.row else self.rows[variable.name]), entity

    def _alias_of(self, record: Expression) -> str:
        """Return the alias of the table that holds a record, joining it where it is another's."""
        if isinstance(record, Variable):
            return self._row_of(record)[0]
        if not isinstance(record, FieldRead) or not self.can_join:
            raise NotInSql("a join")
        outer = self._alias_of(record.record)
        entity = getattr(plain(record.type), "entity", "")
        base = outer if isinstance(record.record, FieldRead) else variable_of(record.entity)
        alias = sql_name(f"{base}_{record.name}")
        self.joins[alias] = Join(
            alias=alias,
            table=table_name(entity),
            column=f"{outer}.{sql_name(record.name)}",
            key=f"{alias}.{sql_name(self.model.entity(entity).key.name)}",
            is_optional=may_be_missing(record, self.model),
        )
        return alias

    # conditions

    def _comparison(self, comparison: Comparison) -> tuple[str, int]:
        left, right, operator = comparison.left, comparison.right, comparison.operator
        if self._is_day_of_row(right) and not self._is_day_of_row(left):
            left, right, operator = right, left, FLIPPED[operator]
        if isinstance(left, DateOf) and self._is_day_of_row(left):
            return self._day_comparison(left.moment, operator, right)
        if isinstance(plain(left.type), Bool):
            sides = self._truth(left), self._truth(right)
        else:
            sides = self._within(left, SUM), self._within(right, SUM)
        if operator in ("=", "!=") and (isinstance(left.type, Optional) or isinstance(right.type, Optional)):
            word = "IS NOT DISTINCT FROM" if operator == "=" else "IS DISTINCT FROM"
            return f"{sides[0]} {word} {sides[1]}", COMPARE
        return f"{sides[0]} {SQL_OPERATOR[operator]} {sides[1]}", COMPARE

    def _truth(self, side: Expression) -> str:
        """Return a yes or no that is compared: a column, a constant or a parameter."""
        if not self.reads_row(side):
            return self.text(side)
        if not isinstance(side, FieldRead) or expand_derived(side, self.model) is not None:
            raise NotInSql("a comparison of conditions")
        return _column(self._alias_of(side.record), side.name)

    def _is_day_of_row(self, expression: Expression) -> bool:
        return isinstance(expression, DateOf) and self.reads_row(expression)

    def _day_comparison(self, moment: Expression, operator: str, day: Expression) -> tuple[str, int]:
        """Compare the day of a moment through the moments at which days begin, which an index can serve."""
        if self.reads_row(day):
            raise NotInSql("a comparison of two days")
        column, name = self._within(moment, SUM), self._day(day)
        start, end = f":start_of_{name}", f":end_of_{name}"
        match operator:
            case "=":
                return f"{column} >= {start} AND {column} < {end}", AND
            case "!=":
                return f"{column} < {start} OR {column} >= {end}", OR
            case "<" | ">=":
                return f"{column} {operator} {start}", COMPARE
            case "<=":
                return f"{column} < {end}", COMPARE
            case _:
                return f"{column} >= {end}", COMPARE

    def _day(self, day: Expression) -> str:
        """Bind a day; the database layer computes from it the moments at which it starts and ends."""
        return self._bind("day", day) if isinstance(day, Constant) else self._parameter(day)

    # lists

    def _rows(self, listed: FieldRead) -> str:
        """Return the part of a subquery that reads the rows of a list."""
        return rows_of(listed, self._inside()._within(listed.record, SUM), self.model)

    def _inside(self) -> "SqlPrinter":
        """Return this printer as it prints inside a subquery, where the columns of the row need their table."""
        if not self.alias and not self.outer_table:
            raise NotInSql("a subquery")
        return replace(self, alias=self.alias or self.outer_table)

    def _contains(self, test: Contains) -> tuple[str, int]:
        listed, item = test.list, self._inside()._within(test.item, SUM)
        read = self._rows(listed) if isinstance(listed, FieldRead) else self.text(listed)
        return contains_text(listed, read, item, test.item.type, self.model)

    def _aggregate(self, aggregate: Aggregate) -> str:
        """Return a subquery; inside it both the inner and the outer row are known."""
        alias = plural_of_entity(aggregate.entity)
        outer = {**self.rows, self.row: self.alias or self.outer_table}
        while alias in outer.values():
            alias = f"{alias}_2"
        inner = SqlPrinter(self.model, aggregate.row, sql_name(alias), self.can_join, outer, self.parameters)
        table = table_name(aggregate.entity)
        source = table if table == inner.alias else f"{table} AS {inner.alias}"
        parts = inner.conjuncts(aggregate.where) if aggregate.where else []
        where = " AND ".join(parts)
        value = inner.text(aggregate.value) if aggregate.value else ""
        if aggregate.function == "all":
            where = f"({where}) AND NOT ({value})" if where else f"NOT ({value})"
        source += "".join(f" {join_text(join, parts)}" for join in inner.joins.values())
        clause = f" WHERE {where}" if where else ""
        match aggregate.function:
            case "count":
                return f"(SELECT count(*) FROM {source}{clause})"
            case "sum":
                return f"(SELECT CAST(coalesce(sum({value}), 0) AS BIGINT) FROM {source}{clause})"
            case "any":
                return f"EXISTS (SELECT 1 FROM {source}{clause})"
            case _:
                return f"NOT EXISTS (SELECT 1 FROM {source}{clause})"


def _column(alias: str, name: str) -> str:
    return f"{alias}.{sql_name(name)}" if alias else sql_name(name)


def _require_numbers(expression: Arithmetic) -> None:
    if not all(isinstance(plain(side.type), (*NUMBERS, Duration)) for side in (expression.left, expression.right)):
        raise NotInSql("arithmetic on dates")
