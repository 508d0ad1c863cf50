"""Analyses the files of a run; importing this file imports the parser and all rules, so it waits until it must."""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sqlglot.tokenizer_core import TokenType

from ..analyzers.sql_lint.claims import Claim
from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.lint import Choice, check_dialect, code_of, misnomer_finding, suppressions_in
from ..analyzers.sql_lint.ranking import Weights, score
from ..analyzers.sql_lint.rule import Finding, Rule
from ..analyzers.sql_lint.schema import Schema
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.sql_lint.sql_text import SqlText, Statement
from ..diagnostics import Source
from .sql_config import OFF, SqlConfig
from .sql_files import SqlFile
from .sql_results import Claims, Found, Read, Whole, weighed

if TYPE_CHECKING:  # only runs with fixes, with Python, or with a live database need these
    from ..analyzers.sql_lint.fixes import Acceptance, Fixed
    from ..analyzers.sql_lint.python_sql import PythonModule
    from .sql_live import Live


class CrashedOnFile(Exception):
    """Looking into a file failed, which is a mistake of ours and not of the file's author."""


class Analyst:
    """The rules of a run and what they look at; texts that declare no tables are dropped once they are read."""

    def __init__(self, config: SqlConfig, files: Sequence[SqlFile], live: "Live | None" = None) -> None:
        """Take the settings, which are checked here, all files of the run, and the live database if there is one."""
        logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # what it could not parse is a finding of ours
        self.config = config
        self.rules = chosen_rules(config, only_sql=True)
        self.files = files
        self.live = live
        self._linter = Linter(self.rules)
        self._texts: dict[str, SqlText] = {}
        self._modules: dict[str, PythonModule | None] = {}
        self._reasons: dict[str, str] = {}  # why a dialect was guessed

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
        schema = build_schema(self._declaring)
        if self.live:
            from ..analyzers.sql_lint.live_schema import join

            join(schema, self.live.schema)
        return schema

    @cached_property
    def _declaring(self) -> tuple[SqlText, ...]:
        """Return the texts that tell what tables there are."""
        return tuple(text for file in self.files if file.changes_schema for text in self._declared_by(file))

    def _declared_by(self, file: SqlFile) -> tuple[SqlText, ...]:
        if not file.is_python:
            return (self._text(file),)
        from ..analyzers.sql_lint.python_linting import declaring_texts

        module = self._module(file)
        return declaring_texts(module) if module else ()

    def read(self, file: SqlFile) -> Read:
        """Return what one file shows on its own, given the schema of all; raises CrashedOnFile."""
        try:
            return self._read_python(file) if file.is_python else self._read(file)
        except Exception as failure:
            raise CrashedOnFile(f"{file.name}: {type(failure).__name__}: {failure}") from failure

    def _read(self, file: SqlFile) -> Read:
        text = self._text(file)
        suppressions, misnomers = suppressions_in(text, self.ran)
        found = [*self._linter.in_text(text, self.schema), *(misnomer_finding(text.source, m) for m in misnomers)]
        claims = self._claims(self._linter.claims(text, self.schema), file)
        readings = Counter(str(statement.reading) for statement in text.statements)
        reason = self._reasons.get(file.name, "")
        self._texts.pop(file.name, None)
        return Read(text.dialect, reason, readings, self._plain(found, file), tuple(suppressions), claims)

    def _read_python(self, file: SqlFile) -> Read:
        from ..analyzers.sql_lint.python_linting import PythonLinter, unread_python

        module = self._module(file)
        if module is None:
            return Read("", found=self._plain(unread_python(Source(file.name, file.text)), file))
        tells = bool(self.config.dialect_of(file.name))
        checked = PythonLinter(module, self._all_rules, self.schema, tells_unparsed=tells)
        found, claims = self._plain(checked.findings(), file), self._claims(checked.claims(), file)
        readings = {str(reading): number for reading, number in checked.readings.items()}
        self._modules.pop(file.name, None)
        return Read(module.dialect, "", readings, found, tuple(checked.suppressions), claims)

    def find_in_whole(self, others: Iterable[SqlFile]) -> Whole:
        """Return what only all files together show; of `others` nothing is reported, but what they object counts."""
        by_name = {file.name: file for file in self.files}
        found: dict[str, list[Found]] = {}
        for finding in self._linter.in_schema(self.schema, self._declaring):
            name = finding.span.source.name
            found.setdefault(name, []).extend(self._plain([finding], by_name.get(name) or SqlFile(name)))
        return Whole(found, {file.name: self._objections(file) for file in others if self._linter.workload_rules})

    def _objections(self, file: SqlFile) -> Claims:
        claims = self._linter.claims(self._text(file), self.schema)
        return self._claims((claim for claim in claims if claim.told is None), file)

    def _claims(self, claims: Iterable[Claim[Finding]], file: SqlFile) -> Claims:
        plain = ((claim, self._plain([claim.told], file) if claim.told else ()) for claim in claims)
        kept = (
            Claim(claim.key, next(iter(told), None), claim.lasting) for claim, told in plain if told or not claim.told
        )
        return tuple(kept)

    def findings(self, text: SqlText) -> list[Finding]:
        """Return what is found in a text on its own, with the fixes."""
        return list(self._linter.in_text(text, self.schema))

    def fix_python(
        self, file: SqlFile, is_wanted: Callable[[Finding], bool], accept: "Acceptance | None", *, unsafe: bool
    ) -> "Fixed":
        """Return a Python file with the SQL in it put right."""
        from .sql_python import fix_in_python

        return fix_in_python(file, self.config, self._all_rules, self.schema, is_wanted, unsafe=unsafe, accept=accept)

    def _module(self, file: SqlFile) -> "PythonModule | None":
        from .sql_python import module_of

        if file.name not in self._modules:
            self._modules[file.name] = module_of(file, self.config)
        return self._modules[file.name]

    def _text(self, file: SqlFile) -> SqlText:
        if file.name not in self._texts:
            self._texts[file.name] = self.text_of(file)
        return self._texts[file.name]

    def text_of(self, file: SqlFile) -> SqlText:
        """Return the text of a file in its dialect, guessed where none is set."""
        source, migration = Source(file.name, file.text), self.config.is_migration(file.name)
        dialect = self.config.dialect_of(file.name)
        if dialect:
            return SqlText(source, dialect, file.text, migration=migration)
        from ..analyzers.sql_lint.dialect_trial import guessed_text

        text, guessed = guessed_text(source, self.config.inside(file.name), migration=migration)
        self._reasons[file.name] = guessed.reason
        return text

    def _plain(self, findings: Iterable[Finding], file: SqlFile) -> tuple[Found, ...]:
        plain = (weighed(plain_finding(finding, self.config), file.name, self.config) for finding in findings)
        return tuple(found for found in plain if found)


