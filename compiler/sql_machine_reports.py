"""Reports of `weft sql lint` that tools read: JSON, SARIF, GitHub's workflow commands, GitLab's Code Quality."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..diagnostics import Severity
from .machine_reports import as_github, dump, ends, sarif_log
from .sql_reports import READINGS, Item, Report

_GITLAB_LEVELS = {"error": "major", "warning": "minor", "info": "info"}


def render_for_tools(report: Report, format: str, order: str = "place") -> str:
    """Return a report in one of the formats json, sarif, github and gitlab."""
    items = report.items(order)
    if format == "github":
        return as_github([item.diagnostic for item in items])
    return dump({"json": _json, "sarif": _sarif, "gitlab": _gitlab}[format](report, items))


def _json(report: Report, items: Sequence[Item]) -> dict[str, Any]:
    weights = Counter(item.found.severity for item in items)
    grades = Counter(item.found.fix for item in items)
    return {
        "findings": [_json_entry(item) for item in items],
        "notes": list(report.notes),
        "sampled": {place: {"rows": rows, "of": total} for place, (rows, total) in report.sampled.items()},
        "summary": {
            "files": len(report.files) - report.tables,
            "tables": report.tables,
            "statements": {reading: report.readings[reading] for reading in READINGS},
            "severities": {severity.value: weights[severity.value] for severity in Severity},
            "fixable": {"safe": grades["safe"], "unsafe": grades["unsafe"]},
            "hidden": report.hidden,
        },
    }


def _json_entry(item: Item) -> dict[str, Any]:
    found, span = item.found, item.diagnostic.span
    places = (place for end in ends(span) for place in end) if span.source.has_lines else (None,) * 4
    return {
        "file": span.source.name,
        **dict(zip(("line", "column", "end_line", "end_column"), places, strict=True)),
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        "message": found.message,
        "hint": found.hint,
        "fix": found.fix,
        "score": found.score,
    }


def _sarif(report: Report, items: Sequence[Item]) -> dict[str, Any]:
    """Return a SARIF log in which results can be told apart when lines move."""
    log = sarif_log([item.diagnostic for item in items])
    for result, item, fingerprint in zip(log["runs"][0]["results"], items, _fingerprints(items), strict=True):
        result["partialFingerprints"] = {"weftStatement/v1": fingerprint}
        result["properties"] = {"fix": item.found.fix, "score": item.found.score}
    return log


def _gitlab(_report: Report, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return a report as GitLab's Code Quality reads it."""
    return [
        {
            "description": f"{item.found.name}: {item.found.message}",
            "check_name": item.found.code,
            "fingerprint": fingerprint,
            "severity": _GITLAB_LEVELS[item.found.severity],
            "location": {"path": item.linted.file.name, "lines": {"begin": item.diagnostic.span.line}},
        }
        for item, fingerprint in zip(items, _fingerprints(items), strict=True)
    ]


def _fingerprints(items: Sequence[Item]) -> Iterator[str]:
    """Yield a hash for each finding that stays when lines move, and is never the same for two."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for item in items:
        key = (item.linted.file.name, item.found.code, item.found.statement)
        seen[key] += 1
        yield hashlib.sha256("\0".join((*key, str(seen[key]))).encode()).hexdigest()[:32]
