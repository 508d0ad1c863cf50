"""One question, one call: the model sees the schema and writes a query."""

from ..database import Database
from ..generation.drafting import Drafting
from ..generation.prompting import ZERO_SHOT
from ..language_model.allowance import NO_LIMIT, Allowance
from ..language_model.spending import Spending
from ..pipeline import Attempt, Candidate
from ..question import Question
from .model_pipeline import ModelPipeline


class Basic(ModelPipeline, frozen=True):
    """Asks once, without examples and without looking at what the query gives."""

    name = "basic"
    calls = ((ZERO_SHOT, 1.0),)

    def attempt(self, question: Question, database: Database, allowance: Allowance = NO_LIMIT) -> Attempt:
        """Return the model's query; raises ChatFailed where it gives no answer."""
        drafting = Drafting(Spending(self.chat, allowance), question, database, self.manner)
        draft = drafting.draft(ZERO_SHOT)
        if draft is None:
            return drafting.attempt(())
        found = (Candidate(draft.sql),) if draft.sql else ()
        return drafting.attempt(found, (draft.problem,) if draft.problem else ())
