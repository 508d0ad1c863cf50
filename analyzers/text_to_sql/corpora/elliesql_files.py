"""Reads the labels of EllieSQL: which of its pipelines was the first to solve a question of BIRD's development set."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct, field

from ....diagnostics import WeftError

TIERS = ("basic", "intermediate", "advanced")


class NotEllieSql(WeftError, ValueError):
    """A file does not hold labels as EllieSQL keeps them."""


class TierLabel(Struct, frozen=True):
    """A question about `database`, and the number of the tier that solved it first, from 1; 4 where none did.

    `tables` and `columns` count what a language model linked it to before.
    """

    database: str
    question: str
    sql: str
    first: int
    tables: int
    columns: int

    @property
    def tier(self) -> str:
        """The tier to route to; what nobody solved goes to the dearest, as EllieSQL's training has it."""
        return TIERS[min(self.first, len(TIERS)) - 1]


class _Table(Struct):
    columns: list[str] = []


class _Linked(Struct):
    tables: list[_Table] = []


class _Row(Struct):
    db_id: str
    question: str
    gold_sql: str
    label: int
    linked: _Linked = field(name="enhanced_linked_schema_wo_info", default_factory=_Linked)


def read_labels(content: bytes) -> tuple[TierLabel, ...]:
    """Return the labels in a file of JSON Lines, in their order; raises NotEllieSql with the line."""
    return tuple(_labels(content))


def _labels(content: bytes) -> Iterator[TierLabel]:
    decoder = msgspec.json.Decoder(_Row)
    for number, line in enumerate(content.splitlines(), 1):
        try:
            row = decoder.decode(line)
        except msgspec.MsgspecError as error:
            raise NotEllieSql(f"line {number}: {error}") from None
        if not 1 <= row.label <= len(TIERS) + 1:
            raise NotEllieSql(f"line {number}: there is no tier {row.label}")
        columns = sum(len(table.columns) for table in row.linked.tables)
        yield TierLabel(row.db_id, row.question, row.gold_sql, row.label, len(row.linked.tables), columns)
