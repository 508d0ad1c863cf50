"""How much an attempt may take: tokens and money, as limits that no call goes beyond."""

from math import inf

from msgspec import Struct

from .prices import Price
from .usage import Usage


class Allowance(Struct, frozen=True):
    """The most tokens, in and out, and the most money; without limits where nothing is said."""

    tokens: float = inf
    cost: float = inf

    def less(self, usage: Usage) -> "Allowance":
        """Return what is left after some was taken, never less than nothing."""
        return Allowance(max(self.tokens - usage.tokens, 0), max(self.cost - usage.cost, 0.0))

    def prompt_room(self, price: Price, prompt: int, completion: int) -> float:
        """Return how many more tokens a prompt may have, with such an answer; negative where it has too many."""
        return min(self.tokens - prompt - completion, price.prompt_tokens(self.cost - price.cost(prompt, completion)))

    def completion_room(self, price: Price, prompt: int) -> float:
        """Return how many tokens the answer to a prompt may have; negative where the prompt alone is too long."""
        return min(self.tokens - prompt, price.completion_tokens(self.cost - price.cost(prompt, 0)))


NO_LIMIT = Allowance()
