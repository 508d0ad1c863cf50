"""Chooses rules by their names and runs them over one text or over many that belong together."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from msgspec import Struct

from ...diagnostics import Source, Span, WeftError
from . import dialects
from .comments import comments_of_interest
from .engine import Linter
from .known_rules import codes, every_rule, rule_of
from .own_rules import UnknownSuppression, UnusedSuppression
from .parser_log import without_parser_log
from .rule import Finding, Rule
from .rules import RULES
from .schema_builder import build_schema
from .sql_text import SqlText
from .suppressions import Misnomer, Rules, Suppression, read_comments, suppress, without_allowed

EVERY = "all"


class UnknownName(WeftError, ValueError):
    """A rule, an option or a dialect that does not exist."""


class Choice(Struct, frozen=True):
    """Which rules to run, by their names or codes. Where `select` is empty, those that are on by default run."""

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()

    def rules(
        self, options: Mapping[str, Mapping[str, int | str | bool]] | None = None, *, only_sql: bool = False
    ) -> list[Rule]:
        """Return the rules, made with their options; raises UnknownName for what does not exist.

        With `only_sql`, those for rows of tables and for Python are left out.
        """
        known = RULES if only_sql else every_rule()
        wanted, added, dropped = (_codes(names, known) for names in (self.select, self.extend, self.allow))
        set_ = {code_of(name): _checked(name, values) for name, values in (options or {}).items()}
        rules = [rule(**set_.get(rule.code, {})) for rule in known]
        return [
            rule
            for rule in rules
            if (rule.code in wanted or rule.code in added or (rule.default and not wanted)) and rule.code not in dropped
        ]

    def ran(self) -> set[str]:
        """Return the codes of the rules, those for rows of tables and for Python among them."""
        return {rule.code for rule in self.rules()}


def code_of(name: str) -> str:
    """Return the code of a rule by its name or code; raises UnknownName with the nearest one that exists."""
    return _rule(name).code


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


@without_parser_log()
def lint_sql(
    sql: str, dialect: str = "", rules: Iterable[str] = (), name: str = "sql", *, schema: str = ""
) -> list[Finding]:
    """Return the anti-patterns in a text of SQL, sorted by place.

    `dialect` is a name such as "postgres", guessed where it is empty. `rules` are names or codes; without any, those
    that are on by default run. `schema` is SQL that says what tables there are; nothing in it is told. Comments such
    as `-- weft: allow select-star` hold. Raises UnknownName, a ValueError.
    """
    choice, linter, text, tables = _prepared(sql, dialect, rules, name, schema)
    found = [known for known in linter.analyze((*tables, text)).findings if known.span.source is text.source]
    kept = without_suppressed(text, found, choice.ran)
    return sorted(kept, key=lambda finding: (finding.span.start, finding.span.end, finding.rule.code))


@without_parser_log()
def fix_sql(sql: str, dialect: str = "", rules: Iterable[str] = (), *, schema: str = "", unsafe: bool = False) -> str:
    """Return a text of SQL with all fixes applied that keep its results, and with `unsafe` those that may change them.

    All else is as in `lint_sql`. Comments and layout stay; what cannot be put right stays too.
    """
    from .fixes import fix  # only fixing needs it

    choice, linter, text, tables = _prepared(sql, dialect, rules, "sql", schema)
    known = build_schema((*tables, text))
    return fix(text, lambda now: without_suppressed(now, linter.in_text(now, known), choice.ran), unsafe).text


def _prepared(
    sql: str, dialect: str, rules: Iterable[str], name: str, schema: str
) -> tuple[Choice, Linter, SqlText, tuple[SqlText, ...]]:
    """Return what is looked for and what looks, the text, and the one that declares its tables if there is one."""
    choice = Choice(select=(rules,) if isinstance(rules, str) else tuple(rules))
    if dialect:
        check_dialect(dialect)
    source = Source(name, sql)
    text = SqlText(source, dialect, sql) if dialect else _guessed(source)
    tables = (SqlText(Source("schema", schema), text.dialect, schema),) if schema else ()
    return choice, Linter(choice.rules(only_sql=True)), text, tables


def _guessed(source: Source) -> SqlText:
    from .dialect_trial import guessed_text  # only needed where no dialect is named

    return guessed_text(source)[0]


def without_suppressed(text: SqlText, found: Iterable[Finding], ran: Callable[[], set[str]]) -> list[Finding]:
    """Return the findings in a text that its comments do not allow, and those about the comments themselves.

    `ran` returns the codes of the rules that ran.
    """
    suppressions, misnomers = suppressions_in(text, ran)
    if not suppressions and not misnomers:
        return list(found)
    kept, unused = suppress([Placed(finding) for finding in found], suppressions)
    about = [unused_finding(text.source, known) for known in unused]
    about += [misnomer_finding(text.source, known) for known in misnomers]
    return [placed.finding for placed in (*kept, *without_allowed(list(map(Placed, about)), suppressions))]


def suppressions_in(
    text: SqlText, ran: Callable[[], set[str]], names: Callable[[], Mapping[str, str]] = codes
) -> tuple[list[Suppression], list[Misnomer]]:
    """Return what the comments of a text allow, and the names in them that no rule has.

    `ran` returns the codes of the rules that ran, and `names` the code of each name there is; both are called only
    where there are such comments.
    """
    comments = tuple(comments_of_interest(text))
    return read_comments(comments, Rules(names(), ran())) if comments else ([], [])


def unused_finding(source: Source, known: Suppression) -> Finding:
    """Return the finding for a comment of no use."""
    message = f"there is no {known.name} here to allow"
    return Finding(UnusedSuppression(), Span(source, known.start, known.end), message, "remove the comment")


def misnomer_finding(source: Source, known: Misnomer) -> Finding:
    """Return the finding for a comment that names what does not exist."""
    return Finding(UnknownSuppression(), Span(source, known.start, known.end), known.message, known.hint)


class Placed(Struct, frozen=True):
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


def _codes(names: tuple[str, ...], known: tuple[type[Rule], ...]) -> set[str]:
    every = {rule.code for rule in known} if EVERY in names else set[str]()
    return every | {code_of(name) for name in names if name != EVERY}


def _rule(name: str) -> type[Rule]:
    rule = rule_of(name)
    if rule is None:
        raise UnknownName(f"there is no rule {name!r}: {nearest(name, codes())}")
    return rule


def _checked(name: str, values: Mapping[str, int | str | bool]) -> Mapping[str, int | str | bool]:
    """Return the options of a rule, all of which it has, and of their kinds."""
    rule = _rule(name)
    for option, value in values.items():
        if option not in rule.options:
            known = nearest(option, rule.options) if rule.options else "it has none"
            raise UnknownName(f"{rule.name} has no option {option!r}: {known}")
        if type(value) is not type(rule.options[option]):
            raise UnknownName(f"the option {option!r} of {rule.name} is like {rule.options[option]!r}, not {value!r}")
    return values
