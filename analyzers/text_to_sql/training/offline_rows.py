"""Turns questions with known queries into rows of hashed features and labels."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ..models.hashed_linear import place_of
from ..offline.bindings import OPERATORS, Atom, atom_features, atoms_of, binding_columns, binding_features
from ..offline.phrases import phrase_features
from ..offline.reading import Reading
from ..offline.sketches import Sketch
from ..offline.slots import COLUMN_SLOTS, TABLE_SLOTS, column_features, table_features
from .offline_queries import Bound, Gold, OutsideFragment, columns_of
from .sparse_rows import Row

HEAD_BITS, SLOT_BITS, TABLE_BITS = 14, 16, 12
_KEPT_SHARE = 3  # of the columns that nothing speaks for, every third is kept, with three times the weight


class Rows(Struct):
    """Rows of one model, with the labels of each for all outputs, and weights."""

    bits: int
    rows: list[Row] = []
    labels: list[tuple[int, ...]] = []
    weights: list[float] = []

    def add(self, features: Mapping[str, float], labels: Iterable[int], weight: float = 1.0) -> None:
        """Add a row."""
        self.rows.append(([place_of(name, self.bits) for name in features], list(features.values())))
        self.labels.append(tuple(labels))
        self.weights.append(weight)


class Lesson(Struct):
    """What one question teaches each of the models; `sketch` is None where its query is of no known kind."""

    sketch: Sketch | None
    phrases: Row | None
    columns: Rows
    tables: Rows
    bindings: Rows
    alone: Rows


def lesson_of(reading: Reading, gold: Gold | None) -> Lesson:
    """Return the rows of a question."""
    lesson = Lesson(None, None, Rows(SLOT_BITS), Rows(TABLE_BITS), Rows(SLOT_BITS), Rows(TABLE_BITS))
    if gold is None:
        return lesson
    try:
        lesson.sketch = gold.sketch
    except OutsideFragment:
        return lesson
    features = phrase_features(reading)
    lesson.phrases = ([place_of(name, HEAD_BITS) for name in features], list(features.values()))
    filled = columns_of(gold)
    _add_columns(lesson.columns, reading, filled)
    for table, row in enumerate(table_features(reading)):
        lesson.tables.add(row, [int(table in filled[slot]) for slot in TABLE_SLOTS])
    for atom in atoms_of(reading):
        _add_bindings(lesson, reading, atom, gold)
    return lesson


def _add_columns(rows: Rows, reading: Reading, filled: Mapping[str, frozenset[int]]) -> None:
    for column, features in enumerate(column_features(reading)):
        labels = [int(column in filled[slot]) for slot in COLUMN_SLOTS]
        is_plain = not any(labels) and not reading.columns[column].share
        if not is_plain:
            rows.add(features, labels)
        elif (column + len(reading.tokens)) % _KEPT_SHARE == 0:
            rows.add(features, labels, _KEPT_SHARE)


def _add_bindings(lesson: Lesson, reading: Reading, atom: Atom, gold: Gold) -> None:
    context = atom_features(reading, atom)
    said = {text.lower() for text in (atom.text, *atom.texts)}
    bounds = [bound for bound in gold.bounds if _plain(bound) in said]
    for column in binding_columns(reading, atom):
        operators = {bound.operator for bound in bounds if bound.column == column}
        labels = [int(operator in operators) for operator in OPERATORS]
        lesson.bindings.add(binding_features(reading, atom, column) | context, labels)
    if atom.is_number:
        having, limit = gold.core.having, gold.core.limit
        lesson.alone.add(context, [int(having is not None and having[2] == atom.text), int(limit == atom.text)])


def _plain(bound: Bound) -> str:
    text = bound.text.lower().strip("%")
    return text.rstrip("0").rstrip(".") if "." in text and text.replace(".", "", 1).isdigit() else text
