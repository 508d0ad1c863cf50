"""How many tokens a text will take, where no tokenizer is at hand: each model has its own."""

from collections.abc import Sequence

from .chat import Message

_CHARACTERS = 4  # in a token: OpenAI's rule of thumb for English, https://help.openai.com/en/articles/4936856
_BYTES_AT_LEAST = 2  # of UTF-8 in a token, on average: fewer are met neither in prose nor in SQL
_AROUND_A_MESSAGE = 8  # tokens that mark where a message begins and ends, and who speaks


def estimated_tokens(text: str) -> int:
    """Return a text's tokens by the usual rule: a token for every four characters, rounded up."""
    return -(-len(text) // _CHARACTERS)


def most_tokens(messages: Sequence[Message]) -> int:
    """Return a number of tokens that messages will not exceed, about twice of what is to be expected."""
    return sum(-(-len(message.content.encode()) // _BYTES_AT_LEAST) + _AROUND_A_MESSAGE for message in messages)
