"""Fixes on other people's SQL: they lose no statement and no comment, touch nothing else, and leave nothing to fix.

A fixed sample of the files is tried; all of them where WEFT_BENCH=1 asks for what takes minutes.
"""

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
import yaml

from weft.analyzers.sql_lint.dialects import DIALECTS
from weft.analyzers.sql_lint.engine import Linter
from weft.analyzers.sql_lint.fixes import Fixed, fix
from weft.analyzers.sql_lint.lint import Choice, without_suppressed
from weft.analyzers.sql_lint.rule import Finding
from weft.analyzers.sql_lint.schema import Schema
from weft.analyzers.sql_lint.schema_builder import build_schema
from weft.analyzers.sql_lint.sql_text import SqlText, Statement
from weft.analyzers.sql_lint.statement_reading import Reading
from weft.diagnostics import Source

REPOSITORIES = (
    "MIT-LCP/mimic-code",
    "OHDSI/CommonDataModel",
    "jOOQ/sakila",
    "taoyds/test-suite-sql-eval",
    "tobymao/sqlglot",
    "xlang-ai/Spider2",
)
STEP = 1 if os.environ.get("WEFT_BENCH") == "1" else 8
LARGEST = None if STEP == 1 else 60_000
LINTER = Linter(Choice(select=("all",)).rules())
CODES = {rule.code for rule in LINTER.rules}

# Read here from characters alone, as the fixer itself goes by the gaps between sqlglot's tokens.
BACKSLASHED = frozenset({"bigquery", "mysql", "hive", "spark", "snowflake"})
QUOTED = r"""(?P<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|(?P<tag>\$\w*\$).*?(?P=tag))"""
QUOTED_BACKSLASHED = r"""(?P<quoted>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`|(?P<tag>\$\$).*?\$\$)"""
COMMENT = r"|--[^\n]*|/\*.*?\*/|\{#.*?#\}"
HOST = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\$\{[\w.:-]+\}|^\\[^\n]*|^[ \t]*GO[ \t]*$|^DELIMITER[^\n]*",
    re.DOTALL | re.MULTILINE,
)
SCHEMA_PARAMETER = re.compile(r"(?<!\w)[@_]\w+(?=\.)")


def comments_in(sql: str, dialect: str) -> Counter[str]:
    """Return the comments, counted."""
    pattern = (QUOTED_BACKSLASHED if dialect in BACKSLASHED else QUOTED) + COMMENT
    pattern += r"|\#[^\n]*" if dialect in {"mysql", "bigquery"} else ""
    found = re.finditer(pattern, sql, re.DOTALL)
    return Counter(match.group().strip() for match in found if match["quoted"] is None)


def gaps_of(text: SqlText) -> list[str]:
    """Return what stands between the statements, save for blanks: a statement may lose its first or last line."""
    ends = [0, *(statement.end for statement in text.statements)]
    starts = [*(statement.start for statement in text.statements), len(text.content)]
    return [text.content[end:start].strip() for end, start in zip(ends, starts, strict=True)]


def paired(before: SqlText, after: SqlText) -> Iterator[tuple[list[Statement], list[Statement]]]:
    """Yield the statements of both that stand for each other: one for one, or what differs between equal ones."""
    old, new = list(before.statements), list(after.statements)
    if len(old) == len(new):
        yield from (([left], [right]) for left, right in zip(old, new, strict=True))
        return
    blocks = SequenceMatcher(None, [known.sql for known in old], [known.sql for known in new], autojunk=False)
    for _, first, last, start, end in blocks.get_opcodes():
        yield old[first:last], new[start:end]


def faults(before: SqlText, after: SqlText, touched: set[str]) -> Iterator[str]:
    """Yield what went wrong between a text and its fixed form; `touched` are the statements that were put right."""
    for old, new in paired(before, after):
        readings, now = (Counter(known.reading for known in part) for part in (old, new))
        if now[Reading.ANALYSED] < readings[Reading.ANALYSED] or now[Reading.UNPARSED] > readings[Reading.UNPARSED]:
            yield f"no longer read: {' '.join(known.sql for known in new)[:200]}"
        kept = [known.sql for known in old if known.sql not in touched]
        if Counter(kept) - Counter(known.sql for known in new):
            yield f"changed unasked: {kept[0][:200]}"
    if comments_in(before.content, before.dialect) != comments_in(after.content, after.dialect):
        yield "other comments"
    if HOST.findall(before.content) != HOST.findall(after.content):
        yield "other templates or commands"
    if set(SCHEMA_PARAMETER.findall(before.content)) != set(SCHEMA_PARAMETER.findall(after.content)):
        yield "other parameters"
    if len(before.statements) == len(after.statements) and gaps_of(before) != gaps_of(after):
        yield "changed between statements"


