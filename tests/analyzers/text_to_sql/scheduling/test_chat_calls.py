"""Pipelines that wait for models in threads share the endpoints of a dispatcher."""

import asyncio
import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from faulty import ended, outcomes, worker
from msgspec import Struct

from weft.analyzers.text_to_sql.language_model.chat import Chat, ChatFailed, Completion, Message
from weft.analyzers.text_to_sql.language_model.prices import FREE, Price
from weft.analyzers.text_to_sql.language_model.usage import Usage
from weft.analyzers.text_to_sql.routing.budget import Budget
from weft.analyzers.text_to_sql.scheduling.account import Account
from weft.analyzers.text_to_sql.scheduling.asking import Asking, Terms
from weft.analyzers.text_to_sql.scheduling.chat_calls import ChatCall, ChatEndpoint, Chats, in_thread
from weft.analyzers.text_to_sql.scheduling.dispatcher import Dispatcher, Job, Run
from weft.analyzers.text_to_sql.scheduling.follow_ups import FollowUps
from weft.analyzers.text_to_sql.scheduling.outcome import Outcome, State
from weft.analyzers.text_to_sql.scheduling.retry import Retry
from weft.analyzers.text_to_sql.scheduling.work import Work
from weft.analyzers.text_to_sql.scheduling_policies.urgency import Urgency

_RETRY = Retry(2, first=0.001)


class _Echo(Struct):
    """A chat that says what it is told in capitals, or fails so many times first."""

    failures: int = 0
    model: str = "echo"
    price: Price = FREE

    def complete(self, messages: Sequence[Message], *, temperature: float = 0.0, max_tokens: int = 1024) -> Completion:
        """Return the last message."""
        if self.failures:
            self.failures -= 1
            raise ChatFailed("not now", Usage(3, 0, 1))
        return Completion(messages[-1].content.upper(), Usage(10, 2, 1))


def _told(text: str) -> Callable[[Chats], object]:
    """Return what asks a chat twice."""

    def answer(chats: Chats) -> object:
        chat = chats.chat("", "dispatched")
        first = chat.complete([Message("user", text)], max_tokens=5)
        return chat.complete([Message("user", f"{first.text} again")], max_tokens=5).text

    return answer


def _outcomes(chats: Sequence[Chat], texts: Sequence[str], budget: Budget | None = None) -> list[Outcome]:
    with ThreadPoolExecutor(8) as calls, ThreadPoolExecutor(8) as questions:
        endpoints = [(worker(str(at)), ChatEndpoint(chat, calls)) for at, chat in enumerate(chats)]
        dispatcher = Dispatcher(endpoints, retry=_RETRY, budget=budget or Budget(), at_once=8)
        return asyncio.run(outcomes(dispatcher, [Job(text, in_thread(_told(text), questions)) for text in texts]))


def test_questions_in_threads_are_answered_by_whoever_is_free() -> None:
    found = _outcomes([_Echo(), _Echo()], [f"q{number}" for number in range(30)])
    assert {outcome.question: outcome.answer for outcome in found} == {f"q{at}": f"Q{at} AGAIN" for at in range(30)}
    assert {outcome.usage.tokens for outcome in found} == {24}


def test_a_chat_that_fails_is_asked_again_and_paid_for() -> None:
    (outcome,) = _outcomes([_Echo(failures=1)], ["q"])
    assert (outcome.answer, outcome.usage.tokens, outcome.usage.calls) == ("Q AGAIN", 27, 3)


@pytest.mark.parametrize(
    ("failures", "budget", "reason"),
    [
        (9, Budget(), "dispatched: not now (try 2)"),
        (0, Budget(question_tokens=3), "the limit of 3 tokens for a question would be passed"),
    ],
)
def test_a_pipeline_hears_of_a_failure_as_from_any_chat(failures: int, budget: Budget, reason: str) -> None:
    (outcome,) = _outcomes([_Echo(failures)], ["q"], budget)
    assert (outcome.state, outcome.reason) == (State.FAILED, reason)


def test_a_thread_that_outlives_its_question_makes_no_more_calls() -> None:
    began, goes_on, heard = Event(), Event(), list[str]()

    def answer(chats: Chats) -> object:
        began.set()
        goes_on.wait(10)
        try:
            return chats.chat("", "late").complete([Message("user", "late")])
        except ChatFailed as failure:
            heard.append(str(failure))
            return None

    async def leave(running: Run) -> None:
        await asyncio.to_thread(began.wait, 10)

    async def main() -> list[Outcome]:
        with ThreadPoolExecutor(1) as calls:
            dispatcher = Dispatcher([(worker(), ChatEndpoint(_Echo(), calls))])
            found = await ended(dispatcher, [Job("q", in_thread(answer, threads))], leave)
            goes_on.set()
            await asyncio.to_thread(threads.shutdown)
            return found

    threads = ThreadPoolExecutor(1)
    (outcome,) = asyncio.run(main())
    assert (outcome.state, heard) == (State.CANCELLED, ["the question has ended"])


class _SilentLoop(asyncio.SelectorEventLoop):
    """A loop that never runs what threads schedule, and tells when they did."""

    def __init__(self) -> None:
        super().__init__()
        self.scheduled = Event()

    def call_soon_threadsafe(self, *args: Any, **context: Any) -> asyncio.Handle:  # pyright: ignore[reportIncompatibleMethodOverride]
        handle = super().call_soon_threadsafe(*args, **context)
        self.scheduled.set()
        return handle


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("is_late", (False, True), ids=["before it is asked", "before it answers"])
def test_a_loop_that_closed_ends_the_wait_of_its_threads(is_late: bool) -> None:
    loop = _SilentLoop()
    terms = Terms((), Urgency(), _RETRY, Budget(), 1.0, Account())
    chat = Chats(Asking("q", terms, 0.0), loop, FollowUps()).chat("", "late")
    if not is_late:
        loop.close()
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(chat.complete, [Message("user", "late")])
        if is_late:
            assert loop.scheduled.wait(10)
            loop.close()
        with pytest.raises(ChatFailed, match="the question was cancelled"):
            asked.result(10)
    gc.collect()  # which would tell of a coroutine that nobody awaits


def test_a_call_is_as_long_as_its_text_and_the_longest_answer_and_at_most_twice_that_text() -> None:
    asked = ChatCall((Message("system", "x" * 40), Message("user", "y" * 8)), 0.0, 100)
    assert asked.work == Work(20, 100)
    assert asked.most == Work(40, 100)
