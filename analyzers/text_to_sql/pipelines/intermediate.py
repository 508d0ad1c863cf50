"""Divides the question, and puts the query right with what the database says of it."""

from ..database import Database
from ..generation.correction import candidates_of, corrected, try_out
from ..generation.drafting import Drafting
from ..generation.prompting import CORRECTION, DIVIDE_AND_CONQUER
from ..language_model.allowance import NO_LIMIT, Allowance
from ..language_model.spending import Spending
from ..pipeline import Attempt
from ..question import Question
from ..verification.verify import USUAL_LIMITS, Limits
from .model_pipeline import ModelPipeline


class Intermediate(ModelPipeline, frozen=True):
    """Asks for smaller questions and their parts of the query first; corrects it in at most so many `rounds`."""

    name = "intermediate"
    calls = ((DIVIDE_AND_CONQUER, 1.0), (CORRECTION, 0.3))

    rounds: int = 3
    limits: Limits = USUAL_LIMITS

    @property
    def settings(self) -> str:
        """What its answers depend on besides question and database."""
        return f"{super().settings} {self.rounds}"

    def attempt(self, question: Question, database: Database, allowance: Allowance = NO_LIMIT) -> Attempt:
        """Return the queries of all rounds, the soundest first; raises ChatFailed where the model gives no answer."""
        drafting = Drafting(Spending(self.chat, allowance), question, database, self.manner)
        draft = drafting.draft(DIVIDE_AND_CONQUER)
        if draft is None:
            return drafting.attempt(())
        tried = corrected(try_out(draft, drafting, self.limits), drafting, self.rounds, self.limits)
        note = f"{len(tried) - 1} corrections" if len(tried) != 2 else "1 correction"
        return drafting.attempt(candidates_of(tried), (note,))
