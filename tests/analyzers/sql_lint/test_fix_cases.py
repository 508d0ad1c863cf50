"""The fixes of rules, byte by byte: each file in fixes/ is named for its rule and holds texts before and after."""

import re
from pathlib import Path

import pytest

from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.fixes import fix
from weft.analyzers.sql_lint.known_rules import every_rule
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.diagnostics import Source

FOLDER = Path(__file__).parent / "fixes"
CASE = re.compile(r"-- before(?P<before>.*?\n)-- after(?P<after>.*?)(?=\n-- before|\Z)", re.DOTALL)
NAMED = {rule.name: rule for rule in every_rule()}


def cases() -> list[object]:
    """Return every case: the rule, the dialect, what stands before it and what shall stand after it."""
    found: list[object] = []
    for path in sorted(FOLDER.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        dialect = re.match(r"-- dialect: (\w+)\n", text)
        for number, case in enumerate(CASE.finditer(text)):
            parts = (case["before"].strip("\n"), case["after"].strip("\n"))
            found.append(pytest.param(path.stem, dialect[1] if dialect else "ansi", *parts, id=f"{path.stem}-{number}"))
    return found


def fixed(name: str, dialect: str, sql: str) -> str:
    linter = Linter([NAMED[name]()])
    text = SqlText(Source("case.sql", sql), dialect, sql, migration=True)
    return fix(text, lambda text: linter.analyze((text,)).findings, unsafe=True).text


@pytest.mark.parametrize(("name", "dialect", "before", "after"), cases())
def test_fix_writes_what_was_wanted(name: str, dialect: str, before: str, after: str) -> None:
    assert fixed(name, dialect, before) == after


@pytest.mark.parametrize(("name", "dialect", "before", "after"), cases())
def test_fix_leaves_nothing_to_fix(name: str, dialect: str, before: str, after: str) -> None:
    assert fixed(name, dialect, after) == after
