"""Reads the table under a step that says which records exist."""

from ..literals import parse_value
from ..model import Entity, Field
from ..operations import FieldValue
from .piece import Piece
from .problem import BAD_VALUE, TABLE, UNKNOWN, Problem
from .raw_step import Cell, RawStep
from .values import Pairs, read_value
from .vocabulary import Vocabulary


def read_table(vocabulary: Vocabulary, entity: Entity, step: RawStep) -> tuple[tuple[Pairs, ...], list[Problem]]:
    """Return the (field, value) pairs of each row, and what is wrong with the table."""
    if not step.rows:
        hint = "put a table under it whose first row names the fields"
        return (), [Problem(TABLE, "this step needs a table", hint, 0, len(step.text))]
    problems: list[Problem] = []
    header = [_field(vocabulary, entity, cell, problems) for cell in step.rows[0]]
    rows: list[Pairs] = []
    for row in step.rows[1:]:
        if len(row) != len(header):
            message = f"this row has {len(row)} cells, the header {len(header)}"
            problems.append(Problem(TABLE, message, span=row[0].span if row else step.span))
        pairs = zip(header, row, strict=False)
        rows.append(
            tuple(pair for field, cell in pairs if field and (pair := _pair(vocabulary, field, cell, problems)))
        )
    return tuple(rows), problems


def _field(vocabulary: Vocabulary, entity: Entity, cell: Cell, problems: list[Problem]) -> Field | None:
    fields = vocabulary.fields(entity)
    field = fields.find(cell.text)
    if field is None:
        message = f"{entity.name} has no field `{cell.text}`"
        problems.append(Problem(UNKNOWN, message, fields.hint(cell.text), span=cell.span))
    elif field.derived is not None:
        message = f"{field.name} is derived from other fields and cannot be set"
        problems.append(Problem(BAD_VALUE, message, "leave out the column", span=cell.span))
    return field


def _pair(vocabulary: Vocabulary, field: Field, cell: Cell, problems: list[Problem]) -> tuple[str, FieldValue] | None:
    """Return a field's value; an empty cell leaves it to its default, unless it may be empty."""
    text = cell.text.strip()
    if not text and parse_value(text, field.type) is not None:
        return None
    value = read_value(vocabulary, Piece(text, 0), field.type)
    if isinstance(value, Problem):
        problems.append(Problem(value.kind, value.message, value.hint, span=cell.span))
        return None
    return field.name, value
