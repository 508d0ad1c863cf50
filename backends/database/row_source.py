"""From where the rows of an entity are read: its table, the tables joined to it, the columns of both."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ...dsl.expressions import Expression
from ...dsl.model import Entity, Model, Sort
from ...dsl.value_types import Optional
from ..names import class_name, sql_name, table_name, variable_of
from ..record_views import RecordView, ViewedRecord, record_view
from ..sql_expressions import SqlPrinter
from ..sql_joins import Join, join_text
from .fields import column_fields
from .list_functions import list_columns
from .sql_layout import select


class RowSource(Struct, frozen=True):
    """The rows of an entity, with all that its view holds where it has one."""

    entity: Entity
    model: Model
    view: RecordView | None

    @property
    def reader(self) -> str:
        """Return the function that reads a row."""
        return f"read_{variable_of(self.entity)}{'_view' if self.view else ''}"

    @property
    def type(self) -> str:
        """Return the class that a row is read as."""
        return f"{class_name(self.entity)}View" if self.view else class_name(self.entity)

    def query(
        self,
        conditions: Iterable[Expression] = (),
        texts: Iterable[tuple[str, str]] = (),
        sort: Sort | None = None,
        is_ordered: bool = False,
        is_paged: bool = False,
        only_key: bool = False,
        only_one: bool = False,
    ) -> tuple[str, Mapping[str, Expression]]:
        """Return a statement over the rows and its parameters.

        `conditions` are over `self`; `texts` are SQL in which the braces stand for the column given before it.
        With `only_key` the rows are just keys, with `only_one` there is at most one row, which says nothing.
        """
        listed = list(conditions)
        joins, columns, parameters = self._joins(), self._columns(), dict[str, Expression]()
        alias = table_name(self.entity) if self.view else ""
        printed, where_joins = self._conditions(listed, alias, parameters)
        if where_joins and not alias:
            parameters.clear()
            alias = table_name(self.entity)
            printed, where_joins = self._conditions(listed, alias, parameters)
        fields = [self.entity.key] if only_key else column_fields(self.entity)
        lists = [] if only_key else list_columns(self.entity, table_name(self.entity), "", self.model)
        columns = columns or [[*(_qualified(alias, item.name) for item in fields), *lists]]
        printed += [text.replace("{}", _qualified(alias, name)) for name, text in texts]
        order = self._order(alias, sort) if is_ordered or sort else ""
        table = table_name(self.entity)
        if only_one:
            columns = [["1 AS found"]]
        joined = [join_text(join, printed) for join in (joins | where_joins).values()]
        text = select(columns, table, joined, printed, order, is_paged)
        return f"{text}\nLIMIT 1" if only_one else text, parameters

    def _conditions(
        self, conditions: list[Expression], alias: str, parameters: dict[str, Expression]
    ) -> tuple[list[str], dict[str, Join]]:
        printer = SqlPrinter(
            self.model, "self", alias, bool(alias), parameters=parameters, outer_table=table_name(self.entity)
        )
        if not alias:
            printer.can_join = True
        printed = [printer.conjunct(item) for item in conditions]
        return printed, printer.joins

    def _joins(self) -> dict[str, Join]:
        return {join.alias: join for join in map(self._join, self.view.records)} if self.view else {}

    def _join(self, item: ViewedRecord) -> Join:
        own = variable_of(self.entity)
        source = table_name(self.entity) if item.source == own else sql_name(item.source)
        target = self.model.entity(item.entity)
        alias = sql_name(item.name)
        column, key = f"{source}.{sql_name(item.field)}", f"{alias}.{sql_name(target.key.name)}"
        return Join(alias, table_name(target), column, key, item.is_optional)

    def _columns(self) -> list[list[str]]:
        if self.view is None:
            return []
        table = table_name(self.entity)
        own = [_qualified(table, item.name) for item in column_fields(self.entity)]
        blocks = [[*own, *list_columns(self.entity, table, "", self.model)]]
        for record in self.view.records:
            entity, alias = self.model.entity(record.entity), sql_name(record.name)
            named = [f"{_qualified(alias, item.name)} AS {record.name}_{item.name}" for item in column_fields(entity)]
            blocks.append([*named, *list_columns(entity, alias, f"{record.name}_", self.model)])
        for aggregate in self.view.aggregates:
            printer = SqlPrinter(self.model, "self", table)
            blocks.append([f"{printer.text(aggregate.origin)} AS {aggregate.name}"])
        return blocks

    def _order(self, alias: str, sort: Sort | None) -> str:
        key = _qualified(alias, self.entity.key.name)
        if sort is None:
            return key
        words = [_qualified(alias, sort.field), *(["DESC"] if sort.descending else [])]
        if isinstance(self.entity.field(sort.field).type, Optional):
            words.append("NULLS LAST" if sort.descending else "NULLS FIRST")
        return " ".join(words) if sort.field == self.entity.key.name else f"{' '.join(words)}, {key}"


def row_source(entity: Entity, model: Model) -> RowSource:
    """Return from where the rows of an entity are read."""
    return RowSource(entity, model, record_view(entity, model))


def _qualified(alias: str, name: str) -> str:
    return f"{alias}.{sql_name(name)}" if alias else sql_name(name)
