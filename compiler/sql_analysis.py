"""Analyses the files of a run; importing this file imports the parser and all rules, so it waits until it must."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from sqlglot.tokenizer_core import TokenType

from ..analyzers.sql_lint import dialects
from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.lint import Choice, check_dialect, code_of, misnomer_finding, suppressions_in
from ..analyzers.sql_lint.ranking import Weights, score
from ..analyzers.sql_lint.rule import Finding, Rule, WorkloadRule
from ..analyzers.sql_lint.schema import Schema
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.sql_lint.sql_text import SqlText, Statement
from ..diagnostics import Source
from .sql_config import OFF, SqlConfig
from .sql_files import SqlFile
from .sql_results import Found, Read, weighed

if TYPE_CHECKING:  # only runs with fixes, or with a live database, need these
    from ..analyzers.sql_lint.fixes import Acceptance, Fixed
    from .sql_live import Live


class CrashedOnFile(Exception):
    """Looking into a file failed, which is a mistake of ours and not of the file's author."""


class Analyst:
    """The rules of a run and what they look at; texts are parsed once, and dropped when nothing needs them any more."""

    def __init__(self, config: SqlConfig, files: Sequence[SqlFile], live: "Live | None" = None) -> None:
        """Take the settings, which are checked here, all files of the run, and the live database if there is one."""
        logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # what it could not parse is a finding of ours
        self.config = config
        self.rules = chosen_rules(config, only_sql=True)
        self.files = files
        self.live = live
        self._linter = Linter(self.rules)
        self._texts: dict[str, SqlText] = {}

    @cached_property
    def _all_rules(self) -> Linter:
        """Return the linter with the rules for Python too, which are imported for a file of Python only."""
        return Linter(chosen_rules(self.config))

    def ran(self) -> set[str]:
        """Return the codes of the rules that the settings choose."""
        return {rule.code for rule in self._all_rules.rules}

    @cached_property
    def schema(self) -> Schema:
        """Return the tables that all files together leave behind."""
        schema = build_schema(tuple(self._text(file) for file in self.files if file.changes_schema))
        if self.live:
            from ..analyzers.sql_lint.live_schema import join

            join(schema, self.live.schema)
        return schema

    def prepare(self) -> None:
        """Do now what every process would do again: parse what all files are needed for."""
        _ = self.schema
        if self.needs_all:
            for file in self.files:
                _ = file.is_python or self._text(file).statements

    @property
    def needs_all(self) -> bool:
        """Say whether a rule holds all statements against all tables."""
        return any(isinstance(rule, WorkloadRule) for rule in self.rules)

    def read(self, file: SqlFile) -> Read:
        """Return what one file shows on its own, given the schema of all; raises CrashedOnFile."""
        try:
            return self._read(file)
        except Exception as failure:
            raise CrashedOnFile(f"{file.name}: {type(failure).__name__}: {failure}") from failure

    def _read(self, file: SqlFile) -> Read:
        if file.is_python:
            return self._read_python(file)
        text = self._text(file)
        suppressions, misnomers = suppressions_in(text, self.ran)
        found = [*self._linter.in_text(text, self.schema), *(misnomer_finding(text.source, m) for m in misnomers)]
        readings = Counter(str(statement.reading) for statement in text.statements)
        reason = "" if self.config.dialect_of(file.name) else dialects.guess(file.text).reason
        if not self.needs_all:
            self._texts.pop(file.name, None)
        return Read(text.dialect, reason, readings, self._plain(found, file), tuple(suppressions))

    def _read_python(self, file: SqlFile) -> Read:
        from .sql_python import find_in_python

        inside = find_in_python(Source(file.name, file.text), self.config, self._all_rules, self.schema)
        counted = {str(reading): number for reading, number in inside.readings.items()}
        return Read(inside.dialect, readings=counted, found=self._plain(inside.findings, file))

    def find_in_all(self) -> dict[str, list[Found]]:
        """Return what only all files together show, by the names of the files."""
        files = [file for file in self.files if not file.is_python and (self.needs_all or file.changes_schema)]
        texts = tuple(self._text(file) for file in files)
        by_name = {file.name: file for file in files}
        found: dict[str, list[Found]] = {}
        for finding in self._linter.in_all(texts, self.schema):
            name = finding.span.source.name
            found.setdefault(name, []).extend(self._plain([finding], by_name.get(name) or SqlFile(name)))
        return found

    def findings(self, text: SqlText) -> list[Finding]:
        """Return what is found in a text on its own, with the fixes."""
        return list(self._linter.in_text(text, self.schema))

    def fix_python(
        self, file: SqlFile, is_wanted: Callable[[Finding], bool], accept: "Acceptance | None", *, unsafe: bool
    ) -> "Fixed":
        """Return a Python file with the SQL in it put right."""
        from .sql_python import fix_in_python

        source = Source(file.name, file.text)
        return fix_in_python(source, self.config, self._all_rules, self.schema, is_wanted, unsafe=unsafe, accept=accept)

    def _text(self, file: SqlFile) -> SqlText:
        if file.name not in self._texts:
            self._texts[file.name] = self.text_of(file)
        return self._texts[file.name]

    def text_of(self, file: SqlFile) -> SqlText:
        """Return the text of a file in its dialect, guessed where none is set."""
        dialect = self.config.dialect_of(file.name) or dialects.guess(file.text).dialect
        migration = self.config.is_migration(file.name)
        return SqlText(Source(file.name, file.text), dialect, file.text, migration=migration)

    def _plain(self, findings: Iterable[Finding], file: SqlFile) -> tuple[Found, ...]:
        plain = (weighed(plain_finding(finding, self.config), file.name, self.config) for finding in findings)
        return tuple(found for found in plain if found)


def plain_finding(finding: Finding, config: SqlConfig) -> Found:
    """Return a finding without its rule, its fix and its statement, so that it can be kept and sent."""
    rule, span = finding.rule, finding.span
    words = words_of(finding.statement) if finding.statement else " ".join(span.text.split()).upper()
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    place = (span.start, span.end)
    cost = score(rule.impact, Weights(**dict(config.weights)))
    return Found(
        rule.code,
        rule.name,
        rule.severity.value,
        finding.message,
        finding.hint,
        finding.grade.value,
        cost,
        *place,
        digest,
    )


def words_of(statement: Statement) -> str:
    """Return a statement without its layout, comments and letter case; strings stand as they are."""
    pairs = zip(statement.tokens, statement.words, strict=True)
    return " ".join(repr(word) if token.token_type is TokenType.STRING else word for token, word in pairs)


def chosen_rules(config: SqlConfig, *, only_sql: bool = False) -> list[Rule]:
    """Return the rules that a run needs; raises UnknownName for a rule, an option or a dialect that does not exist.

    With `only_sql`, those for rows of tables and for Python are left out.
    """
    for name in (config.dialect, *(settings.dialect for settings in config.paths)):
        if name:
            check_dialect(name)
    for settings in config.paths:
        for name in (*settings.allow, *(rule for rule, _ in settings.severity)):
            code_of(name)
    wanted = tuple(rule for rule, weight in config.severity if weight != OFF)
    dropped = tuple(rule for rule, weight in config.severity if weight == OFF)
    extend = config.extend if config.select else (*config.extend, *wanted)
    choice = Choice(config.select, extend, (*config.allow, *dropped))
    rules = choice.rules({rule: dict(options) for rule, options in config.rules}, only_sql=only_sql)
    return [rule for rule in rules if rule.migration] if config.migrations_only else rules
