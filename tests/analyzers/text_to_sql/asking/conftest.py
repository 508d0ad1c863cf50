"""A database of tickets of two people, with and without what belongs to the other one."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import pytest

from weft.analyzers.text_to_sql.asking.asker import Source
from weft.analyzers.text_to_sql.asking.records import AskedColumn, AskedParameter, AskedTable, SavedQuery, Scope
from weft.analyzers.text_to_sql.asking.visible_database import Run

TABLES = """
CREATE TABLE people (name TEXT PRIMARY KEY, email TEXT, password_hash TEXT);
CREATE TABLE teams (name TEXT PRIMARY KEY, budget_left INTEGER);
CREATE TABLE tickets (number TEXT PRIMARY KEY, requester TEXT, team TEXT, title TEXT, status TEXT, opened TEXT);
INSERT INTO teams VALUES ('Networks', 100000), ('Printers', 2050), ('Quiet', 0);
INSERT INTO people VALUES ('Emma', 'emma@example.org', 'hash-of-emma');
INSERT INTO tickets VALUES
('T1', 'Emma', 'Printers', 'The printer is on fire', 'open', '2026-03-02T09:00:00Z'),
('T2', 'Emma', 'Networks', 'No network upstairs', 'taken', '2026-03-03T09:30:15Z');
"""
OTHERS = """
INSERT INTO people VALUES ('Eric', 'eric@example.org', 'hash-of-eric');
INSERT INTO tickets VALUES
('T3', 'Eric', 'Networks', 'Eric has a secret', 'open', '2026-01-01T00:00:00Z'),
('T4', 'Eric', 'Quiet', 'Another secret', 'closed', '2026-01-02T00:00:00Z'),
('T5', 'Eric', 'Secrets', 'One more secret', 'closed', '2026-01-02T00:00:00Z');
"""
STATEMENTS = {
    "tickets": "SELECT number, requester, team, title, status, opened FROM tickets WHERE requester = :me",
    "teams": "SELECT name, budget_left / 100.0 AS budget_left FROM teams",
    "late": "SELECT number, title, opened FROM tickets WHERE requester = :me AND opened < :now ORDER BY opened",
    "filed": "SELECT number, title FROM tickets WHERE requester = :me AND team = :team AND status = :state",
}
SCOPE = Scope(
    "helpdesk",
    (
        AskedTable(
            "tickets",
            "tickets",
            (
                AskedColumn("number", "Ticket"),
                AskedColumn("requester", "Asked by"),
                AskedColumn("team", "Team", target="teams"),
                AskedColumn("title", "What is wrong"),
                AskedColumn("status", "Status", choices=("open", "taken", "closed")),
                AskedColumn("opened", "Opened", "time"),
            ),
            key="number",
        ),
        AskedTable(
            "teams",
            "teams",
            (AskedColumn("name", "Team"), AskedColumn("budget_left", "Budget left", "money", 2)),
            key="name",
        ),
    ),
    (
        SavedQuery("late tickets", "late", "tickets"),
        SavedQuery(
            "filed tickets",
            "filed",
            "tickets",
            (AskedParameter("team", "team", table="teams"), AskedParameter("state", "state", ("open", "taken"))),
        ),
    ),
    ("How many tickets are there?",),
)


def run_on(connection: sqlite3.Connection, me: str = "Emma") -> Run:
    """Return what runs a statement in the name of a person."""

    def run(sql: str, seconds: float, most: int) -> tuple[Sequence[str], Sequence[Sequence[Any]], bool]:
        try:
            cursor = connection.execute(sql, {"me": me, "now": "2026-03-03T00:00:00Z"})
        except sqlite3.Error as error:
            raise ValueError(str(error)) from error
        rows = cursor.fetchmany(most + 1)
        return [column[0] for column in cursor.description], rows[:most], len(rows) > most

    return run


@pytest.fixture(scope="session")
def own() -> Iterator[Source]:
    """Answers Emma where nobody else has any tickets."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES)
        yield Source(STATEMENTS, "sqlite", run_on(connection))


@pytest.fixture(scope="session")
def shared() -> Iterator[Source]:
    """Answers Emma where others have tickets, too."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(TABLES + OTHERS)
        yield Source(STATEMENTS, "sqlite", run_on(connection))


@pytest.fixture(scope="session")
def scope() -> Scope:
    """What Emma may ask about."""
    return SCOPE
