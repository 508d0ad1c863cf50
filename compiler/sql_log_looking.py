"""Looks into one statement of each fingerprint of a query log; importing this file imports the parser and all rules."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from ..analyzers.sql_lint.claims import Claim
from ..analyzers.sql_lint.dialect_trial import guessed_text
from ..analyzers.sql_lint.engine import Linter
from ..analyzers.sql_lint.lint import suppressions_in
from ..analyzers.sql_lint.python_linting import declaring_texts
from ..analyzers.sql_lint.rule import Finding, Rule, SchemaRule, WorkloadRule
from ..analyzers.sql_lint.schema_builder import build_schema
from ..analyzers.sql_lint.sql_text import SqlText
from ..diagnostics import Source
from .sql_analysis import chosen_rules, plain_finding
from .sql_config import SqlConfig
from .sql_files import SqlFile
from .sql_python import module_of
from .sql_results import Claims, Found, Read, final, weighed


class Setup(Struct, frozen=True):
    """What all statements of the logs share: the settings, and the files that tell of tables."""

    config: SqlConfig
    files: tuple[SqlFile, ...]


class Exemplar(Struct, frozen=True):
    """A statement that stands for its fingerprint, the log it stands in, and the dialect of that."""

    log: str
    sql: str
    dialect: str


class Seen(Struct, frozen=True):
    """What is found in an exemplar and how far it was understood; a `problem` says why looking into it failed.

    `claims` are what it says of all statements of the logs.
    """

    found: tuple[Found, ...] = ()
    readings: Mapping[str, int] = field(default_factory=dict[str, int])
    claims: Claims = ()
    problem: str = ""


def look(setup: Setup, exemplars: Sequence[Exemplar]) -> list[Seen]:
    """Return what is found in each of some exemplars."""
    looker = _looker(setup)
    return [looker.look(exemplar) for exemplar in exemplars]


class _Looker:
    """The rules about single statements, and the tables they are held against."""

    def __init__(self, setup: Setup) -> None:
        logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
        self._config = setup.config
        rules = [rule for rule in chosen_rules(setup.config) if _is_for_logs(rule)]
        self._linter = Linter(rules)
        self._ran = {rule.code for rule in rules}
        self._schema = build_schema(tuple(text for file in setup.files for text in self._declared_by(file)))

    def look(self, exemplar: Exemplar) -> Seen:
        """Return what is found in one exemplar; what makes a rule fail must not end a long run."""
        try:
            return self._seen(exemplar)
        except Exception as failure:
            return Seen(problem=f"{type(failure).__name__}: {failure}")

    def _seen(self, exemplar: Exemplar) -> Seen:
        text = SqlText(Source(exemplar.log, exemplar.sql), exemplar.dialect, exemplar.sql)
        alone = [found for finding in self._linter.in_text(text, self._schema) for found in self._plain(finding, text)]
        claims = [
            Claim(claim.key, found, claim.lasting)
            for claim in self._linter.claims(text, self._schema)
            for found in (self._plain(claim.told, text) if claim.told else (None,))
        ]
        claimed = (claim.told for claim in claims if claim.told)
        allowed = self._final(text, (*alone, *claimed))
        kept = tuple(claim for claim in claims if claim.told is None or claim.told in allowed)
        readings = Counter(str(statement.reading) for statement in text.statements)
        return Seen(tuple(found for found in allowed if found not in {claim.told for claim in claims}), readings, kept)

    def _plain(self, finding: Finding, text: SqlText) -> tuple[Found, ...]:
        known = weighed(plain_finding(finding, self._config), text.source.name, self._config)
        return (known,) if known else ()

    def _final(self, text: SqlText, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Return what no comment allows, and what is wrong with such comments."""
        suppressions, _ = suppressions_in(text, lambda: self._ran)
        read = Read(text.dialect, found=found, suppressions=tuple(suppressions))
        return final(text.source.name, read, (), self._config)

    def _declared_by(self, file: SqlFile) -> tuple[SqlText, ...]:
        if file.is_python:
            module = module_of(file, self._config)
            return declaring_texts(module) if module else ()
        source, dialect = Source(file.name, file.text), self._config.dialect_of(file.name)
        if dialect:
            return (SqlText(source, dialect, file.text),)
        return (guessed_text(source, self._config.inside(file.name))[0],)


def _is_for_logs(rule: Rule) -> bool:
    """Say whether a rule is about statements, in whatever order they ran, and not about tables alone."""
    return not isinstance(rule, SchemaRule) and not (isinstance(rule, WorkloadRule) and rule.ordered)


@lru_cache(maxsize=1)
def _looker(setup: Setup) -> _Looker:
    return _Looker(setup)
