"""What a question's workflow is given to make its calls with."""

from asyncio import Task, TaskGroup, current_task, gather, get_running_loop, sleep
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from ..language_model.usage import Usage
from ..routing.budget import Budget
from .account import Account, OverBudget, check_budget
from .call import Call, CallFailed, Reply
from .deadlines import stage_deadline
from .lane import Lane
from .policy import Pending, Policy
from .retry import Retry
from .tries import Tries
from .work import Work
from .worker import Worker, mean_seconds


class Terms(Struct, frozen=True):
    """What holds for all questions of a run."""

    lanes: Sequence[Lane]
    policy: Policy
    retry: Retry
    budget: Budget
    slo: float
    account: Account


class Asking(Struct, eq=False):
    """One question's way to all endpoints."""

    question: str
    terms: Terms
    start: float
    account: Account = field(default_factory=Account)
    made: int = 0
    is_closed: bool = False
    tasks: "set[Task[Any]]" = field(default_factory=set)

    async def complete(self, call: Call) -> Reply:
        """Return the reply to a call, wherever it comes from; raises CallFailed after all tries, or OverBudget."""
        if self.is_closed:  # a thread or a task of the workflow outlived it
            raise CallFailed("the question has ended", may_retry=False)
        self.made += 1
        name, task = f"{self.question}:{self.made}", current_task()
        if task:
            self.tasks.add(task)
        tries = Tries()
        while True:
            lane = await self._turn(call, tries.avoided)
            try:
                return await self._serve(lane, call)
            except CallFailed as failure:
                tries.count(lane, failure)
                if tries.are_used_up(failure, self.terms.retry):
                    raise CallFailed(f"{call.step}: {failure} (try {tries.all})", may_retry=False) from None
                if not failure.is_closed:
                    await sleep(self.terms.retry.pause(name, tries.made))

    async def complete_all(self, calls: Sequence[Call]) -> list[Reply]:
        """Return the replies to calls that are made at the same time; where one fails, the others are cancelled."""
        try:
            async with TaskGroup() as group:
                tasks = [group.create_task(self.complete(call)) for call in calls]
        except ExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return [task.result() for task in tasks]

    async def close(self) -> None:
        """Cancel the calls that nobody waits for any longer, and make no more."""
        self.is_closed = True
        left = [task for task in self.tasks if not task.done() and task is not current_task()]
        for task in left:
            task.cancel()
        await gather(*left, return_exceptions=True)

    async def _turn(self, call: Call, avoided: Lane | None) -> Lane:
        """Choose an endpoint and wait for the call's turn; what it will take is reserved from then on."""
        pending = self._pending(call)
        while True:
            lane = self._choose(call, pending, avoided)
            expected = _most(lane.load.worker, call)
            if not self._fits(expected):
                await self.terms.account.change()
                continue
            self._reserve(expected)
            may_begin = False
            try:
                may_begin = await lane.wait(call.work, self.terms.policy.rank(pending, lane.load.worker))
            finally:
                if not may_begin:
                    self._settle(expected, Usage())
            if may_begin:
                return lane

    def _fits(self, expected: Usage) -> bool:
        """Say whether a call may be made now; calls underway may take less than is expected, so that it may be later.

        Raises OverBudget where it may not even then.
        """
        budget, own, run = self.terms.budget, self.account, self.terms.account
        try:
            check_budget(budget, own, run, expected)
        except OverBudget:
            check_budget(budget, Account(own.spent), Account(run.spent), expected)
            return False
        return True

    async def _serve(self, lane: Lane, call: Call) -> Reply:
        worker = lane.load.worker
        spent = _usage(worker, call.work)  # also of a call that is cut off: it is likely to be billed
        try:
            reply = await lane.serve(call)
            spent = _usage(worker, reply.work)
            return reply
        except CallFailed as failure:
            spent = _usage(worker, failure.work)
            raise
        finally:
            self._settle(_most(worker, call), spent)

    def _choose(self, call: Call, pending: Pending, avoided: Lane | None) -> Lane:
        """Return the endpoint that the policy chooses, another than the one that just failed where there is one."""
        fitting = self._fitting(call)
        lanes = [lane for lane in fitting if lane is not avoided] or fitting
        now = get_running_loop().time()
        for lane in lanes:
            lane.load.slowness = lane.speed.current(now)
        chosen = self.terms.policy.choose(pending, [lane.load for lane in lanes])
        return next(lane for lane in lanes if lane.load is chosen)

    def _fitting(self, call: Call) -> list[Lane]:
        """Return the endpoints that a call may go to; raises CallFailed where there are none."""
        running = [lane for lane in self.terms.lanes if lane.load.worker.runs(call.model)]
        if not running:
            raise CallFailed(f"{call.step}: no endpoint has the model {call.model}", may_retry=False)
        open_ones = [lane for lane in running if not lane.problem]
        if not open_ones:
            problems = "; ".join(f"{lane.name}: {lane.problem}" for lane in running)
            raise CallFailed(f"{call.step}: no endpoint is left: {problems}", may_retry=False)
        fitting = [lane for lane in open_ones if lane.load.worker.can_take(call.work)]
        if not fitting:
            told = f"{call.step}: no endpoint may take {call.work.tokens:,} tokens in a minute"
            raise CallFailed(told, may_retry=False)
        return fitting

    def _pending(self, call: Call) -> Pending:
        now, workers = get_running_loop().time(), [lane.load.worker for lane in self._fitting(call)]
        seconds, later = mean_seconds(workers, call.work), mean_seconds(workers, call.later)
        return Pending(call.work, self.start, now, stage_deadline(now, self.start, self.terms.slo, seconds, later))

    def _reserve(self, expected: Usage) -> None:
        for account in (self.account, self.terms.account):
            account.reserve(expected)

    def _settle(self, expected: Usage, spent: Usage) -> None:
        for account in (self.account, self.terms.account):
            account.settle(expected, spent)


def _most(worker: Worker, call: Call) -> Usage:
    """Return the most that a call can take."""
    return _usage(worker, call.most or call.work)


def _usage(worker: Worker, work: Work) -> Usage:
    return Usage(work.input_tokens, work.output_tokens, 1, worker.cost(work))
