"""Lists of records: filtered, sorted, cut; for queries, tables and row look-up."""

from collections.abc import Mapping

from ..expressions import Expression, Value
from ..model import Sort
from .expressions import Evaluator, Frame
from .index import Index
from .outcomes import Key
from .state import State


class Queries:
    """Selects records of a state."""

    def __init__(self, index: Index, evaluator: Evaluator) -> None:
        self._index = index
        self._evaluator = evaluator

    def run(self, state: State, name: str, arguments: Mapping[str, Value]) -> list[Key]:
        """Return the keys that a named query lists."""
        query = self._index.queries[name]
        values: dict[str, Value] = {item.name: arguments.get(item.name) for item in query.parameters}
        frame = Frame(state.records, state.now, None, values)
        return self.select(frame, query.entity, query.row, query.where, query.sort, query.limit)

    def select(
        self, frame: Frame, entity: str, row: str, where: Expression | None, sort: Sort | None, limit: int | None
    ) -> list[Key]:
        """Return the keys of the records for which `where` holds, sorted, at most `limit` of them."""
        inner = frame.binding(row, None)
        keys: list[Key] = []
        for key in sorted(frame.records[entity], key=_sortable):
            inner.variables[row] = key
            if where is None or self._evaluator.value(where, inner):
                keys.append(key)
        if sort is not None:
            values = {key: _sortable(self._evaluator.read(frame, entity, key, sort.field)) for key in keys}
            keys.sort(key=values.__getitem__, reverse=sort.descending)
        return keys[:limit]


def _sortable(value: Value) -> tuple[bool, str, Value]:
    """Order values of one type, empty ones first."""
    return (value is not None, type(value).__name__ if value is not None else "", value if value is not None else 0)
