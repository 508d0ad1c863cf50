"""The records that one row of values tells of, as the interpreter reads records: by the way that leads to each."""

from collections.abc import Mapping
from typing import Any

from ...dsl.model import Model
from ...dsl.value_types import Reference, plain

UNTOLD = object()  # the key of a record of which a row tells fields only


class RowRecord:
    """A key with the way that led to it: two ways may lead to one key, and a row tells of each what it likes."""

    __slots__ = ("key", "path")

    def __init__(self, key: object, path: str) -> None:
        """Take the key, and the path under which the row tells of its record."""
        self.key = key
        self.path = path

    def __eq__(self, other: object) -> bool:
        """Tell whether another key is the same, whatever led to it."""
        return self.key == (other.key if isinstance(other, RowRecord) else other)

    def __hash__(self) -> int:
        """Return what the key alone would."""
        return hash(self.key)


class RowRecords:
    """The records of all entities of a model, as the row that was `shown` last tells of them."""

    def __init__(self, model: Model) -> None:
        """Take the model; no row is shown yet."""
        self._row: dict[str, object] = {}
        self.tables: dict[str, Any] = {
            entity.name: _Table({item.name for item in entity.fields if is_reference(item.type)}, self._row)
            for entity in model.entities
        }

    def show(self, row: Mapping[str, object]) -> None:
        """Show a row: values by the paths of what is read."""
        self._row.clear()
        self._row.update(row)


class _Table:
    """The records of one entity."""

    def __init__(self, references: set[str], row: Mapping[str, object]) -> None:
        self._references = references
        self._row = row

    def __contains__(self, key: object) -> bool:
        return isinstance(key, RowRecord)

    def __getitem__(self, key: object) -> "_Fields":
        if not isinstance(key, RowRecord):
            raise KeyError(key)
        return _Fields(key.path, self._references, self._row)


class _Fields:
    """The fields of one record."""

    __slots__ = ("_path", "_references", "_row")

    def __init__(self, path: str, references: set[str], row: Mapping[str, object]) -> None:
        self._path = path
        self._references = references
        self._row = row

    def __getitem__(self, name: str) -> object:
        path = f"{self._path}.{name}"
        return record_at(path, self._row) if name in self._references else self._row[path]


def is_reference(kind: object) -> bool:
    """Tell whether a value of a type is the key of a record, or may be."""
    return isinstance(plain(kind), Reference)  # pyright: ignore[reportArgumentType]


def record_at(path: str, row: Mapping[str, object]) -> RowRecord | None:
    """Return the record to which a path leads, or None where the row says that there is none."""
    key = row.get(path, UNTOLD)
    return None if key is None else RowRecord(key, path)
