"""Looks into one statement of each fingerprint of a query log; importing this file imports the parser and all rules."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from ..analyzers.sql_lint import dialects
from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.lint import suppressions_in
from ..analyzers.sql_lint.rule import SchemaRule, WorkloadRule
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.sql_lint.sql_text import SqlText
from ..diagnostics import Source
from .sql_analysis import chosen_rules, plain_finding
from .sql_config import SqlConfig
from .sql_files import SqlFile
from .sql_results import Found, Read, final, weighed


class Setup(Struct, frozen=True):
    """What all statements of a log share: the settings, the files that tell of tables, and the dialect of the log."""

    config: SqlConfig
    files: tuple[SqlFile, ...]
    dialect: str


class Exemplar(Struct, frozen=True):
    """A statement that stands for its fingerprint, and the log it stands in."""

    log: str
    sql: str


class Seen(Struct, frozen=True):
    """What is found in an exemplar and how far it was understood; a `problem` says why looking into it failed."""

    found: tuple[Found, ...] = ()
    readings: Mapping[str, int] = field(default_factory=dict[str, int])
    problem: str = ""


def look(setup: Setup, exemplars: Sequence[Exemplar]) -> list[Seen]:
    """Return what is found in each of some exemplars."""
    looker = _looker(setup)
    return [looker.look(exemplar) for exemplar in exemplars]


class _Looker:
    """The rules about single statements, and the tables they are held against."""

    def __init__(self, setup: Setup) -> None:
        logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
        self._config, self._dialect = setup.config, setup.dialect
        # What is wrong with tables alone, or shows only with all statements in memory, is for files and not for logs.
        rules = [rule for rule in chosen_rules(setup.config) if not isinstance(rule, SchemaRule | WorkloadRule)]
        self._linter = Linter(rules)
        self._ran = {rule.code for rule in rules}
        self._schema = build_schema(tuple(map(self._text_of, setup.files)))

    def look(self, exemplar: Exemplar) -> Seen:
        """Return what is found in one exemplar; what makes a rule fail must not end a long run."""
        try:
            return self._seen(exemplar)
        except Exception as failure:
            return Seen(problem=f"{type(failure).__name__}: {failure}")

    def _seen(self, exemplar: Exemplar) -> Seen:
        text = SqlText(Source(exemplar.log, exemplar.sql), self._dialect, exemplar.sql)
        suppressions, _ = suppressions_in(text, lambda: self._ran)
        plain = (plain_finding(finding, self._config) for finding in self._linter.in_text(text, self._schema))
        found = tuple(known for one in plain if (known := weighed(one, exemplar.log, self._config)))
        readings = Counter(str(statement.reading) for statement in text.statements)
        read = Read(self._dialect, found=found, suppressions=tuple(suppressions))
        return Seen(final(exemplar.log, read, (), self._config), readings)

    def _text_of(self, file: SqlFile) -> SqlText:
        dialect = self._config.dialect_of(file.name) or dialects.guess(file.text).dialect
        return SqlText(Source(file.name, file.text), dialect, file.text)


@lru_cache(maxsize=1)
def _looker(setup: Setup) -> _Looker:
    return _Looker(setup)
