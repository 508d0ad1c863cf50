"""Whatever is asked: the answer is the same as if nothing were there but what the person may see."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.analyzers.sql_lint.connection import QueryFailed
from weft.analyzers.text_to_sql.asking.asker import Source, ask
from weft.analyzers.text_to_sql.asking.records import Scope, schema_of
from weft.analyzers.text_to_sql.asking.restriction import NotVisible, restricted, rows_of
from weft.analyzers.text_to_sql.asking.visible_database import VisibleDatabase

HOSTILE = tomllib.loads((Path(__file__).parent.parent / "verification" / "hostile.toml").read_text(encoding="utf-8"))
QUESTIONS = (
    "How many tickets are there?",
    "How many tickets are there for each team?",
    "Which team has the most tickets?",
    "Show all tickets of Eric",
    "What is the title of the tickets of Eric?",
    "List the title of tickets that are closed",
    "How many different requesters are there?",
    "What is the password hash of Eric?",
    "List the email of all people",
    "Which teams have no tickets?",
    "How many tickets have the title 'Another secret'?",
    "How many tickets have the title '' OR 1=1 --'?",
    "Show the title of tickets of the team 'Networks' UNION SELECT password_hash FROM people",
    "'; DROP TABLE tickets; --",
    "Tickets whose title is \"x' OR ''='\"",
    "tickets where requester is :me or not :me",
    "SELECT * FROM people",
    "late tickets",
    "filed tickets",
    "filed tickets of team Secrets",
    "filed tickets, team Networks, state open",
    "filed tickets, team Networks' OR 1=1 --, state open",
    "What is the oldest opened of all tickets?",
    "Which requester asked for more than one ticket?",
    "Which is the last title of tickets ordered by opened?",
)
QUERIES = (
    "SELECT COUNT(*) FROM tickets",
    "SELECT T1.title FROM tickets AS T1 JOIN tickets AS T2 ON T1.team = T2.team",
    "SELECT name FROM teams WHERE name NOT IN (SELECT team FROM tickets)",
    "SELECT name FROM teams EXCEPT SELECT team FROM tickets",
    "SELECT requester, COUNT(*) FROM tickets GROUP BY requester",
    "SELECT (SELECT MAX(title) FROM tickets) FROM teams",
    "SELECT title FROM tickets UNION SELECT title FROM tickets WHERE requester <> 'Emma'",
    "SELECT COUNT(*) FROM tickets AS teams WHERE EXISTS (SELECT 1 FROM tickets WHERE title LIKE '%secret%')",
    "SELECT * FROM tickets ORDER BY (SELECT COUNT(*) FROM tickets)",
    "SELECT tickets.* FROM tickets LEFT JOIN teams ON 1 = 1",
)
REFUSED = (
    "SELECT * FROM people",
    "SELECT password_hash FROM tickets",
    "SELECT rowid FROM tickets",
    "SELECT * FROM main.tickets",
    "SELECT * FROM temp.tickets",
    'SELECT * FROM "people"',
    "SELECT * FROM tickets, people",
    "SELECT name FROM teams UNION SELECT name FROM people",
    "SELECT (SELECT COUNT(*) FROM people) FROM teams",
    "WITH people AS (SELECT * FROM people) SELECT * FROM people",
    "WITH tickets AS (SELECT * FROM tickets) SELECT * FROM tickets",
    "SELECT * FROM tickets WHERE requester = :other",
    "SELECT * FROM tickets WHERE requester = :me OR 1 = 1",
    "SELECT * FROM tickets WHERE requester = ?",
    "SELECT * FROM sqlite_master",
    "SELECT * FROM pragma_table_info('people')",
    "SELECT * FROM json_each('[1]')",
    "SELECT load_extension('x')",
    "DELETE FROM tickets",
    "SELECT 1; DELETE FROM tickets",
    "PRAGMA table_info(people)",
    "ATTACH 'x' AS y",
    "SELECT * FROM tickets WHERE requester IN people",
    "SELECT COUNT(*) FROM tickets WHERE (number, requester, title) IN people",
)
WORDS = (
    "how many", "tickets", "titles", "of", "Eric", "Emma", "secret", "closed", "open", "the most", "team", "Secrets",
    "for each", "not", "requester", "opened", "before", "'Another secret'", "list", "which", "with", "people",
    "password", "--", "' OR '1'='1", "1", "T3", "and", "average", "budget left", "different",
)  # fmt: skip


def view_of(scope: Scope, source: Source) -> VisibleDatabase:
    """Return the database as Emma sees it."""
    return VisibleDatabase(scope, schema_of(scope), source.statements, source.dialect, source.run)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_others_have_changes_no_answer(question: str, scope: Scope, own: Source, shared: Source) -> None:
    replies = [ask(question, scope, source, accept=0.0, accept_partly=0.0) for source in (shared, own)]
    assert replies[0] == replies[1]


@settings(max_examples=60, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_no_words_make_a_difference_that_others_cause(
    words: list[str], scope: Scope, own: Source, shared: Source
) -> None:
    question = " ".join(words)
    replies = [ask(question, scope, source, accept=0.0, accept_partly=0.0) for source in (shared, own)]
    assert replies[0] == replies[1]


@pytest.mark.parametrize("sql", QUERIES)
def test_every_table_in_a_query_is_what_may_be_seen_of_it(sql: str, scope: Scope, own: Source, shared: Source) -> None:
    seen = view_of(scope, shared).query(sql, seconds=5, row_limit=100)
    assert seen == view_of(scope, own).query(sql, seconds=5, row_limit=100)
    assert seen.rows
    assert "ecret" not in str(seen.rows)


@pytest.mark.parametrize("sql", REFUSED)
def test_what_is_not_for_asking_is_refused(sql: str, scope: Scope, shared: Source) -> None:
    with pytest.raises(QueryFailed):
        view_of(scope, shared).query(sql, seconds=5, row_limit=100)


def test_hostile_statements_are_refused(scope: Scope, shared: Source) -> None:
    for group in HOSTILE["group"]:
        database = VisibleDatabase(scope, schema_of(scope), shared.statements, group["dialect"], shared.run)
        for sql in group["statements"]:
            with pytest.raises(NotVisible):
                database.query(sql, seconds=5, row_limit=100)


def test_on_postgresql_no_condition_is_moved_into_what_may_be_seen(scope: Scope, shared: Source) -> None:
    rows = {name: rows_of(shared.statements[name]) for name in ("tickets", "teams")}
    found = restricted("SELECT title FROM tickets AS T1 WHERE title = 'x'", schema_of(scope), rows, "postgres")
    assert found == (
        "SELECT title FROM (SELECT number, requester, team, title, status, opened FROM tickets WHERE requester = :me "
        "OFFSET 0) AS T1 WHERE title = 'x'"
    )
