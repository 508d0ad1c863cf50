"""What the options of rules for migrations change: whether a file is one transaction, and which limits it needs."""

import pytest

from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.rule import Rule
from weft.analyzers.sql_lint.rules.concurrent_in_transaction import ConcurrentInTransaction
from weft.analyzers.sql_lint.rules.missing_lock_timeout import MissingLockTimeout
from weft.analyzers.sql_lint.rules.unrepeatable_statement import UnrepeatableStatement
from weft.analyzers.sql_lint.rules.validation_in_transaction import ValidationInTransaction
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.diagnostics import Source

INDEX = "CREATE INDEX CONCURRENTLY IF NOT EXISTS by_number ON orders (number);"
VALIDATED = (
    "ALTER TABLE orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;"
    "ALTER TABLE orders VALIDATE CONSTRAINT positive;"
)


def finds(rule: Rule, sql: str) -> bool:
    text = SqlText(Source("migration.sql", sql), "postgres", sql, migration=True)
    return any(finding.rule is rule for finding in Linter([rule]).analyze((text,)).findings)


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        (ConcurrentInTransaction, f"{INDEX} SELECT 1;"),
        (ValidationInTransaction, VALIDATED),
    ],
)
def test_a_file_is_taken_for_a_transaction_on_demand(rule: type[Rule], sql: str) -> None:
    assert not finds(rule(), sql)
    assert finds(rule(assume_in_transaction=True), sql)


def test_a_concurrent_statement_may_stand_alone_in_an_assumed_transaction() -> None:
    assert not finds(ConcurrentInTransaction(assume_in_transaction=True), INDEX)
    assert not finds(ConcurrentInTransaction(assume_in_transaction=True), f"COMMIT; {INDEX} BEGIN; SELECT 1;")


def test_every_statement_must_be_repeatable_where_no_transaction_is_assumed() -> None:
    sql = "ALTER TABLE orders ADD COLUMN note text;"
    assert not finds(UnrepeatableStatement(), sql)
    assert finds(UnrepeatableStatement(assume_in_transaction=False), sql)


def test_an_empty_limit_is_not_asked_for() -> None:
    sql = "SET lock_timeout = '1s'; ALTER TABLE orders ADD COLUMN note text;"
    assert finds(MissingLockTimeout(), sql)
    assert not finds(MissingLockTimeout(statement_timeout=""), sql)