def fixed(text: SqlText, schema: Schema) -> Fixed:
    def findings(text: SqlText) -> list[Finding]:
        return without_suppressed(text, LINTER.in_text(text, schema), lambda: CODES)

    return fix(text, findings, unsafe=True)


def again(text: SqlText, content: str) -> SqlText:
    return SqlText(Source(text.source.name, content), text.dialect, content, migration=True)


def faults_of_fixing(text: SqlText, schema: Schema) -> list[str]:
    """Return what goes wrong when a text is put right, and put right again."""
    done = fixed(text, schema)
    if done.text == text.content:
        return []
    touched = {finding.statement.sql for finding in done.applied if finding.statement}
    after = again(text, done.text)
    found = list(faults(text, after, touched))
    twice = fixed(again(text, done.text), schema)
    if twice.text != done.text:
        found.append(f"fixed again: {sorted({finding.rule.name for finding in twice.applied})}")
    return [f"{text.source.name}: {fault}" for fault in found]


def files_of(repository: str, corpora: Path) -> list[SqlText]:
    """Return all files of a repository."""
    texts: list[SqlText] = []
    with (corpora / "sql" / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest):
            if row["repository"] == repository:
                sql = (corpora / row["file"]).read_bytes().decode("utf-8", "replace")
                texts.append(SqlText(Source(row["file"], sql), row["dialect"], sql, migration=True))
    return texts


@pytest.mark.parametrize("repository", REPOSITORIES)
@pytest.mark.parametrize("part", range(4))
def test_fixing_other_peoples_sql_breaks_nothing(repository: str, part: int, corpora: Path) -> None:
    texts = files_of(repository, corpora)
    assert texts
    chosen = [text for text in texts[:: min(STEP, len(texts))] if LARGEST is None or len(text.content) <= LARGEST]
    schemas: dict[str, Schema] = {}
    found: list[str] = []
    for text in chosen[part::4]:
        if text.dialect not in schemas:
            schemas[text.dialect] = build_schema(tuple(other for other in texts if other.dialect == text.dialect))
        found += faults_of_fixing(text, schemas[text.dialect])
    assert found == []


def test_every_repository_of_the_corpus_is_tried(corpora: Path) -> None:
    with (corpora / "sql" / "MANIFEST.csv").open(encoding="utf-8") as manifest:
        assert {row["repository"] for row in csv.DictReader(manifest)} == set(REPOSITORIES)


def test_fixing_the_cases_of_sqlfluff_breaks_nothing(corpora: Path) -> None:
    found: list[str] = []
    for path in sorted((corpora / "sqlfluff-cases").glob("*.yml")):
        cases: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        cases.pop("rule")
        for name, case in cases.items():
            sql: str = case.get("fail_str") or case.get("pass_str") or ""
            if sql:
                dialect: str = case.get("configs", {}).get("core", {}).get("dialect", "ansi")
                known = dialect if dialect in DIALECTS else "ansi"
                text = SqlText(Source(f"{path.stem}: {name}", sql), known, sql, migration=True)
                found += faults_of_fixing(text, build_schema((text,)))
    assert found == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("SELECT 1", "SELECT FROM WHERE", "no longer read"),
        ("SELECT 1", "VACUUM", "no longer read"),
        ("SELECT 1", "SELECT 1; SELECT FROM WHERE", "no longer read"),
        ("SELECT 1 -- one", "SELECT 1", "other comments"),
        ("SELECT '-- none' /* one */", "SELECT '-- none' /* two */", "other comments"),
        ("SELECT 1;\n-- one\nSELECT 2", "SELECT 1; SELECT 2\n-- one\n", "changed between statements"),
        ("SELECT {{ a }}", "SELECT {{ b }}", "other templates or commands"),
        ("\\set x 1\nSELECT 1", "\\set y 1\nSELECT 1", "other templates or commands"),
        ("SELECT 1; SELECT 2", "SELECT 1; SELECT 3", "changed unasked"),
        ("SELECT 1; SELECT 2", "SET x = 1; SELECT 1; SELECT 3", "changed unasked"),
    ],
)
def test_what_goes_wrong_is_seen(before: str, after: str, fault: str) -> None:
    texts = [SqlText(Source("case.sql", sql), "postgres", sql) for sql in (before, after)]
    touched = {"SELECT 1"} if fault != "no longer read" else {before}
    assert any(found.startswith(fault) for found in faults(texts[0], texts[1], touched))
