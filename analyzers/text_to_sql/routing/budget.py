"""Hard limits on what questions may cost, each and all together."""

from msgspec import Struct

from ..language_model.usage import Usage


class Budget(Struct, frozen=True):
    """The most tokens and the most money for one question, and for a whole run; None where there is no limit."""

    question_tokens: int | None = None
    question_cost: float | None = None
    run_tokens: int | None = None
    run_cost: float | None = None

    def objection(self, question: Usage, run: Usage, expected_tokens: float = 0.0) -> str:
        """Return why another attempt would go too far, empty where it may be made.

        `question` and `run` are what is spent so far; `expected_tokens` what the attempt will take, as far as known.
        """
        limits = (
            (self.question_tokens, question.tokens + expected_tokens, "tokens for a question"),
            (self.run_tokens, run.tokens + expected_tokens, "tokens for the run"),
            (self.question_cost, question.cost, "for the cost of a question"),
            (self.run_cost, run.cost, "for the cost of the run"),
        )
        for limit, spent, what in limits:
            if limit is not None and (spent > limit or (spent == limit and not expected_tokens)):
                return f"the limit of {limit:,} {what} is reached"
        return ""

    def allowance(self, question: Usage, run: Usage) -> int | None:
        """Return how many tokens the next attempt may take at most; None where there is no limit."""
        left = [
            limit - spent.tokens
            for limit, spent in ((self.question_tokens, question), (self.run_tokens, run))
            if limit is not None
        ]
        return max(min(left), 0) if left else None
