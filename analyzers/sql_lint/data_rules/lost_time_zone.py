"""SQL271: points in time of which nobody can tell any more in which time zone they are meant."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, ClassVar

from ..data_sample import TableSample
from ..rule import DataRule, Finding, Grade, Impact, Options
from ..schema import Column
from ..schema_types import is_text
from ..text_values import zone_of

_ZONE = re.compile(r"(?i)(?:^|_)(?:time_?zone|tz|zone|utc_offset)(?:_|$)")


class LostTimeZone(DataRule):
    """Points in time of a column are meant in several time zones, and not all say which.

    Some texts have an offset and others have none, or the rows have a time zone beside a time that may or may not be
    in it. Such values cannot be compared, and sort by their letters rather than by time. Where every text has none,
    outside SQLite, which has no type for points in time, a time zone must at least be told somewhere.

    Bad:
        CREATE TABLE logins (id INTEGER PRIMARY KEY, seen TEXT);
        INSERT INTO logins (seen) VALUES
            ('2024-01-01T10:00:00Z'), ('2024-01-01 11:00:00'), ('2024-01-02T10:00:00+02:00'),
            ('2024-01-03T10:00:00Z'), ('2024-01-04 11:30:00');
        ---
        CREATE TABLE events (id INTEGER PRIMARY KEY, starts TEXT, timezone TEXT);
        INSERT INTO events (starts, timezone) VALUES
            ('2024-01-01 10:00:00', 'Europe/Berlin'), ('2024-01-01 11:00:00', 'Asia/Tokyo'),
            ('2024-01-02 10:00:00', 'Europe/Berlin'), ('2024-01-03 10:00:00', 'UTC'), ('2024-01-04 11:30', 'UTC');
    Good:
        CREATE TABLE logins (id INTEGER PRIMARY KEY, seen TEXT);
        INSERT INTO logins (seen) VALUES
            ('2024-01-01T10:00:00Z'), ('2024-01-01T11:00:00Z'), ('2024-01-02T10:00:00Z'),
            ('2024-01-03T10:00:00Z'), ('2024-01-04T11:30:00Z');
        ---
        CREATE TABLE logins (id INTEGER PRIMARY KEY, seen TEXT);
        INSERT INTO logins (seen) VALUES
            ('2024-01-01 10:00:00'), ('2024-01-01 11:00:00'), ('2024-01-02 10:00:00'),
            ('2024-01-03 10:00:00'), ('2024-01-04 11:30:00');
    """

    code = "SQL271"
    name = "lost-time-zone"
    grade = Grade.SUGGESTION
    impact = Impact(accuracy=1)
    options: ClassVar[Options] = {"rows": 5}

    def check(self, sample: TableSample) -> Iterator[Finding]:
        """Yield a finding for each column of points in time that is ambiguous."""
        for name, column in sample.table.columns.items():
            zones = _zones(column, sample.values(name))
            if len(zones) < self.number("rows"):
                continue
            reason = _reason(column, zones, sample)
            if reason:
                message = f"{column.name} holds points in time, and {reason}"
                yield from self.in_rows(sample, message, "a timestamp with time zone")


def _zones(column: Column, values: list[Any]) -> list[str]:
    """Return the offsets of points in time, nothing for those without; no offsets at all for other values."""
    if is_text(column.type):
        found = [zone_of(value.strip()) if isinstance(value, str) else None for value in values]
        return [] if None in found else [zone for zone in found if zone is not None]
    if all(isinstance(value, datetime) for value in values):
        return [str(value.utcoffset() or "") for value in values]
    return []


def _reason(column: Column, zones: list[str], sample: TableSample) -> str:
    if any(zones):
        missing = zones.count("")
        return f"{missing:,} of them do not say in which time zone" if missing and is_text(column.type) else ""
    beside = [name for name in sample.table.columns if _ZONE.search(name) and len(set(sample.values(name))) > 1]
    if beside:
        return f"{sample.table.columns[beside[0]].name} beside it names several time zones"
    return "none says in which time zone" if is_text(column.type) and sample.table.dialect != "sqlite" else ""
