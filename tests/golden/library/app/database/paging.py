"""Which part of a long list is wanted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paging:
    """At most `limit` records, after skipping `offset`."""

    limit: int
    offset: int = 0


EVERYTHING = Paging(limit=2**62)
