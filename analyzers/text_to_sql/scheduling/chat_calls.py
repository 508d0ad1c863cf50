"""Lets pipelines, which wait for models in threads, make their calls through a dispatcher."""

from asyncio import AbstractEventLoop, get_running_loop, run_coroutine_threadsafe
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError, Executor
from functools import partial

from msgspec import Struct

from ..language_model.chat import Chat, ChatFailed, Completion, Message
from .account import OverBudget
from .asking import Asking
from .call import Call, CallFailed, Reply
from .work import Work

_TOKEN_CHARACTERS = 4  # that make a token in English, and in SQL, about
_MESSAGE_TOKENS = 4  # that each message takes besides its text


class ChatCall(Struct, frozen=True):
    """What a call to a chat holds."""

    messages: tuple[Message, ...]
    temperature: float
    max_tokens: int

    @property
    def work(self) -> Work:
        """About what it asks: an answer as long as it may be, which is what endpoints count against limits."""
        characters = sum(len(message.content) for message in self.messages)
        return Work(characters // _TOKEN_CHARACTERS + _MESSAGE_TOKENS * len(self.messages), self.max_tokens)


class ChatEndpoint(Struct, frozen=True):
    """A chat as an endpoint. Its calls wait in threads of their own: as many as its worker serves at a time."""

    chat: Chat
    threads: Executor

    async def complete(self, call: Call) -> Reply:
        """Return the chat's completion; `call.content` is a ChatCall. Raises CallFailed."""
        asked = call.content
        assert isinstance(asked, ChatCall)
        complete = partial(
            self.chat.complete, asked.messages, temperature=asked.temperature, max_tokens=asked.max_tokens
        )
        try:
            completion = await get_running_loop().run_in_executor(self.threads, complete)
        except ChatFailed as failure:
            work = Work(failure.usage.prompt_tokens, failure.usage.completion_tokens)
            raise CallFailed(str(failure), work=work) from failure
        return Reply(completion, Work(completion.usage.prompt_tokens, completion.usage.completion_tokens))


class DispatchedChat(Struct, frozen=True):
    """A chat for one question, to be used in a thread: a dispatcher in the loop finds out who answers."""

    asking: Asking
    loop: AbstractEventLoop
    model: str

    def complete(self, messages: Sequence[Message], *, temperature: float = 0.0, max_tokens: int = 1024) -> Completion:
        """Return the answer of some endpoint; raises ChatFailed, also where the budget or the question has ended."""
        asked = ChatCall(tuple(messages), temperature, max_tokens)
        call = Call(self.model, asked, asked.work)
        try:
            reply = run_coroutine_threadsafe(self.asking.complete(call), self.loop).result()
        except (CallFailed, OverBudget) as failure:
            raise ChatFailed(str(failure)) from failure
        except CancelledError:
            raise ChatFailed("the question was cancelled") from None
        assert isinstance(reply.content, Completion)
        return reply.content


def in_thread(
    answer: Callable[[Chat], object], threads: Executor, model: str = "dispatched"
) -> Callable[[Asking], Awaitable[object]]:
    """Return the workflow that runs a function in a thread, with a chat that is dispatched.

    `threads` needs to have one for each question underway, and none that a ChatEndpoint waits for.
    """

    async def workflow(asking: Asking) -> object:
        loop = get_running_loop()
        return await loop.run_in_executor(threads, answer, DispatchedChat(asking, loop, model))

    return workflow
