"""What was found in a file, as plain values: they are kept between runs, sent between processes and reported."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from ..analyzers.sql_lint.claims import Claim, settle
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


Claims = tuple[Claim[Found], ...]


class Read(Struct, frozen=True):
    """What one file shows on its own: what was found in it, what its comments allow, how far it was understood.

    `readings` counts the statements by how they were read; `reason` says why the dialect was guessed, if it was.
    `claims` are what its statements say of all files of the run.
    """

    dialect: str
    reason: str = ""
    readings: Mapping[str, int] = field(default_factory=dict[str, int])
    found: tuple[Found, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    claims: Claims = ()

    def packed(self) -> dict[str, Any]:
        """Return the same as values that JSON has."""
        return {
            "dialect": self.dialect,
            "reason": self.reason,
            "readings": dict(self.readings),
            "found": [row_of(found) for found in self.found],
            "suppressions": [row_of(suppression) for suppression in self.suppressions],
            "claims": _packed_claims(self.claims),
        }


class Whole(Struct, frozen=True):
    """What shows only where the files of a run are taken together, by their names.

    `found` is what is wrong with the tables. `claims` are those of files that are read but not reported.
    """

    found: Mapping[str, list[Found]] = field(default_factory=dict[str, list[Found]])
    claims: Mapping[str, Claims] = field(default_factory=dict[str, Claims])

    def packed(self) -> dict[str, Any]:
        """Return the same as values that JSON has."""
        return {
            "found": {name: [row_of(found) for found in rows] for name, rows in self.found.items()},
            "claims": {name: _packed_claims(claims) for name, claims in self.claims.items()},
        }

    def settled(self, reads: Mapping[str, Read]) -> dict[str, list[Found]]:
        """Return what is found in all files, given what each that is reported shows on its own."""
        claims = {**self.claims, **{name: read.claims for name, read in reads.items()}}
        placed = (
            Claim(claim.key, (name, claim.told) if claim.told else None, claim.lasting)
            for name in sorted(claims)
            for claim in claims[name]
        )
        all_found = {name: list(rows) for name, rows in self.found.items()}
        for name, found in settle(placed):
            all_found.setdefault(name, []).append(found)
        return all_found


def unpacked(packed: Any) -> Read | None:
    """Return what was packed; None for what is not that."""
    try:
        found = tuple(Found(*row) for row in packed["found"])
        suppressions = tuple(Suppression(*row) for row in packed["suppressions"])
        claims = _unpacked_claims(packed["claims"])
        return Read(packed["dialect"], packed["reason"], packed["readings"], found, suppressions, claims)
    except (TypeError, KeyError):
        return None


def unpacked_whole(packed: Any) -> Whole | None:
    """Return what was packed; None for what is not that."""
    try:
        found = {name: [Found(*row) for row in rows] for name, rows in packed["found"].items()}
        return Whole(found, {name: _unpacked_claims(rows) for name, rows in packed["claims"].items()})
    except (AttributeError, TypeError, KeyError):
        return None


def _packed_claims(claims: Claims) -> list[Any]:
    return [[claim.key, row_of(claim.told) if claim.told else None, claim.lasting] for claim in claims]


def _unpacked_claims(rows: Any) -> Claims:
    return tuple(Claim(key, Found(*row) if row else None, lasting) for key, row, lasting in rows)


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
