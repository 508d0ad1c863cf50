"""Aligns the columns of tables."""

import unicodedata
from collections.abc import Sequence

from .gherkin.tables import ESCAPED_CELL


def align_gherkin_rows(rows: Sequence[str]) -> list[str]:
    """Return the rows of one Gherkin table with equal columns; what stands after the last pipe stays there."""
    split = [_split(row) for row in rows]
    aligned = align([cells for cells, _ in split])
    return [f"{row} {rest}".rstrip() for row, (_, rest) in zip(aligned, split, strict=True)]


def align(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of trimmed cells as lines with equal columns."""
    columns = max((len(row) for row in rows), default=0)
    widths = [max((_width(row[column]) for row in rows if column < len(row)), default=0) for column in range(columns)]
    return [f"|{''.join(map(_padded, row, widths))}" for row in rows]


def _padded(cell: str, width: int) -> str:
    return f" {cell}{' ' * (width - _width(cell))} |"


def _split(row: str) -> tuple[list[str], str]:
    """Return the cells of a row as written, and what stands after its last pipe."""
    cells: list[str] = []
    end = 1
    while match := ESCAPED_CELL.match(row, end):
        cells.append(match[1].strip())
        end = match.end()
    return cells, row[end:].strip()


def _width(text: str) -> int:
    """Return how many columns of a screen a text takes."""
    if text.isascii():
        return len(text)
    marks = sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in text)
    return len(text) - marks + sum(unicodedata.east_asian_width(char) in "WF" for char in text)
