"""Ranks what is found in a query log by how often it runs and what it costs, and keeps only as much as is told."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from ..analyzers.sql_lint.claims import Settlement
from ..analyzers.sql_lint.query_log import SHOWN_PLACES, Tally
from .sql_log_looking import Seen
from .sql_results import Found


class Ranked(Struct, frozen=True):
    """A finding in the statements of one fingerprint, or of several where `kinds` says so.

    `weight` is what it costs times how often they ran.
    """

    found: Found
    tally: Tally
    kinds: int = 1

    @property
    def weight(self) -> float:
        """Return the score of the rule times the count."""
        return round(self.found.score * self.tally.count, 4)

    @property
    def key(self) -> tuple[float, int, int, str, bytes]:
        """Return what findings are sorted by: what weighs most first, then what runs most often and longest."""
        return (-self.weight, -self.tally.count, -self.tally.total, self.found.code, self.tally.digest)


class Ranking(Struct):
    """What is told of a log. `top` is how many findings are kept, 0 for all; `findings` counts all there are.

    `failed` counts the exemplars that a rule failed on, `failures` tells the first.
    """

    top: int
    kept: list[Ranked] = field(default_factory=list[Ranked])
    findings: int = 0
    statements: int = 0
    fingerprints: int = 0
    not_looked_into: int = 0
    malformed: int = 0
    places: tuple[str, ...] = ()
    readings: Counter[str] = field(default_factory=Counter[str])
    severities: Counter[str] = field(default_factory=Counter[str])
    failed: int = 0
    failures: list[str] = field(default_factory=list[str])
    _claims: Settlement[Found] = field(default_factory=Settlement[Found])
    _claimed: dict[str, Ranked] = field(default_factory=dict[str, Ranked])

    def add(self, tally: Tally, seen: Seen) -> None:
        """Take in what is found in the statements of one fingerprint, each rule once."""
        if seen.problem:
            self.failed += 1
            self.failures = [*self.failures, f"{tally.place}: {seen.problem}"][:SHOWN_PLACES]
        once: Mapping[str, Found] = {found.code: found for found in reversed(seen.found)}
        for code in sorted(once):
            self._keep(Ranked(once[code], tally))
        for claim in seen.claims:
            self._claims.take(claim)
            if claim.told:
                self._add_claimed(claim.key, Ranked(claim.told, tally))
        for reading, number in seen.readings.items():
            self.readings[reading] += number * tally.count

    def settle(self) -> None:
        """Take in what all statements together show, once they are known."""
        for key in self._claims.kept:
            self._keep(self._claimed[key])

    def ranked(self) -> list[Ranked]:
        """Return the findings that are told, what weighs most first."""
        self._cut()
        return self.kept

    def _keep(self, ranked: Ranked) -> None:
        self.findings += 1
        self.severities[ranked.found.severity] += 1
        self.kept.append(ranked)
        if self.top and len(self.kept) > 8 * self.top:
            self._cut()

    def _add_claimed(self, key: str, ranked: Ranked) -> None:
        """Add the runs of one more kind of statement to those that show the same."""
        known = self._claimed.setdefault(key, replace(ranked, tally=replace(ranked.tally), kinds=0))
        if known.kinds:
            known.tally.add(ranked.tally)
        self._claimed[key] = replace(known, kinds=known.kinds + 1)

    def _cut(self) -> None:
        self.kept.sort(key=lambda ranked: ranked.key)
        del self.kept[self.top or len(self.kept) :]
