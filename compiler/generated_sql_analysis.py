"""Runs the linter's rules over generated SQL; importing this file imports the parser, so it waits until it must."""

from collections.abc import Iterable, Iterator, Sequence

from ..analyzers.sql_lint.claims import settle
from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.lint import Choice, without_suppressed
from ..analyzers.sql_lint.rule import Finding, Rule
from ..analyzers.sql_lint.schema import Schema
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.sql_lint.sql_text import SqlText
from ..backends.backend import OutputFile
from ..diagnostics import Source
from .generated_sql_results import SqlFinding

# Statements are spelled as SQLite takes them; for PostgreSQL, the generated system respells them as it runs.
DIALECT = "sqlite"


def analyze(files: Sequence[OutputFile]) -> tuple[SqlFinding, ...]:
    """Return what the rules that are on by default find in files that hold SQL, given the tables of all of them."""
    linter = Linter(_rules())
    texts = tuple(SqlText(Source(file.path, file.text), DIALECT, file.text) for file in files if _is_sql(file))
    schema = build_schema(texts)
    python = [Source(file.path, file.text) for file in files if not _is_sql(file)]
    plain = {_plain(found) for found in (*_in_sql(texts, linter, schema), *_in_python(python, linter, schema))}
    return tuple(sorted(plain, key=lambda found: (found.path, found.start, found.end, found.code, found.message)))


def _is_sql(file: OutputFile) -> bool:
    return file.path.endswith(".sql")


def _rules() -> Iterator[Rule]:
    for rule in Choice().rules():
        if not rule.migration and (not rule.dialects or DIALECT in rule.dialects):
            yield rule


def _in_sql(texts: tuple[SqlText, ...], linter: Linter, schema: Schema) -> Iterator[Finding]:
    """Yield what is found in texts of SQL and not allowed there."""
    ran = {rule.code for rule in linter.rules}
    in_all = [
        *linter.in_schema(schema, texts),
        *settle(claim for text in texts for claim in linter.claims(text, schema)),
    ]
    for text in texts:
        others = (found for found in in_all if found.span.source is text.source)
        yield from without_suppressed(text, (*linter.in_text(text, schema), *others), lambda: ran)


def _in_python(sources: Iterable[Source], linter: Linter, schema: Schema) -> Iterator[Finding]:
    """Yield what is found in the SQL of Python modules and not allowed there."""
    from ..analyzers.sql_lint.python_linting import lint_python  # reading Python is of no use to a build without

    for source in sources:
        yield from lint_python(source, DIALECT, linter, schema).findings


def _plain(found: Finding) -> SqlFinding:
    rule, span = found.rule, found.span
    return SqlFinding(span.source.name, rule.code, rule.name, found.message, found.hint, span.start, span.end)
