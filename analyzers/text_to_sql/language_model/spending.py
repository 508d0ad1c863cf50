"""Asks a model for as long as the allowance lasts, and adds up what that takes."""

from collections.abc import Sequence

from msgspec import Struct, field

from ..stages import Stage, Stages
from .chat import Chat, ChatFailed, Completion, Message, Prospect
from .token_counts import most_tokens
from .usage import Usage

_LEAST_ANSWER = 64  # tokens; a query takes as many


class Spending(Struct):
    """What one attempt has taken so far of `allowance` tokens, None for as many as it takes.

    `problem` is why no more can be asked: the allowance is used up, or, where `has_failed`, the endpoint gives no
    answer, and `prospect` says what to expect of another call.
    """

    chat: Chat
    allowance: int | None = None
    stages: Stages = field(default_factory=Stages)
    problem: str = ""
    has_failed: bool = False
    prospect: Prospect = Prospect.UNKNOWN

    @property
    def usage(self) -> Usage:
        """What all stages took together."""
        return self.stages.total

    @property
    def left(self) -> int | None:
        """The tokens that may still be taken; None where there is no limit."""
        return None if self.allowance is None else max(self.allowance - self.usage.tokens, 0)

    def complete(
        self, messages: Sequence[Message], temperature: float, max_tokens: int, stage: Stage = Stage.DRAFTING
    ) -> Completion | None:
        """Return the model's answer, shorter where little is left; None where too little is, or nobody answers.

        What it takes is noted for a stage.
        """
        if self.problem or self._is_too_little(messages):
            return None
        most = max_tokens if self.left is None else min(max_tokens, self.left - most_tokens(messages))
        try:
            completion = self.chat.complete(messages, temperature=temperature, max_tokens=most)
        except ChatFailed as failure:
            self.stages.add(stage, failure.usage)
            self.problem, self.has_failed, self.prospect = str(failure), True, failure.prospect
            return None
        self.stages.add(stage, completion.usage)
        return completion

    def room(self, messages: Sequence[Message]) -> int | None:
        """Return the tokens left for more text in a message, with an answer to come; None where there is no limit."""
        return None if self.left is None else self.left - most_tokens(messages) - _LEAST_ANSWER

    def _is_too_little(self, messages: Sequence[Message]) -> bool:
        room = self.room(messages)
        if room is None or room >= 0:
            return False
        self.problem = f"a call may take {(self.left or 0) - room:,} tokens, and {self.left:,} are left"
        return True
