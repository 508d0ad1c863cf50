"""Reports what was found in query logs, for people and as JSON; the same log gives the same bytes."""

from collections.abc import Iterator
from typing import Any

import click

from ..diagnostics import Severity
from .machine_reports import dump
from .report import counted, printable
from .sql_log_ranking import Ranked, Ranking
from .sql_reports import READINGS

FORMATS = ("text", "concise", "json")
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_SHOWN_CHARACTERS = 300


def render_log(ranking: Ranking, format: str, *, has_colour: bool = False) -> str:
    """Return the report in one of FORMATS; it ends in a newline."""
    ranked = ranking.ranked()
    if format == "json":
        return dump(_json(ranking, ranked))
    lines = [line for number, entry in enumerate(ranked, start=1) for line in _lines(number, entry, format)]
    text = "".join(f"{line}\n" for line in (*lines, *_summary(ranking)))
    return text if has_colour else click.unstyle(text)


def _lines(number: int, ranked: Ranked, format: str) -> Iterator[str]:
    found, tally = ranked.found, ranked.tally
    severity = click.style(found.severity, fg=_COLOURS[found.severity], bold=True)
    title = f"{severity} {found.code} {found.name}: {printable(found.message)}"
    cost = f"{tally.count:,} x {found.score:g} = {ranked.weight:,.1f}"
    if format == "concise":
        yield f"{tally.place}: {title} ({cost})"
        return
    more = f", and {counted(ranked.kinds - 1, 'more kind')} of statements" if ranked.kinds > 1 else ""
    yield f"{number}. {title}"
    yield f"    {cost}{_times(ranked)}; first at {tally.place}"
    yield f"    {_shortened(tally.sql)}{more}"
    if found.hint:
        yield f"    hint: {printable(found.hint)}"


def _times(ranked: Ranked) -> str:
    tally = ranked.tally
    if not tally.timed:
        return ""
    return f"; {_time(tally.total)} in all, {_time(tally.least or 0)} to {_time(tally.most or 0)} each"


def _time(nanoseconds: int) -> str:
    if nanoseconds >= 1_000_000_000:
        return f"{nanoseconds / 1e9:,.1f} s"
    return f"{nanoseconds / 1e6:,.3f} ms"


def _shortened(sql: str) -> str:
    line = printable(" ".join(sql.split()))
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]} …"


def _summary(ranking: Ranking) -> Iterator[str]:
    untold = ranking.findings - len(ranking.kept)
    more = f"; {untold:,} of them not shown: --top 0 shows all" if untold else ""
    yield f"{counted(ranking.findings, 'finding') if ranking.findings else 'no findings'}{more}"
    read = ", ".join(f"{ranking.readings[reading]:,} {reading}" for reading in READINGS)
    left = f", {ranking.not_looked_into:,} rare ones not looked into" if ranking.not_looked_into else ""
    kinds = counted(ranking.fingerprints, "fingerprint")
    yield f"{counted(ranking.statements, 'statement')} of {kinds}: {read}{left}"
    if ranking.malformed:
        yield f"{counted(ranking.malformed, 'record')} could not be read, the first:"
        yield from (f"    {printable(place)}" for place in ranking.places)
    if ranking.failed:
        yield f"a rule failed on {counted(ranking.failed, 'fingerprint')}, which is a bug in weft, the first:"
        yield from (f"    {printable(failure)}" for failure in ranking.failures)


def _json(ranking: Ranking, ranked: list[Ranked]) -> dict[str, Any]:
    return {
        "findings": [_entry(entry) for entry in ranked],
        "summary": {
            "findings": ranking.findings,
            "severities": {severity.value: ranking.severities[severity.value] for severity in Severity},
            "statements": ranking.statements,
            "fingerprints": ranking.fingerprints,
            "readings": {reading: ranking.readings[reading] for reading in READINGS},
            "not_looked_into": ranking.not_looked_into,
            "malformed": {"count": ranking.malformed, "first": list(ranking.places)},
            "failures": {"count": ranking.failed, "first": ranking.failures},
        },
    }


def _entry(ranked: Ranked) -> dict[str, Any]:
    found, tally = ranked.found, ranked.tally
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        "message": found.message,
        "hint": found.hint,
        "score": found.score,
        "weight": ranked.weight,
        "fingerprint": tally.digest.hex(),
        "fingerprints": ranked.kinds,
        "count": tally.count,
        "timed": tally.timed,
        "total_ms": tally.total / 1e6 if tally.timed else None,
        "min_ms": None if tally.least is None else tally.least / 1e6,
        "max_ms": None if tally.most is None else tally.most / 1e6,
        "database": tally.database,
        "user": tally.user,
        "first": tally.place,
        "sql": tally.sql,
    }
