"""Fixes keep results: every fix is tried on made databases, wrong ones are left out, and mutants are told apart."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlglot import exp

from weft.analyzers.sql_lint.edits import remove
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.execution import PRODUCTS
from weft.analyzers.sql_lint.fixes import fix
from weft.analyzers.sql_lint.instances import instances
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.made_tables import tables_for
from weft.analyzers.sql_lint.rule import Finding, Grade, NodeRule, Rule
from weft.analyzers.sql_lint.schema_builder import build_schema
from weft.analyzers.sql_lint.sql_text import SqlText, Statement
from weft.analyzers.sql_lint.verification import Comparison, Verdict, Verifier, compare
from weft.diagnostics import Source

FOLDER = Path(__file__).parent / "fixes"
VARIATIONS = Path(__file__).parent / "variations"
CASE = re.compile(r"-- before(?P<before>.*?\n)-- after.*?(?=\n-- before|\Z)", re.DOTALL)
FIXING = [rule for rule in every_rule() if rule.grade in {Grade.SAFE, Grade.UNSAFE}]
VERDICTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("verdicts.toml").read_text(encoding="utf-8")
)
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


def tried(rule: Rule, product: str) -> list[tuple[Grade, str, str, Comparison]]:
    """Return what the comparison in one product says of every edit of a rule."""
    found: list[tuple[Grade, str, str, Comparison]] = []
    linter = Linter([rule])

    def accept(statement: Statement, candidate: str, finding: Finding) -> bool:
        comparison = compare(statement, candidate, INSTANCES, products=(product,))
        found.append((finding.grade, statement.sql, candidate, comparison))
        return True

    for text in texts_for(type(rule)):
        fix(text, lambda text: linter.analyze((text,)).findings, unsafe=True, accept=accept)
    return found


def told(comparison: Comparison) -> str:
    """Return a verdict with the number of databases that it stands on."""
    return " ".join([comparison.verdict, *(str(number) for _, number in comparison.ran)])


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("rule", FIXING, ids=lambda rule: rule.name)
def test_every_fix_is_tried_on_made_databases(rule: type[Rule], product: str) -> None:
    found = tried(rule(), product)
    assert found, "no example is fixed, so nothing was tried"
    wrong = [
        (before, after, comparison.reason)
        for grade, before, after, comparison in found
        if grade is Grade.SAFE and comparison.verdict is Verdict.DIFFERENT
    ]
    assert wrong == []
    verdicts = ", ".join(sorted({told(comparison) for *_, comparison in found}))
    expected = VERDICTS[rule.name]
    assert verdicts == expected[product], [(told(known[-1]), *known[1:]) for known in found]


def test_the_expected_verdicts_are_those_of_the_rules_that_fix() -> None:
    assert VERDICTS.keys() == {rule.name for rule in FIXING}
    for name, expected in VERDICTS.items():
        is_plain = {expected[product] for product in PRODUCTS} == {f"same {INSTANCES}"}
        assert is_plain != bool(expected.get("reason")), f"{name}: a verdict that is not plain has a reason"
        assert all("different" not in expected[product] for product in PRODUCTS) or not is_safe(name)


def is_safe(name: str) -> bool:
    return any(rule.name == name and rule.grade is Grade.SAFE for rule in FIXING)


class WronglyPlainQuery(NodeRule):
    """A rule whose fix is wrong, on purpose: DISTINCT is no decoration.

    Bad:
        SELECT DISTINCT a FROM t
    Good:
        SELECT a FROM t
    """

    code = "SQL999"
    name = "wrongly-plain-query"
    grade = Grade.SAFE
    nodes = (exp.Distinct,)

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield a finding for each DISTINCT."""
        place = next(statement.find_words("DISTINCT"))
        yield self.finding(statement, place, "it is distinct", "", lambda: iter([remove(statement, place)]))


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_wrong_fix_that_is_called_safe_is_left_out(product: str) -> None:
    [(grade, _, after, comparison)] = tried(WronglyPlainQuery(), product)
    assert (grade, after) == (Grade.SAFE, "SELECT a FROM t")
    assert comparison == Comparison(Verdict.DIFFERENT, f"{product}: other rows")


def test_only_what_is_the_same_is_written() -> None:
    linter = Linter([WronglyPlainQuery()])
    sql = "SELECT DISTINCT a FROM t;\nSELECT DISTINCT COUNT(*) FROM t;"
    verifier = Verifier()
    done = fix(text_of(sql), lambda text: linter.analyze((text,)).findings, accept=verifier.accept)
    assert done.text == "SELECT DISTINCT a FROM t;\nSELECT COUNT(*) FROM t;"
    assert (len(done.applied), len(done.reverted)) == (1, 1)
    assert [comparison.verdict for _, comparison in verifier.comparisons] == [Verdict.DIFFERENT, Verdict.SAME]


