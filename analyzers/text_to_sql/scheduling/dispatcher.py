"""Answers many questions at once over several endpoints; results come out as they are ready, and none is lost."""

from asyncio import CancelledError, Queue, Task, create_task, current_task, gather, get_running_loop
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ..routing.budget import Budget
from ..scheduling_policies.urgency import Urgency
from .account import Account, OverBudget
from .asking import Asking, Terms
from .call import Endpoint
from .lane import Lane
from .load import Load
from .outcome import Outcome, State
from .policy import Policy
from .retry import Retry
from .worker import Worker


class Job(Struct, frozen=True):
    """A question by a name of its own, and its workflow: what makes its calls and returns its answer."""

    question: str
    workflow: Callable[[Asking], Awaitable[object]]


def _ignore(told: str) -> None:
    """Tell nobody."""


class Dispatcher(Struct, frozen=True):
    """Endpoints with what is known of each, and how to use them.

    Up to `at_once` questions are underway, each of which should be done `slo` seconds after it began; an endpoint that
    does not reply within `call_seconds` has failed. `note` is told of endpoints that are given a rest, or taken out.
    """

    endpoints: Sequence[tuple[Worker, Endpoint]]
    policy: Callable[[], Policy] = Urgency
    retry: Retry = Retry()
    budget: Budget = Budget()
    slo: float = 300.0
    at_once: int = 32
    call_seconds: float = 120.0
    note: Callable[[str], None] = _ignore

    @asynccontextmanager
    async def run(self, jobs: Sequence[Job]) -> AsyncGenerator["Run"]:
        """Answer questions. What is not done when the context is left, for whatever reason, is cancelled and reported.

        Afterwards `Run.ended` holds one outcome for each job.
        """
        lanes = [
            Lane(endpoint, Load.of(worker), self.call_seconds, self.retry, self.note)
            for worker, endpoint in self.endpoints
        ]
        terms = Terms(lanes, self.policy(), self.retry, self.budget, self.slo, Account())
        run = Run(terms, len(jobs), iter(jobs))
        runners = [create_task(run.work()) for _ in range(min(self.at_once, len(jobs)))]
        try:
            yield run
        finally:
            run.cancel("the run was cut off")
            await gather(*runners)


class Run(Struct, eq=False):
    """Questions underway: iterate over it for outcomes as they come, each question's once. `ended` has all so far."""

    terms: Terms
    total: int
    jobs: Iterator[Job]
    ended: list[Outcome] = field(default_factory=list[Outcome])
    cancelled: str = ""
    workflows: "set[Task[Any]]" = field(default_factory=set)
    ready: "Queue[Outcome]" = field(default_factory=Queue)

    async def __aiter__(self) -> AsyncIterator[Outcome]:
        """Yield the outcomes of all questions in the order in which they end."""
        for _ in range(self.total):
            yield await self.ready.get()

    def cancel(self, reason: str) -> None:
        """Stop what is underway and begin nothing more; all that is not finished is reported with the reason."""
        self.cancelled = self.cancelled or reason
        for workflow in self.workflows:
            workflow.cancel()

    async def work(self) -> None:
        """Answer one question after the other until there are no more."""
        for job in self.jobs:
            outcome = await self._settled(job)
            self.ended.append(outcome)
            self.ready.put_nowait(outcome)

    async def _settled(self, job: Job) -> Outcome:
        """Return what becomes of a question."""
        if self.cancelled:
            return Outcome(job.question, State.CANCELLED, reason=self.cancelled)
        now = get_running_loop().time
        asking = Asking(job.question, self.terms, now())
        outcome = await self._answered(job, asking)
        await asking.close()
        seconds = now() - asking.start
        return replace(outcome, usage=replace(asking.account.spent, seconds=seconds), in_time=seconds <= self.terms.slo)

    async def _answered(self, job: Job, asking: Asking) -> Outcome:
        workflow = create_task(_answer(job, asking))
        self.workflows.add(workflow)
        try:
            return Outcome(job.question, State.FINISHED, await workflow)
        except CancelledError:
            self._stop_if_cancelled()
            return Outcome(job.question, State.CANCELLED, reason=self.cancelled or "its workflow was cancelled")
        except OverBudget as objection:
            return Outcome(job.question, State.OVER_BUDGET, reason=str(objection))
        except Exception as error:  # a workflow is not ours: whatever it raises costs one question, not the run
            return Outcome(job.question, State.FAILED, reason=str(error) or type(error).__name__)
        finally:
            self.workflows.discard(workflow)

    def _stop_if_cancelled(self) -> None:
        """Cancel the whole run where somebody cancelled the task that works on it."""
        task = current_task()
        if task and task.cancelling():
            self.cancel("the run was cancelled")


async def _answer(job: Job, asking: Asking) -> object:
    return await job.workflow(asking)
