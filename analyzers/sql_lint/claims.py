"""Settles what single texts say of a whole run: of what several find alike the first counts, unless one objects."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from msgspec import Struct, field

Told = TypeVar("Told")


class Claim(Struct, Generic[Told], frozen=True):
    """What one text adds to what a rule finds in all of them: a finding, or an objection where `told` is None.

    Claims with the same `key` are about the same thing. An objection undoes those that came before it, and a `lasting`
    one those that are still to come as well.
    """

    key: str
    told: Told | None = None
    lasting: bool = True


class Settlement(Struct, Generic[Told]):
    """Takes claims in, one after the other; `kept` is what stands so far, by the keys of the claims.

    It needs memory for the keys there are, and not for the texts.
    """

    kept: dict[str, Told] = field(default_factory=dict[str, Told])
    _refused: set[str] = field(default_factory=set[str])

    def take(self, claim: Claim[Told]) -> None:
        """Take in the next claim."""
        if claim.told is not None:
            if claim.key not in self._refused:
                self.kept.setdefault(claim.key, claim.told)
            return
        self.kept.pop(claim.key, None)
        if claim.lasting:
            self._refused.add(claim.key)


def settle(claims: Iterable[Claim[Told]]) -> list[Told]:
    """Return what stands when all claims are known."""
    settlement = Settlement[Told]()
    for claim in claims:
        settlement.take(claim)
    return list(settlement.kept.values())
