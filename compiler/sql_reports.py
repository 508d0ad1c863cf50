"""Reports what `weft sql lint` found: what there is to tell, and how people are told."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import click
from msgspec import Struct, field

from ..diagnostics import Diagnostic, Severity
from .report import counted, lines_of, printable
from .sql_results import Found
from .sql_run import Linted

FORMATS = ("text", "concise", "json", "sarif", "github", "gitlab")
ORDERS = ("place", "impact")
READINGS = ("analysed", "pattern-only", "unparsed")
_NOUNS = {"error": "error", "warning": "warning", "info": "note"}
_RANKS = tuple(reversed(Severity))


class Item(Struct, frozen=True):
    """One finding with its file."""

    linted: Linted
    found: Found

    @property
    def diagnostic(self) -> Diagnostic:
        """Return the finding at its place in its text."""
        return self.found.diagnostic(self.linted.source)

    @property
    def query(self) -> tuple[str, str, int]:
        """Return what tells the statement from others; what is found in none stands for itself."""
        return self.linted.file.name, self.found.statement, 0 if self.found.statement else self.found.start


class Report(Struct, frozen=True):
    """All that is told of a run. `hidden` is how many findings the baseline knows, `notes` what else to know.

    `sampled` tells how many rows of how many were read of live tables, by their places. `tried` are the grades of the
    fixes that this run has made already wherever that was possible.
    """

    files: tuple[Linted, ...]
    readings: Counter[str]
    seconds: float
    hidden: int = 0
    notes: tuple[str, ...] = ()
    rank_by: str = "finding"
    sampled: Mapping[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    tried: frozenset[str] = frozenset()

    @property
    def tables(self) -> int:
        """Return how many of the files stand for tables of a live database."""
        return sum(linted.file.is_table for linted in self.files)

    def items(self, order: str = "place") -> list[Item]:
        """Return the findings by their place, or those that cost most first, query by query if so configured."""
        items = [Item(linted, found) for linted in self.files for found in linted.found]
        if order != "impact":
            return items
        items.sort(key=lambda item: -item.found.score)
        if self.rank_by == "finding":
            return items
        from ..analyzers.sql_lint.ranking import rank_queries  # brings the parser with it

        ranks = rank_queries([(item.query, item.found.score) for item in items], self.rank_by)
        return sorted(items, key=lambda item: ranks[item.query])

    def reaches(self, severity: str) -> bool:
        """Say whether a finding is at least as severe."""
        enough = {known.value for known in _RANKS[_RANKS.index(Severity(severity)) :]}
        return any(found.severity in enough for linted in self.files for found in linted.found)


def render(report: Report, format: str, order: str = "place", *, has_colour: bool = False) -> str:
    """Return the report for people, `text` with the source lines or `concise`; it ends in a newline."""
    items = report.items(order)
    lines = _texts(items) if format == "text" else map(_concise, items)
    text = "".join(f"{line}\n" for line in (*lines, *summary(report)))
    return text if has_colour else click.unstyle(text)


def _texts(items: Sequence[Item]) -> Iterator[str]:
    first: dict[str, str] = {}
    for item in items:
        yield from lines_of(item.diagnostic, first)


def _concise(item: Item) -> str:
    found, place = item.found, item.diagnostic.span.place
    return f"{place}: {found.severity} {found.code} {found.name}: {printable(found.message)}"


def summary(report: Report) -> Iterator[str]:
    """Yield the lines that count: what was found and can be fixed, and how far the SQL was understood."""
    found = [found for linted in report.files for found in linted.found]
    weights = Counter(finding.severity for finding in found)
    parts = [counted(weights[severity], noun) for severity, noun in _NOUNS.items() if weights[severity]]
    hidden = f"; {counted(report.hidden, 'finding')} known by the baseline" if report.hidden else ""
    yield (", ".join(parts) or "no findings") + _fixable(found, report.tried) + hidden
    statements = counted(sum(report.readings[reading] for reading in READINGS), "statement")
    read = ", ".join(f"{report.readings[reading]:,} {reading}" for reading in READINGS)
    tables = f", {counted(report.tables, 'live table')}" if report.tables else ""
    files = counted(len(report.files) - report.tables, "file") + tables
    yield f"{files}, {statements}: {read}; {report.seconds:.2f} s"


def _fixable(found: Sequence[Found], tried: frozenset[str]) -> str:
    """Tell how many findings offer a fix; whether each can be proved right shows only when it is tried."""
    grades = Counter(finding.fix for finding in found if finding.fix not in tried)
    parts = [f"up to {grades['safe']:,} with --fix"] if grades["safe"] else []
    parts += [f"up to {grades['unsafe']:,} with --fix --unsafe-fixes"] if grades["unsafe"] else []
    return f"; can be fixed: {', '.join(parts)}" if parts else ""


def statistics(report: Report) -> str:
    """Return how often each rule found something, the most frequent first."""
    counts = Counter((found.code, found.name) for linted in report.files for found in linted.found)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    lines = [f"{count:>6}  {code}  {name}" for (code, name), count in ranked]
    return "".join(f"{line}\n" for line in (*lines, *summary(report)))
