"""Endpoints that fail as they are told to, and workflows that ask them."""

import asyncio
from collections.abc import Awaitable, Callable
from random import Random

from msgspec import Struct, field

from weft.analyzers.text_to_sql.scheduling.asking import Asking
from weft.analyzers.text_to_sql.scheduling.call import Call, CallFailed, Reply
from weft.analyzers.text_to_sql.scheduling.dispatcher import Dispatcher, Job, Run
from weft.analyzers.text_to_sql.scheduling.outcome import Outcome
from weft.analyzers.text_to_sql.scheduling.work import Work
from weft.analyzers.text_to_sql.scheduling.worker import Worker

Fault = Callable[[Call, int], Awaitable[None]]


async def none(call: Call, number: int) -> None:
    """Do nothing wrong."""


class FakeEndpoint(Struct, eq=False):
    """An endpoint that takes the seconds a worker would, after a fault that is given the call and its number.

    It keeps account of when calls began, and of how many were underway at most.
    """

    worker: Worker
    fault: Fault = none
    began: list[tuple[float, Call]] = field(default_factory=list[tuple[float, Call]])
    underway: int = 0
    most: int = 0
    replies: int = 0

    async def complete(self, call: Call) -> Reply:
        """Return the content of the call."""
        self.began.append((asyncio.get_running_loop().time(), call))
        self.underway += 1
        self.most = max(self.most, self.underway)
        try:
            await self.fault(call, len(self.began))
            await asyncio.sleep(self.worker.seconds(call.work))
            self.replies += 1
            return Reply(call.content, call.work)
        finally:
            self.underway -= 1


def random_faults(seed: int, share: float) -> Fault:
    """Return what makes a share of calls fail: with an error, a limit, no reply for hours, or a crash."""
    random = Random(seed)

    async def fault(call: Call, number: int) -> None:
        if random.random() >= share:
            return
        kind = random.randrange(4)
        if kind == 0:
            raise CallFailed("the server is out of order")
        if kind == 1:
            raise CallFailed("too many requests", retry_after=random.uniform(1, 20))
        if kind == 2:
            await asyncio.sleep(10_000)
        raise ConnectionResetError("the server hung up")

    return fault


def always(failure: Exception) -> Fault:
    """Return what makes every call fail."""

    async def fault(call: Call, number: int) -> None:
        raise failure

    return fault


def first(count: int, failure: Exception) -> Fault:
    """Return what makes the first calls fail."""

    async def fault(call: Call, number: int) -> None:
        if number <= count:
            raise failure

    return fault


def worker(name: str = "one", **settings: float | str) -> Worker:
    """Return a worker that reads 1,000 tokens a second and writes 10."""
    return Worker(name, **{"prefill": 1000, "decode": 10, "batch": 4, **settings})  # pyright: ignore[reportArgumentType]


def call(content: object, input_tokens: int = 1000, output_tokens: int = 10, step: str = "generate") -> Call:
    """Return a call that takes such a worker two seconds."""
    return Call(step, content, Work(input_tokens, output_tokens), Work(1000, 10))


async def three_stages(asking: Asking) -> object:
    """Ask once, then twice at the same time, then once; return all replies."""
    one = await asking.complete(call("a"))
    two = await asking.complete_all([call("b"), call("c")])
    last = await asking.complete(call("d"))
    return "".join(str(reply.content) for reply in (one, *two, last))


async def short(asking: Asking) -> object:
    """Ask once, for little."""
    return (await asking.complete(call("short", 10, 1))).content


def jobs(count: int) -> list[Job]:
    """Return questions of three stages."""
    return [Job(f"q{number}", three_stages) for number in range(count)]


async def outcomes(dispatcher: Dispatcher, asked: list[Job]) -> list[Outcome]:
    """Return the outcomes of questions as they come."""
    async with dispatcher.run(asked) as run:
        return [outcome async for outcome in run]


async def ended(dispatcher: Dispatcher, asked: list[Job], act: Callable[[Run], Awaitable[None]]) -> list[Outcome]:
    """Return the outcomes of a run in which something happens."""
    async with dispatcher.run(asked) as run:
        await act(run)
    return run.ended
