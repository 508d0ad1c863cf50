"""Asks in several ways, runs all queries, and takes the result that most of them give."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..database import Database
from ..generation.correction import Tried, candidates_of, corrected, try_out
from ..generation.drafting import Drafting
from ..generation.prompting import DIVIDE_AND_CONQUER, QUERY_PLAN, ZERO_SHOT
from ..language_model.allowance import NO_LIMIT, Allowance
from ..language_model.spending import Spending
from ..pipeline import Attempt, Candidate
from ..question import Question
from ..stages import Stage
from ..verification.agreement import grouped, is_settled
from ..verification.verify import USUAL_LIMITS, Limits, Verified
from .model_pipeline import ModelPipeline

# Ways that fail differently come first: another prompt differs more than another throw of the dice.
VARIANTS = (
    (DIVIDE_AND_CONQUER, 0.0),
    (QUERY_PLAN, 0.0),
    (ZERO_SHOT, 0.0),
    (DIVIDE_AND_CONQUER, 0.7),
    (QUERY_PLAN, 0.7),
)


class Advanced(ModelPipeline, frozen=True):
    """Asks in each of `variants`, styles and temperatures, until no other result can win, which is corrected if odd.

    The confidence of a candidate is the share of the queries that gave its result.
    """

    name = "advanced"
    calls = ((DIVIDE_AND_CONQUER, 1.4), (QUERY_PLAN, 1.2), (ZERO_SHOT, 1.0))

    variants: tuple[tuple[str, float], ...] = VARIANTS
    rounds: int = 2
    limits: Limits = USUAL_LIMITS

    @property
    def settings(self) -> str:
        """What its answers depend on besides question and database."""
        return f"{super().settings} {self.variants} {self.rounds}"

    def attempt(self, question: Question, database: Database, allowance: Allowance = NO_LIMIT) -> Attempt:
        """Return a query for each result, that of the most first; raises ChatFailed where the model gives no answer."""
        drafting = Drafting(Spending(self.chat, allowance), question, database, self.manner)
        tried = self._drafts(drafting)
        if (doubtful := _doubtful(tried)) is not None:
            tried += corrected(doubtful, drafting, self.rounds, self.limits)[1:]
        return drafting.attempt(_candidates(tried), (_note(tried),) if tried else ())

    def _drafts(self, drafting: Drafting) -> list[Tried]:
        """Return the drafts of as many variants as it takes."""
        tried: list[Tried] = []
        for style, temperature in self.variants:
            draft = drafting.draft(style, temperature)
            if draft is None:
                break
            tried.append(try_out(draft, drafting, self.limits))
            with drafting.spending.stages.timed(Stage.VOTING):
                is_over = is_settled(grouped(_verified(tried)), len(self.variants) - len(tried))
            if is_over:
                break
        return tried


def _verified(tried: Sequence[Tried]) -> list[Verified]:
    return [one.verified for one in tried if one.verified is not None]


def _doubtful(tried: Sequence[Tried]) -> Tried | None:
    """Return the draft to correct: the first where none is sound, or a winner that looks odd and stands alone."""
    groups = grouped(_verified(tried))
    if not groups:
        return next(iter(tried), None)
    winner = groups[0][0]
    if len(groups[0]) > 1 or not winner.doubts:
        return None
    return next(one for one in tried if one.verified is winner)


def _candidates(tried: Sequence[Tried]) -> list[Candidate]:
    """Return a candidate for each result, with its share of all drafts; all that there is where none is sound."""
    groups = grouped(_verified(tried))
    voted = [replace(group[0].candidate, confidence=len(group) / len(tried)) for group in groups]
    return voted or candidates_of(tried)


def _note(tried: Sequence[Tried]) -> str:
    """Return what to tell of the vote."""
    sizes = ", ".join(str(len(group)) for group in grouped(_verified(tried))) or "none"
    drafted = "1 query" if len(tried) == 1 else f"{len(tried)} queries"
    return f"{drafted} drafted; of these gave the same result: {sizes}"
