"""Two servers, one five times as fast: the dispatcher against taking turns, in questions a second and in P95."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from math import ceil
from time import perf_counter

import pytest
from measuring import report
from msgspec import Struct

from weft.analyzers.text_to_sql.scheduling.asking import Asking
from weft.analyzers.text_to_sql.scheduling.call import Call, Reply
from weft.analyzers.text_to_sql.scheduling.dispatcher import Dispatcher, Job
from weft.analyzers.text_to_sql.scheduling.policy import Policy
from weft.analyzers.text_to_sql.scheduling.work import Work
from weft.analyzers.text_to_sql.scheduling.worker import Worker
from weft.analyzers.text_to_sql.scheduling_policies.earliest_completion import EarliestCompletion
from weft.analyzers.text_to_sql.scheduling_policies.round_robin import RoundRobin
from weft.analyzers.text_to_sql.scheduling_policies.urgency import Urgency

QUESTIONS, CALLS = 200, 3  # of each question, one after the other
AT_ONCE = 32
SLOTS = 8  # calls that a server works at
SECONDS = {"fast": 0.02, "slow": 0.1}  # for a call
WORK = Work(100, 10)
BETTER = 1.4  # times round robin, in questions a second and in P95


class Served(Struct, frozen=True):
    """What a policy came to."""

    questions_a_second: float
    p95: float
    calls: dict[str, int]


class _Remote(Struct, frozen=True):
    """An endpoint that opens a connection for each call."""

    port: int

    async def complete(self, call: Call) -> Reply:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(b"?\n")
            return Reply(await reader.readline(), call.work)
        finally:
            writer.close()


@asynccontextmanager
async def _server(seconds: float) -> AsyncGenerator[_Remote]:
    """Run a server that takes so many seconds for a call, and works at some at a time."""
    slots = asyncio.Semaphore(SLOTS)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        async with slots:
            await asyncio.sleep(seconds)
        writer.write(b"!\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield _Remote(server.sockets[0].getsockname()[1])


def _worker(name: str, *, is_known: bool) -> Worker:
    rate = WORK.tokens / (SECONDS[name] if is_known else 0.05)
    return Worker(name, rate, rate, SLOTS)


async def _question(asking: Asking) -> object:
    for number in range(CALLS):
        await asking.complete(Call("ask", number, WORK))
    return None


async def _served(policy: Callable[[], Policy], *, is_known: bool) -> Served:
    async with AsyncExitStack() as stack:
        endpoints = [
            (_worker(name, is_known=is_known), await stack.enter_async_context(_server(seconds)))
            for name, seconds in SECONDS.items()
        ]
        dispatcher = Dispatcher(endpoints, policy, at_once=AT_ONCE)
        began = perf_counter()
        async with dispatcher.run([Job(str(number), _question) for number in range(QUESTIONS)]) as run:
            times = sorted([outcome.usage.seconds async for outcome in run])
        calls = {lane.name: lane.replies for lane in run.terms.lanes}
        return Served(QUESTIONS / (perf_counter() - began), times[ceil(0.95 * QUESTIONS) - 1], calls)


@pytest.mark.parametrize("is_known", [True, False], ids=["speeds are known", "speeds are learnt"])
def test_unequal_endpoints_are_used_better_than_by_taking_turns(is_known: bool) -> None:
    turns = asyncio.run(_served(RoundRobin, is_known=is_known))
    for policy in (EarliestCompletion, Urgency):
        found = asyncio.run(_served(policy, is_known=is_known))
        more, sooner = found.questions_a_second / turns.questions_a_second, turns.p95 / found.p95
        print(f"\n{policy().name}, speeds {'known' if is_known else 'learnt'}; calls {found.calls}, else {turns.calls}")
        print(f"  {found.questions_a_second:.0f} against {turns.questions_a_second:.0f} questions a second")
        print(f"  P95 {found.p95:.2f} against {turns.p95:.2f} s")
        report({"more questions a second": (more, BETTER), "sooner, P95": (sooner, BETTER)}, "x")
        assert min(more, sooner) >= BETTER
