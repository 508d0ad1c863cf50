"""A question about a database, as all that estimates, answers or verifies takes it."""

from functools import cached_property

from msgspec import Struct

from .linking.words import Token, tokens_of
from .schema.schema import Schema


class Question(Struct, frozen=True, dict=True):
    """A question in plain words. `evidence` is what the asker says about the meaning of words; it may be empty."""

    text: str
    schema: Schema
    evidence: str = ""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words, numbers and signs of the text, in their order."""
        return tokens_of(self.text)
