"""The contract of a rule: what it is called, what it looks at, what it finds, and how it is put right."""

import inspect
from collections.abc import Callable, Iterator
from enum import StrEnum
from textwrap import dedent
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from sqlglot import exp
from sqlglot.tokenizer_core import Token

from ...diagnostics import Severity, Span
from .claims import Claim
from .schema import Schema
from .sql_text import SqlText, Statement, TokenRange

if TYPE_CHECKING:  # only rules for rows and for Python need what these do
    from .data_sample import TableSample
    from .python_sql import PythonModule

Place = exp.Expr | TokenRange | Token
Options = dict[str, int | str | bool]


class Grade(StrEnum):
    """What a fix may do: keep every result, change results on purpose, or only be proposed as text."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    SUGGESTION = "suggestion"
    NONE = "none"


class Impact(Struct, frozen=True):
    """What an anti-pattern costs, in the units of SQLCheck (SIGMOD 2020, figure 6).

    `read` and `write`: how many times slower such statements run. `maintainability`: statements to change with a task.
    `amplification`: how many times more data is stored. `integrity` and `accuracy`: whether they suffer, 0 or 1.
    """

    read: float = 0
    write: float = 0
    maintainability: float = 0
    amplification: float = 0
    integrity: int = 0
    accuracy: int = 0


class Edit(Struct, frozen=True):
    """The characters of `span` give way to `replacement`; an insertion has an empty span."""

    span: Span
    replacement: str


class Finding(Struct, frozen=True, eq=False):
    """One anti-pattern at one place. `fix` returns the edits that put it right, all or none, at the risk `grade`.

    It may return none where it cannot prove where to edit. `statement` is None for findings in data and in Python.
    """

    rule: "Rule"
    span: Span
    message: str
    hint: str = ""
    grade: Grade = Grade.NONE
    fix: "Fix | None" = None
    statement: Statement | None = None


Fix = Callable[[], Iterator[Edit]]


class Documentation(Struct, frozen=True):
    """The docstring of a rule, taken apart; `bad` and `good` are the examples, each a text of SQL or of Python."""

    summary: str
    reason: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


class Rule:
    """Finds one anti-pattern. `name` says what is found and reads well after "allow"; `code` is never used again.

    `options` are the settings a user may change, with their defaults. `dialects` names those a rule is for, all where
    it is empty. A rule for migrations looks only at texts that migrate a schema, unless what it finds is
    wrong `everywhere`. No abstract base class of Python's: asking whether something is one of those goes through all
    rules, which takes a tenth of a short run.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    grade: ClassVar[Grade] = Grade.NONE
    impact: ClassVar[Impact] = Impact()
    dialects: ClassVar[frozenset[str]] = frozenset()
    migration: ClassVar[bool] = False
    everywhere: ClassVar[bool] = False
    options: ClassVar[Options] = {}

    def __init__(self, **options: int | str | bool) -> None:
        """Make a rule with some of its options set; raises ValueError on an option it does not have."""
        unknown = options.keys() - self.options.keys()
        if unknown:
            raise ValueError(f"{self.name} has no option {min(unknown)!r}")
        self.settings: Options = {**self.options, **options}

    @property
    def default(self) -> bool:
        """Say whether the rule runs when nobody asks for it; what is only worth knowing does not."""
        return self.severity is not Severity.INFO

    def is_for(self, dialect: str, *, migration: bool) -> bool:
        """Say whether the rule looks at texts of a dialect, and at a migration or what is none."""
        return (migration or not self.migration) and (not self.dialects or dialect in self.dialects)

    @property
    def documentation(self) -> Documentation:
        """Return the docstring of the rule, taken apart."""
        text = inspect.cleandoc(type(self).__doc__ or "")
        prose, _, examples = text.partition("\nBad:\n")
        bad, _, good = examples.partition("\nGood:\n")
        summary, _, reason = prose.strip().partition("\n\n")
        return Documentation(summary, reason.strip(), _examples(bad), _examples(good))

    def number(self, option: str) -> int:
        """Return an option that is a number."""
        return int(self.settings[option])