def comparison_of(before: str, after: str, schema: str = "") -> Comparison:
    text = text_of(f"{schema}{before}", "sqlite")
    text.schema = build_schema((text,))
    return compare(text.statements[-1], after, INSTANCES)


def verdict(before: str, after: str, schema: str = "") -> Verdict:
    return comparison_of(before, after, schema).verdict


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
    ("SELECT unheard_of(a) FROM t", "SELECT UNHEARD_OF(a) FROM t"),
    ("SELECT NOW(), a FROM t", "SELECT CURRENT_TIMESTAMP, a FROM t"),
    ("SELECT a FROM t WHERE b = ?", "SELECT t.a FROM t WHERE t.b = ?"),
    ("WITH c AS (SELECT a FROM t) SELECT a FROM c", "SELECT a FROM t"),
)


REASONS = (
    ("SELECT RANDOM() FROM t", "SELECT a FROM t", "RAND gives something else each time"),
    ("SELECT a FROM t LIMIT 1", "SELECT a FROM t LIMIT 2", "nothing determines which rows its limit keeps"),
    ("SELECT a FROM t", "SELECT a FROM t; SELECT 2", "it becomes another kind of statement"),
    ("SET x = 1", "SET x = 2", "SET neither reads nor changes rows or tables"),
    (
        "SELECT GROUP_CONCAT(a) FROM t",
        "SELECT GROUP_CONCAT(a) FROM (SELECT a FROM t ORDER BY a) AS u",
        "sqlite: it matters in which order rows came in",
    ),
    ("SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = 2", "sqlite: other rows"),
    ("SELECT a FROM t", "SELECT unheard_of(a) FROM t", "sqlite: no such function: UNHEARD_OF"),
    ("CREATE TABLE t (a INT)", "CREATE TABLE t (b INT)", "it leaves other tables"),
    (
        "SELECT DATE_TRUNC('month', a) FROM t",
        "SELECT DATE_TRUNC('month', t.a) FROM t",
        "sqlite: something stands for DATE_TRUNC",
    ),
)


@pytest.mark.parametrize(("before", "after", "reason"), REASONS)
def test_a_comparison_says_why(before: str, after: str, reason: str) -> None:
    assert comparison_of(before, after).reason.startswith(reason)


def test_a_stand_in_tells_apart_what_a_function_is_given() -> None:
    before = "SELECT REGEXP_REPLACE(a, 'x', 'y') FROM t WHERE ST_AREA(b) > 1"
    assert verdict(before, before.replace("FROM t", "FROM t AS t")) is Verdict.SAME
    for part, other in (("a, 'x'", "b, 'x'"), ("'y'", "'z'"), ("ST_AREA(b)", "ST_AREA(a)")):
        assert verdict(before, before.replace(part, other)) is Verdict.DIFFERENT


@pytest.mark.parametrize(("before", "after"), EQUIVALENTS)
def test_what_means_the_same_is_the_same(before: str, after: str) -> None:
    assert verdict(before, after) is Verdict.SAME


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SELECT a FROM t ORDER BY RANDOM()", "SELECT a FROM t"),
        ("SELECT a FROM t LIMIT 1", "SELECT a FROM t LIMIT 2"),
        ("SELECT nextval('s') FROM t", "SELECT NEXTVAL('s') FROM t"),
        ("SELECT unheard_of(a) FROM t GROUP BY b", "SELECT UNHEARD_OF(a) FROM t GROUP BY b"),
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


def test_a_verifier_remembers_what_it_says_and_takes_only_the_same() -> None:
    verifier = Verifier()
    statement = text_of("SELECT DISTINCT a FROM t").statements[0]
    finding = Finding(WronglyPlainQuery(), statement.span(), "")
    assert verifier.accept(statement, "SELECT DISTINCT t.a FROM t", finding)
    assert not verifier.accept(statement, "SELECT a FROM t", finding)
    same, different = (comparison for _, comparison in verifier.comparisons)
    assert same == Comparison(Verdict.SAME, "", (("sqlite", 20), ("duckdb", 20)))
    assert different == Comparison(Verdict.DIFFERENT, "sqlite: other rows")


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


def test_instances_are_of_many_kinds() -> None:
    text = text_of("SELECT a FROM t JOIN u ON t.a = u.b WHERE c = 7")
    tree = text.statements[0].tree
    assert tree is not None
    made = [
        rows
        for instance in instances(tables_for([tree], build_schema((text,))), INSTANCES)
        for rows in instance.values()
    ]
    values = [[value for row in rows for value in row.values()] for rows in made]
    assert [] in made
    assert any(rows and len(rows) == 2 * len({tuple(row.items()) for row in rows}) for rows in made)
    assert any(known and None not in known for known in values)
    assert any(known.count(None) > len(known) / 2 for known in values)
    assert any(2147483647.0 in known for known in values)
    assert any(known.count(8.0) > len(known) / 3 for known in values)
