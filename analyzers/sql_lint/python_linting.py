"""Runs the rules over a module of Python: those for SQL over each of its strings, then those for Python itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from ...diagnostics import Source
from .engine import UNPARSED, Linter
from .known_rules import codes
from .lint import Placed, misnomer_finding, unused_finding
from .python_comments import python_comments
from .python_holes import STAND_IN
from .python_sql import PythonModule, Query, read_python
from .rule import Finding, Grade, PythonRule, SchemaRule
from .schema import Schema
from .schema_builder import build_schema
from .sql_text import Reading, SqlText
from .suppressions import Rules, Suppression, read_comments, suppress, without_allowed

_TEST_NAME = re.compile(r"(?:^|/)(?:tests?/|test_[^/]*$|conftest\.py$|[^/]*_tests?\.py$)")
_TELLING = re.compile(r"[\w*]")
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
        return PythonFindings()
    checked = PythonLinter(module, linter, schema, tells_unparsed=bool(dialect))
    found = checked.findings()
    readings = Counter(statement.reading for query in checked.texts for statement in query.text.statements)
    return PythonFindings(module.dialect, found, readings)


class PythonLinter:
    """A module, and the rules that look at it."""

    def __init__(self, module: PythonModule, linter: Linter, schema: Schema, *, tells_unparsed: bool = False) -> None:
        """Take a module, the rules, and what is known of the tables; the module may create some itself."""
        self.module = module
        self.texts = tuple(query for query in module.queries if query.is_whole)
        self._linter = linter
        self._tells_unparsed = tells_unparsed
        own = () if _is_test(module) else self.texts
        self._own = build_schema(tuple(query.text for query in own if "CREATE" in query.text.content.upper()))
        self._schema = _together(schema, self._own)
        rules = Rules(codes(), {rule.code for rule in linter.rules})
        self.suppressions, self._misnomers = read_comments(python_comments(module), rules)

    def findings(self) -> list[Finding]:
        """Return what is found and not allowed, each once, and what is wrong with the comments that allow."""
        once = {(found.span.start, found.span.end, found.rule.code): found for found in self._all()}
        placed = [Placed(found) for found in once.values()]
        kept, unused = suppress(placed, self.suppressions)
        about = [unused_finding(self.module.source, known) for known in unused]
        about += [misnomer_finding(self.module.source, known) for known in self._misnomers]
        return [found.finding for found in (*kept, *without_allowed(list(map(Placed, about)), self.suppressions))]

    def in_text(self, text: SqlText) -> Iterator[Finding]:
        """Yield what the rules for SQL find in a text, given the tables that this module and others create.

        What a whole script must do is not to be expected of each of its strings.
        """
        found = self._linter.in_text(text, self._schema)
        return (finding for finding in found if finding.rule.name not in _OF_SCRIPTS)

    def in_query(self, query: Query) -> Iterator[Finding]:
        """Yield what the rules for SQL find in one string; what they say of a hole says nothing of the SQL.

        Only in a plain literal is anything put right.
        """
        holes = [(piece.start, piece.end) for piece in query.composition.pieces if piece.value is not None]
        is_plain = self.module.is_plain(query)
        for finding in self.in_text(query.text):
            if _is_about_hole(finding, holes) or STAND_IN in finding.message:
                continue
            if finding.rule is not UNPARSED or (self._tells_unparsed and query.call):
                yield finding if is_plain or not finding.fix else replace(finding, fix=None, grade=Grade.SUGGESTION)

    def _all(self) -> Iterator[Finding]:
        for query in self.texts:
            yield from self.in_query(query)
        for rule in self._linter.rules:
            if isinstance(rule, PythonRule) and (not rule.migration or self.module.migration):
                yield from rule.check(self.module)
            elif isinstance(rule, SchemaRule) and (not rule.dialects or self.module.dialect in rule.dialects):
                yield from rule.check(self._own)


def allowed_codes(suppressions: Iterable[Suppression], start: int, end: int) -> frozenset[str]:
    """Return the codes of what is allowed somewhere in [start, end); the empty one stands for all."""
    return frozenset(known.code for known in suppressions if known.first < end and start < known.last)


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
