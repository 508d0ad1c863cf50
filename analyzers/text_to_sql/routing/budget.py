"""Hard limits on what questions may cost, each and all together."""

from math import inf

from msgspec import Struct

from ..language_model.allowance import Allowance
from ..language_model.usage import Usage


class Budget(Struct, frozen=True):
    """The most tokens and the most money for one question, and for a whole run; None where there is no limit."""

    question_tokens: int | None = None
    question_cost: float | None = None
    run_tokens: int | None = None
    run_cost: float | None = None

    def objection(self, question: Usage, run: Usage, tokens: float | None = None, cost: float | None = None) -> str:
        """Return why another call would go too far, empty where it may be made.

        `question` and `run` are what is spent so far; `tokens` and `cost` what the call is expected to take, None where
        nobody knows.
        """
        money = cost if cost is not None or not tokens else 0.0
        limits = (
            (self.question_tokens, question.tokens, tokens, "tokens for a question"),
            (self.run_tokens, run.tokens, tokens, "tokens for the run"),
            (self.question_cost, question.cost, money, "for the cost of a question"),
            (self.run_cost, run.cost, money, "for the cost of the run"),
        )
        return next((said for one in limits if (said := _objection(*one))), "")

    def allowance(self, question: Usage, run: Usage) -> Allowance:
        """Return what the next attempt may take at most."""
        own = Allowance(_or_inf(self.question_tokens), _or_inf(self.question_cost)).less(question)
        all_ = Allowance(_or_inf(self.run_tokens), _or_inf(self.run_cost)).less(run)
        return Allowance(min(own.tokens, all_.tokens), min(own.cost, all_.cost))


def _or_inf(limit: float | None) -> float:
    return inf if limit is None else limit


def _objection(limit: float | None, spent: float, expected: float | None, what: str) -> str:
    """Return why so much more would go beyond a limit; what is free may always be asked, until that is passed."""
    if limit is None or (spent < limit if expected is None else spent + expected <= limit):
        return ""
    return f"the limit of {limit:,} {what} {'would be passed' if spent < limit else 'is reached'}"
