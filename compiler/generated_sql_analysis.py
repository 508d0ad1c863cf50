"""Runs the linter's rules over generated SQL; importing this file imports the parser, so it waits until it must."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ..analyzers.sql_lint.claims import Claim, settle
from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.known_rules import codes_for_sql
from ..analyzers.sql_lint.lint import Choice, misnomer_finding, suppressions_in, unused_finding
from ..analyzers.sql_lint.noted_schema import NotedSchema, noted, table_texts
from ..analyzers.sql_lint.rule import Finding, Rule
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.sql_lint.sql_text import SqlText
from ..analyzers.sql_lint.suppressions import Misnomer, Suppression, suppress, without_allowed
from ..backends.backend import OutputFile
from ..diagnostics import Source
from .generated_sql_results import SqlFinding
from .generated_sql_verdicts import Verdict, Verdicts
from .last_build import key_of
from .sql_files import SqlFile

# Statements are spelled as SQLite takes them; for PostgreSQL, the generated system respells them as it runs.
DIALECT = "sqlite"


def analyze(files: Sequence[OutputFile], known: Verdicts | None = None) -> tuple[SqlFinding, ...]:
    """Return what the rules that are on by default find in files that hold SQL, given the tables of all of them.

    `known` are the verdicts of an earlier build: those that still hold are not made again, and it holds this build's
    in the end.
    """
    known = {} if known is None else known
    analyst = _Analyst(files)
    now = {_key(file): analyst.verdict(file, known.get(_key(file))) for file in files}
    known.clear()
    known.update(now)
    verdicts = {file.path: now[_key(file)] for file in files}
    claims = settle(claim for verdict in verdicts.values() for claim in verdict.claims)
    in_all: dict[str, list[SqlFinding]] = {}
    for found in (*analyst.in_schema(), *claims):
        in_all.setdefault(found.path, []).append(found)
    plain = {found for path, verdict in verdicts.items() for found in _final(path, verdict, in_all.get(path, []))}
    return tuple(sorted(plain, key=lambda found: (found.path, found.start, found.end, found.code, found.message)))


def _key(file: OutputFile) -> str:
    return key_of(file.path, file.text)


def _final(path: str, verdict: Verdict, others: Iterable[SqlFinding]) -> list[SqlFinding]:
    """Return what is found in a file and not allowed there; `others` show only where all files are taken together."""
    kept, unused = suppress((*verdict.found, *others), verdict.suppressions)
    about = [_plain(unused_finding(Source(path, ""), comment)) for comment in unused]
    return [*kept, *without_allowed(about, verdict.suppressions)]


class _Analyst:
    """The rules, and the tables that all files declare."""

    def __init__(self, files: Iterable[OutputFile]) -> None:
        self._linter = Linter(_rules(only_sql=True))
        self._declaring = {file.path: _text(file) for file in files if _is_sql(file) and _declares(file)}
        self._schema = build_schema(tuple(self._declaring.values()))
        self._tables = table_texts(tuple(self._declaring.values()))

    @cached_property
    def _all_rules(self) -> Linter:
        """Return the linter with the rules for Python too, which are imported for a changed file of Python only."""
        return Linter(_rules())

    def in_schema(self) -> Iterator[SqlFinding]:
        """Yield what is wrong with the tables."""
        return map(_plain, self._linter.in_schema(self._schema, self._declaring.values()))

    def verdict(self, file: OutputFile, before: Verdict | None) -> Verdict:
        """Return what a file shows on its own: what was found before where it still holds."""
        if before and all(digest == self._tables.digest(name) for name, digest in before.asked.items()):
            return before
        schema = noted(self._schema)
        return self._read(file, schema) if _is_sql(file) else self._read_python(file, schema)

    def _read(self, file: OutputFile, schema: NotedSchema) -> Verdict:
        text = self._declaring.get(file.path) or _text(file)
        found = [*map(_plain, self._linter.in_text(text, schema))]
        claims = tuple(_plain_claim(claim) for claim in self._linter.claims(text, schema))
        suppressions, misnomers = self._comments(text)
        found += (_plain(misnomer_finding(text.source, misnomer)) for misnomer in misnomers)
        return Verdict(self._asked(schema), tuple(found), tuple(suppressions), claims)

    def _comments(self, text: SqlText) -> tuple[list[Suppression], list[Misnomer]]:
        """Return what comments allow, and wrong names in them; Weft's name rules for SQL, which are imported anyway."""
        found = suppressions_in(text, lambda: _codes(self._linter), codes_for_sql)
        return suppressions_in(text, lambda: _codes(self._all_rules)) if found[1] else found

    def _read_python(self, file: OutputFile, schema: NotedSchema) -> Verdict:
        """Return what is found in the SQL of a Python module, without what its comments allow."""
        from ..analyzers.sql_lint.python_linting import lint_python  # reading Python is of no use to a build without

        found = lint_python(Source(file.path, file.text), DIALECT, self._all_rules, schema).findings
        return Verdict(self._asked(schema), tuple(map(_plain, found)))

    def _asked(self, schema: NotedSchema) -> dict[str, str]:
        return {name: self._tables.digest(name) for name in sorted(schema.asked)}


def _is_sql(file: OutputFile) -> bool:
    return file.path.endswith(".sql")


def _codes(linter: Linter) -> set[str]:
    return {rule.code for rule in linter.rules}


def _declares(file: OutputFile) -> bool:
    return SqlFile(file.path, file.text).changes_schema


def _text(file: OutputFile) -> SqlText:
    return SqlText(Source(file.path, file.text), DIALECT, file.text)


def _rules(*, only_sql: bool = False) -> Iterator[Rule]:
    for rule in Choice().rules(only_sql=only_sql):
        if not rule.migration and (not rule.dialects or DIALECT in rule.dialects):
            yield rule


def _plain_claim(claim: Claim[Finding]) -> Claim[SqlFinding]:
    return Claim(claim.key, _plain(claim.told) if claim.told else None, claim.lasting)


def _plain(found: Finding) -> SqlFinding:
    rule, span = found.rule, found.span
    return SqlFinding(span.source.name, rule.code, rule.name, found.message, found.hint, span.start, span.end)
