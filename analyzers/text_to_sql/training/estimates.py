"""Trains what questions are estimated with, on examples whose SQL or whose rated difficulty is known."""

from collections.abc import Callable, Mapping, Sequence

from ....diagnostics import WeftError
from ..complexity.estimate import EstimateModels
from ..complexity.features import features
from ..complexity.hardness import Hardness, hardness
from ..complexity.masking import masked_words
from ..corpora.example import Example
from ..linking.link import SchemaIndex, index_schema
from ..models.linear_model import LinearModel
from ..question import Question
from ..schema.schema import Schema
from .gold_queries import query_of
from .linear import Sample, train

DIFFICULTIES = ("simple", "moderate", "challenging")
_WORD_BITS = 14

Label = Callable[[Example], str]


class NotRated(WeftError, ValueError):
    """Nobody says how difficult an example is."""


def train_estimates(
    spider: Sequence[Example],
    spider_schemas: Mapping[str, Schema],
    bird: Sequence[Example],
    bird_schemas: Mapping[str, Schema],
) -> EstimateModels:
    """Return models of hardness, from questions with SQL, and of difficulty, from questions that people rated.

    Raises NoQuery and NotRated.
    """
    return EstimateModels(
        train_hardness(samples_of(spider, spider_schemas, rated_hardness)),
        train_difficulty(samples_of(bird, bird_schemas, rated_difficulty)),
    )


def train_hardness(samples: Sequence[Sample]) -> LinearModel:
    """Return a model of the four classes of Spider, from features and words."""
    return train(samples, tuple(Hardness), bits=_WORD_BITS, trained_on=f"{len(samples)} questions with SQL")


def train_difficulty(samples: Sequence[Sample]) -> LinearModel:
    """Return a model of the three classes of BIRD, from features alone: words of so few databases would mislead."""
    return train(samples, DIFFICULTIES, trained_on=f"{len(samples)} questions that people rated")


def samples_of(examples: Sequence[Example], schemas: Mapping[str, Schema], label: Label) -> list[Sample]:
    """Return what can be learnt from examples."""
    indexes = {name: index_schema(schema) for name, schema in schemas.items()}
    return [_sample(example, indexes[example.database], label(example)) for example in examples]


def _sample(example: Example, index: SchemaIndex, label: str) -> Sample:
    question = Question(example.text, index.schema, example.evidence)
    return Sample(features(question, index), masked_words(question, index), label)


def rated_hardness(example: Example) -> str:
    """Return the class of an example's SQL; raises NoQuery."""
    return hardness(query_of(example)).value


def rated_difficulty(example: Example) -> str:
    """Return how difficult people found an example; raises NotRated."""
    if example.difficulty not in DIFFICULTIES:
        raise NotRated(f"question {example.id} is to be rated as one of {', '.join(DIFFICULTIES)}")
    return example.difficulty
