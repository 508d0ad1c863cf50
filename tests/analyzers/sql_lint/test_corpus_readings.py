"""How much of the corpus of real SQL is analysed, that nothing in it is passed over, and that no rule fails on it."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from weft.analyzers.sql_lint.dialect_trial import guessed_text
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.lint import Choice
from weft.analyzers.sql_lint.sql_text import SqlText
from weft.analyzers.sql_lint.statement_reading import Reading
from weft.diagnostics import Source

LEAST = 0.93
COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/|^#[^\n]*", re.DOTALL | re.MULTILINE)
# What may stand between statements: commands to a client, and how a table or an index is stored.
BETWEEN = {
    "mysql": re.compile(r"DELIMITER(\s+\S+)?|\$\$|//", re.IGNORECASE),
    "oracle": re.compile(
        r"/|TABLESPACE \w+|parallel \d+ NOLOGGING|PARTITION BY RANGE\(\w+\)|[(,]PARTITION \w+ VALUES.*"
    ),
    "postgres": re.compile(r"\\\w.*"),
    "sqlite": re.compile(r"\.\w.*"),
    "duckdb": re.compile(r"\.\w.*"),
    "tsql": re.compile(r"GO", re.IGNORECASE),
}


@pytest.fixture(scope="module")
def labelled(corpora: Path) -> tuple[SqlText, ...]:
    """Return all texts of the corpus in the dialects that its manifest tells."""
    with (corpora / "sql" / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        rows = [(row["file"], row["dialect"]) for row in csv.DictReader(manifest)]
    texts = [(name, dialect, (corpora / name).read_text("utf-8", errors="replace")) for name, dialect in rows]
    return tuple(SqlText(Source(name, text), dialect, text) for name, dialect, text in texts)


def share(texts: Iterator[SqlText] | tuple[SqlText, ...]) -> float:
    """Return the share of the statements that are analysed, and print the readings."""
    readings = Counter(statement.reading for text in texts for statement in text.statements)
    found = readings[Reading.ANALYSED] / readings.total()
    told = ", ".join(f"{number} {reading}" for reading, number in readings.items())
    print(f"\n  {readings.total()} statements: {told}; {found:.2%} analysed")
    return found


def test_most_is_analysed_in_the_dialects_that_the_manifest_tells(labelled: tuple[SqlText, ...]) -> None:
    assert share(labelled) >= LEAST


def test_most_is_analysed_where_the_dialects_are_guessed(labelled: tuple[SqlText, ...]) -> None:
    assert share(guessed_text(text.source, text.source.name)[0] for text in labelled) >= LEAST


def test_whatever_stands_in_a_file_belongs_to_a_statement(labelled: tuple[SqlText, ...]) -> None:
    unexplained = {(text.source.name, line) for text in labelled for line in left_over(text)}
    assert unexplained == set()


def left_over(text: SqlText) -> Iterator[str]:
    """Yield what stands outside all statements and is neither a comment nor known to stand there."""
    rest, end = "", 0
    for statement in text.statements:
        assert end <= statement.start < statement.end, f"{text.source.name}: statements overlap"
        rest += text.content[end : statement.start] + " "
        end = statement.end
    rest = COMMENT.sub("", rest + text.content[end:]).replace(";", " ")
    for line in filter(None, map(str.strip, rest.splitlines())):
        if text.dialect not in BETWEEN or not BETWEEN[text.dialect].fullmatch(line):
            yield line


def test_no_rule_fails(labelled: tuple[SqlText, ...]) -> None:
    linter = Linter(Choice(select=("all",)).rules())
    assert sum(len(linter.analyze((text,)).findings) for text in labelled)
