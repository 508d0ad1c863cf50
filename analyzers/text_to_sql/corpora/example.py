"""A question with its answer, as sets of questions hold them."""

from msgspec import Struct


class Example(Struct, frozen=True):
    """A question about the database `database`, and the SQL that answers it. `difficulty` is what people rated."""

    id: str
    database: str
    text: str
    sql: str
    evidence: str = ""
    difficulty: str = ""
