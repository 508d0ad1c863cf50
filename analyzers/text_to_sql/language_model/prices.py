"""What models charge for tokens."""

from collections.abc import Mapping
from math import floor, inf

from msgspec import Struct, field

_MILLION = 1_000_000


class Price(Struct, frozen=True):
    """What a million tokens cost, those that are sent and those that are received, in any one currency."""

    prompt: float
    completion: float

    def cost(self, prompt_tokens: float, completion_tokens: float) -> float:
        """Return what tokens cost."""
        return (prompt_tokens * self.prompt + completion_tokens * self.completion) / _MILLION

    def prompt_tokens(self, money: float) -> float:
        """Return how many tokens may be sent for some money; what is owed counts as fewer than none."""
        return _tokens(money, self.prompt)

    def completion_tokens(self, money: float) -> float:
        """Return how many tokens may be received for some money; what is owed counts as fewer than none."""
        return _tokens(money, self.completion)


FREE = Price(0.0, 0.0)


class PriceList(Struct, frozen=True):
    """The prices of models by their names; one that is not listed costs nothing, such as one of one's own."""

    prices: Mapping[str, Price] = field(default_factory=dict[str, Price])

    def cost(self, model: str, prompt_tokens: float, completion_tokens: float) -> float:
        """Return what tokens cost with a model."""
        return self.prices.get(model, FREE).cost(prompt_tokens, completion_tokens)


def _tokens(money: float, price: float) -> float:
    if price:
        return floor(money / price * _MILLION) if money < inf else inf
    return inf if money >= 0 else -1
