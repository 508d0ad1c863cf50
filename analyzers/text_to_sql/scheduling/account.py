"""Keeps what questions spend within a budget, with what calls underway are expected to spend."""

from msgspec import Struct

from ..language_model.usage import Usage
from ..routing.budget import Budget


class OverBudget(Exception):
    """A call was not made, as it would go beyond a limit."""


class Account(Struct):
    """What is spent, and what calls underway are expected to spend."""

    spent: Usage = Usage()
    reserved: Usage = Usage()

    @property
    def committed(self) -> Usage:
        """Both together."""
        return self.spent + self.reserved

    def reserve(self, expected: Usage) -> None:
        """Count a call that is about to be made."""
        self.reserved += expected

    def settle(self, expected: Usage, spent: Usage) -> None:
        """Count a call that has ended, with what it really took."""
        self.reserved += Usage(
            -expected.prompt_tokens, -expected.completion_tokens, -expected.calls, -expected.cost, -expected.seconds
        )
        self.spent += spent


def check_budget(budget: Budget, question: Account, run: Account, expected: Usage) -> None:
    """Raise OverBudget where one more call would go beyond a limit, if all took what is expected of them."""
    price = Usage(cost=expected.cost)
    objection = budget.objection(question.committed + price, run.committed + price, expected.tokens)
    if objection:
        raise OverBudget(objection)
