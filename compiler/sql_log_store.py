"""Adds up what is counted in a query log, in a bounded amount of memory: what does not fit goes to a temporary file."""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import astuple, fields, replace

from ..analyzers.sql_lint.query_log import SHOWN_PLACES, Counted, Tally

KEPT_TALLIES = 100_000
KEPT_CHARACTERS = 32 << 20
_COLUMNS = ", ".join(known.name for known in fields(Tally))
# A sum that does not fit into SQLite's integers would become a fraction, so the high and low parts are added apart.
_PART = 1 << 31
_MERGE = f"""
CREATE TABLE statement AS
SELECT min(rowid) AS first, sum(count) AS count, sum(timed) AS timed,
       sum(total / {_PART}) AS high, sum(total % {_PART}) AS low, min(least) AS least, max(most) AS most
FROM run GROUP BY digest
"""
_READ = """
SELECT line, sql, statement.count, statement.timed, high, low, statement.least, statement.most,
       database, user, digest, log
FROM statement JOIN run ON run.rowid = first ORDER BY statement.count DESC, first
"""


class Store:
    """The tallies of all fingerprints. Counts and times stay exact however often memory runs out."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.malformed = 0
        self.places: list[str] = []
        self._tallies: dict[bytes, Tally] = {}
        self._characters = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._file: sqlite3.Connection | None = None

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()
        if self._folder:
            self._folder.cleanup()

    def add(self, counted: Counted) -> None:
        """Take in what the next piece of a log holds."""
        self.malformed += counted.malformed
        self.places = [*self.places, *counted.places][:SHOWN_PLACES]
        for digest, tally in counted.tallies.items():
            known = self._tallies.get(digest)
            if known:
                known.add(tally)
            else:
                self._tallies[digest] = tally
                self._characters += len(tally.sql)
        if len(self._tallies) > KEPT_TALLIES or self._characters > KEPT_CHARACTERS:
            self._spill()

    def merge(self) -> int:
        """Add up what was put aside, and return how many fingerprints there are; nothing is added from here on."""
        if self._file is None:
            return len(self._tallies)
        self._spill()
        self._file.execute(_MERGE)
        return int(self._file.execute("SELECT count(*) FROM statement").fetchone()[0])

    def most_frequent(self) -> Iterator[Tally]:
        """Yield the tallies by how often their statements ran, those met first before others."""
        if self._file is None:
            yield from sorted(self._tallies.values(), key=lambda tally: -tally.count)
            return
        for line, sql, count, timed, high, low, *rest in self._file.execute(_READ):
            yield Tally(line, sql, count, timed, high * _PART + low, *rest)

    def _spill(self) -> None:
        """Put the tallies aside; SQLite keeps few of its pages in memory."""
        if self._file is None:
            self._folder = tempfile.TemporaryDirectory(prefix="weft-log-")
            self._file = _opened(Path(self._folder.name) / "tallies.sqlite3")
        marks = ",".join("?" * len(fields(Tally)))
        self._file.executemany(f"INSERT INTO run ({_COLUMNS}) VALUES ({marks})", _rows(self._tallies.values()))
        self._tallies.clear()
        self._characters = 0


def _opened(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE", "cache_size=-65536"):
        file.execute(f"PRAGMA {setting}")
    file.execute(f"CREATE TABLE run ({_COLUMNS})")
    file.execute("BEGIN")
    return file


def _rows(tallies: Iterable[Tally]) -> Iterator[tuple[object, ...]]:
    return (astuple(replace(tally, sql=_stored(tally.sql))) for tally in tallies)


def _stored(sql: str) -> str:
    """Return a text that SQLite can hold: half of a surrogate pair, as JSON may escape it, cannot be encoded."""
    return sql.encode("utf-8", "replace").decode("utf-8")
