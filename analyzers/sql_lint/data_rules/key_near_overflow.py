"""SQL058: a key that has used up most of its numbers."""

from collections.abc import Iterator
from typing import ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Impact, Options, Severity
from ..schema_types import kind_of

_BITS = {"TINYINT": 8, "SMALLINT": 16, "MEDIUMINT": 24, "INT": 32, "BIGINT": 64}


class KeyNearOverflow(DataRule):
    """The numbers of a key come to an end.

    Once the last is given, every INSERT fails, and making the column wider rewrites the table and all that refers to
    it, which takes hours when it is least wanted. The option `percent` says from which share of the numbers on that is
    told. SQLite gives every whole number 64 bits.

    Bad:
        CREATE TABLE events (id BIGINT PRIMARY KEY, name TEXT);
        INSERT INTO events VALUES (1, 'first'), (9000000000000000000, 'last');
    Good:
        CREATE TABLE events (id BIGINT PRIMARY KEY, name TEXT);
        INSERT INTO events VALUES (1, 'first'), (2000000000, 'last');
        ---
        CREATE TABLE years (year SMALLINT, name TEXT);
        INSERT INTO years VALUES (32767, 'last');
    """

    code = "SQL058"
    name = "key-near-overflow"
    severity = Severity.ERROR
    impact = Impact(write=1, integrity=1)
    options: ClassVar[Options] = {"percent": 80}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding where the highest number of a key, which every sample holds, is near the last there is."""
        key = sample.table.primary_key
        kind = kind_of(sample.table.columns[key[0]].type) if len(key) == 1 else ""
        numbers = [value for value in sample.values(key[0]) if isinstance(value, int)] if kind in _BITS else []
        last = 2 ** (63 if sample.table.dialect == "sqlite" else _BITS.get(kind, 64) - 1) - 1
        share = 100 * max(numbers, default=0) // last
        if share >= self.number("percent"):
            name = sample.table.columns[key[0]].name
            message = f"{name} has reached {max(numbers):,} of {last:,}, {share} % of its numbers"
            yield Finding(self, sample.place, message, "make it and what refers to it wider while there is time")
