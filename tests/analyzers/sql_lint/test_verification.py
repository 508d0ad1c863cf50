"""Fixes keep results: every fix that is called safe is tried on made databases, and mutants are told apart."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.fixes import fix
from weft.analyzers.sql_lint.instances import instances, tables_for
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.rule import Finding, Grade, Rule
from weft.analyzers.sql_lint.schema_builder import build_schema
from weft.analyzers.sql_lint.sql_text import SqlText, Statement
from weft.analyzers.sql_lint.verification import Verdict, Verifier, compare
from weft.diagnostics import Source

FOLDER = Path(__file__).parent / "fixes"
VARIATIONS = Path(__file__).parent / "variations"
CASE = re.compile(r"-- before(?P<before>.*?\n)-- after.*?(?=\n-- before|\Z)", re.DOTALL)
SAFE = [rule for rule in every_rule() if rule.grade is Grade.SAFE]
INSTANCES = 50


def text_of(sql: str, dialect: str = "ansi") -> SqlText:
    return SqlText(Source("case.sql", sql), dialect, sql, migration=True)


def texts_for(rule: type[Rule]) -> Iterator[SqlText]:
    """Yield what a rule is tried on: its bad examples, the texts that its fixes are tested with, and variations."""
    dialect = min(rule.dialects) if rule.dialects else "ansi"
    yield from (text_of(sql, dialect) for sql in rule().documentation.bad)
    for folder in (FOLDER, VARIATIONS):
        path = folder / f"{rule.name}.sql"
        content = path.read_text(encoding="utf-8") if path.exists() else ""
        named = re.match(r"-- dialect: (\w+)\n", content)
        parts = CASE.findall(content) if folder is FOLDER else content.split("\n---\n")
        yield from (text_of(part.strip("\n"), named[1] if named else "ansi") for part in parts if part.strip())


def verdicts_on(rule: type[Rule]) -> list[tuple[Verdict, str, str]]:
    """Return what the comparison says of every safe edit of a rule."""
    found: list[tuple[Verdict, str, str]] = []
    linter = Linter([rule()])

    def accept(statement: Statement, candidate: str, finding: Finding) -> bool:
        if finding.grade is Grade.SAFE:
            found.append((compare(statement, candidate, INSTANCES), statement.sql, candidate))
        return True

    for text in texts_for(rule):
        fix(text, lambda text: linter.analyze((text,)).findings, accept=accept)
    return found


@pytest.mark.parametrize("rule", SAFE, ids=lambda rule: rule.name)
def test_a_safe_fix_changes_no_result(rule: type[Rule]) -> None:
    found = verdicts_on(rule)
    assert found, "no example is fixed, so nothing was tried"
    assert [(before, after) for verdict, before, after in found if verdict is Verdict.DIFFERENT] == []
    assert any(verdict is Verdict.SAME for verdict, _, _ in found), "nothing could be compared"


def verdict(before: str, after: str, schema: str = "") -> Verdict:
    text = text_of(f"{schema}{before}", "sqlite")
    text.schema = build_schema((text,))
    return compare(text.statements[-1], after, INSTANCES)


MUTANTS = (
    ("SELECT DISTINCT a FROM t", "SELECT a FROM t"),
    ("SELECT a FROM t WHERE b > 5", "SELECT a FROM t WHERE b >= 5"),
    ("SELECT a FROM t WHERE b = 1 AND c = 'x'", "SELECT a FROM t WHERE b = 1 OR c = 'x'"),
    ("SELECT t.a FROM t JOIN u ON t.b = u.b", "SELECT t.a FROM t LEFT JOIN u ON t.b = u.b"),
    ("SELECT COUNT(*) FROM t", "SELECT COUNT(a) FROM t"),
    ("SELECT a FROM t UNION SELECT b FROM u", "SELECT a FROM t UNION ALL SELECT b FROM u"),
    ("SELECT a FROM t GROUP BY a HAVING COUNT(*) > 1", "SELECT a FROM t GROUP BY a"),
    (
        "SELECT a FROM t WHERE a NOT IN (SELECT b FROM u)",
        "SELECT a FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE b = a)",
    ),
    ("SELECT a FROM t WHERE name LIKE 'Ab%'", "SELECT a FROM t WHERE name = 'Ab'"),
    ("SELECT a, b FROM t ORDER BY a, b", "SELECT a, b FROM t ORDER BY a DESC, b"),
    ("UPDATE t SET a = 1 WHERE b = 2", "UPDATE t SET a = 1"),
    ("DELETE FROM t WHERE a = NULL", "DELETE FROM t WHERE a IS NULL"),
    ("CREATE VIEW v AS SELECT a FROM t", "CREATE VIEW v AS SELECT DISTINCT a FROM t"),
    ("CREATE TABLE t (a INT DEFAULT 1)", "CREATE TABLE t (a INT DEFAULT 2)"),
    ("CREATE INDEX i ON t (a) WHERE a > 1", "CREATE INDEX i ON t (a)"),
    ("SELECT a FROM t", "SELECT missing_function(a) FROM t"),
)


@pytest.mark.parametrize(("before", "after"), MUTANTS)
def test_what_changes_a_result_is_found(before: str, after: str) -> None:
    schema = "CREATE TABLE t (a INT);\n" if "INDEX" in before else ""
    assert verdict(before, after, schema) is Verdict.DIFFERENT


EQUIVALENTS = (
    ("SELECT a FROM t WHERE b = 1 OR b = 2", "SELECT a FROM t WHERE b IN (1, 2)"),
    ("SELECT COUNT(1) FROM t", "SELECT COUNT(*) FROM t"),
    ("SELECT a, b FROM t ORDER BY 2", "SELECT a, b FROM t ORDER BY b"),
    ("SELECT a FROM t ORDER BY a LIMIT 2", "SELECT t.a FROM t ORDER BY a LIMIT 2"),
    ("SELECT NOW(), a FROM t", "SELECT CURRENT_TIMESTAMP, a FROM t"),
    ("SELECT a FROM t WHERE b = ?", "SELECT t.a FROM t WHERE t.b = ?"),
    ("WITH c AS (SELECT a FROM t) SELECT a FROM c", "SELECT a FROM t"),
)


@pytest.mark.parametrize(("before", "after"), EQUIVALENTS)
def test_what_means_the_same_is_the_same(before: str, after: str) -> None:
    assert verdict(before, after) is Verdict.SAME


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SELECT a FROM t ORDER BY RANDOM()", "SELECT a FROM t"),
        ("SELECT a FROM t LIMIT 1", "SELECT a FROM t LIMIT 2"),
        ("SELECT unheard_of(a) FROM t", "SELECT UNHEARD_OF(a) FROM t"),
        ("SET search_path = a", "SET search_path = b"),
        ("SELECT a FROM t", "SELECT a FROM t; SELECT 2"),
    ],
)
def test_what_nothing_determines_is_not_comparable(before: str, after: str) -> None:
    assert verdict(before, after) is Verdict.NOT_COMPARABLE


def test_a_recursion_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weft.analyzers.sql_lint.execution.SECONDS", 0.2)
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT COUNT(*) FROM n"
    assert verdict(endless, f"{endless} WHERE i = 1") is Verdict.NOT_COMPARABLE


def test_a_verifier_counts_what_it_says_and_takes_only_the_same() -> None:
    verifier = Verifier()
    statement = text_of("SELECT DISTINCT a FROM t").statements[0]
    finding = Finding(SAFE[0](), statement.span(), "")
    assert verifier.accept(statement, "SELECT DISTINCT t.a FROM t", finding)
    assert not verifier.accept(statement, "SELECT a FROM t", finding)
    assert verifier.verdicts == {Verdict.SAME: 1, Verdict.DIFFERENT: 1}


def test_instances_keep_keys_and_references_and_are_always_the_same() -> None:
    sql = """CREATE TABLE customers (id INT PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT REFERENCES customers (id), paid BOOLEAN);
        SELECT name FROM orders JOIN customers ON customers.id = customer_id WHERE name = 'Ann';"""
    text = text_of(sql)
    tree = text.statements[-1].tree
    assert tree is not None
    made = list(instances(tables_for([tree], build_schema((text,))), 20, seed=1))
    assert made == list(instances(tables_for([tree], build_schema((text,))), 20, seed=1))
    for instance in made:
        customers = [row["id"] for row in instance["customers"]]
        assert len(customers) == len(set(customers)) and None not in customers
        assert {row["customer_id"] for row in instance["orders"]} <= {None, *customers}
        assert {type(row["name"]) for row in instance["customers"]} <= {str}
    assert any(row["name"] == "Ann" for instance in made for row in instance["customers"])
