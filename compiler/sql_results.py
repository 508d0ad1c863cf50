"""What was found in a file, as plain values: they are kept between runs, sent between processes and reported."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from ..analyzers.sql_lint.suppressions import UNUSED, Suppression, suppress, without_allowed
from ..diagnostics import Diagnostic, Severity, Source, Span
from .sql_config import SqlConfig


class Found(Struct, frozen=True):
    """One finding. `fix` is the grade of its fix, `statement` a hash of the words it stands in."""

    code: str
    name: str
    severity: str
    message: str
    hint: str
    fix: str
    score: float
    start: int
    end: int
    statement: str

    def diagnostic(self, source: Source) -> Diagnostic:
        """Return the finding as every phase of Weft reports what it found."""
        span = Span(source, self.start, self.end)
        return Diagnostic(self.code, self.name, self.message, span, self.hint, Severity(self.severity))


class Read(Struct, frozen=True):
    """What one file shows on its own: what was found in it, what its comments allow, how far it was understood.

    `readings` counts the statements by how they were read; `reason` says why the dialect was guessed, if it was.
    """

    dialect: str
    reason: str = ""
    readings: Mapping[str, int] = field(default_factory=dict[str, int])
    found: tuple[Found, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    def packed(self) -> dict[str, Any]:
        """Return the same as values that JSON has."""
        return {
            "dialect": self.dialect,
            "reason": self.reason,
            "readings": dict(self.readings),
            "found": [row_of(found) for found in self.found],
            "suppressions": [row_of(suppression) for suppression in self.suppressions],
        }


def unpacked(packed: Any) -> Read | None:
    """Return what was packed; None for what is not that."""
    try:
        found = tuple(Found(*row) for row in packed["found"])
        suppressions = tuple(Suppression(*row) for row in packed["suppressions"])
        return Read(packed["dialect"], packed["reason"], packed["readings"], found, suppressions)
    except (TypeError, KeyError):
        return None


def row_of(value: Found | Suppression) -> list[Any]:
    """Return the fields of a value in their order."""
    return list(astuple(value))


def final(name: str, read: Read, others: tuple[Found, ...], config: SqlConfig) -> tuple[Found, ...]:
    """Return what is reported of a file: its findings and those that only all files show, without what is allowed."""
    kept, unused = suppress((*read.found, *others), read.suppressions)
    told = [found for known in unused if (found := weighed(_unused(known), name, config))]
    kept += without_allowed(told, read.suppressions)
    once = {(found.start, found.end, found.code, found.message): found for found in kept}
    return tuple(once[key] for key in sorted(once))


def weighed(found: Found, name: str, config: SqlConfig) -> Found | None:
    """Return a finding with the severity that is configured for it and its file; None where it is not wanted."""
    severity = config.severity_in(name, found.code, found.name, found.severity)
    return replace(found, severity=severity) if severity else None


def _unused(known: Suppression) -> Found:
    message, hint = f"there is no {known.name} here to allow", "remove the comment"
    return Found(*UNUSED, "warning", message, hint, "none", 0.0, known.start, known.end, "")
