"""Chooses rules by their names and runs them over one text or over many that belong together."""

import logging
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches

from ...diagnostics import Source, Span, WeftError
from . import dialects
from .comments import comments_of_interest
from .dialect_trial import guessed_text
from .engine import Linter
from .fixes import fix
from .own_rules import OWN_RULES, UnknownSuppression, UnusedSuppression
from .rule import Finding, Rule
from .rules import RULES
from .schema_builder import build_schema
from .sql_text import SqlText
from .suppressions import Misnomer, Rules, Suppression, read_comments, suppress, without_allowed

KNOWN: tuple[type[Rule], ...] = (*RULES, *OWN_RULES)
CODES = {key: rule.code for rule in KNOWN for key in (rule.name, rule.code)}
EVERY = "all"


class UnknownName(WeftError, ValueError):
    """A rule, an option or a dialect that does not exist."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules to run, by their names or codes. Where `select` is empty, those that are on by default run."""

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()

    def rules(self, options: Mapping[str, Mapping[str, int | str | bool]] | None = None) -> list[Rule]:
        """Return the rules, made with their options; raises UnknownName for what does not exist."""
        wanted, added, dropped = (self._codes(names) for names in (self.select, self.extend, self.allow))
        set_ = {code_of(name): values for name, values in (options or {}).items()}
        for code, values in set_.items():
            _check_options(code, values)
        rules = [rule(**set_.get(rule.code, {})) for rule in RULES]
        return [
            rule
            for rule in rules
            if (rule.code in wanted or rule.code in added or (rule.default and not wanted)) and rule.code not in dropped
        ]

    def _codes(self, names: tuple[str, ...]) -> set[str]:
        every = {rule.code for rule in KNOWN} if EVERY in names else set[str]()
        return every | {code_of(name) for name in names if name != EVERY}


def code_of(name: str) -> str:
    """Return the code of a rule by its name or code; raises UnknownName with the nearest one that exists."""
    known = {key.lower(): code for key, code in CODES.items()}
    if name.lower() not in known:
        raise UnknownName(f"there is no rule {name!r}: {nearest(name, known)}")
    return known[name.lower()]


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest of the known names, or some of them."""
    names = sorted(known)
    close = get_close_matches(name.lower(), names, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known are {', '.join(names)}" if len(names) < 30 else "`weft sql lint --list-rules` shows all"


def check_dialect(name: str) -> None:
    """Raise UnknownName where a dialect does not exist."""
    if name not in dialects.DIALECTS:
        raise UnknownName(f"there is no dialect {name!r}: {nearest(name, dialects.DIALECTS)}")


@contextmanager
def _quiet() -> Generator[None]:
    """Keep sqlglot from telling what it could not parse, as that is a finding of ours."""
    logger = logging.getLogger("sqlglot")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


@_quiet()
def lint_sql(
    sql: str, dialect: str = "", rules: Iterable[str] = (), name: str = "sql", *, schema: str = ""
) -> list[Finding]:
    """Return the anti-patterns in a text of SQL, sorted by place.

    `dialect` is a name such as "postgres", guessed where it is empty. `rules` are names or codes; without any, those
    that are on by default run. `schema` is SQL that says what tables there are; nothing in it is told. Comments such
    as `-- weft: allow select-star` hold. Raises UnknownName, a ValueError.
    """
    linter, text, tables = _prepared(sql, dialect, rules, name, schema)
    found = [known for known in linter.analyze((*tables, text)).findings if known.span.source is text.source]
    kept = without_suppressed(text, found, {rule.code for rule in linter.rules})
    return sorted(kept, key=lambda finding: (finding.span.start, finding.span.end, finding.rule.code))


@_quiet()
def fix_sql(sql: str, dialect: str = "", rules: Iterable[str] = (), *, schema: str = "", unsafe: bool = False) -> str:
    """Return a text of SQL with all fixes applied that keep its results, and with `unsafe` those that may change them.

    All else is as in `lint_sql`. Comments and layout stay; what cannot be put right stays too.
    """
    linter, text, tables = _prepared(sql, dialect, rules, "sql", schema)
    known = build_schema((*tables, text))
    ran = {rule.code for rule in linter.rules}
    return fix(text, lambda now: without_suppressed(now, linter.in_text(now, known), ran), unsafe).text


def _prepared(
    sql: str, dialect: str, rules: Iterable[str], name: str, schema: str
) -> tuple[Linter, SqlText, tuple[SqlText, ...]]:
    """Return what looks at a text, the text, and the one that declares its tables if there is one."""
    linter = Linter(Choice(select=(rules,) if isinstance(rules, str) else tuple(rules)).rules())
    if dialect:
        check_dialect(dialect)
    source = Source(name, sql)
    text = SqlText(source, dialect, sql) if dialect else guessed_text(source)[0]
    tables = (SqlText(Source("schema", schema), text.dialect, schema),) if schema else ()
    return linter, text, tables


def without_suppressed(text: SqlText, found: Iterable[Finding], ran: Iterable[str]) -> list[Finding]:
    """Return the findings in a text that its comments do not allow, and those about the comments themselves."""
    suppressions, misnomers = suppressions_in(text, ran)
    if not suppressions and not misnomers:
        return list(found)
    kept, unused = suppress([Placed(finding) for finding in found], suppressions)
    about = [unused_finding(text.source, known) for known in unused]
    about += [misnomer_finding(text.source, known) for known in misnomers]
    return [placed.finding for placed in (*kept, *without_allowed(list(map(Placed, about)), suppressions))]


def suppressions_in(text: SqlText, ran: Iterable[str]) -> tuple[list[Suppression], list[Misnomer]]:
    """Return what the comments of a text allow, and the names in them that no rule has."""
    return read_comments(comments_of_interest(text), Rules(CODES, set(ran)))


def unused_finding(source: Source, known: Suppression) -> Finding:
    """Return the finding for a comment of no use."""
    message = f"there is no {known.name} here to allow"
    return Finding(UnusedSuppression(), Span(source, known.start, known.end), message, "remove the comment")


def misnomer_finding(source: Source, known: Misnomer) -> Finding:
    """Return the finding for a comment that names what does not exist."""
    return Finding(UnknownSuppression(), Span(source, known.start, known.end), known.message, known.hint)


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with its code and offsets at hand."""

    finding: Finding

    @property
    def code(self) -> str:
        """Return the code of its rule."""
        return self.finding.rule.code

    @property
    def start(self) -> int:
        """Return the offset of its first character."""
        return self.finding.span.start

    @property
    def end(self) -> int:
        """Return the offset behind its last character."""
        return self.finding.span.end


def _check_options(code: str, values: Mapping[str, object]) -> None:
    rule = next(rule for rule in KNOWN if rule.code == code)
    for option, value in values.items():
        if option not in rule.options:
            known = nearest(option, rule.options) if rule.options else "it has none"
            raise UnknownName(f"{rule.name} has no option {option!r}: {known}")
        if type(value) is not type(rule.options[option]):
            raise UnknownName(f"the option {option!r} of {rule.name} is like {rule.options[option]!r}, not {value!r}")