def plain_finding(finding: Finding, config: SqlConfig) -> Found:
    """Return a finding without its rule, its fix and its statement, so that it can be kept and sent."""
    rule, span = finding.rule, finding.span
    digest = _of_statement(finding.statement) if finding.statement else _digest(" ".join(span.text.split()).upper())
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


@lru_cache(maxsize=1)  # what is found in a statement is mostly found in a row
def _of_statement(statement: Statement) -> str:
    return _digest(words_of(statement))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


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
    in_paths = (name for settings in config.paths for name in settings.allow)
    for name in (*in_paths, *(rule for settings in (config, *config.paths) for rule, _ in settings.severity)):
        code_of(name)
    in_some_path = {code_of(rule) for path in config.paths for rule, weight in path.severity if weight != OFF}
    wanted = (*(rule for rule, weight in config.severity if weight != OFF), *in_some_path)
    dropped = (rule for rule, weight in config.severity if weight == OFF and code_of(rule) not in in_some_path)
    extend = config.extend if config.select else (*config.extend, *wanted)
    choice = Choice(config.select, extend, (*config.allow, *dropped))
    rules = choice.rules({rule: dict(options) for rule, options in config.rules}, only_sql=only_sql)
    return [rule for rule in rules if rule.migration] if config.migrations_only else rules