class StatementRule(Rule):
    """A rule that looks at one statement at a time."""

    def finding(
        self,
        statement: Statement,
        place: Place | None,
        message: str,
        hint: str = "",
        fix: Fix | None = None,
        grade: Grade | None = None,
    ) -> Finding:
        """Return a finding at a node, a range or a token. Without a fix nothing can be safe: it is a suggestion."""
        actual = grade or self.grade
        if fix is None and actual in {Grade.SAFE, Grade.UNSAFE}:
            actual = Grade.SUGGESTION if hint else Grade.NONE
        return Finding(self, statement.span(place), message, hint, actual, fix, statement)


class NodeRule(StatementRule):
    """A rule that is shown every node of some types, in every statement that could be parsed."""

    nodes: ClassVar[tuple[type[exp.Expr], ...]]

    def check(self, node: exp.Expr, statement: Statement) -> Iterator[Finding]:
        """Yield what is wrong at one node of the types in `nodes`."""
        raise NotImplementedError


class PatternRule(StatementRule):
    """A rule that reads the words of a statement, whether it could be parsed or not.

    `starts` are the first words (upper case) of statements it is shown; every statement where it is empty.
    """

    starts: ClassVar[tuple[str, ...]] = ()

    def check(self, statement: Statement) -> Iterator[Finding]:
        """Yield what is wrong with one statement."""
        raise NotImplementedError


class ScriptRule(StatementRule):
    """A rule about the statements of a text taken together, in their order."""

    def check(self, text: SqlText) -> Iterator[Finding]:
        """Yield what is wrong with one text."""
        raise NotImplementedError


class SchemaRule(Rule):
    """A rule about all tables of the run, once every statement has been read."""

    def check(self, schema: Schema) -> Iterator[Finding]:
        """Yield what is wrong with the schema."""
        raise NotImplementedError

    def at(self, origin: Span | None, message: str, hint: str = "") -> Iterator[Finding]:
        """Yield a finding where something was declared, or in the database that told of it."""
        if origin:
            yield Finding(self, origin, message, hint, Grade.SUGGESTION if hint else Grade.NONE)


class WorkloadRule(StatementRule):
    """A rule about all statements of the run held against all tables.

    It looks at one text at a time and says under which key its finding stands; the first finding of a key is told,
    unless a text objects. In a rule that is `ordered` an objection counts against the texts before it alone.
    """

    ordered: ClassVar[bool] = False

    def claims(self, text: SqlText) -> Iterator[Claim[Finding]]:
        """Yield what the statements of one text claim, given the tables in its `schema`."""
        raise NotImplementedError


class DataRule(Rule):
    """A rule about the rows of a table in a live database.

    Its examples are scripts that make and fill tables; SQLite can run them.
    """

    def check(self, sample: "TableSample") -> Iterator[Finding]:
        """Yield what is wrong with the sampled rows of one table."""
        raise NotImplementedError

    def in_rows(self, sample: "TableSample", message: str, hint: str = "") -> Iterator[Finding]:
        """Yield a finding in a table; the message ends with how many rows it was seen in."""
        grade = Grade.SUGGESTION if hint else Grade.NONE
        yield Finding(self, sample.place, f"{message}, {sample.extent}", hint, grade)


class PythonRule(Rule):
    """A rule about how a module of Python puts its SQL together and runs it; its examples are Python."""

    def check(self, module: "PythonModule") -> Iterator[Finding]:
        """Yield what is wrong with one module."""
        raise NotImplementedError

    def finding(self, place: Span, message: str, hint: str = "") -> Finding:
        """Return a finding at a place in a module. Python is not rewritten, so the hint is all that is offered."""
        return Finding(self, place, message, hint, Grade.SUGGESTION if hint else Grade.NONE)


def _examples(section: str) -> tuple[str, ...]:
    """Return the examples of a section; a line of three dashes parts them."""
    text = dedent(section.strip("\n")).rstrip()
    return tuple(f"{part.strip()}\n" for part in text.split("\n---\n") if part.strip())
