"""SQL013: tables whose rows need each other first."""

from collections.abc import Iterator

from ..rule import Finding, Impact, SchemaRule
from ..schema import ForeignKey, Schema, Table

_Links = dict[str, dict[str, ForeignKey]]


class ForeignKeyCycle(SchemaRule):
    """Foreign keys that lead in a circle let no first row in.

    Each table needs a row of the next one before it takes its own, so rows can only be put in with constraints
    deferred or switched off. A circle in which one column may be NULL can be filled and is not meant.

    Bad:
        CREATE TABLE staff (id int PRIMARY KEY, store_id int NOT NULL REFERENCES store (id));
        CREATE TABLE store (id int PRIMARY KEY, manager_id int NOT NULL REFERENCES staff (id));
    Good:
        CREATE TABLE staff (id int PRIMARY KEY, store_id int NOT NULL REFERENCES store (id));
        CREATE TABLE store (id int PRIMARY KEY, manager_id int REFERENCES staff (id));
        ---
        CREATE TABLE staff (id int PRIMARY KEY, manager_id int NOT NULL REFERENCES staff (id));
    """

    code = "SQL013"
    name = "foreign-key-cycle"
    impact = Impact(write=1, maintainability=2)

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield one finding for each circle of keys that may not be NULL."""
        links: _Links = {table.name.lower(): dict(_needed(table)) for table in schema.row_stores()}
        told: set[frozenset[str]] = set()
        for start in links:
            circle = _circle(links, start)
            if circle and frozenset(circle) not in told:
                told.add(frozenset(circle))
                message = f"rows of {', '.join(circle)} need each other first"
                yield from self.at(links[start][circle[1]].origin, message, "let one of these columns be NULL")


def _needed(table: Table) -> Iterator[tuple[str, ForeignKey]]:
    """Yield the tables a row needs, with the keys that say so."""
    for key in table.foreign_keys:
        columns = [table.columns.get(name) for name in key.columns]
        if key.target.lower() != table.name.lower() and all(column and not column.nullable for column in columns):
            yield key.target.lower(), key


def _circle(links: _Links, start: str) -> list[str]:
    """Return the shortest way from a table back to it; nothing where there is none."""
    ways = [[start]]
    seen = {start}
    for way in ways:
        for target in links.get(way[-1], {}):
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                ways.append([*way, target])
    return []
