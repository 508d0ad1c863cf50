"""What an answer costs: tokens in and out, calls, money and time."""

from msgspec import Struct


class Usage(Struct, frozen=True):
    """Tokens that were sent and received, calls that were made, money in the currency of the price list, seconds."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    calls: int = 0
    cost: float = 0.0
    seconds: float = 0.0

    @property
    def tokens(self) -> int:
        """All tokens, in and out."""
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.calls + other.calls,
            self.cost + other.cost,
            self.seconds + other.seconds,
        )

    def __sub__(self, other: "Usage") -> "Usage":
        return self + Usage(-other.prompt_tokens, -other.completion_tokens, -other.calls, -other.cost, -other.seconds)
