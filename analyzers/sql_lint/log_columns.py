"""Finds out which column of a query log holds what, and reads counts and times from it."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from msgspec import Struct

from ...diagnostics import WeftError

# What a record may call its parts, the likeliest name first; the views of PostgreSQL and MySQL are among them.
NAMES: Mapping[str, tuple[str, ...]] = {
    "sql": ("sql", "query", "statement", "sql_text", "digest_text", "query_text", "argument"),
    "count": ("count", "calls", "count_star", "exec_count", "executions"),
    "total": ("total_time", "total_exec_time", "sum_timer_wait", "total_latency", "total_duration"),
    "mean": ("mean_time", "mean_exec_time", "avg_timer_wait", "avg_latency", "duration", "duration_ms", "query_time"),
    "least": ("min_time", "min_exec_time", "min_timer_wait"),
    "most": ("max_time", "max_exec_time", "max_timer_wait", "max_latency"),
    "database": ("database", "db", "datname", "schema_name", "dbname"),
    "user": ("user", "username", "usename", "rolname"),
}
ALIASES = {"duration": "mean", "mean_time": "mean", "total_time": "total", "min_time": "least", "max_time": "most"}
_NANOSECONDS = {"ps": 0.001, "ns": 1.0, "us": 1e3, "µs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "min": 60e9, "h": 3600e9}
_ENDLESS = 1e15
_DURATION = re.compile(r"\s*([0-9]+\.?[0-9]*(?:e[-+]?[0-9]+)?)\s*([a-zµ]*)\s*", re.IGNORECASE)
_UNIT_IN_NAME = re.compile(r"_(ps|ns|us|ms|s)$")
_IN_PICOSECONDS = "_timer_wait"
_IN_SECONDS = frozenset({"query_time"})


class UnknownColumn(WeftError, ValueError):
    """A log has no column of the name that is looked for."""


class Record(Struct):
    """One record of a log; `line` is where it stands, times are in whole nanoseconds so that sums are exact.

    `timed` is the count of those runs whose time is known.
    """

    line: int
    sql: str
    count: int = 1
    timed: int = 0
    total: int = 0
    least: int | None = None
    most: int | None = None
    database: str = ""
    user: str = ""


class Malformed(ValueError):
    """A record that cannot be read, and why."""


class Columns:
    """Which of the columns of a record holds what."""

    def __init__(self, columns: Sequence[str], names: Mapping[str, str]) -> None:
        """Find the columns by the names users gave, else by the usual ones; raises UnknownColumn."""
        known = {column.strip().lower(): column for column in columns}
        self._of = {part: found for part, usual in NAMES.items() if (found := _first(usual, known))}
        for part, name in names.items():
            if name.lower() not in known:
                raise UnknownColumn(f"there is no column {name!r}: {_nearest(name, columns)}")
            self._of[part] = known[name.lower()]
        if "sql" not in self._of:
            raise UnknownColumn(f"no column holds SQL: {_nearest('', columns)}; name one with --log-columns sql=NAME")
        self._units = {part: _unit(column) for part, column in self._of.items()}

    def record(self, values: Mapping[str, Any], line: int) -> Record:
        """Return what the values of one record mean; raises Malformed."""
        of = self._of
        sql = values.get(of["sql"])
        if not isinstance(sql, str) or not sql.strip():
            raise Malformed(f"{of['sql']!r} holds no statement")
        if of["sql"].lower() == "digest_text":
            sql = sql.replace("(...)", "(?)")  # MySQL's own mark of a list
        if len(of) == 1:
            return Record(line, sql)
        count = self._count(values)
        total, mean = self._time(values, "total"), self._time(values, "mean")
        total = mean * count if total is None and mean is not None else total
        if total is None:
            return Record(line, sql, count, database=self._text(values, "database"), user=self._text(values, "user"))
        least, most = self._time(values, "least"), self._time(values, "most")
        each = round(total / count)
        return Record(
            line, sql, count, count, total, each if least is None else least, each if most is None else most,
            self._text(values, "database"), self._text(values, "user"),
        )  # fmt: skip

    def _count(self, values: Mapping[str, Any]) -> int:
        value = values.get(self._of["count"]) if "count" in self._of else None
        if value is None or value == "":
            return 1
        try:
            count = int(value)
        except (TypeError, ValueError):
            count = 0
        if count < 1 or isinstance(value, bool):
            raise Malformed(f"{self._of['count']!r} is no count: {value!r}")
        return count

    def _time(self, values: Mapping[str, Any], part: str) -> int | None:
        """Return a time in nanoseconds."""
        value = values.get(self._of[part]) if part in self._of else None
        if value is None or value == "":
            return None
        if isinstance(value, float | int) and 0 <= value < _ENDLESS:  # a quick way for what is usual
            return round(value * _NANOSECONDS[self._units[part]])
        found = _DURATION.fullmatch(str(value))
        unit = found[2].lower() or self._units[part] if found else ""
        if not found or unit not in _NANOSECONDS:
            raise Malformed(f"{self._of[part]!r} is no time: {value!r}")
        return round(float(found[1]) * _NANOSECONDS[unit])

    def _text(self, values: Mapping[str, Any], part: str) -> str:
        value = values.get(self._of[part]) if part in self._of else None
        return "" if value is None else str(value)


def part_of(name: str) -> str | None:
    """Return the part of a record that users call by this name."""
    return name if name in NAMES else ALIASES.get(name)


def _first(usual: Sequence[str], known: Mapping[str, str]) -> str | None:
    return next((known[name] for name in usual if name in known), None)


def _nearest(name: str, columns: Sequence[str]) -> str:
    close = get_close_matches(name.lower(), [column.lower() for column in columns], n=1)
    return f"did you mean {close[0]!r}?" if close else f"the columns are {', '.join(columns) or 'none'}"


def _unit(column: str) -> str:
    """Return the unit of times in a column: milliseconds unless its name tells otherwise."""
    name = column.strip().lower()
    if name.endswith(_IN_PICOSECONDS):
        return "ps"
    if name in _IN_SECONDS:
        return "s"
    found = _UNIT_IN_NAME.search(name)
    return found[1] if found else "ms"
