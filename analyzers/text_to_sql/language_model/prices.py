"""What models charge for tokens."""

from collections.abc import Mapping

from msgspec import Struct, field

_MILLION = 1_000_000


class Price(Struct, frozen=True):
    """What a million tokens cost, those that are sent and those that are received, in any one currency."""

    prompt: float
    completion: float


class PriceList(Struct, frozen=True):
    """The prices of models by their names; one that is not listed costs nothing, such as one of one's own."""

    prices: Mapping[str, Price] = field(default_factory=dict[str, Price])

    def cost(self, model: str, prompt_tokens: int, completion_tokens: int) -> float:
        """Return what tokens cost with a model."""
        price = self.prices.get(model, Price(0, 0))
        return (prompt_tokens * price.prompt + completion_tokens * price.completion) / _MILLION
