"""The dialect that a text or its path gives away, and the reason that is told."""

import pytest

from weft.analyzers.sql_lint.dialect_guess import guess
from weft.analyzers.sql_lint.dialects import DIALECTS

GUESSED = (
    ("SELECT TOP 5 a FROM b", "", "tsql", "it says 'SELECT TOP'"),
    ("SELECT 1\nGO\n", "", "tsql", "it says 'GO'"),
    ("CREATE TABLE a (b INT AUTO_INCREMENT)", "", "mysql", "it says 'AUTO_INCREMENT'"),
    ("delimiter //\nDROP TABLE a//\ndelimiter ;\n", "", "mysql", "it says 'delimiter //'"),
    ("SELECT `a` FROM `b`", "", "mysql", "it says '`'"),
    ("SELECT a FROM `my-project.logs.events_*`", "", "bigquery", "it says '`my-project.logs.events_*`'"),
    ("CREATE TABLE a (b VARCHAR2(9))", "", "oracle", "it says 'VARCHAR2'"),
    ("BEGIN\n  NULL;\nEND;\n/\n", "", "oracle", "it says '/'"),
    ("SELECT f.value FROM a, LATERAL FLATTEN(input => a.b) f", "", "snowflake", "it says 'FLATTEN INPUT'"),
    ("CREATE TABLE a (b INT) STORED AS ORC", "", "hive", "it says 'STORED AS'"),
    ("\\connect shop\nSELECT 1;", "", "postgres", "it says '\\\\connect'"),
    ("SELECT a::TEXT FROM b", "", "postgres", "it says '::'"),
    ("SELECT a FROM b", "", "ansi", "nothing in it belongs to one product only"),
    ("SELECT a FROM b", "db/postgresql/views.sql", "postgres", "its path says 'postgresql'"),
    ("SELECT a FROM b", "oracle/to_mysql.sql", "mysql", "its path says 'mysql'"),
    ("SELECT a FROM b", "ddl/sql_server/a.sql", "tsql", "its path says 'sql server'"),
    ("SELECT a FROM b", "reports/daily.hql", "hive", "its path says '.hql'"),
    ("SELECT a FROM b", "sparkle/bq.sql", "ansi", "nothing in it belongs to one product only"),
    ("SELECT `a` FROM b", "spark/a.sql", "spark", "its path says 'spark'"),
    ("CREATE TABLE a (b INT AUTO_INCREMENT)", "oracle/a.sql", "mysql", "it says 'AUTO_INCREMENT'"),
    (
        "SELECT 'SELECT TOP' FROM a -- AUTO_INCREMENT\n/* VARCHAR2 */",
        "",
        "ansi",
        "nothing in it belongs to one product only",
    ),
)


@pytest.mark.parametrize(("text", "path", "dialect", "reason"), GUESSED)
def test_a_dialect_is_guessed_with_its_reason(text: str, path: str, dialect: str, reason: str) -> None:
    guessed = guess(text, path)
    assert (guessed.dialect, guessed.reason) == (dialect, reason)
    assert dialect in DIALECTS
