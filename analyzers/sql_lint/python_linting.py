"""Runs the rules over a module of Python: those for SQL over each of its strings, then those for Python itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from ...diagnostics import Source, Span
from .claims import Claim, settle
from .engine import UNPARSED, Linter
from .known_rules import codes
from .lint import Placed, misnomer_finding, unused_finding
from .own_rules import UnreadableFile
from .python_comments import python_comments
from .python_drafts import draft_of
from .python_holes import STAND_IN
from .python_sql import PythonModule, Query, problem_in, read_python
from .rule import Finding, Grade, PythonRule
from .schema import Schema
from .schema_builder import build_schema
from .sql_text import SqlText
from .statement_reading import Reading
from .suppressions import Rules, Suppression, read_comments, suppress, without_allowed

_TEST_NAME = re.compile(r"(?:^|/)(?:tests?/|test_[^/]*$|conftest\.py$|[^/]*_tests?\.py$)")
_TELLING = re.compile(r"[\w*]")
_DECLARING = frozenset({"CREATE", "ALTER", "COMMENT"})
_MIGRATING = _DECLARING | {"DROP", "RENAME"}
_OF_SCRIPTS = frozenset({"nested-transaction", "validation-in-transaction"})


class PythonFindings(Struct):
    """What was found in a module, and how many of its statements were read how far."""

    dialect: str = ""
    findings: list[Finding] = field(default_factory=list)
    readings: Counter[Reading] = field(default_factory=Counter)


def lint_python(
    source: Source, dialect: str, linter: Linter, schema: Schema, *, migration: bool = False
) -> PythonFindings:
    """Return what is wrong with the SQL in a module and with how it is run; what its comments allow is left out.

    `dialect` is empty where none is set. `schema` is what other files say of the tables.
    """
    module = read_python(source, dialect, migration=migration)
    if module is None:
        return PythonFindings(findings=unread_python(source))
    checked = PythonLinter(module, linter, schema, tells_unparsed=bool(dialect))
    found = [*checked.findings(), *linter.in_schema(checked.own, checked.declaring), *settle(checked.claims())]
    return PythonFindings(module.dialect, _unsuppressed(checked, found), checked.readings)


class PythonLinter:
    """A module, and the rules that look at it."""

    def __init__(self, module: PythonModule, linter: Linter, schema: Schema, *, tells_unparsed: bool = False) -> None:
        """Take a module, the rules, and what is known of the tables; the module may create some itself."""
        self.module = module
        self.texts = tuple(query for query in module.queries if query.is_whole)
        self.declaring = declaring_texts(module)
        self.own = build_schema(self.declaring)
        self._linter = linter
        self._tells_unparsed = tells_unparsed
        self._schema = _together(schema, self.own)
        rules = Rules(codes(), {rule.code for rule in linter.rules})
        self.suppressions, self._misnomers = read_comments(python_comments(module), rules)

    @property
    def readings(self) -> Counter[Reading]:
        """Return how many statements were read how far."""
        return Counter(statement.reading for query in self.texts for statement in query.text.statements)

    def findings(self) -> list[Finding]:
        """Return what is wrong with each string alone, with the module, and with names in comments, each once."""
        about = [misnomer_finding(self.module.source, known) for known in self._misnomers]
        return _once((*self._all(), *about))

    def claims(self) -> Iterator[Claim[Finding]]:
        """Yield what the strings claim of all SQL there is; what tests ask says nothing of what runs."""
        for query in () if _is_test(self.module) else self.texts:
            for claim in self._linter.claims(query.text, self._schema):
                if claim.told is None:
                    yield claim
                else:
                    yield from (replace(claim, told=told) for told in self._telling(query, [claim.told]))

    def in_text(self, text: SqlText) -> Iterator[Finding]:
        """Yield what the rules for SQL find in a text, given the tables that this module and others create.

        What a whole script must do is not to be expected of each of its strings.
        """
        found = self._linter.in_text(text, self._schema)
        return (finding for finding in found if finding.rule.name not in _OF_SCRIPTS)

    def _telling(self, query: Query, found: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings in one string that tell something; what they say of a hole says nothing of the SQL.

        Only literals that stand where the SQL is made are put right.
        """
        holes = [(piece.start, piece.end) for piece in query.composition.pieces if piece.value is not None]
        is_editable = draft_of(query, self.module) is not None
        for finding in found:
            if _is_about_hole(finding, holes) or STAND_IN in finding.message:
                continue
            if finding.rule is not UNPARSED or (self._tells_unparsed and query.call):
                yield finding if is_editable or not finding.fix else replace(finding, fix=None, grade=Grade.SUGGESTION)

    def _all(self) -> Iterator[Finding]:
        for query in self.texts:
            yield from self._telling(query, self.in_text(query.text))
        for rule in self._linter.rules:
            if isinstance(rule, PythonRule) and (not rule.migration or self.module.migration):
                yield from rule.check(self.module)


def declaring_texts(module: PythonModule) -> tuple[SqlText, ...]:
    """Return the strings of a module that tell what tables there are; none where it holds tests.

    Outside a migration what one function drops another one makes again, and within one the way back does not count.
    """
    if _is_test(module):
        return ()
    verbs = _MIGRATING if module.migration else _DECLARING
    texts = (query.text for query in module.queries if query.is_whole and query.text.migration == module.migration)
    return tuple(text for text in texts if any(statement.words[0] in verbs for statement in text.statements))


def unread_python(source: Source) -> list[Finding]:
    """Return the finding for a module that cannot be read although it may hold SQL."""
    problem = problem_in(source)
    hint = "run weft under the Python that this is written for, or leave the file out"
    return [Finding(UnreadableFile(), Span(source, 0, 0), problem, hint)] if problem else []


def allowed_codes(suppressions: Iterable[Suppression], start: int, end: int) -> frozenset[str]:
    """Return the codes of what is allowed somewhere in [start, end); the empty one stands for all."""
    return frozenset(known.code for known in suppressions if known.first < end and start < known.last)


def _unsuppressed(checked: PythonLinter, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings that no comment allows, and those about comments of no use."""
    kept, unused = suppress([Placed(one) for one in _once(found)], checked.suppressions)
    about = [Placed(unused_finding(checked.module.source, known)) for known in unused]
    return [placed.finding for placed in (*kept, *without_allowed(about, checked.suppressions))]


def _once(found: Iterable[Finding]) -> list[Finding]:
    return list({(one.span.start, one.span.end, one.rule.code): one for one in found}.values())


def _is_about_hole(finding: Finding, holes: list[tuple[int, int]]) -> bool:
    """Say whether nothing but holes, and the quotes around them, stands where something was found."""
    start, end = finding.span.start, finding.span.end
    inside = [(max(first, start), min(last, end)) for first, last in holes if first < end and start < last]
    ends = [start, *(last for _, last in inside)]
    starts = [*(first for first, _ in inside), end]
    between = (finding.span.source.text[before:after] for before, after in zip(ends, starts, strict=True))
    return bool(inside) and not any(_TELLING.search(text) for text in between)


def _is_test(module: PythonModule) -> bool:
    """Say whether a module holds tests, each of which makes tables of its own that say nothing of the others'."""
    return bool(_TEST_NAME.search(module.source.name))


def _together(schema: Schema, own: Schema) -> Schema:
    """Return the tables of two schemas; where both know one, what stands nearer counts."""
    if not any(own):
        return schema
    both = Schema()
    for table in (*schema, *own):
        both.add(table)
    return both
