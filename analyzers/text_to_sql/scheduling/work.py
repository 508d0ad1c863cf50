"""What a call asks of a model, counted in tokens."""

from msgspec import Struct


class Work(Struct, frozen=True):
    """Tokens to read and tokens to write."""

    input_tokens: int = 0
    output_tokens: int = 0

    @property
    def tokens(self) -> int:
        """All tokens, in and out."""
        return self.input_tokens + self.output_tokens

    def __add__(self, other: "Work") -> "Work":
        return Work(self.input_tokens + other.input_tokens, self.output_tokens + other.output_tokens)

    def __sub__(self, other: "Work") -> "Work":
        return Work(self.input_tokens - other.input_tokens, self.output_tokens - other.output_tokens)
