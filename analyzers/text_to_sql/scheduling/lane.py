"""The queue before one endpoint: calls begin when a place is free, limits allow it and nobody is more urgent."""

from asyncio import Future, TimerHandle, get_running_loop, timeout
from collections.abc import Callable
from heapq import heappop, heappush
from math import inf

from msgspec import Struct, field

from .call import Call, CallFailed, Endpoint, Reply
from .load import Load
from .retry import Retry
from .speed import Speed
from .work import Work

_FAILURES = 2  # in a row, that are no reason to give an endpoint a rest
_HOPELESS = 6  # failures in a row, that are no accident
_LONGEST_REST = 300.0  # seconds; one that wants a longer one is asked no more


class Turn(Struct, eq=False):
    """A place in a queue. Its future says whether the call may begin; else it has to choose again."""

    work: Work
    future: "Future[bool]"


class Lane(Struct, eq=False):
    """An endpoint with those that wait for it and those that it serves.

    `note` is told where it is first given a rest, and where it is asked no more: then `problem` says why.
    """

    endpoint: Endpoint
    load: Load
    seconds: float  # how long to wait for a reply
    retry: Retry
    note: Callable[[str], None]
    problem: str = ""
    is_told: bool = False
    calls: int = 0
    replies: int = 0
    speed: Speed = field(default_factory=Speed)
    queue: list[tuple[float, int, Turn]] = field(default_factory=list[tuple[float, int, Turn]])
    number: int = 0
    running: int = 0
    failures: int = 0  # in a row
    failing_since: float = 0.0
    timer: TimerHandle | None = None

    async def wait(self, work: Work, rank: float) -> bool:
        """Wait until a call may begin; false where the endpoint closed meanwhile, and others may be better.

        Whoever was told true has to call `serve`.
        """
        turn = Turn(work, get_running_loop().create_future())
        self.number += 1
        heappush(self.queue, (rank, self.number, turn))
        self.load.give(work)
        self._begin_some()
        try:
            return await turn.future
        except BaseException:
            if turn.future.cancelled():
                self._forget(turn)
            elif turn.future.result():  # it was told to begin, and cancelled before it could
                self._end(work)
            raise

    async def serve(self, call: Call) -> Reply:
        """Return the endpoint's reply to a call whose turn has come; raises CallFailed, for whatever goes wrong."""
        now = get_running_loop().time
        number = self.speed.start(now(), self.load.worker.seconds(call.work))
        has_reply = False
        self.calls += 1
        try:
            async with timeout(self.seconds):
                reply = await self.endpoint.complete(call)
            has_reply, self.failures = True, 0
            self.replies += 1
            return reply
        except CallFailed as failure:
            self._note_failure(failure)
            raise
        except Exception as error:
            failure = self._failure(error, call)
            self._note_failure(failure)
            raise failure from error
        finally:
            self.speed.end(number, now(), has_reply=has_reply)
            self._end(call.work)

    @property
    def name(self) -> str:
        """The name of the endpoint."""
        return self.load.worker.name

    def _end(self, work: Work) -> None:
        """Free the place of a call that had begun."""
        self.running -= 1
        self.load.finish(work)
        self._begin_some()

    def _forget(self, turn: Turn) -> None:
        """Take out a call that does not wait any longer; its place in the queue is skipped."""
        self.load.start(turn.work)
        self.load.finish(turn.work)
        self._begin_some()

    def _failure(self, error: Exception, call: Call) -> CallFailed:
        """Return what an exception means; a call without a reply in time is taken to have cost what was expected."""
        if isinstance(error, TimeoutError):
            return CallFailed(f"no reply from {self.name} within {self.seconds:g} s", work=call.work)
        return CallFailed(f"{self.name}: {type(error).__name__}: {error}")

    def _note_failure(self, failure: CallFailed) -> None:
        """Close the endpoint for as long as it asks for, or longer and longer where it does nothing but fail.

        Else an endpoint that fails at once would look as if it were always the first to be done.
        """
        now = get_running_loop().time()
        if failure.may_retry and not failure.retry_after:
            self.failing_since = self.failing_since if self.failures else now
            self.failures += 1
        is_hopeless = self.failures >= _HOPELESS and now - self.failing_since >= self.retry.patience
        if failure.is_closed or is_hopeless or failure.retry_after > _LONGEST_REST:
            self._give_up(failure)
            return
        if self.failures > _FAILURES and not self.is_told:
            self.is_told = True
            self.note(f"{self.name} fails again and again, and has a rest: {failure}")
        rest = self.retry.longest_pause(self.failures - _FAILURES) if self.failures > _FAILURES else 0.0
        self._close(max(failure.retry_after, rest))

    def _give_up(self, failure: CallFailed) -> None:
        """Close the endpoint for good."""
        if not self.problem:
            self.problem = str(failure)
            self.note(f"{self.name} is asked no more: {failure}")
        self._close(inf)

    def _close(self, seconds: float) -> None:
        """Begin nothing for some seconds, and let those who wait choose again."""
        if seconds <= 0:
            return
        self.load.closed_until = max(self.load.closed_until, get_running_loop().time() + seconds)
        for _, _, turn in self.queue:
            if not turn.future.done():
                turn.future.set_result(False)
                self.load.start(turn.work)
                self.load.finish(turn.work)
        self.queue.clear()

    def _begin_some(self) -> None:
        """Let those begin who may, and come back when a limit opens."""
        if self.timer:
            self.timer.cancel()
            self.timer = None
        loop = get_running_loop()
        while self.queue and self.running < self.load.worker.batch:
            turn = self.queue[0][2]
            if turn.future.done():  # cancelled while it waited
                heappop(self.queue)
                continue
            now = loop.time()
            opens = max(self.load.limit.opens(now, turn.work.tokens), self.load.closed_until)
            if opens > now:
                self.timer = loop.call_at(opens, self._begin_some)
                return
            heappop(self.queue)
            self._begin(turn, now)

    def _begin(self, turn: Turn, now: float) -> None:
        self.load.limit.take(now, turn.work.tokens)
        self.load.start(turn.work)
        self.running += 1
        turn.future.set_result(True)
