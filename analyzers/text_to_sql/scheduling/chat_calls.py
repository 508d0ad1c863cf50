"""Lets pipelines, which wait for models in threads, make their calls through a dispatcher."""

from asyncio import AbstractEventLoop, get_running_loop, run_coroutine_threadsafe
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError, Executor, wait
from functools import partial
from inspect import CORO_CREATED, getcoroutinestate
from time import monotonic

from msgspec import Struct, field
from msgspec.structs import replace

from ..language_model.chat import Chat, ChatFailed, Completion, Message, Prospect
from ..language_model.prices import FREE, Price
from ..language_model.token_counts import most_tokens
from ..language_model.usage import Usage
from .account import OverBudget
from .asking import Asking
from .call import Call, CallFailed, Reply
from .follow_ups import FollowUps
from .work import Work

_TOKEN_CHARACTERS = 4  # that make a token in English, and in SQL, about
_MESSAGE_TOKENS = 4  # that each message takes besides its text
_LOOK = 0.5  # seconds after which a thread that waits looks whether somebody still answers
_LEAST_WAIT = 0.5  # seconds that an endpoint that is busy is left alone


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

    @property
    def most(self) -> Work:
        """The most that it can take."""
        return Work(most_tokens(self.messages), self.max_tokens)


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
            raise _call_failed(failure) from failure
        work = Work(completion.usage.prompt_tokens, completion.usage.completion_tokens)
        if completion.broke_off:  # a pipeline would make do with it; here, another try or endpoint may do better
            raise CallFailed(f"{self.chat.model} broke off its answer", work=work)
        return Reply(completion, work)


def _call_failed(failure: ChatFailed) -> CallFailed:
    """Return what it means for a dispatcher that a chat gave no answer."""
    is_busy = failure.prospect is Prospect.BUSY or failure.wait > 0
    return CallFailed(
        str(failure),
        may_retry=failure.prospect is not Prospect.REFUSED,
        retry_after=max(failure.wait, _LEAST_WAIT) if is_busy else 0.0,
        is_closed=failure.prospect is Prospect.CLOSED,
        work=Work(failure.usage.prompt_tokens, failure.usage.completion_tokens),
    )


class Chats(Struct, frozen=True):
    """The models of all endpoints for one question, to be used in its thread.

    `calls` has the steps and the work of calls that were answered, `problems` why others failed.
    """

    asking: Asking
    loop: AbstractEventLoop
    follow_ups: FollowUps
    calls: list[tuple[str, Work]] = field(default_factory=list[tuple[str, Work]])
    problems: list[CallFailed | OverBudget] = field(default_factory=list[CallFailed | OverBudget])

    def chat(self, model: str, step: str) -> "DispatchedChat":
        """Return a model; `step` is what its failures are told to be of."""
        return DispatchedChat(self, model, step)

    def complete(self, call: Call) -> Reply:
        """Return the reply of some endpoint; raises CallFailed, also where the question has ended, and OverBudget."""
        expected = replace(call, later=self.follow_ups.expected([step for step, _ in self.calls], call.step))
        try:
            reply = self._reply(expected)
            self.calls.append((call.step, reply.work))
            return reply
        except CancelledError:
            raise CallFailed("the question was cancelled", may_retry=False) from None
        except (CallFailed, OverBudget) as failure:
            self.problems.append(failure)
            raise

    def _reply(self, call: Call) -> Reply:
        """Wait for the loop; raises CancelledError, also where it has closed, as nobody would ever answer then."""
        asked = self.asking.complete(call)
        try:
            future = run_coroutine_threadsafe(asked, self.loop)
            while not wait([future], _LOOK).done:
                if self.loop.is_closed():
                    raise CancelledError
            return future.result()
        except RuntimeError:
            if not self.loop.is_closed():
                raise
            raise CancelledError from None
        finally:
            if getcoroutinestate(asked) == CORO_CREATED:
                asked.close()


class DispatchedChat(Struct, frozen=True):
    """A model for one question: a dispatcher finds out which endpoint answers."""

    chats: Chats
    model: str
    step: str

    @property
    def price(self) -> Price:
        """The most that any endpoint charges."""
        workers = [lane.load.worker for lane in self.chats.asking.terms.lanes]
        prices = [Price(one.input_price, one.output_price) for one in workers if one.runs(self.model)] or [FREE]
        return Price(max(one.prompt for one in prices), max(one.completion for one in prices))

    def complete(self, messages: Sequence[Message], *, temperature: float = 0.0, max_tokens: int = 1024) -> Completion:
        """Return the answer of some endpoint; raises ChatFailed, also where the budget or the question has ended.

        All tries are counted, as all are paid for.
        """
        asked, before, began = ChatCall(tuple(messages), temperature, max_tokens), self._spent, monotonic()
        try:
            reply = self.chats.complete(Call(self.step, asked, asked.work, model=self.model, most=asked.most))
        except (CallFailed, OverBudget) as failure:
            raise ChatFailed(str(failure), self._since(before, began)) from failure
        assert isinstance(reply.content, Completion)
        return replace(reply.content, usage=self._since(before, began))

    @property
    def _spent(self) -> Usage:
        return self.chats.asking.account.spent

    def _since(self, before: Usage, began: float) -> Usage:
        return replace(self._spent - before, seconds=monotonic() - began)


def in_thread(
    answer: Callable[[Chats], object], threads: Executor, follow_ups: FollowUps | None = None
) -> Callable[[Asking], Awaitable[object]]:
    """Return the workflow that runs a function in a thread, with models that are dispatched.

    `threads` needs to have one for each question underway, and none that a ChatEndpoint waits for. `follow_ups` is what
    the questions of a run learn from each other, for their deadlines.
    """
    learnt = FollowUps() if follow_ups is None else follow_ups

    async def workflow(asking: Asking) -> object:
        loop = get_running_loop()
        chats = Chats(asking, loop, learnt)
        answered = await loop.run_in_executor(threads, answer, chats)
        learnt.learn(chats.calls)
        return answered

    return workflow
