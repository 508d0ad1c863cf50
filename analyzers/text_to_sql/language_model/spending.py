"""Asks a model for as long as the allowance lasts, and adds up what that takes."""

from collections.abc import Sequence

from msgspec import Struct, field

from ..stages import Stage, Stages
from .allowance import NO_LIMIT, Allowance
from .chat import Chat, ChatFailed, Completion, Message, Prospect
from .token_counts import most_tokens
from .usage import Usage

_LEAST_ANSWER = 64  # tokens; a query takes as many


class Spending(Struct):
    """What one attempt has taken so far of an allowance.

    `problem` is why no more can be asked: the allowance is used up, or, where `has_failed`, the endpoint gives no
    answer, and `prospect` says what to expect of another call.
    """

    chat: Chat
    allowance: Allowance = NO_LIMIT
    stages: Stages = field(default_factory=Stages)
    problem: str = ""
    has_failed: bool = False
    prospect: Prospect = Prospect.UNKNOWN

    @property
    def usage(self) -> Usage:
        """What all stages took together."""
        return self.stages.total

    def complete(
        self, messages: Sequence[Message], temperature: float, max_tokens: int, stage: Stage = Stage.DRAFTING
    ) -> Completion | None:
        """Return the model's answer, shorter where little is left; None where too little is, or nobody answers.

        What it takes is noted for a stage.
        """
        if self.problem or self._is_too_little(messages):
            return None
        most = min(max_tokens, self._left.completion_room(self.chat.price, most_tokens(messages)))
        try:
            completion = self.chat.complete(messages, temperature=temperature, max_tokens=int(most))
        except ChatFailed as failure:
            self.stages.add(stage, failure.usage)
            self.problem, self.has_failed, self.prospect = str(failure), True, failure.prospect
            return None
        self.stages.add(stage, completion.usage)
        return completion

    def room(self, messages: Sequence[Message]) -> float:
        """Return the tokens left for more text in a message, with an answer to come; infinite without a limit."""
        return self._left.prompt_room(self.chat.price, most_tokens(messages), _LEAST_ANSWER)

    @property
    def _left(self) -> Allowance:
        return self.allowance.less(self.usage)

    def _is_too_little(self, messages: Sequence[Message]) -> bool:
        if self.room(messages) >= 0:
            return False
        prompt, left = most_tokens(messages), self._left
        self.problem = f"a call may take {prompt + _LEAST_ANSWER:,} tokens, and {left.tokens:,} are left"
        if prompt + _LEAST_ANSWER <= left.tokens:
            cost = self.chat.price.cost(prompt, _LEAST_ANSWER)
            self.problem = f"a call may cost {cost:.4f}, and {left.cost:.4f} is left"
        return True
