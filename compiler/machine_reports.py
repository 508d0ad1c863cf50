"""Reports that tools read: JSON, GitHub's workflow commands and SARIF 2.1.0."""

import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from ..diagnostics import Diagnostic, Severity, Span

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics as one JSON object; lines and columns count from 1, offsets from 0."""
    counts = {severity.value: sum(found.severity is severity for found in diagnostics) for severity in Severity}
    return dump({"diagnostics": [_json_entry(found) for found in diagnostics], "summary": counts})


def _json_entry(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        **_json_place(found.span),
        "related": [{"message": related.message, **_json_place(related.span)} for related in found.related],
    }


def _json_place(span: Span) -> dict[str, Any]:
    places = {"start": span.start, "end": span.end}
    points = {name: (*span.source.position(offset), offset) for name, offset in places.items()}
    return {
        "file": span.source.name,
        **{name: dict(zip(("line", "column", "offset"), point, strict=True)) for name, point in points.items()},
    }


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics as workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(f"{_github_command(found)}\n" for found in diagnostics)


def _github_command(found: Diagnostic) -> str:
    (line, column), (end_line, end_column) = ends(found.span)
    properties = {
        "file": found.span.source.name,
        "line": line,
        "endLine": end_line,
        "col": column,
        "endColumn": end_column,
        "title": f"{found.code} {found.name}",
    }
    text = f"{found.message}\nhint: {found.hint}" if found.hint else found.message
    if not found.span.source.has_lines:
        properties, text = {"title": properties["title"]}, f"{found.span.place}: {text}"
    listed = ",".join(f"{name}={_github_property(str(value))}" for name, value in properties.items())
    return f"::{_GITHUB_LEVELS[found.severity]} {listed}::{_github_data(text)}"


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """Return the diagnostics as a SARIF 2.1.0 log."""
    return dump(sarif_log(diagnostics))


def sarif_log(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """Return the diagnostics as a SARIF 2.1.0 log: one run, its results in the order of the diagnostics."""
    from importlib.metadata import version  # slow to import, and seldom needed

    rules = sorted({(found.code, found.name) for found in diagnostics})
    driver = {
        "name": "weft",
        "version": version("weft"),
        "rules": [{"id": code, "name": name} for code, name in rules],
    }
    results = [_sarif_result(found, rules.index((found.code, found.name))) for found in diagnostics]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _sarif_result(found: Diagnostic, rule: int) -> dict[str, Any]:
    text = f"{found.message}\nhint: {found.hint}" if found.hint else found.message
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[found.severity],
        "message": {"text": text},
        "locations": [_sarif_location(found.span)],
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **_sarif_location(related.span)}
            for number, related in enumerate(found.related)
        ]
    return result


def _sarif_location(span: Span) -> dict[str, Any]:
    name = span.source.name
    if not span.source.has_lines:
        return {"logicalLocations": [{"fullyQualifiedName": name, "kind": "table"}]}
    (line, column), (end_line, end_column) = ends(span)
    uri = Path(name).as_uri() if PurePosixPath(name).is_absolute() else quote(name)
    region = {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}


def ends(span: Span) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return line and column of the first character and of the one after the last."""
    return span.source.position(span.start), span.source.position(span.end)


def dump(document: object) -> str:
    """Return a document as JSON for people and tools."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
