"""Keeps databases open between questions, with what was read of them: to read them anew may take longer than to ask."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from threading import Lock

from msgspec import Struct, field

from ..analyzers.sql_lint.connection import OutOfTime, QueryFailed
from ..analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from ..analyzers.text_to_sql.schema.catalog import schema_of_catalog
from ..analyzers.text_to_sql.schema.schema import Schema
from .sql_database import Database, UnusableDatabase, open_database, told_url

_MOST_IDLE = 32
_SECONDS = 5.0  # that a database has to show that it is still there


class OpenDatabase(Struct, frozen=True, eq=False):
    """A database with its schema, and an offline pipeline, which keeps what it has read of it."""

    address: str
    database: Database
    schema: Schema
    offline: OfflinePipeline
    stack: ExitStack

    @classmethod
    def of(cls, address: str) -> "OpenDatabase":
        """Open a database; whoever does has to close it.

        Raises UnusableDatabase, also where there are no tables, and what reading its schema does.
        """
        with ExitStack() as stack:
            database = stack.enter_context(open_database(address))
            schema = schema_of_catalog(database.schema(), database.name, database.dialect)
            if not schema.tables:
                raise UnusableDatabase(f"{told_url(address)} has no tables to ask about")
            return cls(address, database, schema, OfflinePipeline(), stack.pop_all())

    @property
    def answers(self) -> bool:
        """Say whether the database is still there."""
        try:
            self.database.query("SELECT 1", seconds=_SECONDS, row_limit=1)
        except (QueryFailed, OutOfTime):
            return False
        return True

    def close(self) -> None:
        """Close it."""
        self.stack.close()


class OpenDatabases(Struct, eq=False):
    """Databases that are lent to one question after the other, in any thread; some stay open while nobody asks."""

    idle: list[OpenDatabase] = field(default_factory=list[OpenDatabase])
    lock: Lock = field(default_factory=Lock)
    is_closed: bool = False

    @contextmanager
    def lend(self, address: str) -> Generator[OpenDatabase]:
        """Yield a database that nobody else uses meanwhile; raises as `OpenDatabase.of` does."""
        lent = self._idle(address) or OpenDatabase.of(address)
        try:
            yield lent
        finally:
            self._take_back(lent)

    def close(self) -> None:
        """Close what nobody uses now, and the rest when it comes back."""
        with self.lock:
            self.is_closed = True
            left, self.idle = self.idle, []
        for one in left:
            one.close()

    def _idle(self, address: str) -> OpenDatabase | None:
        """Return one that is open and still there; None where there is none."""
        with self.lock:
            found = next((one for one in self.idle if one.address == address), None)
            if found is None:
                return None
            self.idle.remove(found)
        if found.answers:
            return found
        found.close()
        return None

    def _take_back(self, lent: OpenDatabase) -> None:
        """Keep a database open, and close what nobody asked for the longest time if there are too many."""
        with self.lock:
            kept = [*self.idle, lent]
            first = len(kept) if self.is_closed else max(len(kept) - _MOST_IDLE, 0)
            left, self.idle = kept[:first], kept[first:]
        for one in left:
            one.close()
