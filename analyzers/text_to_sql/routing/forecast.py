"""Foretells what each pipeline will take to answer a question: tokens sent and received, and their price."""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ..complexity.estimate import Estimate
from ..complexity.hardness import Hardness
from ..generation.drafting import Manner
from ..generation.prompting import CORRECTION, DIVIDE_AND_CONQUER, QUERY_PLAN, opening
from ..language_model.prices import PriceList
from ..language_model.token_counts import likely_tokens
from ..pipeline import PipelineKind
from ..question import Question
from ..settings import Settings
from .lengths import Habit, Lengths

# Tokens of an answer besides its query, and how often it writes the query in parts before. These are assumptions: no
# public log of models' answers tells their lengths. One's own log does, and then counts instead.
_AROUND_A_QUERY = 10
_STEPS: Mapping[str, float] = {DIVIDE_AND_CONQUER: 120, QUERY_PLAN: 100}
_PARTS: Mapping[str, float] = {DIVIDE_AND_CONQUER: 1}
_COMPLAINT = 60  # tokens that tell a model what is wrong


class Forecast(Struct, frozen=True):
    """What an attempt of a pipeline is expected to take, and its first call alone.

    `cost` and `first_cost` are None where nobody knows what the model charges.
    """

    pipeline: str
    calls: float = 0.0
    prompt_tokens: float = 0.0
    completion_tokens: float = 0.0
    cost: float | None = 0.0
    first_tokens: float = 0.0
    first_cost: float | None = 0.0

    @property
    def tokens(self) -> float:
        """All tokens, in and out."""
        return self.prompt_tokens + self.completion_tokens


class Forecaster(Struct):
    """Adds to the estimates of `estimator` what `pipelines` will take, by what is set and by what a log tells."""

    estimator: Callable[[Question], Estimate]
    pipelines: Sequence[PipelineKind]
    settings: Settings
    dialect: str
    lengths: Lengths
    habits: Mapping[str, Habit] = field(default_factory=dict[str, Habit])

    def __repr__(self) -> str:
        """Return what estimates depend on, besides what only tells their price."""
        return repr(self.estimator)

    def __call__(self, question: Question) -> Estimate:
        """Return the estimate of a question, with the tokens of each pipeline, and the cost where it is known."""
        estimate = self.estimator(question)
        found = self.forecasts(question, estimate.hardness)
        return replace(
            estimate,
            tokens={one.pipeline: one.tokens for one in found},
            costs={one.pipeline: one.cost for one in found if one.cost is not None},
            first_tokens={one.pipeline: one.first_tokens for one in found},
            first_costs={one.pipeline: one.first_cost for one in found if one.first_cost is not None},
        )

    def forecasts(self, question: Question, hardness: Mapping[Hardness, float]) -> tuple[Forecast, ...]:
        """Return what each pipeline will take, in their order, for a question with these probabilities of classes."""
        is_needed = any(kind.calls for kind in self.pipelines)
        manner = Manner.of(self.settings)
        text = manner.schema_text(question, self.dialect, manner.schema_tokens).text if is_needed else ""
        sql = self.lengths.expected(hardness)
        return tuple(self._forecast(kind, question, text, sql) for kind in self.pipelines)

    def _forecast(self, kind: PipelineKind, question: Question, schema: str, sql: float) -> Forecast:
        if not kind.calls:
            return Forecast(kind.name)
        usual = sum(count for _, count in kind.calls)
        habit = self.habits.get(kind.name) or Habit(usual, sum(n * _received(style, sql) for style, n in kind.calls))
        sent = {style: self._sent(style, question, schema, sql) for style, _ in kind.calls}
        prompt = sum(sent[style] * count for style, count in kind.calls) * habit.calls / usual
        first, answer = sent[kind.calls[0][0]], habit.completion_tokens / habit.calls
        return Forecast(
            kind.name,
            habit.calls,
            prompt,
            habit.completion_tokens,
            self._cost(kind.name, prompt, habit.completion_tokens),
            first + answer,
            self._cost(kind.name, first, answer),
        )

    def _sent(self, style: str, question: Question, schema: str, sql: float) -> float:
        """Return the tokens of a prompt; a correction repeats what was said, and tells what is wrong."""
        first = DIVIDE_AND_CONQUER if style == CORRECTION else style
        tokens = likely_tokens(opening(first, question, self.dialect, schema))
        return tokens + sql + _COMPLAINT if style == CORRECTION else tokens

    def _cost(self, pipeline: str, prompt: float, completion: float) -> float | None:
        model = self.settings.model_of(pipeline)
        price = self.settings.price_of(model)
        return PriceList({model: price}).cost(model, prompt, completion) if price else None


def _received(style: str, sql: float) -> float:
    """Return the tokens of an answer that is asked for in a style, by those of its query."""
    return sql * (1 + _PARTS.get(style, 0)) + _STEPS.get(style, 0) + _AROUND_A_QUERY
