"""What is expected of a question before anybody answers it."""

from collections.abc import Mapping

from msgspec import Struct, field

from .hardness import Hardness


class Estimate(Struct, frozen=True):
    """The probability of each class of hardness, and the tokens that each pipeline is expected to take, by its name."""

    hardness: Mapping[Hardness, float] = field(default_factory=dict[Hardness, float])
    tokens: Mapping[str, float] = field(default_factory=dict[str, float])

    @property
    def likeliest(self) -> Hardness | None:
        """The most probable class, the easier one of two alike; None where nothing is known."""
        return max(self.hardness, key=lambda rating: self.hardness[rating]) if self.hardness else None
