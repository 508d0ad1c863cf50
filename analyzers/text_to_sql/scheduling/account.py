"""Keeps what questions spend within a budget, with what calls underway are expected to spend."""

from asyncio import Future, get_running_loop

from msgspec import Struct, field
from msgspec.structs import replace

from ..language_model.usage import Usage
from ..routing.budget import Budget


class OverBudget(Exception):
    """A call was not made, as it would go beyond a limit: one for the run where it `is_of_run`."""

    def __init__(self, objection: str, *, is_of_run: bool) -> None:
        super().__init__(objection)
        self.is_of_run = is_of_run


class Account(Struct):
    """What is spent, what calls underway are expected to spend, and who waits for one of them to end."""

    spent: Usage = Usage()
    reserved: Usage = Usage()
    waiting: "list[Future[None]]" = field(default_factory=list)

    @property
    def committed(self) -> Usage:
        """Both together."""
        return self.spent + self.reserved

    def reserve(self, expected: Usage) -> None:
        """Count a call that is about to be made."""
        self.reserved += expected

    def settle(self, expected: Usage, spent: Usage) -> None:
        """Count a call that has ended, with what it really took."""
        self.reserved -= expected
        self.spent += spent
        waiting, self.waiting = self.waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def change(self) -> None:
        """Wait until a call has ended."""
        future = get_running_loop().create_future()
        self.waiting.append(future)
        await future


def check_budget(budget: Budget, question: Account, run: Account, expected: Usage) -> None:
    """Raise OverBudget where one more call would go beyond a limit, if all took what is expected of them."""
    objection = budget.objection(question.committed, run.committed, expected.tokens, expected.cost)
    if objection:
        own = replace(budget, run_tokens=None, run_cost=None)
        is_own = own.objection(question.committed, Usage(), expected.tokens, expected.cost)
        raise OverBudget(objection, is_of_run=not is_own)
